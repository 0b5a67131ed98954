/** OpenID Connect Discovery 1.0: the OP's metadata, judged before anything in it is used (attack 76). */
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import { GatewayError } from '../../core/errors.ts'
import type { Issuer, Json, JsonObject } from '../../core/identifiers.ts'
import { isLoopback } from '../../core/loopback.ts'
import { type Said, SaidError, said } from '../../core/said.ts'
import { fetchDocument } from './document.ts'
import type { OpConnection } from './fetch.ts'
import { signatureAlgorithms } from './jwks.ts'
import { printable } from './printable.ts'

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
  /** Values of `prompt`, where it lists them (Initiating User Registration 1.0). */
  readonly prompts: readonly string[] | undefined
  /** Asymmetric algorithms that it signs ID Tokens with; RS256 where it lists none (Discovery 3). */
  readonly idTokenAlgorithms: readonly string[]
  /** Whether its redirects carry `iss` (RFC 9207, section 3). */
  readonly sendsIssuer: boolean
  /** Optional members that can't be used, and why: for log and `doctor`. */
  readonly ignored: readonly Said[]
}

/** Where an issuer's metadata is (Discovery 4): a trailing slash of the issuer is dropped. */
export function discoveryUrl({ issuer, discoveryUrl: configured }: DiscoveryConfig): string {
  return configured ?? `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

export type DiscoveryConfig = Pick<OidcUpstreamConfig, 'issuer' | 'discoveryUrl'>

/**
 * Fetches and judges the metadata.
 * @throws GatewayError upstream_unavailable; its cause says what is wrong.
 */
export async function discover(
  connection: OpConnection,
  config: DiscoveryConfig & Pick<OidcUpstreamConfig, 'displayName'>,
): Promise<OpMetadata> {
  const url = discoveryUrl(config)
  try {
    return readMetadata(await fetchDocument(connection, url), config.issuer)
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'upstream_unavailable') throw error
    const message = `${config.displayName} can't be used for logins at the moment: its discovery document was refused.`
    throw new GatewayError('upstream_unavailable', message, {
      cause: new Error(`discovery at ${url}`, { cause: error }),
    })
  }
}

/**
 * Judges a discovery document. Without issuer, authorization_endpoint, token_endpoint and jwks_uri there is no login;
 * any other member that can't be used is treated as absent, and named in `ignored`.
 * @param expected the configured issuer: the document must name exactly it (Discovery 4.3)
 * @throws Error that names the first thing wrong
 */
export function readMetadata(document: Json, expected: Issuer): OpMetadata {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new SaidError(said`not a JSON object`)
  const found = document as JsonObject
  const ignored: Said[] = []
  checkIssuer(required(found, 'issuer'), expected)
  const endpoint = (name: string) => checkEndpoint(name, required(found, name), expected)
  const optional = <T>(name: string, read: (value: Json) => T): T | undefined => {
    const value = found[name]
    if (value === undefined || value === null || value === '') return undefined
    try {
      return read(value)
    } catch (error) {
      if (!(error instanceof SaidError)) throw error
      ignored.push(said`${error.says}: as if it were absent`)
      return undefined
    }
  }
  const optionalEndpoint = (name: string) =>
    optional(name, (value) => checkEndpoint(name, textOf(name, value), expected))
  const optionalList = (name: string) => optional(name, (value) => listOf(name, value))
  const sendsIssuer = 'authorization_response_iss_parameter_supported'
  return {
    issuer: expected,
    authorizationEndpoint: endpoint('authorization_endpoint'),
    tokenEndpoint: endpoint('token_endpoint'),
    userinfoEndpoint: optionalEndpoint('userinfo_endpoint'),
    jwksUri: endpoint('jwks_uri'),
    endSessionEndpoint: optionalEndpoint('end_session_endpoint'),
    scopes: optionalList('scopes_supported'),
    prompts: optionalList('prompt_values_supported'),
    idTokenAlgorithms: usableAlgorithms(optionalList('id_token_signing_alg_values_supported')),
    sendsIssuer: optional(sendsIssuer, (value) => flagOf(sendsIssuer, value)) ?? false,
    ignored,
  }
}

function checkIssuer(found: string, expected: Issuer): void {
  if (found === expected) return
  const mismatch = said`issuer mismatch: configured ${expected}, the document says ${printable(found)}`
  throw new SaidError(
    found.includes('{') ? said`${mismatch}; it is for many tenants: use the address of one` : mismatch,
  )
}

function required(found: JsonObject, name: string): string {
  const value = found[name]
  if (typeof value !== 'string' || value === '') throw new SaidError(said`the discovery document has no ${name}`)
  return value
}

function textOf(name: string, value: Json): string {
  if (typeof value !== 'string') throw new SaidError(said`${name} is not a text`)
  return value
}

function flagOf(name: string, value: Json): boolean {
  if (typeof value !== 'boolean') throw new SaidError(said`${name} is neither true nor false`)
  return value
}

function listOf(name: string, value: Json): readonly string[] {
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  if (texts.length === 0) throw new SaidError(said`${name} is not a list of texts`)
  return texts
}

/**
 * An endpoint is https. http is only for an OP that is itself on http, which the config allows only on loopback: a
 * document from elsewhere that points at http://127.0.0.1 would aim us at our own machine's services.
 */
function checkEndpoint(name: string, value: string, issuer: Issuer): string {
  const url = URL.canParse(value) ? new URL(value) : undefined
  const plain = url?.protocol === 'http:' && issuer.startsWith('http:') && isLoopback(url.hostname)
  if (url === undefined || !(url.protocol === 'https:' || plain))
    throw new SaidError(said`${name} is not an https URL: ${printable(value)}`)
  if (url.username !== '' || url.password !== '' || url.hash !== '')
    throw new SaidError(said`${name} has credentials or a fragment`)
  return url.href
}

function usableAlgorithms(listed: readonly string[] | undefined): readonly string[] {
  if (listed === undefined) return ['RS256']
  const usable = listed.filter((algorithm) => signatureAlgorithms.includes(algorithm))
  if (usable.length === 0)
    throw new SaidError(
      said`it signs ID Tokens only with ${printable(listed.join(', '))}; RS, PS, ES or Ed25519 is needed`,
    )
  return usable
}
