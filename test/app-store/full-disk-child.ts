/**
 * A process that writes to an app store on a disk that becomes full, and says as lines of JSON what came of it. Its
 * arguments: the store's folder, and `fill` where the disk is to be filled up beforehand to all but some blocks, more of
 * them each time; else single files may only become so large.
 */
import { readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { folderStore } from '../../src/app-store/folder.ts'

const [, , folder = '', fill] = process.argv
const large = { settings: 'b: 2\n', metadata: `<b>${'x'.repeat(30_000)}</b>` }

const files = () => readdir(folder, { recursive: true }).then((all) => all.filter((one) => one !== 'filler').toSorted())

/** Leaves so many blocks of 4 kB free. */
function leave(blocks: number): void {
  rmSync(join(folder, 'filler'), { force: true })
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - blocks * 4096)))
}

async function round(left: number): Promise<void> {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true })
  const store = folderStore(folder, { settled: 0 })
  const small = { settings: 'a: 1\n', metadata: '<a/>' }
  const first = await store.put('app', 'wiki', small, { author: 'anna', replaces: undefined })
  if (fill === 'fill') leave(left)
  const tried = async (name: string, replaces: typeof first.revision | undefined) => {
    try {
      await store.put('app', name, large, { author: 'anna', replaces })
      return { done: true }
    } catch (error) {
      return { done: false, name: error instanceof Error ? error.name : '', message: String(error) }
    }
  }
  const wiki = await tried('wiki', first.revision)
  const blog = await tried('blog', undefined)
  const there = { wiki: (await store.get('app', 'wiki'))?.settings, blog: (await store.get('app', 'blog'))?.settings }
  const full = await files()
  await store.close()
  rmSync(join(folder, 'filler'), { force: true })
  // Whoever looks when there is room again finishes what was acknowledged.
  const later = folderStore(folder, { settled: 0 })
  const after = { wiki: (await later.get('app', 'wiki'))?.settings, blog: (await later.get('app', 'blog'))?.settings }
  await later.close()
  console.log(JSON.stringify({ left, wiki, blog, there, full, after, files: await files() }))
}

for (const left of fill === 'fill' ? Array.from({ length: 30 }, (_, at) => at) : [0]) await round(left)
