/** xmlsec1 verifies every signature that we make, and decrypts what we encrypt. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { encryption, ns } from '../../src/saml/constants.ts'
import { refusals, successes } from '../unit/downstream/saml-idp/sso/kinds.ts'
import { keys, recipientPem } from '../unit/downstream/saml-idp/sso/material.ts'
import { has } from '../unit/downstream/saml-idp/sso/reading.ts'

const ids = ['--id-attr:ID', `${ns.samlp}:Response`, '--id-attr:ID', `${ns.saml}:Assertion`]
const ofResponse = "/*[local-name()='Response']/*[local-name()='Signature']"
const ofAssertion = "//*[local-name()='Assertion']/*[local-name()='Signature']"

describe('xmlsec1', function () {
  this.timeout(60_000)
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-xmlsec1-'))
  const path = (name: string) => join(folder, name)
  before(() => {
    writeFileSync(path('certificate.pem'), keys.signing.certificate.toString())
    writeFileSync(path('recipient.pem'), recipientPem, { mode: 0o600 })
  })
  after(() => rmSync(folder, { recursive: true }))

  function run(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('xmlsec1', args, { encoding: 'utf8' })
    return status === 0 ? 'OK' : `${stdout}${stderr}`
  }

  /** What xmlsec1 says of the one signature at this XPath, with our certificate as the only one trusted. */
  function verify(xml: string, signature: string): string {
    writeFileSync(path('signed.xml'), xml)
    return run(
      '--verify',
      '--trusted-pem',
      path('certificate.pem'),
      ...ids,
      '--node-xpath',
      signature,
      path('signed.xml'),
    )
  }

  function decrypt(xml: string): string {
    writeFileSync(path('encrypted.xml'), xml)
    const said = run(
      '--decrypt',
      '--privkey-pem',
      path('recipient.pem'),
      '--output',
      path('plain.xml'),
      path('encrypted.xml'),
    )
    expect(said).to.equal('OK')
    return readFileSync(path('plain.xml'), 'utf8')
  }

  it('verifies both signatures of every success, after decryption where it is encrypted', async () => {
    for (const [kind, xml] of await successes()) {
      if (has(xml, '/samlp:Response/ds:Signature')) expect(verify(xml, ofResponse), kind).to.equal('OK')
      // Before its version 1.3 it has no xmlenc11 rsa-oaep.
      if (has(xml, `//xenc:EncryptionMethod[@Algorithm="${encryption.rsaOaep}"]`)) continue
      const plain = has(xml, '//xenc:EncryptedData') ? decrypt(xml) : xml
      expect(has(plain, '//saml:Assertion//saml:NameID'), kind).to.equal(true)
      if (has(plain, '//saml:Assertion/ds:Signature')) expect(verify(plain, ofAssertion), kind).to.equal('OK')
    }
  })

  it('verifies every refusal', async () => {
    for (const [kind, xml] of await refusals()) expect(verify(xml, ofResponse), kind).to.equal('OK')
  })

  it('would notice one character changed in either', async () => {
    const xml = (await successes()).get('signed both') ?? ''
    expect(verify(xml, ofResponse)).to.equal('OK')
    expect(verify(xml.replace('status:Success', 'status:success'), ofResponse)).to.contain('FAIL')
    expect(verify(xml.replace('>admins<', '>admin<'), ofAssertion)).to.contain('FAIL')
  })
})
