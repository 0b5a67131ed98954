/** The discovery document: what the library says of itself, and what is ours (Discovery 1.0, 3). */
import type { JsonObject } from '../../core/identifiers.ts'
import { standardClaims, standardScopes } from './claims.ts'
import type { ServingOp } from './oidc-op.ts'

/** No claim or scope of a single app is told to everyone. */
export function completeDiscovery(
  document: JsonObject,
  { publicUrl, languages }: Pick<ServingOp, 'publicUrl' | 'languages'>,
): JsonObject {
  const ways = document.token_endpoint_auth_methods_supported ?? []
  const algorithms = document.token_endpoint_auth_signing_alg_values_supported ?? []
  return {
    ...document,
    // The library knows one kind: which names an app gets is decided here.
    subject_types_supported: ['pairwise', 'public'],
    introspection_endpoint_auth_methods_supported: ways,
    introspection_endpoint_auth_signing_alg_values_supported: algorithms,
    revocation_endpoint_auth_methods_supported: ways,
    revocation_endpoint_auth_signing_alg_values_supported: algorithms,
    scopes_supported: [...standardScopes],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'acr', 'amr', 'auth_time', 'sid', ...standardClaims],
    prompt_values_supported: ['none', 'login', 'consent', 'select_account'],
    ui_locales_supported: [...languages],
    end_session_endpoint: `${publicUrl}/oidc/logout`,
    backchannel_logout_supported: true,
    backchannel_logout_session_supported: true,
    frontchannel_logout_supported: true,
    frontchannel_logout_session_supported: true,
  }
}
