/** OpenID Connect Discovery 1.0: the OP's metadata, judged before anything in it is used (attack 76). */
import { z } from 'zod'
import { GatewayError } from '../../core/errors.ts'
import type { Issuer } from '../../core/identifiers.ts'
import type { OpConnection } from './fetch.ts'
import { signatureAlgorithms } from './jwks.ts'
import { parseJson, printable } from './printable.ts'

/** What we use of an OP's metadata. */
export interface OpMetadata {
  readonly issuer: Issuer
  readonly authorizationEndpoint: string
  readonly tokenEndpoint: string
  readonly userinfoEndpoint: string | undefined
  readonly jwksUri: string
  /** Ends the OP's own session (RP-Initiated Logout 1.0, 2.1). */
  readonly endSessionEndpoint: string | undefined
  /** undefined: the OP does not list them. */
  readonly scopes: readonly string[] | undefined
  /** Asymmetric algorithms that it signs ID Tokens with; RS256 where it lists none (Discovery 3). */
  readonly idTokenAlgorithms: readonly string[]
  /** Whether its redirects carry `iss` (RFC 9207, section 3). */
  readonly sendsIssuer: boolean
}

const documentSchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  userinfo_endpoint: z.string().optional(),
  jwks_uri: z.string(),
  end_session_endpoint: z.string().optional(),
  scopes_supported: z.array(z.string()).optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
})

/** Where an issuer's metadata lies (Discovery 4): a trailing slash of the issuer is dropped. */
export function discoveryUrl(issuer: Issuer): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

/**
 * Fetches and judges the metadata.
 * @throws GatewayError upstream_unavailable; its cause says what is wrong.
 */
export async function discover(connection: OpConnection, issuer: Issuer, displayName: string): Promise<OpMetadata> {
  const url = discoveryUrl(issuer)
  try {
    const { status, body } = await connection.send({ method: 'GET', url, headers: { accept: 'application/json' } })
    if (status !== 200) throw new Error(`${url} answered ${status}`)
    return readMetadata(parseJson(body), issuer)
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'upstream_unavailable') throw error
    const message = `${displayName} can't be used for logins at the moment: its discovery document was refused.`
    throw new GatewayError('upstream_unavailable', message, {
      cause: new Error(`discovery at ${url}`, { cause: error }),
    })
  }
}

/**
 * Judges a discovery document. Throws an Error that names the first thing wrong.
 * @param expected the configured issuer: the document must name exactly it (Discovery 4.3)
 */
export function readMetadata(document: unknown, expected: Issuer): OpMetadata {
  const found = documentSchema.parse(document)
  if (found.issuer !== expected) {
    throw new Error(`issuer mismatch: configured ${expected}, the document says ${printable(found.issuer)}`)
  }
  const check = (name: string, value: string) => checkEndpoint(name, value, expected)
  const { userinfo_endpoint: userinfo, end_session_endpoint: endSession } = found
  return {
    issuer: expected,
    authorizationEndpoint: check('authorization_endpoint', found.authorization_endpoint),
    tokenEndpoint: check('token_endpoint', found.token_endpoint),
    userinfoEndpoint: userinfo === undefined ? undefined : check('userinfo_endpoint', userinfo),
    jwksUri: check('jwks_uri', found.jwks_uri),
    endSessionEndpoint: endSession === undefined ? undefined : check('end_session_endpoint', endSession),
    scopes: found.scopes_supported,
    idTokenAlgorithms: usableAlgorithms(found.id_token_signing_alg_values_supported),
    sendsIssuer: found.authorization_response_iss_parameter_supported ?? false,
  }
}

/**
 * An endpoint is https. http is only for an OP that is itself on http, which the config allows on loopback alone: a document from
 * elsewhere that points at http://127.0.0.1 would aim us at our own machine's services.
 */
function checkEndpoint(name: string, value: string, issuer: Issuer): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const plain = url?.protocol === 'http:' && issuer.startsWith('http:') && isLoopback(url.hostname)
  if (url === undefined || !(url.protocol === 'https:' || plain))
    throw new Error(`${name} is not an https URL: ${printable(value)}`)
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw new Error(`${name} has credentials or a fragment`)
  return url.href
}

/** Whether a URL's host name is this machine: 127.0.0.0/8, ::1, localhost. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}

function usableAlgorithms(listed: readonly string[] | undefined): readonly string[] {
  if (listed === undefined) return ['RS256']
  const usable = listed.filter((algorithm) => signatureAlgorithms.includes(algorithm))
  if (usable.length === 0)
    throw new Error(`it signs ID Tokens only with ${printable(listed.join(', '))}; RS, PS or ES is needed`)
  return usable
}
