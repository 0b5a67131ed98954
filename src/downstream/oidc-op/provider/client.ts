/** An app as client metadata for the library, which checks requests by it. What it would check too loosely is ours. */
import { hash, timingSafeEqual } from 'node:crypto'
import type { ClientMetadata } from 'oidc-provider'
import type { JsonObject } from '../../../core/identifiers.ts'
import { isLoopback } from '../../../core/loopback.ts'
import type { OidcApp } from '../../../registry/app.ts'
import { standardScopes } from '../claims.ts'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** The library wants one where an app has a secret; `matchesSecret` compares with its hash, and this is never read. */
const noSecret = 'compared by its hash'
/** In place of the registered addresses, some of which the library does not take (`vscode://`). */
const noAddress = 'https://compared.invalid/'

/** @param fetched the keys at its `jwksUri`, where an assertion is about to be verified */
export function clientMetadata({ settings, policy }: OidcApp, fetched?: readonly JsonObject[]): ClientMetadata {
  const { clientAuthentication: method, jwksUri, grants, algorithm } = settings
  const jwks = fetched === undefined ? settings.jwks : { keys: [...fetched] }
  const hasSecret = method === 'client_secret_basic' || method === 'client_secret_post'
  const hasCode = grants.includes('authorization_code')
  return {
    client_id: settings.clientId,
    client_name: policy.displayName,
    ...(hasSecret && { client_secret: noSecret }),
    token_endpoint_auth_method: method,
    grant_types: grants.map((grant) => (grant === 'device_code' ? deviceGrant : grant)),
    response_types: hasCode ? ['code'] : [],
    redirect_uris: hasCode ? [noAddress] : [],
    subject_type: 'public',
    id_token_signed_response_alg: algorithm,
    ...(settings.userinfo === 'signed' && { userinfo_signed_response_alg: algorithm }),
    ...(method === 'private_key_jwt' && jwks !== undefined && { jwks: jwks as { keys: [] } }),
    ...(method === 'private_key_jwt' && jwks === undefined && { jwks_uri: jwksUri }),
    scope: [...standardScopes, ...settings.scopes].join(' '),
  }
}

/** In constant time: only the hash is known here. */
export function matchesSecret({ settings: { secretHash } }: OidcApp, secret: string): boolean {
  if (secretHash === undefined) return false
  const given = hash('sha256', secret, 'buffer')
  const kept = Buffer.from(secretHash, 'base64url')
  return given.length === kept.length && timingSafeEqual(given, kept)
}

/** Byte for byte (RFC 9700, 4.1.3); on a loopback address any port counts (RFC 8252, 7.3). */
export function isRedirectUri({ settings: { redirectUris } }: OidcApp, given: string): boolean {
  // Nobody could be sent there: the registration is tolerated, and nothing more.
  if (given.startsWith('urn:')) return false
  if (redirectUris.includes(given)) return true
  const plain = withoutLoopbackPort(given)
  return plain !== undefined && redirectUris.some((one) => withoutLoopbackPort(one) === plain)
}

/** The text without the port, where it is an http address of this machine; nothing else of it is read anew. */
function withoutLoopbackPort(text: string): string | undefined {
  const [, scheme = '', host = '', , rest = ''] =
    /^(http:\/\/)(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:[0-9]{1,5})?([/?].*)?$/.exec(text) ?? []
  // A port may have five digits and be none.
  return host !== '' && isLoopback(host) && URL.canParse(text) ? `${scheme}${host}${rest}` : undefined
}

/**
 * Where a script of a public client may call from: the origins of its redirect URIs, with any port on a loopback address
 * as there.
 */
export function isOwnOrigin({ settings }: OidcApp, origin: string): boolean {
  if (settings.clientAuthentication !== 'none') return false
  const plain = withoutLoopbackPort(origin) ?? origin
  return settings.redirectUris
    .filter((uri) => /^https?:/i.test(uri))
    .map((uri) => new URL(uri).origin)
    .some((own) => (withoutLoopbackPort(own) ?? own) === plain)
}
