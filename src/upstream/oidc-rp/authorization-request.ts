/** The authentication request (OIDC Core 3.1.2.1), with what each kind of OP is known to need. */
import { z } from 'zod'
import type { OidcUpstreamConfig } from '../../config/oidc-upstream.ts'
import type { JsonObject, TransactionId } from '../../core/identifiers.ts'
import type { UpstreamRequest } from '../../core/ports/roles.ts'
import { randomToken, sha256 } from '../../core/tokens.ts'
import type { OpMetadata } from './discovery.ts'

/** What we need to know when the person comes back; kept in the transaction. */
const upstreamStateSchema = z.object({
  issuer: z.string(),
  redirectUri: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  prompt: z.string().optional(),
  maxAge: z.number().optional(),
})
export type UpstreamState = z.infer<typeof upstreamStateSchema>

/** Reads what `authorizationRequest` made. Throws on anything else. */
export function reviveUpstreamState(state: JsonObject): UpstreamState {
  return upstreamStateSchema.parse(state)
}

type RequestConfig = Pick<OidcUpstreamConfig, 'kind' | 'scopes' | 'sendUnlistedScopes' | 'forceAuthn'>

/**
 * Parameters for the authorization endpoint, and what to remember of them.
 * Always PKCE S256, state and nonce: 256 random bits each, except for state, which is the transaction's id.
 */
export function authorizationRequest(
  config: RequestConfig,
  metadata: OpMetadata,
  redirectUri: string,
  id: TransactionId,
  request: UpstreamRequest,
): { parameters: Record<string, string>; state: UpstreamState } {
  const verifier = randomToken(32)
  const nonce = randomToken(32)
  const prompt = promptFor(config, metadata, request)
  const maxAge = maxAgeFor(config, request)
  const acr = config.kind === 'authelia' ? [] : request.acrValues // Authelia answers acr "0" to any
  const parameters = {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopesFor(config, metadata).join(' '),
    state: id,
    nonce,
    code_challenge: sha256(verifier),
    code_challenge_method: 'S256',
    ...(prompt !== undefined && { prompt }),
    ...(maxAge !== undefined && { max_age: String(maxAge) }),
    ...(request.loginHint !== undefined && { login_hint: request.loginHint }),
    ...(request.languages !== undefined && { ui_locales: request.languages.join(' ') }),
    ...(acr.length > 0 && { acr_values: acr.join(' ') }),
  }
  const asked = { ...(prompt !== undefined && { prompt }), ...(maxAge !== undefined && { maxAge }) }
  return { parameters, state: { issuer: metadata.issuer, redirectUri, verifier, nonce, ...asked } }
}

/**
 * What the operator wrote is sent as written: an OP need not list everything it supports (Discovery 3). The scopes of a
 * kind are cut to those that it lists: Keycloak ends a login over an unknown one. Never offline_access, which forces
 * Authelia's consent page and would leave us a refresh token that nobody uses.
 */
function scopesFor({ scopes, sendUnlistedScopes }: RequestConfig, { scopes: listed }: OpMetadata): readonly string[] {
  const wanted = scopes.filter((scope) => scope !== 'openid' && scope !== 'offline_access')
  return ['openid', ...wanted.filter((scope) => sendUnlistedScopes || listed === undefined || listed.includes(scope))]
}

type Prompt = 'none' | 'login' | 'select_account' | undefined

/**
 * Whether its people can choose among accounts. An OP that lists no values may refuse one; for these two it is known.
 * Authelia lists it, but has no page for it.
 */
const chooses = (kind: RequestConfig['kind'], prompts: OpMetadata['prompts']): boolean =>
  kind !== 'authelia' && (prompts?.includes('select_account') ?? (kind === 'google' || kind === 'entra'))

/**
 * `none` can't be combined with others (Core 3.1.2.1). When asking again, `login` whatever is set: it is the one value
 * that leaves an OP no choice; only Google treats it as an error.
 */
function promptFor({ kind, forceAuthn }: RequestConfig, { prompts }: OpMetadata, request: UpstreamRequest): Prompt {
  if (request.isPassive) return 'none'
  if (request.anotherAccount === true) return chooses(kind, prompts) ? 'select_account' : 'login'
  if (request.askedAgain === true && kind !== 'google') return 'login'
  return request.forceAuthn ? forceAuthn.prompt : undefined
}

/** The shorter of what ForceAuthn and the app ask. Authelia never comes back from max_age=0. */
function maxAgeFor({ kind, forceAuthn }: RequestConfig, request: UpstreamRequest): number | undefined {
  const ages = [request.forceAuthn ? forceAuthn.maxAge : undefined, request.maxAuthnAge]
  const asked = ages.filter((age) => age !== undefined)
  return asked.length === 0 ? undefined : Math.max(Math.floor(Math.min(...asked)), kind === 'authelia' ? 1 : 0)
}
