/**
 * A second, complete configuration file for Authelia: it refuses an OpenID Connect section without its own key, and one
 * without a client. Authelia reads several files (`--config` more than once) and joins them, but a list in a later file
 * replaces the same list in an earlier one.
 */
import { generateKeyPair, pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import type { Registration } from './registration.ts'

type Client = Pick<OidcUpstreamConfig, 'clientId' | 'scopes' | 'clientAuthentication'>

/** The file, and what to do with it. */
export async function autheliaText(upstream: Client, registration: Registration): Promise<string> {
  const hash = await autheliaHash(registration.secret)
  return `Has Authelia no \`identity_providers\` yet? Save this beside its configuration.yml as isthmus.yml, readable by Authelia
alone, and start it with both: \`authelia --config configuration.yml --config isthmus.yml\` (in a container:
X_AUTHELIA_CONFIG=/config/configuration.yml,/config/isthmus.yml).

${await autheliaFile(upstream, registration, hash)}

Has it some? Then add the one entry of \`clients\` to those that are there, and leave the rest out: a list in a second
file would take the place of yours.

Isthmus must reach Authelia at the issuer's own address, over https: Authelia answers no other.`
}

/** The file alone, as YAML; its keys are fresh. */
export async function autheliaFile(upstream: Client, registration: Registration, hash: string): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return `identity_providers:
  oidc:
    # What Authelia seals its tokens with, and signs them by. Both are Authelia's own: Isthmus needs neither.
    hmac_secret: '${randomBytes(48).toString('base64url')}'
    jwks:
      - key_id: 'main'
        algorithm: 'RS256'
        use: 'sig'
        key: |
${privateKey.trimEnd().replace(/^/gm, '          ')}
    clients:
${autheliaClient(upstream, registration, hash)}`
}

/**
 * Authelia accepts only this one authentication method, and PKCE S256. Its own consent page is not needed: we ask for
 * one app of ours.
 */
function autheliaClient(
  { clientId, scopes, clientAuthentication }: Client,
  { redirectUri }: Pick<Registration, 'redirectUri'>,
  hash: string,
): string {
  return `      - client_id: ${yamlText(clientId)}
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
