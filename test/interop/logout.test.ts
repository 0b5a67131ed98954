/**
 * Logout with real service providers, all of them known to one gateway, with Keycloak as its upstream: one of them
 * begins it, or the person does, and each must be told in the way that it offers.
 */
import { expect } from 'chai'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { walk } from '../fixtures/logout-stage.ts'
import { travel } from './journey.ts'
import { people } from './keycloak/login.ts'
import { type Place, type Places, places, startAll } from './logout-places.ts'
import { type LogoutFeature, logoutOffers } from './offers.ts'
import type { LogoutBinding } from './service-provider.ts'
import { type Stage, setStage } from './stage.ts'

const success = ['urn:oasis:names:tc:SAML:2.0:status:Success']

type Name = keyof typeof logoutOffers
const names = ['mellon', 'pysaml2', 'onelogin', 'nodeSaml'] as const satisfies readonly Name[]

const offers = (name: Name, feature: LogoutFeature): boolean =>
  !(logoutOffers[name].notOffered as readonly LogoutFeature[]).includes(feature)

describe('logout of real service providers, through Isthmus and Keycloak', function () {
  this.timeout(30_000)
  let stage: Stage<Places>
  let browser: BrowserSession
  before(async function () {
    this.timeout(180_000)
    stage = await setStage(startAll, { logout: { soap: true } })
    // What other tests on this Keycloak left open is not what these must find closed.
    await stage.keycloak.logOut('alice')
    await stage.keycloak.connectLogout({
      backChannel: `${stage.gateway.publicUrl}/oidc/backchannel-logout/keycloak`,
      postLogout: `${stage.gateway.publicUrl}/oidc/post-logout/keycloak`,
    })
  })
  after(async () => {
    await stage?.keycloak.disconnectLogout()
    await stage?.close()
  })
  beforeEach(() => {
    browser = new BrowserSession()
  })
  afterEach(async () => {
    browser.close()
    await stage.keycloak.logOut('alice')
  })

  const sp = (name: Name) => stage.sp.providers[name]

  /** Signs alice in at each place; what Keycloak asked for on the way. */
  async function signIn(...at: readonly Place[]): Promise<readonly string[]> {
    const asked: string[] = []
    for (const { name, wish } of at) {
      const journey = await travel(browser, sp(name), wish, people.alice)
      if (journey.landing.kind !== 'signed-in') throw new Error(`${name}: ${journey.landing.text}`)
      asked.push(...journey.asked)
    }
    return asked
  }

  const isSignedIn = ({ name, wish }: Place) => sp(name).logout.isSignedIn(browser, wish)

  async function expectSignedIn(...at: readonly Place[]): Promise<void> {
    for (const place of at) expect(await isSignedIn(place), `signed in at ${place.name}`).to.equal(true)
  }

  /** Nobody is signed in at any of them, nor at Keycloak, and our own session is over: a login needs the password again. */
  async function expectAllOver(...at: readonly Place[]): Promise<void> {
    expect(await stage.keycloak.sessions('alice')).to.deep.equal([])
    await expectOverHere(...at)
  }

  async function expectOverHere(...at: readonly Place[]): Promise<void> {
    for (const place of at) expect(await isSignedIn(place), `signed in at ${place.name}`).to.equal(false)
    // A new login is told from the one that ended by its auth_time, in seconds: no person is so quick.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await signIn(places.onelogin.redirect)).to.deep.equal(['password'])
  }

  /** Signs out at a place, and goes wherever that leads; how the service provider was answered. */
  async function signOutAt({ name, wish }: Place, by: LogoutBinding = 'redirect') {
    const seen: string[] = []
    const page = await walk(browser, sp(name).logout.url(wish, by), seen)
    return { page, landing: sp(name).logout.landing(page, seen) }
  }

  async function expectSuccess(place: Place, by?: LogoutBinding): Promise<void> {
    const { landing } = await signOutAt(place, by)
    expect(landing).to.deep.equal({ kind: 'signed-out', status: success })
  }

  /** A person presses the button of our sign-out page; what the result page says. */
  async function signOutHere(): Promise<string> {
    const asking = await browser.get(`${stage.gateway.publicUrl}/logout`)
    expect(asking.status).to.equal(200)
    const pressed = await browser.submit(asking)
    return (await walk(browser, new URL(pressed.headers.location ?? '', pressed.url).href)).body
  }

  for (const name of names) {
    describe(logoutOffers[name].title, () => {
      for (const [by, feature] of [
        ['redirect', 'begins by HTTP-Redirect'],
        ['post', 'begins by HTTP-POST'],
        ['soap', 'begins by SOAP'],
      ] as const) {
        if (!offers(name, feature)) continue
        it(`${feature}: is answered Success, and our session is over`, async () => {
          await signIn(places[name].redirect)
          await expectSignedIn(places[name].redirect)
          await expectSuccess(places[name].redirect, by)
          await expectAllOver(places[name].redirect)
        })
      }

      it('begins, and all the others are signed out too', async () => {
        const all = names.map((each) => places[each].redirect)
        await signIn(...all)
        await expectSignedIn(...all)
        await expectSuccess(places[name].redirect)
        await expectAllOver(...all)
      })

      for (const [by, feature] of [
        ['redirect', 'told by HTTP-Redirect'],
        ['post', 'told by HTTP-POST'],
        ['soap', 'told by SOAP'],
      ] as const) {
        const place = places[name][by]
        if (!offers(name, feature) || place === undefined) continue
        const other = places[name === 'onelogin' ? 'nodeSaml' : 'onelogin'].redirect

        it(`${feature}: another one’s logout signs the person out here, which is answered Success`, async () => {
          await signIn(other, place)
          await expectSignedIn(other, place)
          await expectSuccess(other)
          await expectAllOver(place, other)
        })

        it(`${feature}: the person signs out at our page, which says that it ended`, async () => {
          await signIn(place, other)
          const result = await signOutHere()
          expect(result.match(/<li>[^<]*: Signed out/g), result).to.have.length(2)
          await expectAllOver(place, other)
        })
      }

      if (offers(name, 'begins unsigned')) {
        it('begins unsigned: the person is asked, nobody is signed out before that, and then all are', async () => {
          const other = places[name === 'onelogin' ? 'nodeSaml' : 'onelogin'].redirect
          const place = places[name].unsigned
          await signIn(place, other)
          const { page } = await signOutAt(place)
          expect(page.url).to.match(new RegExp(`^${stage.gateway.publicUrl}/logout/asked/`))
          expect(page.body).to.include('wants to sign you out')
          await expectSignedIn(other)
          const pressed = await browser.submit(page)
          const seen: string[] = []
          const end = await walk(browser, new URL(pressed.headers.location ?? '', pressed.url).href, seen)
          expect(sp(name).logout.landing(end, seen)).to.deep.equal({ kind: 'signed-out', status: success })
          await expectAllOver(place, other)
        })

        it('begins unsigned and is not confirmed: our session and all others go on', async () => {
          const place = places[name].unsigned
          await signIn(place)
          await signOutAt(place)
          expect(await signIn(places.onelogin.redirect)).to.deep.equal([])
        })
      }
    })
  }

  describe('all together, and what they can not do', () => {
    it('pysaml2 begins by SOAP: it can verify no signature in an envelope, but our session is over all the same', async () => {
      await signIn(places.pysaml2.redirect)
      const { landing } = await signOutAt(places.pysaml2.redirect, 'soap')
      expect(landing.kind === 'refused' && landing.text).to.match(/signature/i)
      await expectOverHere()
    })

    it('a person signs out of all of them at our page, told in every way there is', async () => {
      const all = names.flatMap((name) =>
        Object.values(places[name]).filter((place) => place !== places[name].unsigned),
      )
      await signIn(...all)
      await expectSignedIn(...all)
      const result = await signOutHere()
      expect(result.match(/<li>[^<]*: Signed out/g), result).to.have.length(all.length)
      await expectAllOver(...all)
    })

    it('apps on our own site hear of it in frames of our page', async () => {
      const all = [places.pysaml2.unsigned, places.onelogin.unsigned, places.nodeSaml.unsigned]
      await signIn(...all)
      const result = await signOutHere()
      expect(result.match(/<li>[^<]*: Signed out/g), result).to.have.length(all.length)
      await expectAllOver(...all)
    })

    // Last: it leaves a session behind at mod_auth_mellon, which would then stand for every other of that person.
    it('mod_auth_mellon with a person’s second session: it fails, and we don’t say that it signed the person out', async () => {
      const { soap = places.mellon.redirect } = places.mellon
      const elsewhere = new BrowserSession()
      await travel(elsewhere, sp('mellon'), soap.wish, people.alice)
      await signIn(soap)
      expect(await signOutHere()).to.match(/<li>[^<]*: It was told, but/)
      await expectSignedIn(soap)
      elsewhere.close()
    })
  })
})
