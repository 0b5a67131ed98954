import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { GatewayError } from '../../../src/core/errors.ts'
import { pairwise } from '../../../src/keys/pairwise.ts'

/**
 * Made by other code, once, and never to be changed: another value is another user at every app.
 *
 *   import hmac, hashlib, base64, struct
 *   message = b''.join(struct.pack('>I', len(part.encode())) + part.encode() for part in parts)
 *   base64.b32encode(hmac.new(bytes(range(32)), message, hashlib.sha256).digest()).decode().rstrip('=').lower()
 */
const vectors: readonly (readonly [app: string, namespace: string, subject: string, expected: string])[] = [
  [
    'https://wiki.example.net/saml',
    'authelia',
    '8f1d0f6e-2c1b-4b1c-9a57-0f6f5c1f9d11',
    'tagb2iujn22w27ew5cv2mxkyv76xnqcupsvbrrvaxcvvdmqjxz3a',
  ],
  [
    'https://wiki.example.net/saml/',
    'authelia',
    '8f1d0f6e-2c1b-4b1c-9a57-0f6f5c1f9d11',
    'mk3eqrx2vvmz5tolyp57p3wxkcsxnmln27t3vchklhil2qhz632a',
  ],
  ['urn:a', 'b', 'c', 'uoqwohktlaljrgqxsvbicmzld66nipmhsicsk52bt77ibpa4iheq'],
  ['urn:ab', '', 'c', '5v5yueubj2peanvobkuwo4gznxmxp5a6gsujtdw64msnz4rcbkrq'],
  ['', '', '', 'hoy2pfjv34n7hf2fsiyeqv26v4cqy4fd3w46v62rohpsodrrvhqa'],
  ['urn:example:größe', 'schlüssel', 'Zoë 🦉 \0x', 'qrvqxut24al4rxxc2etqkwutw5kx5zcgfonihv4ib6ccgvoebvaq'],
]

describe('pairwise subject identifiers', () => {
  const key = createSecretKey(Uint8Array.from({ length: 32 }, (_, index) => index))

  for (const [app, namespace, subject, expected] of vectors)
    it(`never change: ${JSON.stringify([app, namespace, subject])}`, () => {
      expect(pairwise({ pairwise: key }).derive([app, namespace, subject])).to.equal(expected)
    })

  it('are others under another key', () => {
    const other = pairwise({ pairwise: createSecretKey(randomBytes(32)) })
    expect(other.derive(['urn:a', 'b', 'c'])).to.match(/^[a-z2-7]{52}$/)
    expect(other.derive(['urn:a', 'b', 'c'])).not.to.equal(pairwise({ pairwise: key }).derive(['urn:a', 'b', 'c']))
  })

  it('are not made of lone surrogates, which would all give the same one', () => {
    const { derive } = pairwise({ pairwise: key })
    for (const subject of ['\ud800', 'a\udfffb', '\udc00\ud800'])
      expect(() => derive(['urn:a', 'b', subject]))
        .to.throw(GatewayError)
        .with.property('code', 'upstream_invalid')
    expect(derive(['urn:a', 'b', '\ud83e\udd89'])).to.match(/^[a-z2-7]{52}$/)
  })
})
