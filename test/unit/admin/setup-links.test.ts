import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { type PutApp, putApp } from '../../../src/admin/apps.ts'
import type { AdminDependencies } from '../../../src/admin/dependencies.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { approveSetup, rejectSetup } from '../../../src/admin/setup-decision.ts'
import { createSetupLink, listSetupLinks, submitSetup } from '../../../src/admin/setup-links.ts'
import { folderStore } from '../../../src/app-store/folder.ts'
import { type AppStore, StoreUnavailable } from '../../../src/app-store/store.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'

const codeOf = (error: unknown) => (error instanceof Refused ? error.code : error)
const saidOf = (error: unknown) => (error instanceof Refused ? (error.says?.[0] ?? error.message) : error)

const day = 24 * 3600_000

/** What whoever decides has seen. */
const looked = ({ document }: PutApp) => (document === undefined ? {} : { replaces: document.revision })

async function uploadedFor(app: string, kept?: AppStore) {
  const { deps: given, store: memory, tick } = testAdministration()
  const store = kept ?? memory
  const deps: AdminDependencies = { ...given, store }
  const { secret, link } = await createSetupLink(deps, admin, { app })
  await submitSetup(deps, secret, '<md>of the owner</md>')
  const metadata = async () => (await store.get('app', app))?.metadata
  const state = async () => (await listSetupLinks(deps))[0]?.state
  const withPut = (put: AppStore['put']): AdminDependencies => ({
    ...deps,
    store: Object.assign(Object.create(store), { put: put.bind(store), get: store.get.bind(store) }),
  })
  return { deps, store, id: link.id, metadata, state, tick, withPut }
}

describe('what came by a setup link', () => {
  it('becomes the app where there is none', async () => {
    const { deps, id, metadata, state } = await uploadedFor('shop')
    await approveSetup(deps, admin, id)
    expect(await metadata()).to.equal('<md>of the owner</md>')
    expect(await state()).to.equal('approved')
  })

  it('never replaces an app that somebody else made meanwhile, unless it is looked at and named', async () => {
    const { deps, id, metadata, state } = await uploadedFor('shop')
    const made = await putApp(deps, admin, 'shop', { settings: 'sign: both\n', metadata: '<md>of another</md>' })
    expect(await approveSetup(deps, admin, id).catch(codeOf)).to.equal('no-revision')
    expect(await metadata()).to.equal('<md>of another</md>')
    expect(await state()).to.equal('submitted')
    await approveSetup(deps, admin, id, looked(made))
    expect(await metadata()).to.equal('<md>of the owner</md>')
  })

  it('does not become an app whose state is no longer the one that was looked at', async () => {
    const { deps, id, metadata } = await uploadedFor('shop')
    const first = looked(await putApp(deps, admin, 'shop', { settings: '', metadata: '<md>first</md>' }))
    await putApp(deps, admin, 'shop', { settings: '', metadata: '<md>second</md>' }, first)
    expect(await approveSetup(deps, admin, id, first).catch(codeOf)).to.equal('changed-meanwhile')
    expect(await metadata()).to.equal('<md>second</md>')
  })

  it('still waits after a dry run, of the same as the app says too', async () => {
    const { deps, id, state } = await uploadedFor('shop')
    await putApp(deps, admin, 'shop', { settings: 'uploaded: true\n', metadata: '<md>of the owner</md>' })
    const { outcome } = await approveSetup(deps, admin, id, { dryRun: true })
    expect([outcome, await state()]).to.deep.equal(['unchanged', 'submitted'])
  })
})

const never = () => new Promise<never>(() => {})

/** What the process does last: from there on nothing of it runs any more. */
const ends: Readonly<Record<string, (store: AppStore) => AppStore['put']>> = {
  'before the app is written': (store) => (kind, name, content, change) =>
    kind === 'app' ? never() : store.put(kind, name, content, change),
  'after the app is written': (store) => (kind, name, content, change) =>
    kind === 'app' ? store.put(kind, name, content, change).then(never) : store.put(kind, name, content, change),
}

const stores: Readonly<Record<string, (folder: string) => AppStore | undefined>> = {
  memory: () => undefined,
  'a folder': (folder) => folderStore(folder),
}

