/**
 * Attacks 1 to 28 through the running gateway: every message of the tables, by POST and by Redirect where it can carry
 * it. What is refused is a page with an id that the log has, in bounded time, and leaves nothing; logins go on.
 */
import { createServer, type Server } from 'node:http'
import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import type { SamlHttp } from '../../src/saml/bindings.ts'
import { type AttackStage, newAddress, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { freePort } from '../fixtures/free-port.ts'
import { type Genuine, type MessageAttack, xmlAttacks } from '../saml/attack-messages.ts'
import { signatureAttacks } from '../saml/attack-signatures.ts'
import { afterIssuer, form, got, posted, signatureXml, signedRedirect } from '../saml/request.ts'
import { evilAcs } from '../saml/wrapping.ts'

const deflated = (xml: string | Buffer) => encodeURIComponent(deflateRawSync(xml).toString('base64'))

/** How a message travels. A registered app may be the attacker too, and sign what it likes. */
const ways: Readonly<Record<string, (xml: string | Buffer) => SamlHttp>> = {
  POST: (xml) => posted(xml),
  'POST, compressed': (xml) => ({ ...posted(''), body: `SAMLRequest=${deflated(xml)}` }),
  Redirect: (xml) => got(`SAMLRequest=${deflated(xml)}`),
  'Redirect, signed': (xml) => signedRedirect(xml),
}

describe('attacks 1 to 28 through HTTP', () => {
  let stage: AttackStage
  let trap: Server
  let trapUrl: string
  let fetched = 0
  before(async () => {
    stage = await startAttackStage()
    const port = await freePort()
    trapUrl = `http://127.0.0.1:${port}`
    trap = createServer((_, response) => {
      fetched += 1
      response.end()
    })
    await new Promise<void>((resolve) => trap.listen(port, '127.0.0.1', resolve))
  })
  after(async () => {
    trap.closeAllConnections()
    trap.close()
    await stage.close()
    expect(fetched, 'nothing that a message names was fetched').to.equal(0)
  })

  function genuine(): Genuine {
    const place = stage.place()
    const request = requestAt(place)
    const signature = signatureXml(request)
    const forged = (id: string, content = '') => requestAt(place, { id, acs: evilAcs, content })
    return { request, signature, whole: afterIssuer(request, signature), id: place.id, forged, trap: trapUrl }
  }

  for (const [way, make] of Object.entries(ways)) {
    it(`control: the genuine message is taken by ${way}`, async () => {
      await stage.expectTaken(make(genuine().request))
      if (way.startsWith('POST')) await stage.expectTaken(make(genuine().whole))
    })
  }

  const all: readonly MessageAttack[] = [...xmlAttacks, ...signatureAttacks]
  for (const { name, messages, code, postOnly } of all) {
    it(`attack ${name}`, async () => {
      for (const [way, make] of Object.entries(ways)) {
        if (postOnly && !way.startsWith('POST')) continue
        for (const [at, message] of messages(genuine()).entries()) {
          await stage.expectRefused(make(message), code).catch((error: unknown) => {
            throw new Error(`${way}, message ${at}: ${String(error)}`, { cause: error })
          })
        }
      }
      await stage.expectLogin()
    }).timeout(20_000)
  }

  it('attack 4: oversized messages', async () => {
    const fits = posted(genuine().request + ' '.repeat(60_000))
    await stage.expectTaken(fits)
    const page = await stage.expectRefused(posted(genuine().request + ' '.repeat(100_000)), 'malformed_request')
    expect(page.status).to.equal(413)
    const long = await stage.send(got(`SAMLRequest=${'A'.repeat(70_000)}`))
    expect(long.status).to.equal(431)
    await stage.expectLogin()
  })

  it('attack 5: deflate bombs', async () => {
    const bomb = deflateRawSync(Buffer.alloc(30 * 1024 * 1024, ' ')).toString('base64')
    const before = process.memoryUsage().arrayBuffers
    for (const http of [
      got(`SAMLRequest=${encodeURIComponent(bomb)}`),
      { method: 'POST', query: '', body: `SAMLRequest=${encodeURIComponent(bomb)}`, contentType: form },
    ]) {
      expect((await stage.expectRefused(http, 'malformed_request')).status).to.equal(413)
    }
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(16 * 1024 * 1024)
    await stage.expectLogin()
  })

  it('the same from one address as from many: no attack keeps its own address from logging in', async () => {
    const address = newAddress()
    for (const message of ['<a/>', `<!DOCTYPE a>${genuine().request}`, genuine().whole.replace('RSA', 'x')]) {
      await stage.send(posted(message), address)
    }
    await stage.expectLogin(address)
  })
})
