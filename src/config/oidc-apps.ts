/** An app that speaks OpenID Connect, as written → as resolved. */
import { createHash } from 'node:crypto'
import { clientId } from '../core/identifiers.ts'
import { said } from '../core/said.ts'
import { parseDuration } from './formats.ts'
import type { OidcAppConfig, SubChoice } from './oidc-app.ts'
import { checkOidcApp } from './oidc-app-checks.ts'
import type { ConfigPath } from './problems.ts'
import { type AppSources, checkUpstreams, isRestricted, resolveAccess, toList } from './resolve-access.ts'
import type { FileSettings } from './schema.ts'
import type { FileOidcApp } from './schema-oidc-apps.ts'

/** The environment's name for a client's secret. */
export const clientSecretVariable = (name: string): string =>
  `ISTHMUS_APPS_${name.toUpperCase().replaceAll(/[-.]/g, '_')}_CLIENTSECRET`

/** One app, or undefined and at least one problem. */
export async function resolveOidcApp(
  name: string,
  written: FileOidcApp,
  fileDefaults: FileSettings,
  sources: AppSources,
): Promise<OidcAppConfig | undefined> {
  const at = ['apps', name]
  const { problems } = sources
  checkUpstreams(written, at, sources)
  const { allow, upstream, maxAuthnAge, strictAuthnContext, onDenied, consent, disabled } = fileDefaults
  const secretHash = await resolveSecret(name, written, at, sources)
  const line = problems.line(at)
  const app: OidcAppConfig = {
    protocol: 'oidc',
    name,
    ...resolveAccess({
      ...defined({ allow, upstream, maxAuthnAge, strictAuthnContext, onDenied, consent, disabled }),
      ...defined(written),
    }),
    ...(line !== undefined && { line }),
    ...face(written),
    restricted: isRestricted(written, sources),
    clientId: clientId(written.clientId ?? name),
    ...(secretHash !== undefined && { secretHash }),
    ...endpointsOf(written),
    ...tokensOf(written),
    grants: written.grants,
    pkce: written.pkce,
    claims: written.claims,
    scopes: written.scopes,
    sub: resolveSub(written),
    introspects: written.introspects,
    ...(written.username !== undefined && { username: written.username }),
  }
  checkOidcApp(app, written, at, sources)
  return app
}

/** Without the keys that hold nothing. */
const defined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields

const face = ({ displayName, startUrl }: FileOidcApp) => ({
  ...(displayName !== undefined && { displayName }),
  ...(startUrl !== undefined && { startUrl }),
})

function endpointsOf(written: FileOidcApp) {
  const { backchannelLogoutUri, frontchannelLogoutUri, jwksUri, jwks } = written
  return {
    redirectUris: toList(written.redirectUris ?? []),
    postLogoutRedirectUris: written.postLogoutRedirectUris,
    ...(backchannelLogoutUri !== undefined && { backchannelLogoutUri }),
    ...(frontchannelLogoutUri !== undefined && { frontchannelLogoutUri }),
    clientAuthentication: written.clientAuthentication,
    ...(jwksUri !== undefined && { jwksUri }),
    ...(jwks !== undefined && { jwks: jwks as NonNullable<OidcAppConfig['jwks']> }),
  }
}

function tokensOf({ idToken, accessToken, refreshToken, resources, userinfo }: FileOidcApp) {
  const ms = (text: string) => parseDuration(text) ?? 0
  return {
    algorithm: idToken.algorithm,
    idToken: { claims: idToken.claims, lifetime: ms(idToken.lifetime) },
    accessToken: { lifetime: ms(accessToken.lifetime ?? '1h'), jwtLifetime: ms(accessToken.lifetime ?? '10m') },
    refreshToken: { lifetime: ms(refreshToken.lifetime), claimsAge: ms(refreshToken.claimsAge) },
    resources,
    userinfo,
  }
}

function resolveSub({ sub, sector }: FileOidcApp): SubChoice {
  switch (sub) {
    case 'pairwise':
      return { kind: sub, ...(sector !== undefined && { sector }) }
    case 'public':
    case 'upstream':
      return { kind: sub }
    default:
      return { kind: 'expression', value: sub }
  }
}

/** Shorter ones can be guessed, or found from their hash. */
const shortestSecret = 24

/** The SHA-256 of the secret, base64url: all that the gateway keeps of it. */
async function resolveSecret(
  name: string,
  { clientSecretFile, clientSecretHash }: FileOidcApp,
  at: ConfigPath,
  { env, files, problems, secrets }: AppSources,
): Promise<string | undefined> {
  if (clientSecretHash !== undefined) {
    return Buffer.from(clientSecretHash.slice('sha256:'.length), 'hex').toString('base64url')
  }
  const variable = clientSecretVariable(name)
  const inEnvironment = env[variable]
  if (secrets === 'ignored' && (inEnvironment ?? clientSecretFile) !== undefined) return ''
  const where = [...at, ...(inEnvironment === undefined ? ['clientSecretFile'] : [])]
  const secret =
    inEnvironment !== undefined
      ? files.checkSecret(inEnvironment, at, `${variable} in the environment`)
      : clientSecretFile === undefined
        ? undefined
        : await files.secret(clientSecretFile, where)
  if (secret === undefined) return undefined
  if (secret.length < shortestSecret) {
    const message = said`The secret has only ${secret.length} characters: it can be guessed.`
    problems.warn('weak', where, message, said`Make one with \`isthmus app secret ${name}\`.`)
  }
  // RFC 6749, appendix A.2
  if (/[^\x20-\x7e]/.test(secret)) {
    const message = 'The secret has characters that no app can send by Basic authentication.'
    problems.warn('weak', where, message, said`Make one with \`isthmus app secret ${name}\`.`)
  }
  return createHash('sha256').update(secret).digest('base64url')
}
