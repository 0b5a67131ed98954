/** OpenID Providers as written → as resolved: presets filled in, secrets and CA bundles read. */
import { issuer, upstreamName } from '../core/identifiers.ts'
import type { ContextRow } from '../core/ports/roles.ts'
import type { ConfigFiles } from './files.ts'
import { parseDuration, parseSocketAddress, parseUrl } from './formats.ts'
import { issuerFault } from './issuers.ts'
import type { OidcUpstreamConfig } from './oidc-upstream.ts'
import { upstreamPresets } from './presets.ts'
import type { Problems } from './problems.ts'
import type { FileOidcUpstream } from './schema-upstreams.ts'

export interface UpstreamSources {
  readonly env: NodeJS.ProcessEnv
  readonly files: ConfigFiles
  readonly problems: Problems
  readonly secrets: 'read' | 'ignored'
}

/** One upstream, or undefined and at least one problem. */
export async function resolveOidcUpstream(
  name: string,
  written: FileOidcUpstream,
  sources: UpstreamSources,
): Promise<OidcUpstreamConfig | undefined> {
  checkIssuer(name, written, sources.problems)
  checkWeakness(name, written, sources.problems)
  const { files } = sources
  const clientSecret = await readSecret(name, written, sources)
  const ca = written.caFile && (await files.certificates(written.caFile, ['upstreams', name, 'caFile']))
  if (clientSecret === undefined) return undefined
  const preset = upstreamPresets[written.kind]
  const connectTo = written.connectTo === undefined ? undefined : parseConnectTo(written.connectTo)
  return {
    protocol: 'oidc',
    name: upstreamName(name),
    kind: written.kind,
    displayName: written.displayName ?? name,
    issuer: issuer(written.issuer),
    clientId: written.clientId,
    clientSecret,
    clientAuthentication: written.clientAuthentication ?? preset.clientAuthentication,
    scopes: written.scopes ?? preset.scopes,
    sendUnlistedScopes: written.scopes !== undefined || preset.sendUnlistedScopes,
    userinfo: written.userinfo,
    audiences: written.audiences,
    ...(written.discoveryUrl !== undefined && { discoveryUrl: written.discoveryUrl }),
    ...(ca && { ca }),
    ...(connectTo && { connectTo }),
    timeout: parseDuration(written.timeout) ?? 0,
    contexts: written.contexts?.map(toContextRow) ?? preset.contexts,
    subjectNamespace: written.subjectNamespace ?? name,
    subjectFrom: written.subjectFrom ?? preset.subjectFrom,
    trustEmail: written.trustEmail ?? preset.trustEmail,
    passive: written.passive ?? preset.passive,
    forceAuthn: written.forceAuthn ? toForceAuthn(written.forceAuthn) : preset.forceAuthn,
    allowMissingAuthTime: written.allowMissingAuthTime,
    allowMissingExp: written.allowMissingExp,
    ...(written.logoutUrl !== undefined && { logoutUrl: written.logoutUrl }),
    ...(written.domains !== undefined && { domains: written.domains }),
  }
}

/** The environment's name for an upstream's secret. */
export const secretVariable = (name: string): string =>
  `ISTHMUS_UPSTREAMS_${name.toUpperCase().replaceAll('-', '_')}_CLIENTSECRET`

async function readSecret(name: string, written: FileOidcUpstream, { env, files, problems, secrets }: UpstreamSources) {
  if (secrets === 'ignored') return ''
  const at = ['upstreams', name, 'clientSecretFile']
  const variable = secretVariable(name)
  const fromEnvironment = env[variable]
  if (fromEnvironment !== undefined)
    return files.checkSecret(fromEnvironment, at.slice(0, 2), `${variable} in the environment`)
  if (written.clientSecretFile !== undefined) return files.secret(written.clientSecretFile, at)
  if (['clientSecret', 'clientSecretFile'].some((key) => problems.has(['upstreams', name, key]))) return undefined
  const cure = `Name its file: \`clientSecretFile: secrets/${name}\`, or set ${variable} in the environment.`
  problems.error('missing', at.slice(0, 2), 'The client secret is missing.', cure)
  return undefined
}

