/** An authorization request that the library has validated → a LoginRequest. From here on the core knows no OAuth. */
import type { JsonObject } from '../../../core/identifiers.ts'
import { type LoginRequest, type LoginRequestFields, loginRequest } from '../../../core/login/transaction.ts'
import { randomToken } from '../../../core/tokens.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { standardScopes } from '../claims.ts'
import { downstreamName } from '../oidc-op.ts'
import { languagesIn } from '../ui-locales.ts'
import type { ReplyTo } from './reply-to.ts'
import { type ClaimsRequest, parseClaimsRequest } from './requested-claims.ts'

/** The parameters of a request (RFC 6749, 4.1.1; OpenID Connect Core, 3.1.2.1), each checked by the library. */
export type AuthorizeParameters = Readonly<Record<string, string | readonly string[] | undefined>>

export interface ValidRequest {
  readonly parameters: AuthorizeParameters
  /** `offline_access` was asked for; the library drops it where no consent page is asked for. */
  readonly offline: boolean
  /** `sub` of a verified id_token_hint. */
  readonly hinted?: string
  /** It was pushed (RFC 9126): the same one is answered once. */
  readonly pushed?: string
}

/** @param now ms since 1970 */
export function toLoginRequest(app: OidcApp, valid: ValidRequest, now: number): LoginRequest {
  const { parameters, hinted, pushed } = valid
  const text = (name: string): string | undefined => {
    const value = parameters[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const prompts = text('prompt')?.split(' ') ?? []
  const claims = parseClaimsRequest(text('claims'))
  const acrValues = text('acr_values')?.split(' ') ?? []
  const expected = hinted ?? claims.sub
  const hint = text('login_hint')
  const upstream = text('idp')
  const arrival = randomToken()
  const startUrl = app.policy.startUrl ?? originOf(text('redirect_uri'))
  return loginRequest({
    app: app.policy.app,
    downstream: downstreamName,
    arrival,
    requestId: pushed ?? arrival,
    // A plain request has no name of its own: nothing tells a second one from a replay, and PKCE and state are the app's.
    ...(pushed === undefined && { acceptableUntil: now }),
    replyTo: { ...replyToOf(app, valid, claims, text) } as unknown as JsonObject,
    // Who must choose an account must be asked, and may then be somebody else.
    forceAuthn: prompts.includes('login') || prompts.includes('select_account') || text('max_age') === '0',
    isPassive: prompts.includes('none'),
    ...(prompts.includes('consent') && { consentWanted: true }),
    ...maxAge(text('max_age')),
    ...contextsOf(claims, acrValues),
    ...(hint !== undefined && hint.length <= 254 && { loginHint: hint }),
    ...(upstream !== undefined && { upstreamHint: upstream }),
    ...languagesIn(text('ui_locales')),
    subject: subjectOf(app),
    ...(expected !== undefined && { expectedSubject: expected }),
    startAgain: { app: app.policy.displayName, ...(startUrl !== undefined && { url: startUrl }) },
  })
}

function replyToOf(
  app: OidcApp,
  { parameters, offline }: ValidRequest,
  claims: ClaimsRequest,
  text: (name: string) => string | undefined,
): ReplyTo {
  const { resource = [] } = parameters
  const state = parameters.state
  const nonce = text('nonce')
  const codeChallenge = text('code_challenge')
  const mode = text('response_mode')
  const acrValues = [...claims.acrValues, ...(text('acr_values')?.split(' ') ?? [])]
  return {
    v: 1,
    redirectUri: text('redirect_uri') ?? '',
    responseMode: mode === 'fragment' || mode === 'form_post' ? mode : 'query',
    ...(typeof state === 'string' && { state }),
    ...(nonce !== undefined && { nonce }),
    scope: [...scopesOf(app, text('scope')), ...(offline ? ['offline_access'] : [])],
    resources: typeof resource === 'string' ? [resource] : [...resource],
    ...(codeChallenge !== undefined && { codeChallenge }),
    idTokenClaims: [...claims.idToken],
    userinfoClaims: [...claims.userinfo],
    acrValues: acrValues.slice(0, 10),
  }
}

/** Those that the app may have; others are not an error (RFC 6749, 3.3), and are not granted. */
function scopesOf({ settings }: OidcApp, scope: string | undefined): readonly string[] {
  const known = new Set([...standardScopes, ...settings.scopes])
  return [...new Set(scope?.split(' ') ?? [])].filter((one) => known.has(one) && one !== 'offline_access')
}

function maxAge(text: string | undefined): Pick<LoginRequestFields, 'maxAuthnAge'> {
  return text === undefined || text === '0' ? {} : { maxAuthnAge: Number(text) }
}

/** An essential `acr` must be met, `acr_values` are a wish (Core 5.5.1.1). */
function contextsOf({ acrEssential, acrValues }: ClaimsRequest, wished: readonly string[]) {
  const required = acrEssential && acrValues.length > 0
  const voluntary = [...(required ? [] : acrValues), ...wished]
  if (!required && voluntary.length === 0) return {}
  return {
    contexts: {
      ...(required && { required: { comparison: 'exact' as const, classes: acrValues } }),
      ...(voluntary.length > 0 && { voluntary }),
    },
  }
}

/** What the app's `sub` is made of. */
export function subjectOf({ settings: { sub } }: OidcApp): LoginRequestFields['subject'] {
  switch (sub.kind) {
    case 'pairwise':
    case 'public':
      return 'persistent'
    case 'upstream':
      return 'upstream'
    case 'expression':
      return 'custom'
  }
}

function originOf(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:/i.test(address) ? new URL(address).origin : undefined
}
