/** xmllint and Debian's schemas find every kind of message that we emit valid. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { entityId, transactionId } from '../../src/core/identifiers.ts'
import { buildSpMetadata } from '../../src/saml/sp-metadata.ts'
import { sendRequest } from '../../src/upstream/saml-sp/authn-request.ts'
import { identityProvider, upstreamConfig } from '../saml/answer-gate.ts'
import { everyKind } from '../unit/downstream/saml-idp/sso/kinds.ts'
import { keys } from '../unit/downstream/saml-idp/sso/material.ts'
import { combinedSchema } from '../unit/downstream/saml-idp/sso/schemas.ts'

describe('xmllint with the SAML schemas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-schema-'))
  after(() => rmSync(folder, { recursive: true }))

  /** xmllint's complaints about a document, empty where it is valid. */
  function complaints(xml: string): string {
    const [schema, file] = [join(folder, 'all.xsd'), join(folder, 'message.xml')]
    writeFileSync(schema, combinedSchema)
    writeFileSync(file, xml)
    const { status, stderr } = spawnSync('xmllint', ['--nonet', '--noout', '--schema', schema, file], {
      encoding: 'utf8',
    })
    const said = stderr.split('\n').filter((line) => !line.includes('Skipping import of schema'))
    return status === 0 ? '' : said.join('\n') || `exit code ${status}`
  }

  it('finds every kind of message valid', async function () {
    this.timeout(60_000)
    const kinds = await everyKind()
    expect(kinds.size).to.be.greaterThan(40)
    for (const [kind, xml] of kinds) expect(complaints(xml), kind).to.equal('')
  })

  it('finds our metadata as a service provider valid, signed or not, and a request to an identity provider', () => {
    const certificate = keys.signing.certificateBase64
    const input = {
      entityId: entityId('https://sso.example.net/saml/sp/corp/metadata'),
      acs: 'https://sso.example.net/saml/sp/corp/acs',
      byArtifact: true,
      singleLogoutUrl: 'https://sso.example.net/saml/sp/corp/slo',
      certificates: [certificate],
      encryption: { certificate, withCbc: true },
      signsRequests: true,
      wantAssertionsSigned: true,
      nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    }
    for (const xml of [buildSpMetadata(input), buildSpMetadata(input, keys.signing)])
      expect(complaints(xml)).to.equal('')
    const config = {
      ...upstreamConfig,
      requestBinding: 'post',
      requestSubject: true,
      proxyCount: 1,
      requesterId: true,
    } as const
    const asked = { loginHint: 'alice', acrValues: ['urn:x'], contextRequired: true, requester: 'https://wiki.test' }
    const request = { forceAuthn: true, isPassive: false, ...asked }
    const asking = { idp: identityProvider(), acs: input.acs, key: keys.signing, now: Date.now() }
    const { reply } = sendRequest(config, asking, transactionId('t1'), request)
    const message = reply.kind === 'formPost' ? (reply.fields.SAMLRequest ?? '') : ''
    expect(complaints(Buffer.from(message, 'base64').toString())).to.equal('')
  })

  it('would notice one attribute missing', async () => {
    for (const [kind, xml] of await everyKind()) {
      if (!kind.includes('metadata')) {
        expect(complaints(xml.replace(' Version="2.0"', '')), kind).to.contain('Version')
        return
      }
    }
  })
})
