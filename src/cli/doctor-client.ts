/**
 * What an operator registers us with at an upstream: a file for Authelia (authelia-file.ts), Keycloak's client, Dex's,
 * Kanidm's commands, or a list.
 */

import { stringify } from 'yaml'
import type { OidcUpstreamConfig, UpstreamKind } from '../config/oidc-upstream.ts'
import { secretVariable } from '../config/upstreams.ts'
import { autheliaText } from './authelia-file.ts'
import { asJson } from './output.ts'
import type { Registration } from './registration.ts'

/** The whole text for one upstream, with what to do with it. */
export async function clientRegistration(upstream: OidcUpstreamConfig, registration: Registration): Promise<string> {
  const { name, kind, issuer } = upstream
  const write = texts[kind] ?? genericText
  return [
    `# ${name} (${kind}, ${issuer})`,
    '',
    await write(upstream, registration),
    '',
    ...secretText(upstream, registration),
    '',
  ].join('\n')
}

const texts: Readonly<
  Partial<Record<UpstreamKind, (upstream: OidcUpstreamConfig, registration: Registration) => Promise<string>>>
> = {
  authelia: autheliaText,
  keycloak: keycloakText,
  dex: dexText,
  kanidm: kanidmText,
}

/** They make the client secret themselves. */
const theirSecret: ReadonlySet<UpstreamKind> = new Set([
  'auth0',
  'authentik',
  'entra',
  'google',
  'kanidm',
  'okta',
  'zitadel',
])

function secretText({ name, kind }: OidcUpstreamConfig, { secret, inUse }: Registration): readonly string[] {
  if (theirSecret.has(kind)) {
    return [
      'The secret is created there: write it into the file of `clientSecretFile` (readable only by isthmus), or into the',
      `environment as ${secretVariable(name)}. docs/upstreams.md says where it is found.`,
    ]
  }
  if (inUse === true)
    return ['The secret is the one that the config already names. `--new-secret` creates another one.']
  return [
    'The secret, for Isthmus: write it into the file of `clientSecretFile` (readable only by isthmus), or into the',
    `environment as ${secretVariable(name)}. It is shown this once.`,
    '',
    `  ${secret}`,
  ]
}

async function keycloakText(upstream: OidcUpstreamConfig, registration: Registration): Promise<string> {
  const client = asJson(keycloakClient(upstream, registration))
  return `In Keycloak: Clients, Import client, with this file:\n\n${client}`
}

/**
 * A confidential client with only the authorization code flow, PKCE S256, and groups as plain names in a claim. It
 * tells us of every logout over the back channel, and sends browsers back after ours.
 */
export function keycloakClient(
  { name, clientId }: Pick<OidcUpstreamConfig, 'name' | 'clientId'>,
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

async function dexText({ clientId }: OidcUpstreamConfig, { redirectUri, secret }: Registration): Promise<string> {
  const client = { id: clientId, name: 'Isthmus', secret, redirectURIs: [redirectUri] }
  return `In Dex's configuration:\n\n${stringify({ staticClients: [client] })}`
}

/** All scopes must be mapped to one of the person's groups, or Kanidm refuses the login. */
async function kanidmText({ clientId, scopes }: OidcUpstreamConfig, { publicUrl, redirectUri }: Registration) {
  return `With Kanidm's command, whose last line shows the secret:

  kanidm system oauth2 create ${clientId} Isthmus ${publicUrl}
  kanidm system oauth2 add-redirect-url ${clientId} ${redirectUri}
  kanidm system oauth2 update-scope-map ${clientId} <group> ${scopes.join(' ')}
  kanidm system oauth2 show-basic-secret ${clientId}`
}

async function genericText(
  { name, clientId, scopes, clientAuthentication }: OidcUpstreamConfig,
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
