/**
 * Attack 6, signed: messages within every limit whose false signatures cost much to refuse. One client can't take the
 * gateway's time from the others, and behind its address only what would cost again is refused.
 */
import { expect } from 'chai'
import { type AttackStage, expectPage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { afterIssuer, posted, signatureXml, signed, signedRedirect } from '../saml/request.ts'

const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')

describe('attack 6: a flood of costly false signatures', () => {
  let stage: AttackStage
  before(async () => {
    stage = await startAttackStage()
  })
  after(() => stage.close())

  /** About 1 ms to refuse. */
  function costly(): string {
    const content = `<samlp:Extensions>${many(260, () => '<a></a>x<!-- -->y')}</samlp:Extensions>`
    const request = requestAt(stage.place(), { content })
    return afterIssuer(request, signatureXml(request, { digested: 'something else' }))
  }
  const genuine = () => signed(requestAt(stage.place()))

  it('is answered with 429 once it took a quarter of a second; others keep logging in', async () => {
    const flooder = newAddress()
    const message = posted(costly())
    let refused = 0
    let page = await stage.send(message, flooder)
    const began = performance.now()
    for (; page.status === 403 && refused < 3000; refused += 1) {
      page = await stage.send(message, flooder)
      if (refused % 100 === 0) await stage.expectLogin()
    }
    expect(page.status, `after ${refused} and ${performance.now() - began} ms`).to.equal(429)
    expect(Number(page.headers['retry-after'])).to.be.within(1, 60)
    expectPage(page, stage.gateway, 'rate_limited')
    const again = performance.now()
    for (let count = 0; count < 20; count += 1) expect((await stage.send(message, flooder)).status).to.equal(429)
    expect((performance.now() - again) / 20, 'ms for each that is refused unseen').to.be.below(200)

    expect((await stage.send(posted(genuine()))).status, 'an honest app from elsewhere').to.equal(200)
    await stage.expectTaken(posted(genuine()))
    expect((await stage.send(signedRedirect(requestAt(stage.place())), flooder)).status, 'by Redirect').to.equal(302)
    await stage.expectLogin(flooder)
  }).timeout(30_000)

  it('control: an app whose key is wrong does not keep out those behind the same address', async () => {
    const office = newAddress()
    const forged = posted(signed(requestAt(stage.place())).replace(/(<ds:SignatureValue>)..../, '$1AAAA'))
    for (let count = 0; count < 80; count += 1) expect((await stage.send(forged, office)).status).to.equal(403)
    expect((await stage.send(posted(genuine()), office)).status).to.equal(200)
    await stage.expectLogin(office)
  })
})
