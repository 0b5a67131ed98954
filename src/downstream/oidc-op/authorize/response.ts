/** The answer to an authorization request: parameters at the redirect URI (RFC 6749, 4.1.2; RFC 9207 for `iss`). */
import type { Reply } from '../../../core/http.ts'
import type { ReplyTo } from './reply-to.ts'

type Parameters = Readonly<Record<string, string | undefined>>

/** @param app the name that people see, where a form is posted */
export function authorizationResponse(
  { redirectUri, responseMode, state }: Pick<ReplyTo, 'redirectUri' | 'responseMode' | 'state'>,
  parameters: Parameters,
  issuer: string,
  app: string,
): Reply {
  const given = Object.entries({ ...parameters, state, iss: issuer })
  const fields = Object.fromEntries(given.filter((one): one is [string, string] => one[1] !== undefined))
  if (responseMode === 'form_post') return { kind: 'formPost', action: redirectUri, fields, app }
  const encoded = new URLSearchParams(fields).toString()
  return { kind: 'redirect', location: joined(redirectUri, encoded, responseMode === 'fragment' ? '#' : '?') }
}

/** The registered address stays byte for byte: some apps compare it with what arrives. */
function joined(address: string, encoded: string, separator: '?' | '#'): string {
  if (separator === '#' || !address.includes('?')) return `${address}${separator}${encoded}`
  return /[?&]$/.test(address) ? `${address}${encoded}` : `${address}&${encoded}`
}
