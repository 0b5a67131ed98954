import { createHash, X509Certificate } from 'node:crypto'
import { expect } from 'chai'
import { inEnglish } from '../../../src/core/said.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { refusal } from '../../saml/gate.ts'
import { otherKey, spKey } from '../../saml/keys.ts'
import { certificateBase64, certificatePem, entity, keyDescriptor, x509Data } from '../../saml/metadata.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const read = (...descriptors: readonly string[]) => {
  const { serviceProviders, warnings } = parseServiceProviders(entity({ role: descriptors.join('') }), { now })
  const [sp] = serviceProviders
  return {
    signing: sp?.signingKeys.map(({ id }) => id),
    encryption: sp?.encryption,
    warnings: warnings.map(inEnglish).join('\n'),
  }
}

function fingerprint(key: { export(options: { format: 'der'; type: 'spki' }): Buffer }): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16)
}
const idOf = (name: string) => fingerprint(new X509Certificate(certificatePem(name)).publicKey)
const ca = certificateBase64('ca')
const leaf = certificateBase64('leaf')

describe('keys in metadata', () => {
  it('are told apart by their use; one without is for both', () => {
    const both = read(keyDescriptor(x509Data(ca), 'signing'), keyDescriptor(x509Data(leaf), 'encryption'))
    expect(both).to.deep.include({ signing: [idOf('ca')], warnings: '' })
    expect(both.encryption?.key.id).to.equal(idOf('leaf'))
    const one = read(keyDescriptor(x509Data(ca)))
    expect(one.signing).to.deep.equal([idOf('ca')])
    expect(one.encryption?.key.id).to.equal(idOf('ca'))
    expect(read(keyDescriptor(x509Data(ca), 'signing')).encryption).to.equal(undefined)
    expect(read(keyDescriptor(x509Data(ca), 'encryption')).signing).to.deep.equal([])
  })

  it('may be several to sign with; the same one twice is one', () => {
    const two = [keyDescriptor(x509Data(ca), 'signing'), keyDescriptor(x509Data(leaf), 'signing')]
    expect(read(...two, ...two).signing).to.deep.equal([idOf('ca'), idOf('leaf')])
    expect(read(keyDescriptor(x509Data(ca) + x509Data(leaf), 'signing')).signing).to.deep.equal([
      idOf('ca'),
      idOf('leaf'),
    ])
  })

  it('have the end of their certificate', () => {
    const [sp] = parseServiceProviders(entity({ role: keyDescriptor(x509Data(ca)) }), { now }).serviceProviders
    expect(sp?.signingKeys[0]?.notAfter).to.equal(Date.parse(new X509Certificate(certificatePem('ca')).validTo))
  })

  it('are read however the certificate was pasted', () => {
    const lines = ca.match(/.{1,64}/g) ?? []
    for (const text of [
      `\n${lines.join('\n')}\n`,
      lines.join('\r\n'),
      `  ${lines.join('\n        ')}  `,
      lines.join(' '),
      `\t${ca}\t`,
      lines.join('\n<!-- more -->\n'),
      `<![CDATA[${ca}]]>`,
      ca.replace(/=+$/, ''),
    ]) {
      expect(read(keyDescriptor(x509Data(text), 'signing'))).to.deep.include({ signing: [idOf('ca')], warnings: '' })
    }
  })

  it('are read out of PEM, with a warning', () => {
    for (const text of [certificatePem('ca'), `-----BEGIN CERTIFICATE----- ${ca} -----END CERTIFICATE-----`]) {
      const { signing, warnings } = read(keyDescriptor(x509Data(text), 'signing'))
      expect(signing).to.deep.equal([idOf('ca')])
      expect(warnings).to.match(/KeyDescriptor \(signing\) contains PEM header lines/)
    }
    const chain = read(keyDescriptor(x509Data(certificatePem('leaf') + certificatePem('ca')), 'signing'))
    expect(chain.signing).to.deep.equal([idOf('leaf')])
  })

  it('of a chain are the leaf’s alone, in any order: its CA verifies nothing', () => {
    for (const chain of [x509Data(leaf, ca), x509Data(ca, leaf)]) {
      const { signing, warnings } = read(keyDescriptor(chain, 'signing'))
      expect(signing).to.deep.equal([idOf('leaf')])
      expect(warnings).to.match(/certificate chain/)
    }
  })

  it('may be bare RSA keys', () => {
    const { n = '', e = '' } = spKey.publicKey.export({ format: 'jwk' })
    const number = (text: string) =>
      Buffer.from(text, 'base64url')
        .toString('base64')
        .replace(/(.{60})/g, '$1\n  ')
    const keyValue = (modulus: string) =>
      `<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>${modulus}</ds:Modulus><ds:Exponent>${number(e)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>`
    const bare = read(keyDescriptor(keyValue(number(n)), 'signing'))
    expect(bare).to.deep.include({ signing: [fingerprint(spKey.publicKey)], warnings: '' })
    expect(fingerprint(spKey.publicKey)).not.to.equal(fingerprint(otherKey.publicKey))
    refusal(() => read(keyDescriptor(keyValue('!'))), 'malformed_request')
    refusal(() => read(keyDescriptor(keyValue(''))), 'malformed_request')
  })

  it('list the algorithms to encrypt with, in order', () => {
    const methods =
      '<md:EncryptionMethod Algorithm="urn:b"/><md:EncryptionMethod Algorithm="urn:a"/><md:EncryptionMethod/>'
    const descriptor = keyDescriptor(x509Data(ca), 'encryption').replace('</md:Key', `${methods}</md:Key`)
    expect(read(descriptor, keyDescriptor(x509Data(leaf), 'encryption')).encryption?.methods).to.deep.equal([
      'urn:b',
      'urn:a',
    ])
  })

  it('are left out with a warning where they are neither RSA nor on a known curve, or too short', () => {
    for (const [name, warning] of [
      ['dsa', /is dsa, neither RSA nor/],
      ['ed25519', /is ed25519, neither RSA nor/],
      ['rsa-pss', /is rsa-pss, neither RSA nor/],
      ['rsa512', /only 512 bits: left out/],
    ] as const) {
      const { signing, warnings } = read(keyDescriptor(x509Data(certificateBase64(name))))
      expect(signing).to.deep.equal([])
      expect(warnings).to.match(warning)
    }
    const short = read(keyDescriptor(x509Data(certificateBase64('rsa1024')), 'signing'))
    expect(short.signing).to.have.length(1)
    expect(short.warnings).to.match(/only 1024 bits$/)
  })

  it('on elliptic curves verify, and nothing is encrypted to them', () => {
    const ec = x509Data(certificateBase64('ec'))
    const both = read(keyDescriptor(ec), keyDescriptor(x509Data(leaf)))
    expect(both.signing).to.deep.equal([idOf('ec'), idOf('leaf')])
    expect(both.encryption?.key.id).to.equal(idOf('leaf'))
    expect(read(keyDescriptor(ec, 'signing')).warnings).to.equal('')
    const forUs = read(keyDescriptor(ec, 'encryption'), keyDescriptor(x509Data(leaf), 'signing'))
    expect(forUs.encryption).to.equal(undefined)
    expect(forUs.warnings).to.match(/KeyDescriptor \(encryption\) is ec, not RSA/)
  })

  it('are missed with a warning where only a name is given', () => {
    expect(read(keyDescriptor('<ds:KeyName>wiki</ds:KeyName>')).warnings).to.match(
      /neither a certificate nor an RSA key/,
    )
    expect(read(keyDescriptor('<ds:KeyValue><ds:DSAKeyValue/></ds:KeyValue>')).warnings).to.match(/is not an RSA key/)
    expect(read(keyDescriptor(x509Data(ca), 'other')).warnings).to.match(/unknown use “other”/)
  })

  it('are an error where they can’t be read: a signature must not pass as unverifiable by a typing mistake', () => {
    for (const text of [
      '',
      'x',
      'AAAA',
      ca.slice(0, 400),
      ca.slice(1),
      `${ca.slice(0, 99)}!${ca.slice(100)}`,
      '<ds:x/>',
    ]) {
      const run = () => read(keyDescriptor(x509Data(text), 'signing'))
      if (text === '') expect(run().warnings).to.match(/neither a certificate/)
      else
        expect(refusal(run, 'malformed_request').message).to.match(
          /wiki.example.org: the X509Certificate of KeyDescriptor \(signing\) can’t be read/,
        )
    }
    refusal(() => read('<md:KeyDescriptor use="signing"/>'), 'malformed_request')
  })

  it('are a few, however many are listed; each list is cut before anything in it is parsed, with one line', () => {
    const unreadable = x509Data('AAAA')
    const many = read(
      ...Array.from({ length: 20 }, () => keyDescriptor(x509Data(ca), 'signing')),
      ...Array.from({ length: 2_500 }, () => keyDescriptor(unreadable, 'signing')),
    )
    expect(many.signing).to.deep.equal([idOf('ca')])
    expect(many.warnings.split('\n')).to.have.length(1)
    expect(many.warnings).to.contain('there are 2520 KeyDescriptors; only the first 20 are used')
    const chain = `<ds:X509Data>${`<ds:X509Certificate>${leaf}</ds:X509Certificate>`.repeat(10)}${'<ds:X509Certificate>AAAA</ds:X509Certificate>'.repeat(2_490)}</ds:X509Data>`
    expect(read(keyDescriptor(chain, 'signing')).warnings).to.contain('2500 certificates in one X509Data')
    const beside = read(keyDescriptor(x509Data(ca).repeat(10) + unreadable.repeat(2_490), 'signing'))
    expect(beside.signing).to.deep.equal([idOf('ca')])
  })
})