for (const [where, open] of Object.entries(stores)) {
  describe(`an approval that is cut short, in ${where}`, () => {
    let folder: string
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'isthmus-setup-'))
    })
    afterEach(() => rmSync(folder, { recursive: true }))

    for (const [when, end] of Object.entries(ends)) {
      it(`${when} is finished by approving again`, async () => {
        const { deps, store, id, metadata, state, withPut } = await uploadedFor('shop', open(folder))
        const reached = new Promise<void>((resolve) => {
          const put = end(store)
          void approveSetup(
            withPut((...asked) => {
              if (asked[0] === 'app') setTimeout(resolve, 50)
              return put(...asked)
            }),
            admin,
            id,
          )
        })
        await reached
        expect(await state()).to.equal('approving')
        await approveSetup(deps, admin, id)
        expect(await metadata()).to.equal('<md>of the owner</md>')
        expect(await state()).to.equal('approved')
        expect(await approveSetup(deps, admin, id).catch(saidOf)).to.equal('link-empty')
      })
    }
  })
}

describe('an approval of which nobody knows how far it came', () => {
  async function stage(put: (store: AppStore) => AppStore['put']) {
    const rig = await uploadedFor('shop')
    const told = await approveSetup(rig.withPut(put(rig.store)), admin, rig.id).catch(codeOf)
    expect(told).to.equal('unavailable')
    return rig
  }
  const away: Parameters<typeof stage>[0] =
    (store) =>
    (kind, ...rest) =>
      kind === 'app' ? Promise.reject(new StoreUnavailable('away')) : store.put(kind, ...rest)
  const unheard: Parameters<typeof stage>[0] =
    (store) =>
    async (kind, ...rest) => {
      const done = await store.put(kind, ...rest)
      if (kind === 'app') throw new StoreUnavailable('no answer')
      return done
    }

  it('can not be rejected while it may still be written', async () => {
    const { deps, id, state, tick } = await stage(away)
    expect(await rejectSetup(deps, admin, id).catch(saidOf)).to.equal('link-approving')
    expect(await state()).to.equal('approving')
    tick(5 * 60_000)
    await rejectSetup(deps, admin, id)
    expect(await state()).to.equal('rejected')
  })

  it('is approved where the app is there after all', async () => {
    const { deps, id, metadata, state } = await stage(unheard)
    expect([await metadata(), await state()]).to.deep.equal(['<md>of the owner</md>', 'approved'])
    expect(await rejectSetup(deps, admin, id).catch(saidOf)).to.equal('link-decided')
  })
})

describe('a setup link', () => {
  it('is not made for an app that a file keeps', async () => {
    const { deps, store } = testAdministration()
    expect(await createSetupLink(deps, admin, { app: 'wiki' }).catch(saidOf)).to.equal('in-files')
    expect(await store.list('setup-link')).to.deep.equal([])
  })

  it('says of an end that has passed that it has, and of one too late how late it may be', async () => {
    const { deps } = testAdministration()
    const ending = (expiresAt: number) => createSetupLink(deps, admin, { app: 'shop', expiresAt }).catch(saidOf)
    expect(await ending(deps.now())).to.equal('time-past')
    expect(await ending(deps.now() + 31 * day + 1)).to.equal('link-days')
  })

  it('is removed 31 days after its end, when the next is made, unless something waits', async () => {
    const { deps, store, tick } = testAdministration()
    const unused = await createSetupLink(deps, admin, { app: 'unused', expiresAt: deps.now() + day })
    const used = await createSetupLink(deps, admin, { app: 'used', expiresAt: deps.now() + day })
    await submitSetup(deps, used.secret, '<md/>')
    const shown = async () => (await listSetupLinks(deps)).map(({ app }) => app).sort()
    tick(32 * day - 1)
    await createSetupLink(deps, admin, { app: 'shop' })
    expect(await shown()).to.deep.equal(['shop', 'unused', 'used'])
    tick(1)
    expect(await shown()).to.deep.equal(['shop', 'used'])
    await createSetupLink(deps, admin, { app: 'blog' })
    expect(await store.get('setup-link', unused.link.id)).to.equal(undefined)
    expect(await shown()).to.deep.equal(['blog', 'shop', 'used'])
    await rejectSetup(deps, admin, used.link.id)
    expect(await shown()).to.deep.equal(['blog', 'shop'])
  })
})
