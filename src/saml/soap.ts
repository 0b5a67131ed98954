/**
 * SOAP 1.1 as SAML uses it (Bindings 3.2): an Envelope around one message. The message is taken out as a document in
 * its own right, so that it goes through the same gate and the same verifier as every other one.
 */
import { namingSender } from './claimed-sender.ts'
import { cutOut } from './cut-out.ts'
import { decodeUtf8 } from './encoding.ts'
import type { MessageParameter, SamlMessage } from './messages.ts'
import { malformed } from './refusal.ts'
import { messageLimits, parseMessage, parseXml } from './xml.ts'
import type { XmlElement, XmlLimits } from './xml-element.ts'
import { childOf, is, nameOf } from './xml-values.ts'

const soap = 'http://schemas.xmlsoap.org/soap/envelope/'

/** SOAP 1.1 has the first (Bindings 3.2.3); pysaml2 writes the second, of SOAP 1.2, on the same envelope. */
export const soapMediaTypes: readonly string[] = ['text/xml', 'application/soap+xml']

/** Whether a body of this media type is a SOAP message. */
export const isSoap = (contentType: string): boolean => /^(?:text\/xml|application\/soap\+xml)\b/i.test(contentType)

/** SOAP 1.1, 4.4: the sender's message can't be read. @param text what is wrong with it, to be shown */
export const soapFault = (text: string): string => fault('Client', text)

/** An answer over HTTP. */
export interface SoapReply {
  readonly kind: 'document'
  readonly status: number
  readonly type: string
  readonly body: string
}

/** @param body an Envelope */
export const soapReply = (status: number, body: string): SoapReply => ({
  kind: 'document',
  status,
  type: 'text/xml; charset=utf-8',
  body,
})

/** What HTTP refuses before it is a message keeps the status of HTTP (Bindings 3.2.3.3), and says why in a fault. */
export function refusedBySoap(
  { status, message, errorId }: { readonly status: number; readonly message: string; readonly errorId: string },
  contentType: string,
): SoapReply | undefined {
  if (!isSoap(contentType)) return undefined
  const shown = errorId === '' ? message : `${message} (error ${errorId})`
  return soapReply(status, fault(status >= 500 || status === 429 ? 'Server' : 'Client', shown))
}

function fault(whose: 'Client' | 'Server', text: string): string {
  const shown = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return wrapInEnvelope(
    `<soap:Fault><faultcode>soap:${whose}</faultcode><faultstring>${shown}</faultstring></soap:Fault>`,
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
export function decodeSoap(
  body: string | Uint8Array,
  parameter: MessageParameter,
  limits: XmlLimits = messageLimits,
): SamlMessage {
  const text = typeof body === 'string' ? body.replace(/^\uFEFF/, '') : decodeUtf8(Buffer.from(body))
  if (text === undefined) throw malformed('The SOAP message is not UTF-8.')
  return namingSender(text, () => {
    const message = messageOf(parseXml(text, limits))
    const xml = cutOut(text, nameOf(message), 'SOAP message', envelopeAndBody)
    return { binding: 'soap', parameter, xml, ...parseMessage(xml, limits) }
  })
}

function messageOf(envelope: XmlElement): XmlElement {
  const body = is(envelope, soap, 'Envelope') ? childOf(envelope, soap, 'Body') : undefined
  const [message, ...others] = body?.children ?? []
  if (message === undefined || others.length > 0)
    throw malformed('The message is not a SOAP Envelope around one message.')
  return message
}

/** Envelope and Body; what a Header declares does not surround the message. */
const envelopeAndBody = (starts: readonly number[]) => [starts.at(0), starts.at(-1)]
