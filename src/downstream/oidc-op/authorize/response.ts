/** The answer to an authorization request: parameters at the redirect URI (RFC 6749, 4.1.2; RFC 9207 for `iss`). */
import type { FrameOrigin, Reply } from '../../../core/http.ts'
import type { ReplyTo } from './reply-to.ts'

type Parameters = Readonly<Record<string, string | undefined>>

export interface AnswerTo extends Pick<ReplyTo, 'redirectUri' | 'responseMode' | 'state'> {
  /** Nobody is to see anything (`prompt=none`): the app may ask in a frame that it hides. */
  readonly isPassive: boolean
}

/** @param app the name that people see, where a form is posted */
export function authorizationResponse(
  { redirectUri, responseMode, state, isPassive }: AnswerTo,
  parameters: Parameters,
  issuer: string,
  app: string,
): Reply {
  const given = Object.entries({ ...parameters, state, iss: issuer })
  const fields = Object.fromEntries(given.filter((one): one is [string, string] => one[1] !== undefined))
  if (responseMode === 'form_post') {
    const framedBy = isPassive ? originOf(redirectUri) : undefined
    return { kind: 'formPost', action: redirectUri, fields, app, ...(framedBy !== undefined && { framedBy }) }
  }
  const encoded = new URLSearchParams(fields).toString()
  return { kind: 'redirect', location: joined(redirectUri, encoded, responseMode === 'fragment' ? '#' : '?') }
}

/** Of whoever gets the answer anyway; none where it could say more than an origin in a policy (CSP 3, 2.3.1). */
function originOf(redirectUri: string): FrameOrigin | undefined {
  const { origin } = new URL(redirectUri)
  return /^https?:\/\/[\w.:-]+$/.test(origin) ? (origin as FrameOrigin) : undefined
}

/** The registered address stays byte for byte: some apps compare it with what arrives. */
function joined(address: string, encoded: string, separator: '?' | '#'): string {
  if (separator === '#' || !address.includes('?')) return `${address}${separator}${encoded}`
  return /[?&]$/.test(address) ? `${address}${encoded}` : `${address}&${encoded}`
}
