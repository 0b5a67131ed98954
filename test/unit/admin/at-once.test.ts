/** Two administrators at once: what is made of a state replaces that state, and no other. */
import { expect } from 'chai'
import { undoApp } from '../../../src/admin/app-past.ts'
import { disableApp, enableApp } from '../../../src/admin/app-state.ts'
import { putApp } from '../../../src/admin/apps.ts'
import type { AdminDependencies } from '../../../src/admin/dependencies.ts'
import { putMetadata } from '../../../src/admin/metadata.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { approveSetup, rejectSetup } from '../../../src/admin/setup-decision.ts'
import { createSetupLink, listSetupLinks, submitSetup } from '../../../src/admin/setup-links.ts'
import { type AppStore, StoreFull } from '../../../src/app-store/store.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'

const whatever = { replaces: 'whatever' } as const
const before = { settings: 'attributes: basic\ndisabled: true\n', metadata: '<md/>' }
const ofAnother = { settings: 'allow: \'"staff" in groups\'\n', metadata: '<md/>' }

/** Somebody else changes the blog once it has been read. */
function interrupted(deps: AdminDependencies): AdminDependencies {
  let done = false
  const get: AppStore['get'] = async (kind, name) => {
    const found = await deps.store.get(kind, name)
    if (kind === 'app' && !done) {
      done = true
      await putApp(deps, { ...admin, author: 'Bob' }, 'blog', ofAnother, whatever)
    }
    return found
  }
  return { ...deps, store: Object.assign(Object.create(deps.store), { get }) }
}

const changes: Readonly<Record<string, (deps: AdminDependencies, setup: string) => Promise<unknown>>> = {
  'switched off': (deps) => disableApp(deps, admin, 'blog', undefined, whatever),
  'switched on': (deps) => enableApp(deps, admin, 'blog', whatever),
  undone: (deps) => undoApp(deps, admin, 'blog'),
  'undone, whatever it is': (deps) => undoApp(deps, admin, 'blog', whatever),
  'given other metadata': (deps) => putMetadata(deps, admin, 'blog', { xml: '<md>new</md>' }, whatever),
  'given metadata by a setup link': (deps, setup) => approveSetup(deps, admin, setup, whatever),
}

describe('two administrators at once', () => {
  for (const [what, change] of Object.entries(changes)) {
    async function stage() {
      const { deps } = testAdministration()
      await putApp(deps, admin, 'blog', { settings: 'sign: both\n', metadata: '<md>old</md>' })
      await putApp(deps, admin, 'blog', before, whatever)
      const { secret, link } = await createSetupLink(deps, admin, { app: 'blog' })
      await submitSetup(deps, secret, '<md>sent</md>')
      return { deps, setup: link.id }
    }

    it(`an app that is ${what} keeps what another changed meanwhile`, async () => {
      const { deps, setup } = await stage()
      const refused = await change(interrupted(deps), setup).catch((error: unknown) => error)
      expect(refused).to.be.instanceOf(Refused).with.property('code', 'changed-meanwhile')
      expect(await deps.store.get('app', 'blog')).to.include({ ...ofAnother, author: 'Bob' })
    })

    it(`control: an app is ${what}`, async () => {
      const { deps, setup } = await stage()
      await change(deps, setup)
      expect((await deps.store.get('app', 'blog'))?.settings).to.not.equal(ofAnother.settings)
    })
  }
})

describe('an upload that one approves while another rejects it', () => {
  async function stage() {
    const { deps, store } = testAdministration()
    const { secret, link } = await createSetupLink(deps, admin, { app: 'shop' })
    await submitSetup(deps, secret, '<md/>')
    const told: string[] = []
    const tell = (who: string) =>
      [
        () => void told.push(`${who}: done`),
        (error: unknown) => void told.push(`${who}: ${error instanceof Refused ? error.code : error}`),
      ] as const
    const reject = () => rejectSetup(deps, admin, link.id).then(...tell('reject'))
    const approve = (given: AdminDependencies) => approveSetup(given, admin, link.id).then(...tell('approve'))
    const state = async () => [(await store.get('app', 'shop'))?.metadata, (await listSetupLinks(deps))[0]?.state]
    const withPut = (put: AppStore['put']): AdminDependencies => ({
      ...deps,
      store: Object.assign(Object.create(deps.store), { put }),
    })
    return { deps, told, reject, approve, state, withPut }
  }

  it('is no app where it is rejected first', async () => {
    const { deps, told, reject, approve, state } = await stage()
    const examine: typeof deps.examine = async (...asked) => {
      await reject()
      return deps.examine(...asked)
    }
    await approve({ ...deps, examine })
    expect(told).to.deep.equal(['reject: done', 'approve: changed-meanwhile'])
    expect(await state()).to.deep.equal([undefined, 'rejected'])
  })

  it('is the app where it is approved first', async () => {
    const { deps, told, reject, approve, state, withPut } = await stage()
    const put: AppStore['put'] = async (kind, ...rest) => {
      if (kind === 'app') await reject()
      return deps.store.put(kind, ...rest)
    }
    await approve(withPut(put))
    expect(told).to.deep.equal(['reject: changed-meanwhile', 'approve: done'])
    expect(await state()).to.deep.equal(['<md/>', 'approved'])
  })

  it('waits again where the app could not be written', async () => {
    const { deps, told, approve, state, withPut } = await stage()
    const put: AppStore['put'] = (kind, ...rest) =>
      kind === 'app' ? Promise.reject(new StoreFull('full')) : deps.store.put(kind, ...rest)
    await approve(withPut(put))
    expect(told).to.deep.equal(['approve: no-room'])
    expect(await state()).to.deep.equal([undefined, 'submitted'])
  })
})
