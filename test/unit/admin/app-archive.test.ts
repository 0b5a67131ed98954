/** Apps out of one store and into another: what is only told is judged like what is done. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { exportApp, type ImportWish, importApp } from '../../../src/admin/app-archive.ts'
import { putApp, removeApp } from '../../../src/admin/apps.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { folderStore } from '../../../src/app-store/folder.ts'
import { revisionOf } from '../../../src/app-store/revisions.ts'
import type { PastRevision, Revision } from '../../../src/app-store/store.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'

const plain = { settings: 'attributes: basic\n', metadata: '<md/>' }
const past = (settings: string): readonly PastRevision[] => [
  { kind: 'app', name: 'blog', revision: revisionOf(1, { settings }), author: 'Bob', at: 1, settings },
]
const both = [{ dryRun: true }, { dryRun: false }]

/** Its outcome, or why it is refused. */
const told = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error)))

describe('an app out of an archive', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-archive-'))
  after(() => rmSync(folder, { recursive: true }))

  const states = ['new', 'there', 'removed'] as const
  /** An administration where the app is in that state. */
  async function stage(state: (typeof states)[number]) {
    const made = testAdministration()
    if (state !== 'new') await putApp(made.deps, admin, 'blog', plain)
    if (state === 'removed') await removeApp(made.deps, admin, 'blog', { replaces: 'whatever' })
    return made
  }
  const cases: readonly (readonly [settings: string, wish: ImportWish, outcome: (typeof states)[number] | string])[] = [
    ['attributes: BROKEN\n', { confirmed: true }, 'invalid'],
    ['nameId: email # RENAMING\n', {}, 'confirm'],
  ]
  for (const state of states) {
    for (const [settings, wish, outcome] of cases) {
      it(`is refused in a dry run as in earnest: ${state}, ${outcome}`, async () => {
        const { deps } = await stage(state)
        for (const run of both) {
          const done = told(importApp(deps, admin, 'blog', past(settings), { ...wish, ...run, replace: true }))
          expect(await done, JSON.stringify(run)).to.equal(outcome)
        }
      })
    }
    it(`has the outcome that a dry run tells, and is examined once: ${state}`, async () => {
      const { deps, store } = await stage(state)
      let examined = 0
      const examine: typeof deps.examine = (...asked) => {
        examined += 1
        return deps.examine(...asked)
      }
      const run = (wish: ImportWish) =>
        importApp({ ...deps, examine }, admin, 'blog', past('sign: both\n'), { ...wish, replace: true })
      const before = await store.history('app', 'blog')
      const said = await run({ dryRun: true })
      expect(examined).to.equal(1)
      expect(await store.history('app', 'blog'), 'nothing was written').to.deep.equal(before)
      expect(await run({})).to.equal(said)
      expect(examined).to.equal(2)
      expect((await exportApp(deps, 'blog'))[0]).to.include({ settings: 'sign: both\n' })
    })
  }

  it('has the rest of its past once it is imported again, where the store failed midway', async () => {
    const { deps } = testAdministration()
    const whole = ['sign: both\n', 'sign: response\n'].map((settings, index): PastRevision => {
      const revision = revisionOf(2 - index, { settings })
      return { kind: 'app', name: 'blog', revision, author: 'Bob', at: 1, settings }
    })
    const store = folderStore(folder)
    try {
      const given = { ...deps, store }
      await importApp(given, admin, 'blog', whole.slice(0, 1))
      for (const dryRun of [true, false])
        expect(await importApp(given, admin, 'blog', whole, { dryRun }), `${dryRun}`).to.equal('restored')
      expect(await exportApp(given, 'blog')).to.have.length(2)
      expect(await importApp(given, admin, 'blog', whole)).to.equal('same')
    } finally {
      await store.close()
    }
  })

  it('has its past, by whoever imports it', async () => {
    const { deps } = testAdministration()
    await importApp(deps, admin, 'blog', past('sign: both\n'))
    expect((await exportApp(deps, 'blog'))[0]?.author).to.equal('Bob (imported by Anna)')
  })
})

describe('a change that is only tried', () => {
  it('is refused like the change itself where another revision is there, or it is too large', async () => {
    const { deps } = testAdministration()
    await putApp(deps, admin, 'blog', plain)
    const stale = `1-${'0'.repeat(64)}` as Revision
    for (const run of both) {
      const put = (settings: string, replaces?: Revision) =>
        told(putApp(deps, admin, 'blog', { settings }, { ...run, ...(replaces !== undefined && { replaces }) }))
      expect(await put('sign: both\n', stale), JSON.stringify(run)).to.equal('changed-meanwhile')
      expect(await put(`# ${'x'.repeat(70_000)}\n`), JSON.stringify(run)).to.equal('invalid')
    }
  })
})
