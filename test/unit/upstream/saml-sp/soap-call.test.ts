/** What a server can do to us that we ask by SOAP: nothing of it lasts longer than the time, or takes more than the room, that it has. */
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import type { EntityId } from '../../../../src/core/identifiers.ts'
import { buildArtifactResolve } from '../../../../src/saml/artifact.ts'
import { wrapInEnvelope } from '../../../../src/saml/soap.ts'
import { answerLimits } from '../../../../src/saml/xml.ts'
import { callBySoap } from '../../../../src/upstream/saml-sp/soap-call.ts'
import { direct } from '../../../fixtures/outbound.ts'
import { spKey } from '../../../saml/keys.ts'

/** ms */
const timeout = 400
const response =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"><samlp:Status></samlp:Status></samlp:Response>'
const drips: NodeJS.Timeout[] = []

/** An octet now and then, for as long as somebody listens. */
function drip(answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'text/xml' })
  drips.push(setInterval(() => answer.write(' '), 50))
}

const hostile: Readonly<Record<string, (answer: ServerResponse) => void>> = {
  'never answers': () => {},
  'sends headers and nothing else': (answer) => answer.writeHead(200).flushHeaders(),
  'drips blanks': drip,
  'promises more than it sends': (answer) => answer.writeHead(200, { 'content-length': '9999' }).write('<'),
  'breaks off': (answer) => {
    answer.writeHead(200).write('<S:Envelope')
    setTimeout(() => answer.destroy(), 20)
  },
  'hangs up at once': (answer) => answer.destroy(),
  'sends too much': (answer) => answer.end(wrapInEnvelope(`<a>${'x'.repeat(answerLimits.length)}</a>`)),
  'sends too much without an end': (answer) => {
    answer.writeHead(200)
    const more = () => {
      while (!answer.destroyed && answer.write('x'.repeat(65_536)));
      if (!answer.destroyed) answer.once('drain', more)
    }
    more()
  },
  'sends us elsewhere': (answer) => answer.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  'answers with a page': (answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>hi'),
  'answers with nothing': (answer) => answer.end(),
  'answers with a document type': (answer) => answer.end(`<!DOCTYPE a []>${wrapInEnvelope(response)}`),
}

describe('a call by SOAP', () => {
  let server: Server
  let url: string
  let behave: (answer: ServerResponse) => void
  before(async () => {
    server = createServer((request, answer) => {
      request.resume().once('end', () => behave(answer))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/soap`
  })
  after(() => {
    for (const timer of drips) clearInterval(timer)
    server.close()
    server.closeAllConnections()
  })

  const call = () => {
    const issuer = 'https://sso.test' as EntityId
    const xml = buildArtifactResolve({ id: '_a', destination: url, issuer, artifact: 'AAQ=', now: Date.now() })
    const deps = { outbound: direct, keys: { signing: { privateKey: spKey.privateKey, certificateBase64: '' } } }
    return callBySoap({ url, id: '_a', xml, limits: answerLimits, timeout }, {}, deps as never)
  }

  it('control: reads what a sound server answers', async () => {
    behave = (answer) => answer.end(wrapInEnvelope(response))
    expect((await call()).root.localName).to.equal('Response')
  })

  for (const [what, how] of Object.entries(hostile)) {
    it(`ends in time where the server ${what}`, async () => {
      behave = how
      const began = performance.now()
      const error: unknown = await call().then(
        () => expect.fail('it was believed'),
        (thrown) => thrown,
      )
      expect(error).to.be.instanceOf(Error)
      if (error instanceof GatewayError) expect(error.code).to.equal('malformed_request')
      // What a busy machine adds is not the server's.
      expect(performance.now() - began).to.be.below(timeout * 10)
    })
  }
})
