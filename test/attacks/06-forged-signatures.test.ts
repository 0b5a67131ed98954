/**
 * Attack 6, signed: messages within every limit whose false signatures cost much to refuse. One client can't take the
 * gateway's time from the others, and behind its address only what would cost again is refused.
 */
import { expect } from 'chai'
import { type AttackStage, expectPage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { waited } from '../fixtures/waited.ts'
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
    const content = `<samlp:Extensions>${many(190, () => '<a></a>x<!-- -->y')}</samlp:Extensions>`
    const request = requestAt(stage.place(), { content })
    return afterIssuer(request, signatureXml(request, { digested: 'something else' }))
  }
  const genuine = () => signed(requestAt(stage.place()))

  it('is answered with 429 once it took a quarter of a second; others keep logging in', async () => {
    const flooder = newAddress()
    const message = posted(costly())
    // At once: who sends one after the other waits for each refusal, and so never gets that far.
    const flood = () => Promise.all(Array.from({ length: 40 }, () => stage.send(message, flooder)))
    let page: Awaited<ReturnType<typeof stage.send>> | undefined
    for (let round = 0; page === undefined && round < 100; round += 1) {
      page = (await flood()).find(({ status }) => status === 429)
      await stage.expectLogin()
    }
    if (page === undefined) throw new Error('4,000 messages were looked at')
    expect(Number(page.headers['retry-after'])).to.be.within(1, 60)
    expectPage(page, stage.gateway, 'rate_limited')
    const took = await waited(async () => {
      // Few: each waits, and what it waits for gives back room.
      for (let count = 0; count < 4; count += 1) expect((await stage.send(message, flooder)).status).to.equal(429)
    })
    expect(took / 4, 'ms for each that is refused unseen').to.be.below(500)

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
