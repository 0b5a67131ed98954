/**
 * Reads SAML's parameters out of a raw query or form body, once. Others are not ours and are left alone; a SAML
 * parameter that occurs twice, or whose name hides behind percent codes, is refused: another reader of the same
 * bytes could take the other one (attacks 51, 53; CVE-2025-31335).
 */
import { malformed } from './refusal.ts'

/** In the order in which a detached signature covers them (Bindings 3.4.4.1). */
export const samlParameters = [
  'SAMLRequest',
  'SAMLResponse',
  'RelayState',
  'SigAlg',
  'Signature',
  'SAMLEncoding',
] as const

export type SamlParameter = (typeof samlParameters)[number]

/** Values as they came, percent codes and all. */
export type Parameters = ReadonlyMap<SamlParameter, string>

const names: ReadonlySet<string> = new Set(samlParameters)
const visibleAscii = /^[\x21-\x7e]*$/
/** How many parameters a query or form may have: the six above, and what proxies and apps add. */
const mostParameters = 100

/**
 * @param raw the query without `?`, or the body of a form
 * @throws GatewayError `malformed_request`
 */
export function readParameters(raw: string): Parameters {
  const parameters = new Map<SamlParameter, string>()
  // Counted before anything is read: the sender chose how many there are.
  const pairs = raw.split('&', mostParameters + 1)
  if (pairs.length > mostParameters) throw malformed(`The message has more than ${mostParameters} parameters.`)
  for (const pair of pairs) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    if (!isSamlParameter(name)) {
      if (isDisguised(name)) throw malformed('The name of a SAML parameter is percent-encoded.')
      continue
    }
    if (parameters.has(name)) throw malformed(`${name} occurs more than once.`)
    const value = equals < 0 ? '' : pair.slice(equals + 1)
    if (!visibleAscii.test(value)) throw malformed(`${name} has characters that must be percent-encoded.`)
    parameters.set(name, value)
  }
  return parameters
}

/**
 * Decodes one value: `+` is a space, percent codes (in either case) are bytes of UTF-8.
 * @param name for the message
 * @throws GatewayError `malformed_request`
 */
export function percentDecode(value: string, name: SamlParameter): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '))
  } catch (cause) {
    throw malformed(`${name} is not percent-encoded UTF-8.`, { cause })
  }
}

function isSamlParameter(name: string): name is SamlParameter {
  return names.has(name)
}

/** Whether another reader could take it for one of ours. Uses its own table: a decoder throws, which is expensive. */
function isDisguised(name: string): boolean {
  // Longer ones can't be ours: a percent code takes three characters for each one.
  if (name.length > 60 || !/[%+]/.test(name)) return false
  const plain = name.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return names.has(plain.replace(/\+|[^\x21-\x7e]/g, ''))
}
