import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import { opKeys } from '../../../../src/upstream/oidc-rp/jwks.ts'
import { type Claims, makeOpKey, signJwt } from '../../../fixtures/op-keys.ts'
import { refusalOf } from '../../../fixtures/upstream-rig.ts'

describe('oidc-rp: keys of an OP', () => {
  const key = makeOpKey('k')
  const own: Claims = { ...key.publicKey.export({ format: 'jwk' }) }
  const others = [makeOpKey(), makeOpKey()].map(({ publicKey }) => ({ ...publicKey.export({ format: 'jwk' }) }))
  const weak = { ...generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' }) }

  function verify(keys: readonly unknown[], header: Claims) {
    const answer = { status: 200, contentType: '', authenticate: undefined, location: undefined }
    const connection = {
      send: async () => ({ ...answer, body: JSON.stringify({ keys }) }),
      close: () => undefined,
    }
    const token = signJwt({ alg: 'RS256', ...header }, { sub: 's' }, key.privateKey)
    return opKeys(connection, 'https://op.example.org/jwks', 'OP', Date.now).verify(token, { algorithms: ['RS256'] })
  }

  const good: Readonly<Record<string, readonly [readonly unknown[], Claims]>> = {
    'control: by its kid': [[...others, { ...own, kid: 'k' }], { kid: 'k' }],
    'without kid, for a token with one': [[...others, own], { kid: 'k' }],
    'with a kid that is null or empty': [[{ ...own, kid: null, use: null, alg: null }], { kid: 'k' }],
    'with members that are empty, or no list': [
      [{ ...own, kid: 'k', use: '', alg: '', ext: '', key_ops: [], x5c: '' }, { ...others[0] }],
      { kid: 'k' },
    ],
    'with operations as a text': [[{ ...own, kid: 'k', key_ops: 'verify' }], { kid: 'k' }],
    'with a kid that is no text': [[...others, { ...own, kid: 7 }], { kid: 'k' }],
    'for a token whose kid is null, empty or no text': [[...others, { ...own, kid: 'k' }], { kid: null }],
    'for a token whose kid is a number': [[...others, { ...own, kid: '7' }], { kid: 7 }],
    'beside one of its kid that can not be read': [[{ ...own, kid: 'k', d: 'AAAA' }, own], { kid: 'k' }],
    'without kid, beside another key of that kid': [[{ ...others[0], kid: 'k' }, own], { kid: 'k' }],
    'with kid, for a token without one': [[...others, { ...own, kid: 'k' }], {}],
    'behind a weak key': [[weak, own], {}],
    'behind a weak key of the same kid': [
      [
        { ...weak, kid: 'k' },
        { ...own, kid: 'k' },
      ],
      { kid: 'k' },
    ],
    'beside a weak key of its kid': [[{ ...weak, kid: 'k' }, own], { kid: 'k' }],
    'beside entries that are no keys': [
      [null, 7, 'key', [], {}, { kty: 7 }, { kty: 'RSA' }, { kty: 'RSA', n: 'AQ', e: '!' }, own],
      {},
    ],
  }
  for (const [name, [keys, header]] of Object.entries(good)) {
    it(`${name}: found`, async () => {
      expect((await verify(keys, header)).payload.sub).to.equal('s')
    })
  }

  const bad: Readonly<Record<string, readonly [readonly unknown[], Claims]>> = {
    'no key': [[], { kid: 'k' }],
    'other keys alone': [others, { kid: 'k' }],
    'its key for encryption': [[{ ...own, use: 'enc' }], {}],
    'its key for another algorithm': [[{ ...own, alg: 'PS256' }], {}],
    'its key for making signatures alone': [[{ ...own, key_ops: ['sign'] }], {}],
    'its key under another kid': [[{ ...own, kid: 'other' }], { kid: 'k' }],
    'its key behind 16 others': [[...Array.from({ length: 16 }, () => others[0]), own], {}],
  }
  for (const [name, [keys, header]] of Object.entries(bad)) {
    it(`${name}: refused`, () => refusalOf(verify(keys, header)))
  }

  it('an algorithm that is not agreed on is refused before any key is looked for', async () => {
    expect((await refusalOf(verify([own], { alg: 'RS512' }))).code).to.equal('ERR_JOSE_ALG_NOT_ALLOWED')
  })
})
