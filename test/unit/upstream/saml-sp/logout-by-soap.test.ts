/** A logout told to the server of an identity provider that offers only SOAP: what each answer means. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { Authentication } from '../../../../src/core/policy/identity.ts'
import { parseIdentityProviders } from '../../../../src/saml/metadata-idp.ts'
import { samlUpstreamLogout } from '../../../../src/upstream/saml-sp/slo/logout.ts'
import { direct } from '../../../fixtures/outbound.ts'
import { waited } from '../../../fixtures/waited.ts'
import { at, idpEntityId, idpKey, idpMetadata, persistent, signedBy } from '../../../saml/answer.ts'
import { upstreamConfig } from '../../../saml/answer-gate.ts'
import { spKey } from '../../../saml/keys.ts'
import { saml, samlp } from '../../../saml/request.ts'

describe('a logout by SOAP', () => {
  let server: Server
  let base: string
  let answer: (request: string) => { status?: number; body: string }
  /** Instead of an answer. */
  let trouble: ((response: ServerResponse) => void) | undefined
  before(async () => {
    server = createServer((request, response) => {
      const pieces: Buffer[] = []
      request.on('data', (piece: Buffer) => pieces.push(piece))
      request.on('end', () => {
        if (trouble !== undefined) return trouble(response)
        const { status = 200, body } = answer(Buffer.concat(pieces).toString())
        response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  afterEach(() => {
    trouble = undefined
  })

  const envelope = (xml: string) =>
    `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${xml}</S:Body></S:Envelope>`
  const response = (to: string, status = 'Success', issuer = idpEntityId) =>
    `<samlp:LogoutResponse xmlns:samlp="${samlp}" ID="_r1" InResponseTo="${to}" IssueInstant="${at(Date.now())}" Version="2.0"><saml:Issuer xmlns:saml="${saml}">${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"></samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`
  const key = { privateKey: spKey.privateKey, certificateBase64: '' }

  const begin = (fetchedFrom?: object) => {
    const xml = idpMetadata({ base }).replace(/<md:SingleLogoutService Binding="[^"]*:HTTP-[^>]*>/g, '')
    const [idp] = parseIdentityProviders(xml).identityProviders ?? []
    if (idp === undefined) throw new Error('the metadata of the test cannot be read')
    const given = {
      idp: { idp, ...(fetchedFrom !== undefined && { fetchedFrom: fetchedFrom as never }) },
      keys: { signing: key } as never,
      outbound: direct,
      now: () => Date.now(),
      isReachable: async () => true,
    }
    const logoutState = { idp: idpEntityId, value: 'p-1234', format: persistent }
    return samlUpstreamLogout(upstreamConfig, given).begin({ logoutState } as unknown as Authentication, '_logout1', {})
  }

  const meanings: Readonly<Record<string, readonly [expected: string, body: string, status?: number]>> = {
    'it ended': ['ended', envelope(response('_logout1'))],
    'it ended, signed': ['ended', envelope(signedBy(response('_logout1'), { key: idpKey.privateKey }))],
    'it refused': ['refused', envelope(response('_logout1', 'Responder'))],
    'signed by another': ['told', envelope(signedBy(response('_logout1'), { key: spKey.privateKey }))],
    'to another request': ['told', envelope(response('_another'))],
    'of another issuer': ['told', envelope(response('_logout1', 'Success', 'https://other.example.org'))],
    'a SOAP fault': ['told', envelope('<S:Fault><faultcode>S:Server</faultcode></S:Fault>'), 500],
    'no SOAP': ['told', '<html></html>'],
    'too large': ['unreachable', envelope('x'.repeat(200_000))],
  }
  for (const [what, [expected, body, status]] of Object.entries(meanings)) {
    it(`${what}: ${expected}`, async () => {
      const asked: string[] = []
      answer = (request) => {
        asked.push(request)
        return { body, ...(status !== undefined && { status }) }
      }
      expect(await begin()).to.equal(expected)
      expect(asked).to.have.length(1)
      expect(asked[0]).to.include('>p-1234<').and.include('SignatureValue').and.include('ID="_logout1"')
    })
  }

  const troubles: Readonly<Record<string, readonly [most: number, (response: ServerResponse) => void]>> = {
    'never answers': [4, () => {}],
    'drips its answer': [
      4,
      (response) => {
        const drops = setInterval(() => response.write(' '), 100)
        response.on('close', () => clearInterval(drops))
      },
    ],
    'resets the connection': [1, (response) => response.socket?.resetAndDestroy()],
    'breaks off': [
      1,
      (response) => response.writeHead(200, { 'content-length': 99 }).write('<', () => response.destroy()),
    ],
  }
  for (const [what, [most, happens]] of Object.entries(troubles)) {
    it(`a server that ${what} holds a person up for ${most} seconds at the most`, async () => {
      trouble = happens
      const took = await waited(async () => expect(await begin()).to.equal('unreachable'))
      expect(took / 1000).to.be.lessThan(most)
    })
  }

  it('one that redirects is not followed', async () => {
    let asked = 0
    trouble = (response) => {
      asked += 1
      response.writeHead(307, { location: '/slo/soap' }).end()
    }
    expect(await begin()).to.equal('told')
    expect(asked).to.equal(1)
  })

  it('no name goes over http where the address was fetched', async () => {
    answer = () => expect.fail('it was called')
    expect(await begin({ address: `${base}/metadata` })).to.equal(undefined)
  })
})
