import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { selfSignedCertificate } from '../../../src/keys/certificate.ts'

describe('keys: a self-signed certificate', () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const make = (change: Partial<Parameters<typeof selfSignedCertificate>[0]> = {}) =>
    selfSignedCertificate({
      key,
      commonName: 'sso.example',
      serial: Buffer.from('4011', 'hex'),
      notBefore: new Date('2026-01-02T03:04:05.678Z'),
      notAfter: new Date('2036-01-02T03:04:05Z'),
      ...change,
    })

  it('is read by Node: names, serial, dates, signature', () => {
    const read = new X509Certificate(make())
    expect(read).to.include({ subject: 'CN=sso.example', issuer: 'CN=sso.example', serialNumber: '4011' })
    expect([read.validFrom, read.validTo].map((text) => new Date(text).toISOString())).to.deep.equal([
      '2026-01-02T03:04:05.000Z',
      '2036-01-02T03:04:05.000Z',
    ])
    expect(read.verify(read.publicKey)).to.equal(true)
    expect(read.checkPrivateKey(key)).to.equal(true)
  })

  it('is read by OpenSSL, which verifies it and finds its encoding sound', () => {
    const input = make()
    const text = execFileSync('openssl', ['x509', '-noout', '-text', '-nameopt', 'utf8'], { input }).toString()
    expect(text)
      .to.match(/Version: 3 \(0x2\)/)
      .and.match(/Signature Algorithm: sha256WithRSAEncryption/)
    const directory = mkdtempSync(join(tmpdir(), 'isthmus-certificate-'))
    try {
      const file = join(directory, 'own.crt')
      writeFileSync(file, input)
      expect(execFileSync('openssl', ['verify', '-check_ss_sig', '-CAfile', file, file]).toString()).to.match(/: OK\n$/)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })

  it('takes names beyond ASCII, serials that begin with a one bit or a zero, and years past 2049', () => {
    expect(new X509Certificate(make({ commonName: 'ö.example' })).subject).to.equal('CN=ö.example')
    for (const serial of ['80ff', '00ff', '7f', '0000000000000000000000000000000000000001']) {
      const read = new X509Certificate(make({ serial: Buffer.from(serial, 'hex') }))
      expect(BigInt(`0x${read.serialNumber}`)).to.equal(BigInt(`0x${serial}`))
    }
    const late = new X509Certificate(make({ notAfter: new Date('2050-01-01T00:00:00Z') }))
    expect(new Date(late.validTo).toISOString()).to.equal('2050-01-01T00:00:00.000Z')
  })
})