const toList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

/** A row of the table, as written → as resolved. */
export function toContextRow(row: NonNullable<FileOidcUpstream['contexts']>[number]): ContextRow {
  return {
    class: row.class,
    ...(row.acr !== undefined && { acr: toList(row.acr) }),
    ...(row.amr !== undefined && { amr: toList(row.amr) }),
  }
}

function toForceAuthn({
  prompt,
  maxAge,
}: NonNullable<FileOidcUpstream['forceAuthn']>): OidcUpstreamConfig['forceAuthn'] {
  const seconds = Math.round((parseDuration(maxAge) ?? 0) / 1000)
  return prompt ? { prompt, maxAge: seconds } : { maxAge: seconds }
}

function parseConnectTo(text: string): OidcUpstreamConfig['connectTo'] {
  const address = parseSocketAddress(text)
  if (!address) return { host: text }
  return 'host' in address ? address : undefined
}

// ---------------------------------------------------------------- what one value alone can't tell

function checkIssuer(name: string, { kind, issuer: text }: FileOidcUpstream, problems: Problems): void {
  const at = ['upstreams', name, 'issuer']
  const url = parseUrl(text)
  if (!url) return
  const fault = issuerFault(kind, url, text)
  if (fault?.severity === 'error') problems.error('value', at, fault.message, fault.cure)
  else if (fault) problems.warn('value', at, fault.message, fault.cure)
  if (url.protocol === 'http:') {
    const message = 'Plain http: anyone between here and the OpenID Provider can log in as anyone.'
    problems.warn('weak', at, message, 'Use https.')
  }
}

function checkWeakness(name: string, written: FileOidcUpstream, problems: Problems): void {
  const at = ['upstreams', name]
  if (written.scopes && !written.scopes.includes('openid')) {
    problems.error('value', [...at, 'scopes'], 'Without `openid` there is no ID Token.', 'Add openid to the scopes.')
  }
  if (written.scopes?.includes('offline_access')) {
    const message = '`offline_access` is never used here, and Authelia asks people for consent because of it.'
    problems.warn('weak', [...at, 'scopes'], message, 'Leave it out.')
  }
  if (written.kind === 'keycloak' && written.scopes?.includes('groups')) {
    const message =
      'Scopes are sent as you wrote them, and a realm has no scope `groups` unless somebody created it: logins then fail with invalid_scope.'
    problems.warn(
      'value',
      [...at, 'scopes'],
      message,
      'Leave it out, or make sure that it exists; groups come from a mapper of the client.',
    )
  }
  if (written.trustEmail === 'always' || (written.trustEmail === 'absent' && written.kind === 'generic')) {
    const message =
      written.trustEmail === 'always'
        ? 'E-mail addresses are trusted even where the OpenID Provider says that they are not verified.'
        : 'E-mail addresses are trusted even though the OpenID Provider may never have verified them.'
    problems.warn('weak', [...at, 'trustEmail'], message, 'Keep this only if people cannot choose their own address.')
  }
  if (written.allowMissingAuthTime) {
    const message =
      'When an app asks for a new login, the upstream is trusted without proof (`auth_time`) that there was one.'
    const cure = 'Let the OpenID Provider send `auth_time` (require_auth_time of the client), then remove this.'
    problems.warn('weak', [...at, 'allowMissingAuthTime'], message, cure)
  }
  for (const [index, row] of (written.contexts ?? []).entries()) {
    if (row.acr !== undefined || row.amr !== undefined) continue
    problems.error('missing', [...at, 'contexts', index], 'This row proves nothing.', 'Add `acr` or `amr` to it.')
  }
}
