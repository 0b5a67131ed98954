/** Attack 78: an e-mail address that nobody verified is used as a name, or released. */
import { expect } from 'chai'
import { requestUrl } from '../fixtures/authn-request.ts'
import { loginForm, responseXml, startGatewayWithSp, statusOf } from '../fixtures/gateway.ts'

const email = '<samlp:NameIDPolicy Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"/>'

async function asUser(verified: boolean | undefined, upstream: readonly string[] = []) {
  const claims = { email: 'ceo@corp.test', ...(verified !== undefined && { email_verified: verified }) }
  const op = { users: [{ username: 'mallory', claims }], autoLogin: 'mallory' }
  const { gateway, sp, browser } = await startGatewayWithSp({ op, upstream })
  try {
    const plain = await loginForm(browser, requestUrl(gateway, sp))
    const named = await loginForm(browser, requestUrl(gateway, sp, { content: email }))
    return { released: responseXml(plain).includes('ceo@corp.test'), named: statusOf(named) }
  } finally {
    await gateway.close()
  }
}

describe('attack 78: an unverified e-mail', () => {
  for (const verified of [false, undefined]) {
    it(`email_verified ${verified}: neither released nor a name`, async () => {
      const { released, named } = await asUser(verified)
      expect(released).to.equal(false)
      expect(named).to.deep.equal(['Requester', 'InvalidNameIDPolicy'])
    })
  }
  it('verified: both', async () => {
    expect(await asUser(true)).to.deep.equal({ released: true, named: ['Success'] })
  })
  it('unverified at an upstream that the operator trusts: both', async () => {
    expect(await asUser(undefined, ['trustEmail: absent'])).to.deep.equal({ released: true, named: ['Success'] })
    expect(await asUser(false, ['trustEmail: always'])).to.deep.equal({ released: true, named: ['Success'] })
  })
  it('said to be unverified by an upstream that is only trusted to be silent: neither', async () => {
    for (const upstream of [['trustEmail: absent'], ['kind: keycloak']]) {
      const { released, named } = await asUser(false, upstream)
      expect(released, upstream[0]).to.equal(false)
      expect(named).to.deep.equal(['Requester', 'InvalidNameIDPolicy'])
    }
  })
  it('tells the log which setting is in the way, and no address', async () => {
    const op = { users: [{ username: 'mallory', claims: { email: 'ceo@corp.test' } }], autoLogin: 'mallory' }
    const { gateway, sp, browser } = await startGatewayWithSp({ op })
    try {
      await loginForm(browser, requestUrl(gateway, sp, { content: email }))
      const refusal = gateway.log.find(({ kind }) => kind === 'refusal')
      expect(refusal).to.deep.include({ code: 'subject_policy_unmet', facts: { setting: 'upstreams.op.trustEmail' } })
      expect(gateway.lines.join('')).not.to.include('ceo@corp.test')
    } finally {
      await gateway.close()
    }
  })
})

describe('attack 78: an unsigned request chooses an address as the name', () => {
  const second = '  other: { issuer: "https://other.test", clientId: i, clientSecretFile: secret }'
  const answer = async (options: { yaml?: string; upstream?: readonly string[] }) => {
    const { gateway, sp, browser } = await startGatewayWithSp(options)
    try {
      return statusOf(await loginForm(browser, requestUrl(gateway, sp, { content: email })))
    } finally {
      await gateway.close()
    }
  }
  const app = (more: string) => `apps:\n  wiki: { metadata: metadata/wiki.xml, ${more} }`

  it('where people of two upstreams may come: InvalidNameIDPolicy, listed or not by the operator', async () => {
    const rest = 'defaultUpstream: op\ndefaults: { nameId: persistent }'
    expect(await answer({ yaml: `${second}\n${rest}` })).to.deep.equal(['Requester', 'InvalidNameIDPolicy'])
    const named = `${second}\n${app('upstream: [op, other], nameId: persistent')}`
    expect(await answer({ yaml: named })).to.deep.equal(['Requester', 'InvalidNameIDPolicy'])
  })

  it('control: the app has one upstream', async () => {
    expect(await answer({ yaml: `${second}\n${app('upstream: op')}` })).to.deep.equal(['Success'])
  })
})
