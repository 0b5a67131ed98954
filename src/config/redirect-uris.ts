/** What may be registered as an address of an app that speaks OpenID Connect. */
import { isLoopback } from '../core/loopback.ts'
import { type Sentence, said } from '../core/said.ts'
import { isScriptScheme } from '../core/script-scheme.ts'
import { parseUrl, webUrlFault } from './formats.ts'

/** Where no address is opened: the person copies the code (RFC 8252, 8.4 is what came after it). */
const outOfBand = /^urn:ietf:wg:oauth:2\.0:oob(:auto)?$/

const longest = 2048

/** https, http on this machine, or a scheme of an app's own (RFC 8252, 7.1), byte for byte: no pattern, no fragment. */
export function redirectUriFault(text: string): Sentence | undefined {
  if (outOfBand.test(text)) return undefined
  return returnUriFault(text)
}

/** The same, for where a person goes after a logout. */
export function returnUriFault(text: string): Sentence | undefined {
  const url = parseUrl(text)
  if (url === undefined) return 'This is not an address. Write all of it, beginning with https://.'
  if (text.length > longest) return said`This address is longer than ${longest} characters. Shorten it.`
  if (/[^\x21-\x7e]/.test(text)) return 'This address has a space or another character that must be encoded. Encode it.'
  if (text.includes('*')) return 'Patterns are not supported. Write every address out, character for character.'
  if (isScriptScheme(text))
    return said`A browser must not be sent to ${url.protocol} addresses. Write an https address.`
  if (/^https?:/i.test(text)) return webUrlFault(text, 'Use https, or the address on the loopback interface.')
  return text.includes('#') ? 'This address has a fragment. Remove the # and what follows.' : undefined
}

/** An address that we call ourselves, or show in a frame. */
export const logoutUriFault = (text: string): string | undefined => webUrlFault(text)

/** RFC 6749, appendix A.1: visible ASCII and spaces. */
export function clientIdFault(text: string): string | undefined {
  if (/^[\x21-\x7e]{1,255}$/.test(text)) return undefined
  return 'A client_id is up to 255 letters, digits and signs, without spaces. Write one like that.'
}

/** RFC 6749, 3.3 */
export function scopeFault(text: string): string | undefined {
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(text) ? undefined : 'This is not a scope. Write one word.'
}

/** RFC 8707, 2: an absolute URI without a fragment. */
export function resourceFault(text: string): string | undefined {
  if (parseUrl(text) === undefined || /[^\x21-\x7e]/.test(text)) {
    return 'A resource is an absolute URI. Write one like https://api.home.internal.'
  }
  return text.includes('#') ? 'This URI has a fragment. Remove the # and what follows.' : undefined
}

/** Whether an address is on this machine, where any port counts (RFC 8252, 7.3). */
export function isLoopbackAddress(text: string): boolean {
  const url = parseUrl(text)
  return url?.protocol === 'http:' && isLoopback(url.hostname)
}
