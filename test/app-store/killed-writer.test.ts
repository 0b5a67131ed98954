import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { folderStore } from '../../src/app-store/folder.ts'
import { numberOf } from '../../src/app-store/revisions.ts'

const child = fileURLToPath(new URL('./writing-child.js', import.meta.url))
const kills = 200
const atOnce = 4

describe('a process that is killed while it writes to the app store', function () {
  this.timeout(240_000)
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isthmus-killed-'))
  })
  after(() => rm(folder, { recursive: true }))

  /** The number of each document that was last acknowledged before the process was killed. */
  async function writeAndBeKilled(prefix: string): Promise<ReadonlyMap<string, number>> {
    const writer = spawn(process.execPath, [child, folder, prefix], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    writer.stdout.on('data', (octets) => {
      text += octets
    })
    await once(writer.stdout, 'data')
    const wait = Math.random() * 40
    await new Promise((resolve) => setTimeout(resolve, wait))
    writer.kill('SIGKILL')
    await once(writer, 'close')
    const lines = text.split('\n').slice(0, -1)
    return new Map(lines.map((line) => line.split(' ')).map(([name = '', number]) => [name, Number(number)]))
  }

  it(`leaves the old document or the new one, never half of one, ${kills} times`, async () => {
    let finished = 0
    const acknowledged = new Map<string, number>()
    const judge = async (name: string) => {
      const least = acknowledged.get(name) ?? 0
      const onDisk = wholeNumberIn(name)
      const store = folderStore(folder)
      const [document, [newest]] = [await store.get('app', name), await store.history('app', name)]
      const number = newest === undefined ? 0 : numberOf(newest.revision)
      expect(number, `${name} after ${least} was acknowledged`).to.be.within(least, least + 1)
      if (onDisk !== undefined) expect(onDisk).to.be.within(least - 1, number)
      if (newest === undefined || 'removed' in newest) expect(document).to.equal(undefined)
      else
        expect(
          document?.settings.startsWith(`number: ${number} #`) && document.metadata?.includes(`<a>${number} `),
        ).to.equal(true)
      // What a crash left undone is done now.
      expect(wholeNumberIn(name)).to.equal(document && number)
      expect(newest?.author ?? 'child', 'nothing was taken for the work of an operator').to.equal('child')
      if (onDisk !== wholeNumberIn(name)) finished += 1
      acknowledged.set(name, number)
      await store.close()
    }
    const one = async (prefix: string) => {
      for (let round = 0; round < kills / atOnce; round++) {
        for (const [name, number] of await writeAndBeKilled(prefix)) acknowledged.set(name, number)
        for (const name of [`${prefix}-one`, `${prefix}-two`]) await judge(name)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, index) => one(`p${index}`)))
    expect(finished, 'some were killed between two steps').to.be.greaterThan(0)
    const marks = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.new'))
    const unfinished = marks.filter((mark) => statSync(join(folder, mark)).nlink > 1)
    expect(unfinished, 'marks of what was finished are taken away').to.deep.equal([])
  })

  /** The number in the files of a document; undefined where it has none. Each file is whole, whichever number it has. */
  function wholeNumberIn(name: string): number | undefined {
    const text = (ending: string) => {
      try {
        return readFileSync(join(folder, `${name}.${ending}`), 'utf8')
      } catch {
        return undefined
      }
    }
    const [settings, metadata] = [text('yaml'), text('xml')]
    if (settings !== undefined) expect(settings).to.match(/^number: \d+ #{9000}\n$/)
    if (metadata !== undefined) expect(metadata).to.match(/^<a>\d+ {60000}<\/a>$/)
    return settings === undefined ? undefined : Number(/\d+/.exec(settings)?.[0])
  }
})
