/** Attack 14, on requests: several messages in one, of which the signed one is verified and another read. */
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { afterIssuer, ds, posted, samlp, signed } from '../saml/request.ts'
import { evilAcs } from '../saml/wrapping.ts'

const extensions = (xml: string) => `<samlp:Extensions xmlns:samlp="${samlp}">${xml}</samlp:Extensions>`
const end = '</samlp:AuthnRequest>'

const several: Readonly<Record<string, (genuine: string, forged: string) => string>> = {
  'one after the other': (genuine, forged) => genuine + forged,
  'the forged one first': (genuine, forged) => forged + genuine,
  'both in one root': (genuine, forged) =>
    `<samlp:Requests xmlns:samlp="${samlp}">${genuine}${forged}</samlp:Requests>`,
  'the genuine one in the forged': (genuine, forged) => afterIssuer(forged, genuine),
  'the genuine one in Extensions of the forged': (genuine, forged) => afterIssuer(forged, extensions(genuine)),
  'the genuine one at the end of the forged': (genuine, forged) => forged.replace(end, () => genuine + end),
  'the forged one in the genuine': (genuine, forged) => afterIssuer(genuine, forged),
  'the forged one in an Object': (genuine, forged) =>
    genuine.replace('</ds:Signature>', () => `<ds:Object xmlns:ds="${ds}">${forged}</ds:Object></ds:Signature>`),
  'both signed': (genuine, forged) => afterIssuer(genuine, extensions(signed(forged))),
}

describe('attack 14: several messages in one', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  for (const [name, attack] of Object.entries(several)) {
    it(name, async () => {
      const place = stage.place()
      const genuine = signed(requestAt(place))
      const forged = requestAt(place, { id: '_evil', acs: evilAcs })
      await stage.expectRefused(posted(attack(genuine, forged)), 'signature_refused|malformed_request')
      await stage.expectTaken(posted(genuine))
      await stage.expectLogin()
    })
  }
})
