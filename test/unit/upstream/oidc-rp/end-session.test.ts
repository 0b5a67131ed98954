import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import {
  type EndSessionRequest,
  endSessionReply,
  sendsBack,
  withinTimeout,
} from '../../../../src/upstream/oidc-rp/end-session.ts'
import type { OpConnection, OpRequest, OpResponse } from '../../../../src/upstream/oidc-rp/fetch.ts'

const request: EndSessionRequest = {
  endpoint: 'https://op.example.org/logout?tenant=1',
  clientId: 'isthmus',
  returnTo: 'https://sso.example.org/oidc/post-logout/op',
  state: '_state',
  idToken: 'a.b.c',
  logoutHint: 'alice@example.org',
}

function connection(answer: Partial<OpResponse> | Error | 'never'): OpConnection & { readonly sent: OpRequest[] } {
  const sent: OpRequest[] = []
  return {
    sent,
    send: (asked) => {
      sent.push(asked)
      if (answer === 'never') return new Promise(() => {})
      if (answer instanceof Error) return Promise.reject(answer)
      return Promise.resolve({
        status: 200,
        contentType: '',
        authenticate: undefined,
        location: undefined,
        body: '',
        ...answer,
      })
    },
    close: () => {},
  }
}

function locationOf(asked: EndSessionRequest): string {
  const reply = endSessionReply(asked)
  if (reply.kind !== 'redirect') throw new Error(reply.kind)
  return reply.location
}

describe('oidc-rp: ending the OP’s session', () => {
  it('sends the hint, who we are, where to come back to and the state, beside what the endpoint has already', () => {
    expect(Object.fromEntries(new URL(locationOf(request)).searchParams)).to.deep.equal({
      tenant: '1',
      id_token_hint: 'a.b.c',
      client_id: 'isthmus',
      post_logout_redirect_uri: request.returnTo,
      state: '_state',
    })
    const without = endSessionReply({ ...request, idToken: undefined })
    expect(JSON.stringify(without)).not.to.contain('id_token_hint')
  })

  it('never posts, and keeps within 2,000 octets: a longer hint stays away, and the person is named', () => {
    const { searchParams } = new URL(locationOf({ ...request, idToken: '' }))
    expect(searchParams.has('logout_hint'), 'not beside the token').to.equal(false)
    const room = 2000 - locationOf({ ...request, idToken: '' }).length
    const fits = locationOf({ ...request, idToken: 'x'.repeat(room) })
    expect(fits).to.have.length(2000).and.include('id_token_hint=')
    const without = locationOf({ ...request, idToken: 'x'.repeat(room + 1) })
    expect(Object.fromEntries(new URL(without).searchParams)).to.deep.equal({
      tenant: '1',
      client_id: 'isthmus',
      logout_hint: 'alice@example.org',
      post_logout_redirect_uri: request.returnTo,
      state: '_state',
    })
    const nameless = locationOf({ ...request, idToken: 'x'.repeat(7000), logoutHint: 'ä'.repeat(2000) })
    expect(nameless.length).to.be.lessThan(2000)
    expect(nameless).to.include('post_logout_redirect_uri=').and.not.include('hint=')
  })

  it('the languages go along where there is room, and give way to the hint', () => {
    const languages = ['gsw-CH', 'de']
    const spoken = new URL(locationOf({ ...request, languages })).searchParams
    expect(spoken.get('ui_locales')).to.equal('gsw-CH de')
    const room = 2000 - locationOf({ ...request, idToken: '', languages }).length
    const fits = locationOf({ ...request, idToken: 'x'.repeat(room), languages })
    expect(fits).to.have.length(2000).and.include('ui_locales=')
    const full = locationOf({ ...request, idToken: 'x'.repeat(room + 1), languages })
    expect(full).to.include('id_token_hint=').and.not.include('ui_locales')
    const named = locationOf({ ...request, idToken: 'x'.repeat(7000), languages })
    expect(named).to.include('logout_hint=').and.include('ui_locales=')
    const longNamed = locationOf({ ...request, idToken: 'x'.repeat(7000), languages: ['x'.repeat(1900)] })
    expect(longNamed).to.include('logout_hint=').and.not.include('ui_locales')
  })

  it('asks beforehand whether it would come back, without the hint that would end something', async () => {
    const op = connection({})
    expect(await sendsBack(op, request)).to.equal(true)
    const [asked] = op.sent
    expect(asked?.url).to.contain('post_logout_redirect_uri=').and.not.contain('id_token_hint').and.not.contain('state')
    expect(asked?.headers).not.to.have.property('cookie')
  })

  for (const [name, answer, expected] of [
    ['a page that asks', { status: 200 }, true],
    ['a redirect to us', { status: 302, location: request.returnTo }, true],
    ['a redirect to a page of its own', { status: 302, location: '/confirm' }, true],
    [
      'a redirect to its error page',
      { status: 302, location: 'https://op.example.org/error?error=invalid_request' },
      false,
    ],
    ['an error page', { status: 400 }, false],
    ['no answer', new GatewayError('upstream_unavailable', 'x'), false],
  ] as const) {
    it(`${name}: ${expected ? 'it would' : 'it would not'}`, async () => {
      expect(await sendsBack(connection(answer), request)).to.equal(expected)
    })
  }

  it('waits a second and no longer', async () => {
    const began = performance.now()
    expect(await sendsBack(connection('never'), request)).to.equal(false)
    expect(performance.now() - began).to.be.within(900, 4000)
    expect(await withinTimeout(Promise.resolve(1))).to.equal(1)
  })
})
