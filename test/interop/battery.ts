/** The tests that every real service provider goes through, as far as it offers what they need (offers.ts). */
import { expect } from 'chai'
import { BrowserSession } from '../fixtures/browser-session.ts'
import { type Journey, travel } from './journey.ts'
import { type Person, people } from './keycloak/login.ts'
import { client } from './keycloak/server.ts'
import type { Feature, ServiceProviderUnderTest } from './offers.ts'
import type { Landing, RealServiceProvider, Wish } from './service-provider.ts'
import { type Stage, setStage } from './stage.ts'

const success = ['urn:oasis:names:tc:SAML:2.0:status:Success']
const responder = 'urn:oasis:names:tc:SAML:2.0:status:Responder'
const noPassive = [responder, 'urn:oasis:names:tc:SAML:2.0:status:NoPassive']
const noAuthnContext = [responder, 'urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext']
const requestDenied = [responder, 'urn:oasis:names:tc:SAML:2.0:status:RequestDenied']

export const contextClasses = {
  password: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  /** Keycloak's level 2, by the table that Isthmus ships. */
  twoFactors: 'https://refeds.org/profile/mfa',
  /** Nobody here can prove this one. */
  smartcard: 'urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI',
} as const

/** Longer than the 80 bytes of Bindings 3.4.3, with everything in it that an encoding could spoil. */
const longRelayState = `https://app.example.org/deep/link?next=%2Fa%20b&q=ü€+"<'>;${'&list=0123456789'.repeat(100)}#end`

/** The features of the table that a test needs; it is there only where the service provider offers all of them. */
function whenOffered(under: ServiceProviderUnderTest, needs: readonly Feature[], define: () => void): void {
  if (!needs.some((feature) => under.notOffered.includes(feature))) define()
}

