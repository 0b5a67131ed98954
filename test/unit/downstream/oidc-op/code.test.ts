/** What a code says of the login behind it. */
import { expect } from 'chai'
import type { Release } from '../../../../src/core/policy/identity.ts'
import type { ReplyTo } from '../../../../src/downstream/oidc-op/authorize/reply-to.ts'
import { authenticated } from '../../../../src/downstream/oidc-op/code.ts'
import { World } from '../../core/hub.ts'

describe('a code says how the person was authenticated', () => {
  const said = (acr: string | undefined, asked: readonly string[]) => {
    const world = new World()
    world.acr = acr
    const authentication = world.authentication('op')
    const session = { v: 2, authentication, createdAt: 0, end: 1, verifiedAt: 0, browser: 'b' } as const
    const release = { subject: { kind: 'persistent', value: 's' }, contextClass: 'urn:mfa' } as unknown as Release
    const replyTo = { scope: [], resources: [], acrValues: asked } as unknown as ReplyTo
    return authenticated('grant', { release, session, replyTo, handle: 'h' }).acr
  }

  it('in the word of the app where it holds, and never in one that was asked for and does not', () => {
    expect(said('2', ['urn:other', 'urn:mfa'])).to.equal('urn:mfa')
    expect(said('2', ['urn:other', '2'])).to.equal('2')
    expect(said('2', ['urn:other'])).to.equal('2')
    expect(said(undefined, ['urn:other'])).to.equal(undefined)
    expect(said('2', [])).to.equal('2')
  })
})
