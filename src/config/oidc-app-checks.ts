/** What must hold between the settings of an app that speaks OpenID Connect. */
import type { JsonWebKey } from 'node:crypto'
import { said } from '../core/said.ts'
import type { OidcAppConfig } from './oidc-app.ts'
import type { ConfigPath, Problems } from './problems.ts'
import { jwkFault } from './public-jwk.ts'
import type { AppSources } from './resolve-access.ts'
import type { FileApp } from './schema-apps.ts'
import type { FileOidcApp } from './schema-oidc-apps.ts'
import { suggest } from './suggest.ts'

/**
 * Reports apps under `introspects` that are not in the file: a name that is mistyped allows nothing, and nobody would see why.
 * @param written the entries under `apps`
 */
export function checkIntrospects(written: Readonly<Record<string, FileApp>>, problems: Problems): void {
  const clients = new Set(Object.keys(written).filter((name) => written[name]?.protocol === 'oidc'))
  for (const [name, app] of Object.entries(written)) {
    if (app.protocol !== 'oidc') continue
    for (const [index, other] of app.introspects.entries()) {
      if (clients.has(other)) continue
      const near = suggest(other, [...clients])
      const message = said`No app of OpenID Connect is called ${other} in this file.`
      const cure = near === undefined ? 'Leave it only if it is an app of the app store.' : said`Did you mean ${near}?`
      problems.warn('reference', ['apps', name, 'introspects', index], message, cure)
    }
  }
}

interface Judged {
  readonly app: OidcAppConfig
  readonly written: FileOidcApp
  readonly at: ConfigPath
  readonly sources: AppSources
}

/** Reports everything that is wrong with the app as a whole. */
export function checkOidcApp(app: OidcAppConfig, written: FileOidcApp, at: ConfigPath, sources: AppSources): void {
  for (const check of checks) check({ app, written, at, sources })
}

function demandSecret({ app, written, at, sources: { problems, secrets } }: Judged): void {
  const { clientAuthentication, secretHash } = app
  const needed = clientAuthentication === 'client_secret_basic' || clientAuthentication === 'client_secret_post'
  const given = ['clientSecretFile', 'clientSecretHash'].filter((key) => Object.hasOwn(written, key))
  if (given.length === 2) {
    const cure = 'Keep only one of `clientSecretFile` and `clientSecretHash`.'
    problems.error('value', [...at, 'clientSecretHash'], 'The secret is set twice.', cure)
  }
  if (!needed && secretHash !== undefined) {
    const message = said`With \`clientAuthentication: ${clientAuthentication}\` a secret is never asked for.`
    problems.error(
      'value',
      [...at, 'clientAuthentication'],
      message,
      'Remove the secret, or choose client_secret_basic.',
    )
  }
  if (!needed || secretHash !== undefined || given.length > 0 || secrets === 'ignored') return
  if (['clientSecret', 'clientSecretFile', 'clientSecretHash'].some((key) => problems.has([...at, key]))) return
  const cure = said`Make one: \`isthmus app secret ${app.name}\`. For an app that can keep none: \`clientAuthentication: none\`.`
  problems.error('missing', at, 'The client secret is missing.', cure)
}

function demandKeys({ app: { clientAuthentication, jwks, jwksUri }, at, sources: { problems } }: Judged): void {
  if (jwks !== undefined && jwksUri !== undefined) {
    problems.error('value', [...at, 'jwks'], 'The keys are set twice.', 'Keep only one of `jwksUri` and `jwks`.')
  }
  const given = jwks !== undefined || jwksUri !== undefined
  if (clientAuthentication === 'private_key_jwt' && !given && !problems.has([...at, 'jwksUri'])) {
    problems.error('missing', at, 'private_key_jwt needs the public keys of the app.', 'Add `jwksUri` or `jwks`.')
  }
  if (jwks !== undefined) demandPublicKeys(jwks, [...at, 'jwks'], problems)
}

function demandPublicKeys(jwks: NonNullable<OidcAppConfig['jwks']>, at: ConfigPath, problems: Problems): void {
  const keys: readonly JsonWebKey[] = Array.isArray(jwks.keys) ? jwks.keys : []
  for (const [index, key] of keys.entries()) {
    const fault = jwkFault(key)
    if (fault !== undefined) problems.error(fault.kind, [...at, 'keys', index], fault.message, fault.cure)
  }
}

function demandRedirectUris({ app: { grants, redirectUris }, at, sources: { problems } }: Judged): void {
  if (!grants.includes('authorization_code') || redirectUris.length > 0 || problems.has([...at, 'redirectUris'])) return
  const cure = 'Write every address where people return to the app, character for character.'
  problems.error('missing', at, '`redirectUris` is missing.', cure)
}

