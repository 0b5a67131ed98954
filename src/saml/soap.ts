/**
 * SOAP 1.1 as SAML uses it (Bindings 3.2): an Envelope around one message. The message is taken out as a document in
 * its own right, so that it goes through the same gate and the same verifier as every other one.
 */
import { namingSender } from './claimed-sender.ts'
import { decodeUtf8 } from './encoding.ts'
import type { MessageParameter, SamlMessage } from './messages.ts'
import { malformed } from './refusal.ts'
import { parseMessage, parseXml } from './xml.ts'
import type { XmlElement } from './xml-element.ts'
import { childOf, is, nameOf } from './xml-values.ts'

const soap = 'http://schemas.xmlsoap.org/soap/envelope/'

/** SOAP 1.1, 4.4: the sender's message can't be read. @param text what is wrong with it, to be shown */
export function soapFault(text: string): string {
  const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return wrapInEnvelope(
    `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${shown}</faultstring></soap:Fault>`,
  )
}

/** The Envelope around a message, as XML text. */
export function wrapInEnvelope(message: string): string {
  return `<soap:Envelope xmlns:soap="${soap}"><soap:Body>${message}</soap:Body></soap:Envelope>`
}

/**
 * @param body the HTTP body
 * @throws GatewayError `malformed_request`
 */
export function decodeSoap(body: string | Uint8Array, parameter: MessageParameter): SamlMessage {
  const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '') : decodeUtf8(Buffer.from(body))
  if (text === undefined) throw malformed('The SOAP message is not UTF-8.')
  return namingSender(text, () => {
    const message = messageOf(parseXml(text))
    const xml = cutOut(text, nameOf(message))
    return { binding: 'soap', parameter, xml, ...parseMessage(xml) }
  })
}

function messageOf(envelope: XmlElement): XmlElement {
  const body = is(envelope, soap, 'Envelope') ? childOf(envelope, soap, 'Body') : undefined
  const [message, ...others] = body?.children ?? []
  if (message === undefined || others.length > 0)
    throw malformed('The message is not a SOAP Envelope around one message.')
  return message
}

const openTag = /<([^\s/>!?]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/y

/**
 * The text of the one message, with the namespaces that the Envelope declares around it. Without comments and CDATA
 * every `<` begins a tag (our parser has ensured the rest), so no text can pass for one.
 */
function cutOut(text: string, name: string): string {
  if (text.includes('<!')) throw malformed('The SOAP message contains a comment or CDATA, which is not allowed.')
  const starts = [...text.matchAll(/<([^\s/>!?]+)/g)].filter(([, found]) => found === name)
  const end = new RegExp(`</${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*>`, 'g')
  const ends = [...text.matchAll(end)]
  const [start, last] = [starts[0]?.index, ends[0]]
  if (start === undefined || last === undefined || starts.length > 1 || ends.length > 1) {
    throw malformed('The SOAP message does not contain exactly one message.')
  }
  const own = declarationsAt(text, start)
  const tags = [...text.slice(0, start).matchAll(/<(?=[^\s/>!?])/g)].map(({ index }) => index)
  // Envelope and Body; what a Header declares does not surround the message.
  const around = [...new Set([tags.at(0), tags.at(-1)])].flatMap((at) =>
    at === undefined ? [] : declarationsAt(text, at),
  )
  const missing = new Map<string, string>()
  // The innermost one counts where a prefix is declared twice.
  for (const [prefix, declaration] of around) missing.set(prefix, declaration)
  for (const [prefix] of own) missing.delete(prefix)
  const inner = text.slice(start, last.index + last[0].length)
  return `<${name}${[...missing.values()].join('')}${inner.slice(name.length + 1)}`
}

function declarationsAt(text: string, index: number): [prefix: string, declaration: string][] {
  openTag.lastIndex = index
  const attributes = openTag.exec(text)?.[2] ?? ''
  return [...attributes.matchAll(/\s(xmlns(?::[^\s=]+)?)\s*=\s*("[^"]*"|'[^']*')/g)].map(
    ([, name = '', value = '']) => [name, ` ${name}=${value}`],
  )
}
