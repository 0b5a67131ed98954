/** What is done in several steps while the storage stops answering: the record says how far it came. */
import { expect } from 'chai'
import { forgetConsents } from '../../../src/admin/consents.ts'
import type { AdminDependencies } from '../../../src/admin/dependencies.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { endOneSession } from '../../../src/admin/sessions.ts'
import { createSetupLink } from '../../../src/admin/setup-links.ts'
import { createToken } from '../../../src/admin/tokens.ts'
import { StoreFull } from '../../../src/app-store/store.ts'
import { type AppId, appId } from '../../../src/core/identifiers.ts'
import { endWithoutBrowser } from '../../../src/core/logout/steps.ts'
import type { EndingDependencies } from '../../../src/core/ports/hub.ts'
import { keyOf } from '../../../src/core/session/cookie.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'
import { ConsoleRig } from '../../fixtures/console-rig.ts'

const away = new Error('the storage is away')
const failed = (error: unknown) => error
const lastOf = ({ acts }: Awaited<ReturnType<AdminDependencies['store']['acts']>>) =>
  acts.map(({ act, outcome, facts }) => [act, outcome, facts])[0]

describe('what is cut short', () => {
  async function consentsWith(works: number) {
    const { deps, store } = testAdministration()
    const given = new Set<AppId>(['a', 'b', 'c'].map((name) => appId('oidc', name)))
    let asked = 0
    const consents: AdminDependencies['consents']['stores']['consents'] = {
      apps: async () => [...given],
      get: async (app: AppId) => (given.has(app) ? { told: ['mail'], allowed: [] } : undefined),
      put: async () => {},
      delete: async (app: AppId) => {
        if (asked++ >= works) throw away
        given.delete(app)
      },
    }
    const all: AdminDependencies = { ...deps, consents: { ...deps.consents, stores: { consents } } }
    const told = await forgetConsents(all, admin, { upstream: 'home', subject: 'anna' }, undefined).catch(failed)
    return { told, act: lastOf(await store.acts(1)) }
  }

  it('is written down with how many agreements are taken back', async () => {
    const { told, act } = await consentsWith(2)
    expect(told).to.equal(away)
    expect(act).to.deep.equal(['consent.forget', 'failure', { forgotten: 2, upstream: 'home', why: 'cut-short' }])
  })

  it('control: all agreements are taken back', async () => {
    const { told, act } = await consentsWith(3)
    expect(told).to.deep.equal({ forgotten: 3 })
    expect(act).to.deep.equal(['consent.forget', 'success', { forgotten: 3, upstream: 'home' }])
  })

  async function sessionWith(broken: (hub: EndingDependencies) => EndingDependencies) {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const key = keyOf(rig.world.cookies.get('session') ?? '')
    const { deps, store } = rig.administration
    const sessions = { hub: broken(rig.hub), keys: async () => [key] }
    const told = await endOneSession({ ...deps, sessions }, admin, key.slice(0, 8)).catch(failed)
    return { told, act: lastOf(await store.acts(1)), key, rig }
  }
  const without = (verb: 'begin' | 'get') => (hub: EndingDependencies) => {
    const logouts = { ...hub.stores.logouts, [verb]: () => Promise.reject(away) }
    return { ...hub, stores: { ...hub.stores, logouts } }
  }

  it('is written down with how many sessions have ended', async () => {
    for (const [verb, ended] of [
      ['begin', 0],
      ['get', 1],
    ] as const) {
      const { told, act } = await sessionWith(without(verb))
      expect(told).to.equal(away)
      expect(act).to.deep.equal(['session.end', 'failure', { ended, why: 'cut-short' }])
    }
  })

  it('control: the session is ended', async () => {
    const { told, act } = await sessionWith((hub) => hub)
    expect([told, act]).to.deep.equal([{ ended: 1 }, ['session.end', 'success', { ended: 1 }]])
  })

  it('is counted to its end: nothing goes on once the first has failed', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    const key = keyOf(rig.world.cookies.get('session') ?? '')
    const { sessions } = rig.hub.stores
    const slow = {
      ...sessions,
      get: async (asked: typeof key) => {
        if (asked !== key) throw away
        await new Promise((resolve) => setTimeout(resolve, 50))
        return sessions.get(asked)
      },
    }
    const hub = { ...rig.hub, stores: { ...rig.hub.stores, sessions: slow } }
    let ended = 0
    const other = `${key.slice(1)}x` as typeof key
    const told = await endWithoutBrowser(hub, [other, key], { by: 'replaced' }, () => void ended++).catch(failed)
    expect([told, ended]).to.deep.equal([away, 1])
  })
})

describe('what is shown once', () => {
  const full = new StoreFull('There is no room left on the disk of the app store.')
  const expiresAt = Date.UTC(2027, 0, 1)

  async function made(append: 'fails' | 'works') {
    const { deps, store, logged } = testAdministration()
    const told = append === 'fails' ? { ...store, append: () => Promise.reject(full) } : store
    const given = { ...deps, store: told }
    const token = await createToken(given, admin, { scopes: ['read'], expiresAt }).catch(failed)
    const link = await createSetupLink(given, admin, { app: 'shop' }).catch(failed)
    const left = [await store.list('token'), await store.list('setup-link')].map((heads) => heads.length)
    const log = logged.map((line) => JSON.parse(line)).map(({ act, outcome, facts }) => [act, outcome, facts.why])
    return { outcomes: [token, link].map((one) => (one instanceof Refused ? one.message : 'made')), left, log }
  }

  it('is not made where the record can not have it: nobody would know its secret', async () => {
    const { outcomes, left, log } = await made('fails')
    expect(outcomes).to.deep.equal([
      "token.create was not done: the record of acts can't be written.",
      "setup-link.create was not done: the record of acts can't be written.",
    ])
    expect(left).to.deep.equal([0, 0])
    expect(log, 'the log says so too').to.deep.equal([
      ['token.create', 'failure', 'taken-back'],
      ['setup-link.create', 'failure', 'taken-back'],
    ])
  })

  it('control: is made, and in the record', async () => {
    const { outcomes, left, log } = await made('works')
    expect({ outcomes, left }).to.deep.equal({ outcomes: ['made', 'made'], left: [1, 1] })
    expect(log.map(([act, outcome]) => [act, outcome])).to.deep.equal([
      ['token.create', 'success'],
      ['setup-link.create', 'success'],
    ])
  })
})
