/** Attack 12, on requests: no signature where one is required, by every binding. (Attack 50 is the same by metadata.) */
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { received, refusal } from '../saml/gate.ts'
import { otherKey } from '../saml/keys.ts'
import { afterIssuer, posted, redirected, requestXml, signatureXml, signed, signedRedirect } from '../saml/request.ts'

describe('attack 12: unsigned', () => {
  let stage: AttackStage
  before(async () => {
    const app = 'apps:\n  wiki: { metadata: metadata/wiki.xml, requireSignedRequests: true }'
    stage = await startAttackStage({ yaml: app })
  })
  after(() => stage.close())

  it('is refused where the app must sign', async () => {
    const request = () => requestAt(stage.place())
    for (const http of [
      posted(request()),
      redirected(request()),
      posted(signed(request(), { key: otherKey.privateKey })),
      signedRedirect(request(), { key: otherKey.privateKey }),
      posted(afterIssuer(request(), signatureXml(requestXml()))),
      posted(signed(request()).replace(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>')),
    ]) {
      await stage.expectRefused(http, 'signature_refused')
    }
    await stage.expectTaken(posted(signed(request())))
    await stage.expectTaken(signedRedirect(request()))
    await stage.expectLogin()
  })

  it('is refused with the signature taken out of a signed one', () => {
    const whole = signed(requestXml())
    received(posted(whole))
    const without = whole.replace(/<ds:Signature .*<\/ds:Signature>/, '')
    received(posted(without), { mode: 'optional' })
    refusal(() => received(posted(without)), 'signature_refused')
  })
})
