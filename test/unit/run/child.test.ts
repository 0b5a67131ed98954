import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { runMocha } from '../../run/child.ts'

describe('a suite’s process', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-suite-'))
  })
  after(() => rm(folder, { recursive: true }))

  it('ends no test for being slower than it thought, nor its hooks, and tells what passed, failed and was skipped', async () => {
    const file = join(folder, 'some.test.mjs')
    await writeFile(
      file,
      `const pause = () => new Promise((resolve) => setTimeout(resolve, 60))
      describe('some', function () {
        this.timeout(20)
        before(pause)
        beforeEach(pause)
        it('is slow', pause)
        it('is slow too', pause).timeout(10)
        it('fails', () => { throw new Error('as it should') })
        it.skip('is not run', pause)
      })`,
    )
    const { passed, failures, skips } = await runMocha('some', [file], 60_000, false)
    expect(failures.map(({ title }) => title)).to.deep.equal(['some › fails'])
    expect(failures[0]?.error).to.contain('as it should')
    expect(passed).to.equal(2)
    expect(skips.map(({ tests }) => tests)).to.deep.equal([1])
  })
})