/** Defines the tests of one service provider. */
export function testServiceProvider(
  under: ServiceProviderUnderTest,
  start: (gatewayUrl: string) => Promise<RealServiceProvider>,
): void {
  describe(`${under.title}, through Isthmus and Keycloak`, function () {
    this.timeout(30_000)
    let stage: Stage
    let browser: BrowserSession
    before(async function () {
      this.timeout(180_000)
      stage = await setStage(start)
    })
    after(() => stage?.close())
    beforeEach(() => {
      browser = new BrowserSession()
    })
    afterEach(() => browser.close())

    const plain: Wish = { signed: true, encrypted: false, binding: 'redirect' }
    const go = (wish: Partial<Wish>, person: Person = people.alice) =>
      travel(browser, stage.sp, { ...plain, ...wish }, person)

    for (const binding of ['redirect', 'post'] as const) {
      for (const signed of [true, false]) {
        for (const encrypted of [false, true]) {
          const needs: readonly Feature[] = [
            binding === 'redirect' ? 'HTTP-Redirect' : 'HTTP-POST',
            signed ? 'signed requests' : 'unsigned requests',
            encrypted ? 'encrypted assertion' : 'plain assertion',
          ]
          whenOffered(under, needs, () =>
            it(`logs in: ${needs.join(', ')}`, async () => {
              const journey = await go({ binding, signed, encrypted })
              expect(journey.asked).to.deep.equal(['password'])
              expect(journey.response.status).to.deep.equal(success)
              expect(journey.response.xml.includes('EncryptedAssertion'), 'encrypted').to.equal(encrypted)
              expectAlice(journey.landing)
            }),
          )
        }
      }
    }

    whenOffered(under, ['several groups'], () =>
      it('hears all groups, which travel as one attribute', async () => {
        const { response, landing } = await go({})
        expect(response.xml.match(/<[\w:]*Attribute [^>]*Name="groups"/g)).to.have.length(1)
        expect([...(signedIn(landing).attributes.groups ?? [])].sort()).to.deep.equal([
          'admins',
          'staff',
          'wiki editors',
        ])
      }),
    )

    it('knows a person again: the same NameID and SessionIndex, and no question, from the session', async () => {
      const first = await go({})
      const second = await go({})
      expect(second.asked).to.deep.equal([])
      expect(signedIn(second.landing).nameId).to.equal(signedIn(first.landing).nameId)
      expect(sessionIndexOf(second)).to.equal(sessionIndexOf(first))
      const elsewhere = new BrowserSession()
      const third = await travel(elsewhere, stage.sp, plain, people.alice)
      elsewhere.close()
      expect(signedIn(third.landing).nameId).to.equal(signedIn(first.landing).nameId)
      expect(sessionIndexOf(third)).not.to.equal(sessionIndexOf(first))
    })

    it('tells two people apart', async () => {
      const alice = await go({})
      const other = new BrowserSession()
      const bob = await travel(other, stage.sp, plain, people.bob)
      other.close()
      expect(signedIn(bob.landing).nameId).not.to.equal(signedIn(alice.landing).nameId)
      expect(signedIn(bob.landing).attributes.last_name).to.deep.equal(["O'Neill-Müller"])
    })

    for (const binding of ['redirect', 'post'] as const) {
      whenOffered(under, ['RelayState of any length', binding === 'redirect' ? 'HTTP-Redirect' : 'HTTP-POST'], () =>
        it(`gets its long RelayState back byte for byte, by ${binding}`, async () => {
          const { sentRelayState, response, landing } = await go({ binding, relayState: longRelayState })
          expect(sentRelayState).to.have.length.greaterThan(1500)
          expect(response.relayState).to.equal(sentRelayState)
          expectAlice(landing)
        }),
      )
    }

    whenOffered(under, ['RequestedAuthnContext'], () => {
      it('asks exactly PasswordProtectedTransport, and gets it', async () => {
        const { response, landing } = await go({ context: contextClasses.password })
        expect(contextClassOf(response.xml)).to.equal(contextClasses.password)
        expectAlice(landing)
      })

      it('gets PasswordProtectedTransport also from somebody who showed two factors', async () => {
        const strong = await go({ context: contextClasses.twoFactors })
        expect(strong.asked).to.deep.equal(['password', 'code'])
        const { asked, response } = await go({ context: contextClasses.password })
        expect(asked).to.deep.equal([])
        expect(contextClassOf(response.xml)).to.equal(contextClasses.password)
      })

      it('asks for two factors, and the person is asked for the second one', async () => {
        const { asked, response, landing } = await go({ context: contextClasses.twoFactors })
        expect(asked).to.deep.equal(['password', 'code'])
        expect(contextClassOf(response.xml)).to.equal(contextClasses.twoFactors)
        expectAlice(landing)
      })

      it('asks for what nobody can prove, and hears NoAuthnContext', async () => {
        const { response, landing } = await go({ context: contextClasses.smartcard })
        expect(response.status).to.deep.equal(noAuthnContext)
        expect(landing.kind).to.equal('refused')
      })
    })

    whenOffered(under, ['ForceAuthn'], () =>
      it('forces a new login although the person is signed in here and at Keycloak', async () => {
        const first = await go({})
        await new Promise((resolve) => setTimeout(resolve, 1100))
        const forced = await go({ forceAuthn: true })
        expect(forced.asked).to.deep.equal(['password'])
        expect(authnInstantOf(forced.response.xml)).to.be.greaterThan(authnInstantOf(first.response.xml))
        expectAlice(forced.landing)
      }),
    )

    whenOffered(under, ['IsPassive'], () => {
      it('asks passively while nobody is signed in, and hears NoPassive without a page', async () => {
        const { asked, response, landing } = await go({ isPassive: true })
        expect(asked).to.deep.equal([])
        expect(response.status).to.deep.equal(noPassive)
        expect(landing.kind).to.equal('refused')
      })

      it('asks passively while somebody is signed in, and gets him', async () => {
        await go({})
        const { asked, response, landing } = await go({ isPassive: true })
        expect(asked).to.deep.equal([])
        expect(response.status).to.deep.equal(success)
        expectAlice(landing)
      })
    })

    whenOffered(under, ['error status shown'], () =>
      it('hears RequestDenied for a person who may not use it, and lets nobody in', async () => {
        const { response, landing } = await go({}, people.carol)
        expect(response.status).to.deep.equal(requestDenied)
        expect(landing.kind).to.equal('refused')
      }),
    )

    it('leaves no secret and nothing of the people in the log of all this', () => {
      const log = stage.gateway.output()
      expect(log).to.include('login.success')
      for (const text of ['alice', 'Anders', 'bob@', "O'Neill", 'carol', 'wiki editors', '-password', client.secret]) {
        expect(log).not.to.include(text)
      }
    })
  })
}

function signedIn(landing: Landing): Extract<Landing, { kind: 'signed-in' }> {
  if (landing.kind !== 'signed-in') throw new Error(`refused by the service provider: ${landing.text}`)
  return landing
}

function expectAlice(landing: Landing): void {
  const { attributes, nameId } = signedIn(landing)
  expect(nameId).to.match(/^[a-z2-7]{20,}$/)
  expect(attributes.username).to.deep.equal(['alice'])
  expect(attributes.email).to.deep.equal(['alice@example.org'])
  expect(attributes.name).to.deep.equal(['Alice Anders'])
}

const first = (xml: string, pattern: RegExp) => pattern.exec(xml)?.[1]
const contextClassOf = (xml: string) => first(xml, /AuthnContextClassRef>([^<]*)</)
const authnInstantOf = (xml: string) => Date.parse(first(xml, /AuthnInstant="([^"]*)"/) ?? '')
const sessionIndexOf = ({ response }: Journey) => first(response.xml, /SessionIndex="([^"]*)"/)
