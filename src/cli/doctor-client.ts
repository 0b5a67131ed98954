/** What an operator pastes into the upstream, so that it knows us: Authelia's client block, Keycloak's client. */
import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { UpstreamConfig } from '../config/config.ts'
import { secretVariable } from '../config/upstreams.ts'

export interface Registration {
  readonly publicUrl: string
  readonly redirectUri: string
  readonly secret: string
}

/** The whole text for one upstream, with what to do with it. */
export async function clientRegistration(upstream: UpstreamConfig, registration: Registration): Promise<string> {
  const { name, kind, issuer } = upstream
  const texts = { authelia: autheliaText, keycloak: keycloakText, generic: genericText }
  return [
    `# ${name} (${kind}, ${issuer})`,
    '',
    await texts[kind](upstream, registration),
    '',
    'The secret, for us: write it into the file of `clientSecretFile` (readable by isthmus alone), or into the',
    `environment as ${secretVariable(name)}. It is shown this once.`,
    '',
    `  ${registration.secret}`,
    '',
  ].join('\n')
}

async function autheliaText(upstream: UpstreamConfig, registration: Registration): Promise<string> {
  return `In Authelia's configuration.yml:\n\n${autheliaClient(upstream, registration, await autheliaHash(registration.secret))}`
}

/** Authelia accepts exactly the one authentication method, and PKCE S256. Its own consent page is not needed: we ask for one app of ours. */
export function autheliaClient(
  { clientId, scopes, clientAuthentication }: Pick<UpstreamConfig, 'clientId' | 'scopes' | 'clientAuthentication'>,
  { redirectUri }: Pick<Registration, 'redirectUri'>,
  hash: string,
): string {
  return `identity_providers:
  oidc:
    clients:
      - client_id: ${yamlText(clientId)}
        client_name: 'Isthmus'
        client_secret: '${hash}'
        public: false
        authorization_policy: 'one_factor'   # or 'two_factor'
        consent_mode: 'implicit'
        require_pkce: true
        pkce_challenge_method: 'S256'
        redirect_uris:
          - ${yamlText(redirectUri)}
        scopes:
${scopes.map((scope) => `          - ${yamlText(scope)}`).join('\n')}
        response_types:
          - 'code'
        grant_types:
          - 'authorization_code'
        userinfo_signed_response_alg: 'none'
        token_endpoint_auth_method: '${clientAuthentication}'`
}

const yamlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** `$pbkdf2-sha512$310000$salt$key`, salt and key in base64 with `.` for `+` and no padding, as Authelia reads it. */
export async function autheliaHash(secret: string, salt: Uint8Array = randomBytes(16)): Promise<string> {
  const iterations = 310_000
  const key = await promisify(pbkdf2)(secret, salt, iterations, 64, 'sha512')
  const adapted = (octets: Uint8Array) => Buffer.from(octets).toString('base64').replaceAll('+', '.').replace(/=+$/, '')
  return `$pbkdf2-sha512$${iterations}$${adapted(salt)}$${adapted(key)}`
}

async function keycloakText(upstream: UpstreamConfig, registration: Registration): Promise<string> {
  const client = JSON.stringify(keycloakClient(upstream, registration), null, 2)
  return `In Keycloak: Clients, Import client, with this file:\n\n${client}`
}

/**
 * A confidential client with the authorization code flow alone, PKCE S256, and groups as plain names in a claim. It tells
 * us of every logout over the back channel, and sends browsers back after ours.
 */
export function keycloakClient(
  { name, clientId }: Pick<UpstreamConfig, 'name' | 'clientId'>,
  { publicUrl, redirectUri, secret }: Registration,
) {
  return {
    clientId,
    name: 'Isthmus',
    protocol: 'openid-connect',
    enabled: true,
    publicClient: false,
    clientAuthenticatorType: 'client-secret',
    secret,
    standardFlowEnabled: true,
    implicitFlowEnabled: false,
    directAccessGrantsEnabled: false,
    serviceAccountsEnabled: false,
    frontchannelLogout: false,
    redirectUris: [redirectUri],
    webOrigins: [],
    attributes: {
      'pkce.code.challenge.method': 'S256',
      'post.logout.redirect.uris': `${publicUrl}/oidc/post-logout/${name}`,
      'backchannel.logout.url': `${publicUrl}/oidc/backchannel-logout/${name}`,
      'backchannel.logout.session.required': 'true',
      'backchannel.logout.revoke.offline.tokens': 'false',
    },
    protocolMappers: [
      {
        name: 'groups',
        protocol: 'openid-connect',
        protocolMapper: 'oidc-group-membership-mapper',
        config: {
          'claim.name': 'groups',
          'full.path': 'false',
          'id.token.claim': 'true',
          'access.token.claim': 'false',
          'userinfo.token.claim': 'true',
        },
      },
    ],
  }
}

async function genericText(
  { name, clientId, scopes, clientAuthentication }: UpstreamConfig,
  { publicUrl, redirectUri }: Registration,
): Promise<string> {
  return `Register a confidential client (web application) with:

  client_id                    ${clientId}
  redirect URI                 ${redirectUri}
  post logout redirect URI     ${publicUrl}/oidc/post-logout/${name}
  back-channel logout URI      ${publicUrl}/oidc/backchannel-logout/${name} (with sid)
  grant type                   authorization_code, with PKCE S256
  response type                code
  token endpoint authentication  ${clientAuthentication}
  scopes                       ${scopes.join(' ')}`
}