function checkGrants({ app: { grants, clientAuthentication }, at, sources: { problems } }: Judged): void {
  if (grants.includes('client_credentials') && clientAuthentication === 'none') {
    const message = 'client_credentials is for apps that can prove who they are.'
    problems.error('value', [...at, 'grants'], message, 'Remove it, or give the app a secret.')
  }
  if (
    grants.includes('refresh_token') &&
    !grants.some((one) => one === 'authorization_code' || one === 'device_code')
  ) {
    const message = 'Nothing here gives a refresh token.'
    problems.error(
      'value',
      [...at, 'grants'],
      message,
      'Add authorization_code or device_code, or remove refresh_token.',
    )
  }
}

/** RFC 7662, 2.1: else whoever knows the client_id could ask about tokens that they came by. */
function checkAsking({ app: { introspects, clientAuthentication }, at, sources: { problems } }: Judged): void {
  if (introspects.length === 0 || clientAuthentication !== 'none') return
  const message = 'Only an app that can prove who it is may ask about the tokens of others.'
  problems.error('value', [...at, 'introspects'], message, 'Remove it, or give the app a secret.')
}

function checkPkce({ app: { pkce, clientAuthentication, grants }, at, sources: { problems } }: Judged): void {
  if (pkce === 'required' || !grants.includes('authorization_code')) return
  if (clientAuthentication === 'none') {
    const message = 'An app without a secret must use PKCE: a stolen code could be used by anyone.'
    problems.error('value', [...at, 'pkce'], message, 'Remove `pkce`.')
    return
  }
  const message = 'PKCE is not required: a stolen code can be used in another login of the app.'
  problems.warn('weak', [...at, 'pkce'], message, 'Switch PKCE on in the app, if it can, then remove this.')
}

/** A JWT is verified far from here, where nobody hears of a logout. */
function checkJwtLifetime({ app: { resources, accessToken }, at, sources: { problems } }: Judged): void {
  if (resources.length === 0 || accessToken.jwtLifetime <= longestJwt) return
  const message = 'Access tokens for a resource are JWTs: one is believed until its end, though its login is long over.'
  const cure = 'Keep it at 15 minutes or less, with refresh tokens; or let the resource ask at /oidc/introspect.'
  problems.warn('weak', [...at, 'accessToken', 'lifetime'], message, cure)
}

/** ms */
const longestJwt = 15 * 60_000

/** Two upstreams may both know anna, and the app would take one for the other (attack 78). */
function checkSub({ app, at, sources: { problems, upstreams, namespaces } }: Judged): void {
  const { sub, upstreams: named } = app
  if (sub.kind === 'pairwise' || sub.kind === 'public') return
  if (sub.kind === 'expression' && /\bupstream\b/.test(sub.value)) return
  const spaces = new Set((named ?? upstreams).map((name) => namespaces.get(name) ?? name))
  if (spaces.size < 2) return
  const message = 'People from different upstreams could get the same `sub`: it is not a pseudonym made here.'
  if (named !== undefined) {
    const cure = said`Keep it only where two people can never get the same name from ${[...spaces].join(', ')}; otherwise name one upstream.`
    problems.warn('weak', [...at, 'sub'], message, cure)
    return
  }
  const cure = 'Add `upstream:` with the one that may vouch for these names, or use `sub: pairwise`.'
  problems.error('value', [...at, 'sub'], message, cure)
}

function checkSector({ app: { sub }, written, at, sources: { problems } }: Judged): void {
  if (written.sector === undefined || sub.kind === 'pairwise') return
  problems.error('value', [...at, 'sector'], 'A sector is for `sub: pairwise` alone.', 'Remove one of the two.')
}

/** These are ours, whatever an expression says. */
const ownClaims = new Set([
  ...['iss', 'sub', 'aud', 'exp', 'iat', 'nbf', 'jti', 'nonce', 'azp', 'acr', 'amr', 'auth_time', 'sid', 'events'],
  ...[
    'at_hash',
    'c_hash',
    's_hash',
    'client_id',
    'scope',
    'active',
    'token_type',
    'cnf',
    '_claim_names',
    '_claim_sources',
  ],
])

function checkClaims({ app: { claims }, at, sources: { problems } }: Judged): void {
  for (const name of Object.keys(claims)) {
    if (!ownClaims.has(name)) continue
    const cure = name === 'sub' ? 'Write it as `sub`, beside `claims`.' : 'Choose another name.'
    problems.error('value', [...at, 'claims', name], said`\`${name}\` is a claim of the protocol itself.`, cure)
  }
}

const checks = [
  demandSecret,
  demandKeys,
  demandRedirectUris,
  checkGrants,
  checkAsking,
  checkPkce,
  checkJwtLifetime,
  checkSub,
  checkSector,
  checkClaims,
]
