/** A SAML identity provider that encrypts: in the metadata of an older Keycloak, and over a change of our key. */
import { execFileSync } from 'node:child_process'
import { createPublicKey, X509Certificate } from 'node:crypto'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { assertionXml, idpKey, idpMetadata, responseXml, signedBy } from '../saml/answer.ts'
import { encryptedByHand } from '../saml/encrypted.ts'

describe('SAML app → gateway → SAML identity provider that encrypts', () => {
  let stage: SamlUpstreamStage
  before(async () => {
    const wrapped = `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" Name="urn:keycloak">${idpMetadata()}</EntitiesDescriptor>`
    stage = await startSamlUpstreamStage({ corp: ['encryptionKey: true'], files: { 'corp-idp.xml': wrapped } })
  })
  after(() => stage?.close())

  const certificates = () => join(stage.gateway.directory, 'certs')
  const pair = (name: string) => ['key', 'crt'].map((end) => join(certificates(), `${name}.${end}`))

  /** What the identity provider encrypts to. */
  async function published(): Promise<string> {
    const metadata = await (await fetch(stage.metadata)).text()
    const all = [...metadata.matchAll(/use="encryption"[\s\S]*?<ds:X509Certificate>([^<]*)</g)].map(([, one]) => one)
    expect(all).to.have.length(1)
    return `-----BEGIN CERTIFICATE-----\n${all[0]}\n-----END CERTIFICATE-----`
  }

  async function login(certificate: string): Promise<readonly string[]> {
    const { sound, answer } = await stage.begin()
    const signed = signedBy(assertionXml(sound), { key: idpKey.privateKey })
    const key = createPublicKey(new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'pem' }))
    return statusOf(responseForm(await answer(responseXml(sound, encryptedByHand(signed, { key })))))
  }

  async function move(from: string, to: string): Promise<void> {
    const [keys, others] = [pair(from), pair(to)]
    for (const [at, file] of keys.entries()) await rename(file, others[at] ?? '')
  }

  it('a key is changed: nobody is refused, whichever of the two it still encrypts to', async () => {
    const old = await published()
    expect(await login(old)).to.deep.equal(['Success'])

    const [key = '', crt = ''] = pair('saml-decryption-next')
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', '/CN=sso.example.net']
    execFileSync('openssl', [...made, '-keyout', key, '-out', crt], { stdio: 'ignore' })
    const next = await readFile(crt, 'utf8')
    await stage.gateway.running.reload()
    expect(new X509Certificate(await published()).fingerprint256).to.equal(new X509Certificate(old).fingerprint256)
    for (const certificate of [old, next]) expect(await login(certificate)).to.deep.equal(['Success'])

    await move('saml-decryption', 'kept')
    await move('saml-decryption-next', 'saml-decryption')
    await move('kept', 'saml-decryption-next')
    await stage.gateway.running.reload()
    expect(new X509Certificate(await published()).fingerprint256).to.equal(new X509Certificate(next).fingerprint256)
    for (const certificate of [old, next]) expect(await login(certificate)).to.deep.equal(['Success'])

    for (const file of pair('saml-decryption-next')) await rm(file)
    await stage.gateway.running.reload()
    expect(await login(next)).to.deep.equal(['Success'])
    expect(await login(old), 'the old one is gone').to.deep.equal(['Responder', 'AuthnFailed'])
  })
})
