/** What an answered request leaves behind: a grant that ends with its session, or by the operator's word. */
import { expect } from 'chai'
import { appId, clientId, sessionKey } from '../../../../src/core/identifiers.ts'
import type { Release } from '../../../../src/core/policy/identity.ts'
import { codeKind } from '../../../../src/downstream/oidc-op/code.ts'
import { createOidcDownstream } from '../../../../src/downstream/oidc-op/downstream.ts'
import { findGrant } from '../../../../src/downstream/oidc-op/grant.ts'
import type { OidcOp } from '../../../../src/downstream/oidc-op/oidc-op.ts'
import { World } from '../../core/hub.ts'

const portal = appId('oidc', 'portal')
const hour = 3_600_000

describe('oidc-op: an answered request', () => {
  async function grantFor(scope: readonly string[]) {
    const world = new World()
    const settings = { clientId: clientId('portal'), refreshToken: { lifetime: 90 * hour } }
    const app = { policy: { ...world.policy, app: portal }, settings }
    const { stores, audit } = world.hub
    const apps = { client: async () => app }
    const op = { issuer: 'https://sso.test', apps, stores, audit, now: () => world.now } as unknown as OidcOp
    const replyTo = {
      ...{ v: 1, redirectUri: 'https://portal.test/cb', responseMode: 'query', scope: [...scope], resources: [] },
      ...{ idTokenClaims: [], userinfoClaims: [], acrValues: [] },
    }
    const session = {
      ...({ v: 2, authentication: world.authentication('op'), browser: 'b' } as const),
      ...{ createdAt: world.now, end: world.now + hour, verifiedAt: world.now },
    }
    const subject = { kind: 'persistent', value: 'alice' } as const
    const release = { app: portal, subject, attributes: [], contextClass: '', authnInstant: 0 } as unknown as Release
    const request = world.request({ app: portal, downstream: 'oidc-op', replyTo })
    await stores.sessions.create(sessionKey('key'), session)
    const { reply, participant } = await createOidcDownstream(op).respond(request, release, session, undefined)
    await stores.sessions.addParticipant(sessionKey('key'), participant)
    if (reply.kind !== 'redirect') throw new Error('no redirect')
    const code = new URL(reply.location).searchParams.get('code') ?? ''
    const { grantId } = (await stores.issued.get(codeKind, code)) ?? {}
    const live = await findGrant(op, String(grantId))
    return { left: (live?.grant.end ?? 0) - world.now, isOffline: live?.grant.offline !== undefined }
  }

  it('grants what it grants for as long as the session, and longer only for offline access', async () => {
    expect(await grantFor(['openid'])).to.deep.equal({ left: hour, isOffline: false })
    expect(await grantFor(['openid', 'offline_access'])).to.deep.equal({ left: 90 * hour, isOffline: true })
  })
})
