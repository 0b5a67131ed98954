/** A folder that can't be written: told of when the gateway starts, not when the first upload fails. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openAppStore } from '../../src/app-store/open.ts'

describe('an app store in a folder, when it is opened', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-read-only-'))
  after(() => rmSync(folder, { recursive: true }))

  const told = async (path: string, administered = true): Promise<readonly string[]> => {
    const said: string[] = []
    const onTrouble = (message: string) => void said.push(message)
    const where = { kind: 'folder' as const, path: join(folder, path) }
    const store = await openAppStore(where, { storage: { kind: 'memory' }, directory: folder, onTrouble, administered })
    await store.close()
    return said
  }

  before(() => {
    mkdirSync(join(folder, 'apps'))
    // Nobody can write there, not even root, who may write wherever the permissions forbid it.
    symlinkSync('circle', join(folder, 'circle'))
  })

  it('says which one administrators can not change, and why', async () => {
    const [message, ...more] = await told('circle')
    expect(message).to.equal(
      `${join(folder, 'circle')} can't be written (ELOOP): administrators can change nothing, and no history is kept.`,
    )
    expect(more).to.deep.equal([])
  })

  it('says so of one that could not be made', async () => {
    expect((await told('circle/new/apps'))[0]).to.match(/circle\/new\/apps can't be written \(ELOOP\)/)
  })

  it('says nothing of one that is there, or can be made, or that nobody administers', async () => {
    expect(await told('apps')).to.deep.equal([])
    expect(await told('new/apps')).to.deep.equal([])
    expect(await told('circle', false)).to.deep.equal([])
  })
})
