/**
 * A process that changes documents as fast as it can, until it is killed. After each change that was acknowledged it
 * writes a line, `name number`. Both parts of a document are of one number.
 */
import { writeSync } from 'node:fs'
import { folderStore } from '../../src/app-store/folder.ts'
import { numberOf } from '../../src/app-store/revisions.ts'

const [, , folder = '', prefix = ''] = process.argv
const store = folderStore(folder)

for (;;) {
  for (const name of [`${prefix}-one`, `${prefix}-two`]) {
    const [now, [newest]] = [await store.get('app', name), await store.history('app', name)]
    const number = newest === undefined ? 1 : numberOf(newest.revision) + 1
    const change = { author: 'child', replaces: now?.revision }
    // Every fifth time it is removed; the number goes on.
    if (number % 5 === 0 && now !== undefined) await store.remove('app', name, change)
    else await store.put('app', name, contentOf(number), change)
    writeSync(1, `${name} ${number}\n`)
  }
}

function contentOf(number: number) {
  return { settings: `number: ${number} ${'#'.repeat(9000)}\n`, metadata: `<a>${number}${' '.repeat(60_000)}</a>` }
}
