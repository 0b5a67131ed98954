/** Encodes what is sent by way of a browser: HTTP-Redirect (Bindings 3.4) and HTTP-POST (3.5). */
import { sign } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { signatureAlgorithm } from './constants.ts'
import type { MessageParameter } from './messages.ts'
import { type CanonicalXml, encodeXml } from './xml-builder.ts'
import { signXml, type XmlSigningKey } from './xml-sign.ts'

export interface OutgoingMessage {
  readonly parameter: MessageParameter
  readonly id: string
  readonly xml: CanonicalXml
  readonly relayState?: string
  /** As in the message that this one answers. */
  readonly plusForSpace?: true
}

type RelayState = Pick<OutgoingMessage, 'relayState' | 'plusForSpace'>

/** What an answer takes over from the message that it answers. */
export function relayStateOf(
  asked: { readonly [Part in keyof RelayState]?: RelayState[Part] | undefined },
): RelayState {
  const { relayState, plusForSpace } = asked
  return { ...(relayState !== undefined && { relayState }), ...(plusForSpace && { plusForSpace }) }
}

/** zlib's defaults take 268 kB a message, to find in it what came 32 kB before; these take 20 kB, for 4 kB. */
const smallWindow = { windowBits: 12, memLevel: 5 }

/**
 * The address to which HTTP-Redirect sends the browser; the signature is over the query as it stands (3.4.4.1).
 * @param location of the endpoint; it may already have a query
 * @param key not signed where absent
 */
export function encodeRedirect(location: string, message: OutgoingMessage, key?: XmlSigningKey) {
  const { parameter, xml, relayState, plusForSpace = false } = message
  const deflated = deflateRawSync(encodeXml(xml), smallWindow).toString('base64')
  const parts = [`${parameter}=${percentEncode(deflated)}`]
  if (relayState !== undefined) {
    const encoded = percentEncode(relayState)
    parts.push(`RelayState=${plusForSpace ? encoded.replaceAll('%20', '+') : encoded}`)
  }
  const joint = location.includes('?') ? (/[?&]$/.test(location) ? '' : '&') : '?'
  if (key === undefined) return `${location}${joint}${parts.join('&')}`
  parts.push(`SigAlg=${percentEncode(signatureAlgorithm.rsaSha256)}`)
  const signed = parts.join('&')
  const signature = sign('sha256', Buffer.from(signed), key.privateKey).toString('base64')
  return `${location}${joint}${signed}&Signature=${percentEncode(signature)}`
}

/** The fields of the form that HTTP-POST has the browser send; not signed without a key. */
export function encodePost({ parameter, id, xml, relayState }: OutgoingMessage, key?: XmlSigningKey) {
  const message = Buffer.from(encodeXml(key === undefined ? xml : signXml(xml, id, key))).toString('base64')
  return relayState === undefined ? { [parameter]: message } : { [parameter]: message, RelayState: relayState }
}

/** Also encodes what encodeURIComponent leaves alone: a browser that wrote `'` as %27 would break the signature. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
