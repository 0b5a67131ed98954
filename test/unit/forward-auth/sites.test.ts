import { expect } from 'chai'
import type { SiteConfig } from '../../../src/config/site-config.ts'
import { appId } from '../../../src/core/identifiers.ts'
import { authorize } from '../../../src/core/policy/authorization.ts'
import type { Identity } from '../../../src/core/policy/identity.ts'
import { downstreamName } from '../../../src/forward-auth/sites.ts'
import { host, Rig } from './gate.ts'

describe('header login: a site as an app of the hub', () => {
  const policyOf = (site: Partial<SiteConfig>) => {
    const policy = new Rig({ site }).gate.sites.policies.policy(appId(downstreamName, host))
    if (policy === undefined) throw new Error('no such app')
    return policy
  }
  /** Whether somebody with these claims may sign in to it at all, and what failed. */
  const maySignIn = (site: Partial<SiteConfig>, claims: Record<string, unknown>) => {
    const failed: string[] = []
    const person = { claims, groups: claims.groups ?? [], upstream: 'op' } as unknown as Identity
    try {
      authorize(policyOf(site), person, (reason) => failed.push(reason))
      return { may: true, failed: failed.length }
    } catch {
      return { may: false, failed: failed.length }
    }
  }
  const yes = { may: true, failed: 0 }
  const no = { may: false, failed: 0 }

  it('has its own sector, by its host, which never changes', () => {
    expect(policyOf({}).pairwiseSector).to.deep.equal(['forward-auth', host])
  })

  it('takes over what the config says of it', () => {
    const policy = policyOf({ maxAuthnAge: 61_500, displayName: 'W' })
    expect(policy).to.include({ displayName: 'W', startUrl: `https://${host}/`, onDenied: 'page', maxAuthnAge: 61 })
    expect(policyOf({})).to.not.have.any.keys('allow', 'maxAuthnAge', 'upstreams')
  })

  it('lets everybody sign in where the site is for everybody', () => {
    expect(maySignIn({}, {})).to.deep.equal(yes)
    expect(maySignIn({ rules: [{ when: 'true', public: false, allow: 'false' }] }, {})).to.deep.equal(yes)
  })

  it('lets those sign in whom the site or one of its rules allows', () => {
    const rules = [
      { when: 'path == "/a"', public: false, allow: '"admins" in groups' },
      { when: 'path == "/b"', public: true },
    ]
    const site = { allow: '"staff" in groups', rules }
    for (const groups of [['staff'], ['admins']]) expect(maySignIn(site, { groups })).to.deep.equal(yes)
    expect(maySignIn(site, { groups: ['guests'] })).to.deep.equal(no)
    expect(maySignIn({ allow: 'false' }, {})).to.deep.equal(no)
  })

  it('is not held up by an expression that fails, and says that it did where nothing else allows', () => {
    const rules = [{ when: 'true', public: false, allow: '"staff" in groups' }]
    const site = { allow: 'claims.missing.deep == "x"', rules }
    expect(maySignIn(site, { groups: ['staff'] })).to.deep.equal(yes)
    expect(maySignIn(site, { groups: [] })).to.deep.equal({ may: false, failed: 1 })
  })

  it('is allowed by true alone', () => {
    const rules = [{ when: 'true', public: false, allow: 'false' }]
    for (const said of ['yes', 1, ['x'], {}])
      expect(maySignIn({ allow: 'claims.said', rules }, { said }), String(said)).to.include({ may: false })
    expect(maySignIn({ allow: 'claims.said', rules }, { said: true })).to.deep.equal(yes)
  })
})
