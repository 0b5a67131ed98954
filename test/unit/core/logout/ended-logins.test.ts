import { expect } from 'chai'
import { issuer } from '../../../../src/core/identifiers.ts'
import { beginLogin } from '../../../../src/core/login/begin.ts'
import { isEnded, signedOutAt } from '../../../../src/core/logout/ended-logins.ts'
import { endWithoutBrowser } from '../../../../src/core/logout/steps.ts'
import { rememberEnding } from '../../../../src/core/logout/upstream.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import { finishLogin, World } from '../hub.ts'

describe('a login that has ended', () => {
  it('is known by either of the names that an identity provider has for the person', async () => {
    for (const subject of ['alice', 'the-name-id']) {
      const world = new World()
      const login = { ...world.authentication('op'), alias: 'the-name-id' }
      expect(await isEnded(world.hub, login), 'control').to.equal(false)
      await rememberEnding(world.hub, { issuer: login.issuer, subject, issuedAt: world.now / 1000 })
      expect(await isEnded(world.hub, login), subject).to.equal(true)
      expect(await isEnded(world.hub, { ...login, issuer: issuer('https://other.test') })).to.equal(false)
      world.now += 1000
      expect(await isEnded(world.hub, { ...world.authentication('op'), alias: 'the-name-id' }), 'a later one').to.equal(
        false,
      )
    }
  })

  it('was signed out by its own person: one of the same name at another issuer is somebody else', async () => {
    const world = new World()
    const begun = world.keep(await beginLogin(world.hub, world.request(), world.browser))
    world.keep(await finishLogin(world.hub, world.op, world.callback(begun)))
    const key = keyOf(world.cookies.get('session') ?? '')
    await endWithoutBrowser(world.hub, [key], { by: 'person', address: '192.0.2.1' })
    const sessions = { live: [], ended: [key] }
    expect(await signedOutAt(world.hub, sessions, world.authentication('op'))).to.equal(world.now)
    expect(await signedOutAt(world.hub, sessions, world.authentication('other'))).to.equal(undefined)
    world.subject = 'bob'
    expect(await signedOutAt(world.hub, sessions, world.authentication('op'))).to.equal(undefined)
  })
})
