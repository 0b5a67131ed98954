/**
 * Attacks on the XML of an AuthnRequest (attacks 1–18), one table: what each makes of a genuine message. They are sent
 * through a running gateway by every binding that can carry them. Those on its signature: attack-signatures.ts
 */
import { afterIssuer, ds, saml, samlp } from './request.ts'

/** A genuine request of this very moment, as an attacker may have it. */
export interface Genuine {
  readonly request: string
  readonly signature: string
  /** `request` with `signature` in it. */
  readonly whole: string
  readonly id: string
  /** A request of the attacker's with this XML after its Issuer: to another address, but otherwise in order. */
  forged(id: string, content?: string): string
  /** An address of the attacker's, which counts who fetches it. */
  readonly trap: string
}

export interface MessageAttack {
  /** Number and name in the list of attacks. */
  readonly name: string
  /** What is sent instead of the genuine message. */
  readonly messages: (genuine: Genuine) => readonly (string | Buffer)[]
  readonly code: string
  /** Whether the attack is on the XML signature, which HTTP-Redirect does not carry. */
  readonly postOnly?: true
}

const content = (xml: string) => `<samlp:Extensions xmlns:samlp="${samlp}">${xml}</samlp:Extensions>`
const subject = (name: string) => `<saml:Subject xmlns:saml="${saml}"><saml:NameID>${name}</saml:NameID></saml:Subject>`
const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
const root = '<samlp:AuthnRequest '
const laughs = many(10, (n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)
const issuer = (request: string, text: string) => request.replace(/(<saml:Issuer[^>]*>)[^<]*/, `$1${text}`)
const octets = (request: string, ...codes: number[]) => {
  const [before = '', after = ''] = afterIssuer(request, subject('@')).split('@')
  return Buffer.concat([Buffer.from(before), Buffer.from(codes), Buffer.from(after)])
}

export const xmlAttacks: readonly MessageAttack[] = [
  {
    name: '1: DOCTYPE',
    code: 'malformed_request',
    messages: ({ request, whole }) => [
      `<!DOCTYPE samlp:AuthnRequest>${request}`,
      `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY e "x">]>\n${request}`,
      `<!DOCTYPE samlp:AuthnRequest []>${whole}`,
    ],
  },
  {
    name: '2: external entities',
    code: 'malformed_request',
    messages: ({ request, trap }) => [
      `<!DOCTYPE a SYSTEM "${trap}/a.dtd">${request}`,
      `<!DOCTYPE a [<!ENTITY x SYSTEM "${trap}/x">]>${issuer(request, '&x;')}`,
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${issuer(request, '&x;')}`,
      `<!DOCTYPE a [<!ENTITY % x SYSTEM "${trap}/p">%x;]>${request}`,
    ],
  },
  {
    name: '3: entity bombs',
    code: 'malformed_request',
    messages: ({ request }) => [
      `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]>${issuer(request, '&l10;')}`,
      `<!DOCTYPE a [<!ENTITY q "${'q'.repeat(20_000)}">]>${issuer(request, '&q;'.repeat(10_000))}`,
    ],
  },
  {
    name: '6: floods of depth, elements, attributes and namespaces',
    code: 'malformed_request',
    messages: ({ request }) => [
      afterIssuer(request, content(`${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`)),
      afterIssuer(request, content('<a></a>'.repeat(5_000))),
      afterIssuer(request, content(`<a${many(4_000, (n) => ` a${n}="1"`)}></a>`)),
      afterIssuer(request, content(`<a${many(2_000, (n) => ` xmlns:n${n}="urn:x:${n}"`)}></a>`)),
    ],
  },
  {
    name: '7: comments and instructions in values',
    code: 'malformed_request',
    messages: ({ request }) => [
      ...['a<!-- -->b', 'a<?x y?>b', 'a<![CDATA[b]]>', 'a<saml:x/>b'].map((text) =>
        afterIssuer(request, subject(text)),
      ),
      request.replace('</saml:Issuer>', '<!-- -->.evil.example</saml:Issuer>'),
    ],
  },
  {
    name: '8: several roots and trailing text',
    code: 'malformed_request',
    messages: ({ request, whole, forged }) => [
      request + forged('_evil'),
      forged('_evil') + request,
      whole + forged('_evil'),
      `${request}evil`,
      `${request}\0`,
      request.slice(0, -5),
    ],
  },
  {
    name: '9: invalid UTF-8 and other encodings',
    code: 'malformed_request',
    messages: ({ request }) => [
      octets(request, 0xc3),
      octets(request, 0xc0, 0xaf),
      octets(request, 0xed, 0xa0, 0x80),
      octets(request, 0),
      octets(request, 0xef, 0xbf, 0xbf),
      Buffer.from(`\uFEFF${request}`, 'utf16le'),
      `<?xml version="1.0" encoding="ISO-8859-1"?>${request}`,
      `<?xml version="1.1"?>${request}`,
    ],
  },
  {
    name: '10: texts that parsers read differently',
    code: 'malformed_request',
    messages: ({ request }) =>
      ['xmlns:x=" urn:x "', 'xmlns:xml="urn:x"', 'xmlns:x=""', 'a:b:c=""', ':a=""', 'a="1" a="2"', 'a=b', 'a'].map(
        (attribute) => request.replace(root, `${root}${attribute} `),
      ),
  },
  {
    name: '15: one ID twice',
    code: 'signature_refused',
    messages: ({ request, id }) =>
      ['ID', 'Id', 'id'].map((name) => afterIssuer(request, content(`<a xmlns="urn:x" ${name}="${id}"></a>`))),
  },
  {
    name: '16: IDs of another namespace',
    code: 'signature_refused',
    messages: ({ request }) =>
      ['xmlns:x="urn:x" x:ID="_evil"', 'samlp:ID="_evil"', 'xml:id="_evil"', 'Id="_evil"', 'id="_evil"'].map(
        (attribute) => request.replace(root, `${root}${attribute} `),
      ),
  },
  {
    name: '17: namespace confusion',
    code: 'malformed_request|signature_refused|unknown_app',
    messages: ({ request, signature }) => [
      afterIssuer(request, signature.replaceAll(ds, 'urn:x')),
      request.replace(samlp, saml),
      request.replaceAll('samlp:', '').replace(/ xmlns:samlp="[^"]*"/, ''),
      request.replace(saml, samlp),
      afterIssuer(request, `<saml:Issuer xmlns:saml="${saml}">evil</saml:Issuer>`),
      request.replace(` xmlns:samlp="${samlp}"`, ''),
    ],
  },
  {
    name: '18: canonicalisation that yields nothing',
    code: 'malformed_request',
    messages: ({ request }) => ['1', '../x', '#x'].map((name) => request.replace(root, `${root}xmlns:x="${name}" `)),
  },
]
