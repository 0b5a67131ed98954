/** Answers by HTTP-Artifact (Bindings 3.6): the browser brings a reference, the identity provider's server the answer. */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { expect } from 'chai'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type Begun, type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { answerXml, assertionXml, at, idpEntityId, idpKey, signedBy } from '../saml/answer.ts'
import { spKey } from '../saml/keys.ts'
import { saml, samlp } from '../saml/request.ts'

const artifactOf = ({ entityId = idpEntityId, type = 4, index = 0 } = {}): string => {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(index, 2)
  return Buffer.concat([head, createHash('sha1').update(entityId).digest(), randomBytes(20)]).toString('base64')
}

/** What the app is told where the answer is not believed. */
const failed = ['Responder', 'AuthnFailed']

const envelope = (xml: string) =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${xml}</S:Body></S:Envelope>`
const artifactResponse = (to: string, content: string) =>
  `<samlp:ArtifactResponse xmlns:samlp="${samlp}" ID="_ar1" InResponseTo="${to}" IssueInstant="${at(Date.now())}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${idpEntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"></samlp:StatusCode></samlp:Status>${content}</samlp:ArtifactResponse>`

/** What the server answers: to the ArtifactResolve with this ID, about this login. */
type Answering = (id: string, begun: Begun) => { readonly body: string; readonly status?: number; readonly to?: string }

const sound: Answering = (id, begun) => ({ body: envelope(artifactResponse(id, answerXml(begun.sound))) })

describe('flow: the answer of a SAML identity provider by artifact', () => {
  let stage: SamlUpstreamStage
  let idp: Server
  let answering = sound
  let current: Begun
  const asked: { path: string; body: string }[] = []
  before(async () => {
    const port = await freePort()
    const base = `http://127.0.0.1:${port}`
    idp = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        const body = Buffer.concat(pieces).toString()
        asked.push({ path: request.url ?? '', body })
        const { body: answer, status = 200, to } = answering(/ ID="([^"]*)"/.exec(body)?.[1] ?? '', current)
        response
          .writeHead(status, { 'content-type': 'text/xml', ...(to !== undefined && { location: to }) })
          .end(answer)
      })
    })
    await new Promise<void>((resolve) => idp.listen(port, '127.0.0.1', resolve))
    const more = `<md:ArtifactResolutionService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${base}/artifact/5" index="5"/>`
    stage = await startSamlUpstreamStage({ idp: { base, inside: more }, corp: ['artifact: accepted'] })
  })
  after(async () => {
    await stage.close()
    idp.close()
  })
  beforeEach(() => {
    asked.length = 0
    answering = sound
  })

  const begin = async () => {
    current = await stage.begin()
    return current
  }
  const relayOf = ({ address }: Begun) => address.searchParams.get('RelayState') ?? ''
  const queryOf = (artifact: string, begun: Begun) =>
    new URLSearchParams({ SAMLart: artifact, RelayState: relayOf(begun) }).toString()
  const bring = async (begun: Begun, artifact = artifactOf()) =>
    begun.browser.follow(`${stage.acs}?${queryOf(artifact, begun)}`)

  it('logs a person in, by GET and by a form of another site', async () => {
    const begun = await begin()
    const artifact = artifactOf()
    expect(statusOf(responseForm(await bring(begun, artifact)))).to.deep.equal(['Success'])
    expect(asked).to.have.length(1)
    expect(asked[0]?.body).to.include(`<samlp:Artifact>${artifact}</samlp:Artifact>`).and.include('SignatureValue')
    expect(asked[0]?.body).to.include(`>${stage.metadata}</saml:Issuer>`)
    const other = await begin()
    const form = { SAMLart: artifactOf(), RelayState: relayOf(other) }
    const page = await other.browser.follow(await other.browser.post(stage.acs, form, { crossSite: true }))
    expect(statusOf(responseForm(page))).to.deep.equal(['Success'])
  })

  it('asks at the endpoint that the artifact names', async () => {
    for (const [index, path] of [
      [0, '/artifact'],
      [5, '/artifact/5'],
    ] as const) {
      expect(statusOf(responseForm(await bring(await begin(), artifactOf({ index }))))).to.deep.equal(['Success'])
      expect(asked.at(-1)?.path).to.equal(path)
    }
  })

  const neverAsked: Readonly<Record<string, string>> = {
    'of another identity provider': artifactOf({ entityId: 'https://other.example.org/idp' }),
    'of another type': artifactOf({ type: 1 }),
    'with an index that nothing has': artifactOf({ index: 9 }),
    'too short': artifactOf().slice(0, 40),
    'not base64': `!${artifactOf().slice(1)}`,
    empty: '',
  }
  for (const [what, artifact] of Object.entries(neverAsked)) {
    it(`an artifact ${what} is refused, and nobody is asked`, async () => {
      expect(statusOf(responseForm(await bring(await begin(), artifact)))).to.deep.equal(failed)
      expect(asked).to.have.length(0)
    })
  }

  it('counts for the browser that asked, once', async () => {
    const begun = await begin()
    const address = `${stage.acs}?${queryOf(artifactOf(), begun)}`
    const planted = await stage.gateway.browser().follow(address)
    expect(planted.body).to.not.include('SAMLResponse')
    const nobodys = await begun.browser.follow(`${stage.acs}?${new URLSearchParams({ SAMLart: artifactOf() })}`)
    expect(nobodys.body).to.not.include('SAMLResponse')
    expect(asked).to.have.length(0)
    expect(statusOf(responseForm(await begun.browser.follow(address)))).to.deep.equal(['Success'])
    await stage.gateway.browser().follow(address)
    expect(asked).to.have.length(1)
  })

  it('an assertion that came before is refused, whatever artifact brings it', async () => {
    const first = await begin()
    expect(statusOf(responseForm(await bring(first)))).to.deep.equal(['Success'])
    const used = first.sound.assertionId ?? ''
    answering = (id, begun) => ({
      body: envelope(artifactResponse(id, answerXml({ ...begun.sound, assertionId: used }))),
    })
    expect(statusOf(responseForm(await bring(await begin())))).to.deep.equal(failed)
  })

  const refused: Readonly<Record<string, Answering>> = {
    'to another request': (_, begun) => sound('_another', begun),
    'that is a Response itself': (_, begun) => ({ body: envelope(answerXml(begun.sound)) }),
    'that says it failed, whatever is in it': (id, begun) => ({
      body: envelope(
        artifactResponse(id, answerXml(begun.sound)).replace(
          /<samlp:StatusCode Value="[^"]*"><\/samlp:StatusCode>/,
          '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Requester"></samlp:StatusCode>',
        ),
      ),
    }),
    'without a Status': (id, begun) => ({
      body: envelope(artifactResponse(id, answerXml(begun.sound)).replace(/<samlp:Status>.*?<\/samlp:Status>/, '')),
    }),
    'with no Response': (id) => ({ body: envelope(artifactResponse(id, '')) }),
    'with two Responses': (id, begun) => ({
      body: envelope(artifactResponse(id, answerXml(begun.sound) + answerXml(begun.sound))),
    }),
    'with an unsigned Response, signed around it': (id, begun) => ({
      body: envelope(
        signedBy(artifactResponse(id, answerXml(begun.sound, { what: 'neither' })), { key: idpKey.privateKey }),
      ),
    }),
    'with a Response by another key': (id, begun) => ({
      body: envelope(artifactResponse(id, answerXml(begun.sound, { key: spKey.privateKey }))),
    }),
    'with a Response to another login': (id, begun) => ({
      body: envelope(artifactResponse(id, answerXml({ ...begun.sound, inResponseTo: '_another' }))),
    }),
    'with a forged assertion beside the genuine one': (id, begun) => ({
      body: envelope(
        artifactResponse(
          id,
          answerXml(begun.sound).replace('</samlp:Response>', () => `${assertionXml(begun.sound)}</samlp:Response>`),
        ),
      ),
    }),
    'with a DOCTYPE': (id, begun) => ({ body: `<!DOCTYPE x>${sound(id, begun).body}` }),
    'that is a fault': () => ({ body: envelope('<S:Fault><faultcode>S:Server</faultcode></S:Fault>'), status: 500 }),
    'that leads elsewhere': () => ({ body: '', status: 307, to: '/elsewhere' }),
    'that is too large': (id, begun) => ({ body: `${sound(id, begun).body}${' '.repeat(300_000)}` }),
    'that is nothing': () => ({ body: '' }),
  }
  for (const [what, answer] of Object.entries(refused)) {
    it(`an answer ${what} is refused`, async () => {
      answering = answer
      const status = statusOf(responseForm(await bring(await begin())))
      expect(status).to.include('Responder').and.not.include('Success')
      expect(asked).to.have.length(1)
    })
  }
})
