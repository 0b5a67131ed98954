/** What an app's request demands of a login, and no more than the app may have (Core 3.1.2.1, 5.5; RFC 6749, 3.3). */
import { expect } from 'chai'
import { appId, clientId } from '../../../../src/core/identifiers.ts'
import { type AuthorizeParameters, toLoginRequest } from '../../../../src/downstream/oidc-op/authorize/login-request.ts'
import { answerApp } from '../../../../src/downstream/oidc-op/logout/reply-to.ts'
import type { OidcApp } from '../../../../src/registry/app.ts'

const app = {
  policy: { app: appId('oidc', 'portal'), displayName: 'Portal' },
  settings: {
    ...{ clientId: clientId('portal'), scopes: ['jobs'], sub: { kind: 'pairwise' } },
    postLogoutRedirectUris: ['https://portal.test/bye'],
  },
} as unknown as OidcApp
const now = 1_800_000_000_000

describe('oidc-op: what a request demands', () => {
  const of = (parameters: AuthorizeParameters, more: { hinted?: string; offline?: boolean; pushed?: string } = {}) =>
    toLoginRequest(app, { parameters, offline: false, ...more }, now)

  it('scopes: the standard ones and its own, not those of other apps; offline access where it was asked for', () => {
    const scope = 'openid email jobs admin offline_access openid'
    expect(of({ scope }).replyTo.scope).to.deep.equal(['openid', 'email', 'jobs'])
    expect(of({ scope }, { offline: true }).replyTo.scope).to.deep.equal(['openid', 'email', 'jobs', 'offline_access'])
  })

  it('a new login for `login`, `select_account` and `max_age=0`; a silent one for `none`', () => {
    const asked = (parameters: AuthorizeParameters) => {
      const { forceAuthn, isPassive, maxAuthnAge } = of(parameters)
      return [forceAuthn, isPassive, maxAuthnAge]
    }
    expect(asked({})).to.deep.equal([false, false, undefined])
    for (const parameters of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '0' }])
      expect(asked(parameters), JSON.stringify(parameters)).to.deep.equal([true, false, undefined])
    expect(asked({ prompt: 'none' })).to.deep.equal([false, true, undefined])
    expect(asked({ max_age: '60' })).to.deep.equal([false, false, 60])
  })

  it('the very person of its hint, before the one that its claims name', () => {
    const claims = JSON.stringify({ id_token: { sub: { value: 'bob' } } })
    expect(of({ claims }).expectedSubject).to.equal('bob')
    expect(of({ claims }, { hinted: 'anna' }).expectedSubject).to.equal('anna')
    expect(of({}).expectedSubject).to.equal(undefined)
  })

  it('an essential `acr` is required, another and `acr_values` are wishes', () => {
    const claims = (essential: boolean) => JSON.stringify({ id_token: { acr: { essential, values: ['mfa'] } } })
    expect(of({ claims: claims(true), acr_values: 'pwd' }).contexts).to.deep.equal({
      required: { comparison: 'exact', classes: ['mfa'] },
      voluntary: ['pwd'],
    })
    expect(of({ claims: claims(false) }).contexts).to.deep.equal({ voluntary: ['mfa'] })
  })

  it('a pushed one by its own name, so that it is answered once; a plain one is a new one each time', () => {
    expect(of({}, { pushed: 'urn:pushed' }).requestId).to.equal('urn:pushed')
    expect(of({}).requestId).to.not.equal(of({}).requestId)
  })
})

describe('oidc-op: the way back from a logout', () => {
  it('is gone only while the app still has that address (attack 86)', async () => {
    const apps = { client: async (id: string) => (id === 'portal' ? app : undefined), clients: () => [app] }
    const back = (uri: string, id = 'portal') => answerApp({ apps }, { v: 1, clientId: id, uri, state: 'x' })
    expect(await back('https://portal.test/bye')).to.include({ location: 'https://portal.test/bye?state=x' })
    for (const reply of [await back('https://portal.test/old'), await back('https://portal.test/bye', 'gone')])
      expect(reply).to.include({ kind: 'page', name: 'loggedOut' })
  })
})
