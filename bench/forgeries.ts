/** What the costliest forged messages take before they are refused; each is as large as may be in its kind. */
import { decodeSamlMessage, peekIssuer } from '../src/saml/bindings.ts'
import { authenticateSamlMessage } from '../src/saml/xmldsig.ts'
import { spKey } from '../test/saml/keys.ts'
import { afterIssuer, posted, requestXml, signatureXml, signed } from '../test/saml/request.ts'
import { microsecondsOf } from './microseconds.ts'

const many = (count: number, make: (n: number) => string) => Array.from({ length: count }, (_, n) => make(n)).join('')
const extensions = (content: string) => requestXml({ content: `<samlp:Extensions>${content}</samlp:Extensions>` })
const forged = (xml: string) => afterIssuer(xml, signatureXml(xml, { digested: 'something else' }))
const declared = (count: number) => many(count, (n) => ` xmlns:n${n}="urn:x:${n}"`)
const keys = Array.from({ length: 200 }, (_, n) => ({ id: `k${n}`, key: spKey.verification.key }))

const messages: Readonly<Record<string, string>> = {
  'plain, 200 keys': signed(requestXml()).replace(/(<ds:SignatureValue>)..../, '$1AAAA'),
  'a long text': forged(extensions('x'.repeat(60_000))),
  elements: forged(extensions('<a></a>'.repeat(410))),
  attributes: forged(extensions(many(6, () => `<a${many(60, (n) => ` a${59 - n}="1"`)}></a>`))),
  namespaces: forged(
    extensions(`<a${declared(60)}>${many(105, (n) => `<a n${n % 60}:b="" n${(n + 1) % 60}:c=""></a>`)}</a>`),
  ),
  depth: forged(
    extensions(
      `${many(20, (n) => `<a xmlns:n${n}="urn:x:${n}">`)}${many(345, (n) => `<n${n % 20}:b/>`)}${'</a>'.repeat(20)}`,
    ),
  ),
  'depth and attributes': forged(
    extensions(
      `${many(20, (n) => `<a xmlns:n${n}="urn:x:${n}">`)}${many(172, (n) => `<n0:b n${n % 20}:a=""/>`)}${'</a>'.repeat(20)}`,
    ),
  ),
  'a long namespace': forged(extensions(`<a xmlns:n="urn:x:${'x'.repeat(40_000)}">${'<n:b/>'.repeat(390)}</a>`)),
}

/** CPU of each, and the longest that one held the loop after a warm-up, ms: other processes on the machine count in it. */
export async function benchForgeries(): Promise<{ name: string; microseconds: number; longest: number }[]> {
  const measured = []
  for (const [name, xml] of Object.entries(messages)) {
    const http = posted(xml)
    let longest = 0
    const refuse = () => {
      const began = performance.now()
      try {
        const message = decodeSamlMessage(http, 'SAMLRequest')
        peekIssuer(message)
        authenticateSamlMessage(message, keys, 'optional', { allowSha1: false })
      } catch {
        longest = Math.max(longest, performance.now() - began)
      }
    }
    await microsecondsOf(refuse, 100, 1)
    longest = 0
    measured.push({ name, microseconds: await microsecondsOf(refuse, 100, 5), longest })
  }
  return measured
}
