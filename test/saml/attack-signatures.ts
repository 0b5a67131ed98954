/** Attacks on the XML signature of an AuthnRequest (attacks 12–28), one table as in attack-messages.ts. */
import { createHash, createHmac } from 'node:crypto'
import type { MessageAttack } from './attack-messages.ts'
import { otherKey, spKey } from './keys.ts'
import {
  afterIssuer,
  ds,
  enveloped,
  exclusive,
  rsaSha1,
  samlp,
  sha1,
  signatureXml,
  signed,
  soundTransforms,
  spAcs,
} from './request.ts'
import { evilAcs, wrappings } from './wrapping.ts'

const transform = (algorithm: string, inner = '') => `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`

/** A Signature with HMAC in place of RSA: the key that everyone knows as its secret. */
function hmacSignature(request: string): string {
  const rsa = signatureXml(request, { signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256' })
  const signedInfo = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(rsa)?.[0] ?? ''
  const secret = spKey.publicKey.export({ type: 'spki', format: 'pem' })
  const value = createHmac('sha256', secret)
    .update(signedInfo.replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${ds}">`))
    .digest('base64')
  return rsa.replace(/(<ds:SignatureValue>)[^<]*/, `$1${value}`)
}

const part = (xml: string, name: string) => new RegExp(`<ds:${name}[ >].*?</ds:${name}>`).exec(xml)?.[0] ?? ''
const keyInfo = (inner: string) => `<ds:KeyInfo xmlns:ds="${ds}">${inner}</ds:KeyInfo>`
const foreignPem = otherKey.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const foreignKeys = [
  `<ds:X509Data><ds:X509Certificate>${foreignPem.replace(/-----.*-----|\n/g, '')}</ds:X509Certificate></ds:X509Data>`,
  '<ds:KeyName>sp</ds:KeyName>',
]

export const signatureAttacks: readonly MessageAttack[] = [
  ...Object.entries(wrappings).map(
    ([name, wrap]): MessageAttack => ({
      name: `13: ${name}`,
      code: 'signature_refused|malformed_request',
      postOnly: true,
      messages: ({ request, signature, id, forged }) => {
        const wrapped = wrap({ request, signature })
        // What wraps is written for the samples' address; here it must be in order but for the signature.
        return [wrapped.replace(/<samlp:AuthnRequest [^>]*evil\.example\.org[^>]*>/, (tag) => opening(tag, forged(id)))]
      },
    }),
  ),
  {
    name: '12: a signature taken off or changed',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ whole }) => [
      whole.replace(spAcs, evilAcs),
      whole.replace(/(<ds:SignatureValue>)[^<]*/, '$1'),
      whole.replace(/(<ds:SignatureValue>)..../, '$1AAAA'),
    ],
  },
  {
    name: '14: several messages in one',
    code: 'signature_refused|malformed_request',
    messages: ({ whole, forged }) => [
      afterIssuer(forged('_evil'), whole),
      afterIssuer(whole, forged('_evil')),
      `<samlp:AuthnRequests xmlns:samlp="${samlp}">${whole}${forged('_evil')}</samlp:AuthnRequests>`,
    ],
  },
  {
    name: '18: the digest of nothing',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request }) => [afterIssuer(request, signatureXml(request, { digested: '' }))],
  },
  {
    name: '19: a comment in DigestValue',
    code: 'signature_refused|malformed_request',
    postOnly: true,
    messages: ({ whole, forged }) => {
      const digest = createHash('sha256').update(forged('_evil')).digest('base64')
      return [`<!--${digest}-->`, `<![CDATA[${digest}]]>`, `<x>${digest}</x>`, '<!-- -->'].map((inner) =>
        whole.replace('<ds:DigestValue>', `<ds:DigestValue>${inner}`),
      )
    },
  },
  {
    name: '20: several SignedInfos and References',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ whole, forged }) =>
      ['SignedInfo', 'Reference', 'SignatureValue', 'Transforms'].flatMap((name) => {
        const other = part(signatureXml(forged('_evil')), name)
        return [(found: string) => other + found, (found: string) => found + other].map((doubled) =>
          whole.replace(part(whole, name), doubled),
        )
      }),
  },
  {
    name: '21: References to something else',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request, trap, id }) =>
      ['', '#', '#_other', '#xpointer(/)', `#xpointer(id('${id}'))`, `${trap}/a#${id}`, 'file:///etc/passwd'].map(
        (uri) => afterIssuer(request, signatureXml(request, { uri })),
      ),
  },
  {
    name: '22: transforms that compute what is signed',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request }) =>
      [
        transform(enveloped) + transform('http://www.w3.org/TR/1999/REC-xslt-19991116', '<x></x>'),
        transform(enveloped) + transform('http://www.w3.org/TR/1999/REC-xpath-19991116', '<ds:XPath>1</ds:XPath>'),
        transform(enveloped) + transform('urn:x'),
        soundTransforms + transform(exclusive),
        '',
      ].map((transforms) => afterIssuer(request, signatureXml(request, { transforms }))),
  },
  {
    name: '23: HMAC with the public key',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request }) => [afterIssuer(request, hmacSignature(request))],
  },
  {
    name: '24: weak algorithms',
    code: 'weak_algorithm',
    postOnly: true,
    messages: ({ request }) => [
      signed(request, { signatureAlgorithm: rsaSha1 }),
      signed(request, { digestAlgorithm: sha1 }),
    ],
  },
  {
    name: '25: the attacker’s key in KeyInfo',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request }) =>
      foreignKeys.map((inner) => signed(request, { key: otherKey.privateKey, after: keyInfo(inner) })),
  },
  {
    name: '26: a key that would have to be fetched',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request, trap }) => [
      signed(request, {
        key: otherKey.privateKey,
        after: keyInfo(`<ds:RetrievalMethod URI="${trap}/key"></ds:RetrievalMethod>`),
      }),
    ],
  },
  {
    name: '27: another party’s key',
    code: 'signature_refused',
    postOnly: true,
    messages: ({ request }) => [signed(request, { key: otherKey.privateKey })],
  },
  {
    name: '28: the signature of another message',
    code: 'signature_refused|malformed_request',
    postOnly: true,
    messages: ({ request, whole, id, forged }) => [
      afterIssuer(request, signatureXml(forged(id))),
      signed(request.replaceAll('AuthnRequest', 'LogoutRequest')),
      signed(request.replaceAll('AuthnRequest', 'Response')),
      whole.replaceAll('AuthnRequest', 'LogoutRequest'),
    ],
  },
]

/** The opening tag of a sound forged request, with the ID (or none) that the wrapping gave it. */
function opening(tag: string, sound: string): string {
  const id = / ID="[^"]*"/.exec(tag)?.[0] ?? ''
  return (/<samlp:AuthnRequest [^>]*>/.exec(sound)?.[0] ?? '').replace(/ ID="[^"]*"/, id)
}
