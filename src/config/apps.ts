/** Apps and `defaults` as written → as resolved. */
import { entityId } from '../core/identifiers.ts'
import { said } from '../core/said.ts'
import type { AppConfig, AppSettings, AttributesConfig, Config, NameIdConfig, SamlAppConfig } from './config.ts'
import { parseDuration } from './formats.ts'
import { resolveMetadata } from './metadata-source.ts'
import { isPairwise, resolveNameId } from './name-id.ts'
import { resolveOidcApp } from './oidc-apps.ts'
import type { ConfigPath, Problems } from './problems.ts'
import { type AppSources, checkUpstreams, isRestricted, resolveAccess } from './resolve-access.ts'
import type { FileSettings } from './schema.ts'
import type { FileApp, FileSamlApp } from './schema-apps.ts'

/** The settings of every app that says nothing else, and of files dropped into metadata/. */
export function resolveDefaults(written: FileSettings, sources: AppSources): Config['defaults'] {
  const at = ['defaults']
  const { problems } = sources
  checkSettings(written, at, sources)
  const nameId = written.nameId === undefined ? undefined : resolveNameId(written.nameId, [...at, 'nameId'], problems)
  const resolved = { ...resolveSettings(written), ...(nameId !== undefined && { nameId }) }
  checkNames(resolved, 'defaults', at, sources)
  return resolved
}

/** One app, or undefined and at least one problem. */
export async function resolveApp(
  name: string,
  written: FileApp,
  defaults: Config['defaults'],
  fileDefaults: FileSettings,
  sources: AppSources,
): Promise<AppConfig | undefined> {
  if (written.protocol === 'oidc') return resolveOidcApp(name, written, fileDefaults, sources)
  return resolveSamlApp(name, written, defaults, fileDefaults, sources)
}

async function resolveSamlApp(
  name: string,
  written: FileSamlApp,
  defaults: Config['defaults'],
  fileDefaults: FileSettings,
  sources: AppSources,
): Promise<SamlAppConfig | undefined> {
  const { problems } = sources
  const at = ['apps', name]
  checkSettings(written, at, sources)
  const metadata = await resolveMetadata(written, at, sources)
  const { settings, nameId } = resolveNaming(written, at, defaults, fileDefaults, sources)
  const line = problems.line(at)
  if (!metadata) return undefined
  return {
    protocol: written.protocol,
    name,
    ...settings,
    restricted: isRestricted(written, sources),
    metadata,
    ...(written.uploaded !== undefined && { uploaded: written.uploaded }),
    ...(line !== undefined && { line }),
    ...(written.displayName !== undefined && { displayName: written.displayName }),
    ...(written.startUrl !== undefined && { startUrl: written.startUrl }),
    ...(written.entityId !== undefined && { entityId: entityId(written.entityId) }),
    ...(nameId !== undefined && { nameId }),
  }
}

/** The settings of one entry, and the name that it gives people, judged together. */
export function resolveNaming(
  written: FileSettings,
  at: ConfigPath,
  defaults: Config['defaults'],
  fileDefaults: FileSettings,
  sources: AppSources,
): { readonly settings: AppSettings; readonly nameId: NameIdConfig | undefined } {
  const { nameId: own } = written
  const nameId = own === undefined ? undefined : resolveNameId(own, [...at, 'nameId'], sources.problems)
  const settings = resolveSettings({ ...fileDefaults, ...written })
  // Where both come from the defaults, it was already reported there.
  if (nameId !== undefined) checkNames({ ...settings, nameId }, 'app', at, sources)
  else if (written.upstream !== undefined)
    checkNames({ ...settings, ...defaultName(defaults) }, 'defaults', at, sources)
  return { settings, nameId }
}

export function checkSettings(written: FileSettings, at: ConfigPath, sources: AppSources): void {
  const { problems } = sources
  checkUpstreams(written, at, sources)
  checkEncryption(written, at, problems)
  if (!written.allowSha1Requests) return
  const message = 'Requests signed with SHA-1 are accepted: such a signature can be forged.'
  problems.warn('weak', [...at, 'allowSha1Requests'], message, 'Make the app sign with rsa-sha256, then remove this.')
}

function checkEncryption({ encryption }: FileSettings, at: ConfigPath, problems: Problems): void {
  if (encryption === undefined || !encryption.endsWith('-cbc')) return
  const message = said`Assertions are encrypted with ${encryption}, which does not show whether someone changed them on the way.`
  const cure = 'Keep `sign` at `both` or `assertion`, and remove this as soon as the app reads aes256-gcm.'
  problems.warn('weak', [...at, 'encryption'], message, cure)
}

function resolveSettings(written: FileSettings): AppSettings {
  return {
    attributes: resolveAttributes(written.attributes),
    ...resolveAccess(written),
    sign: written.sign ?? 'both',
    encryptAssertions: written.encryptAssertions ?? written.encryption !== undefined,
    ...(written.encryption !== undefined && { encryption: written.encryption }),
    requireSignedRequests: written.requireSignedRequests ?? false,
    allowSha1Requests: written.allowSha1Requests ?? false,
    requestLifetime: parseDuration(written.requestLifetime ?? '1h') ?? 0,
    ...(written.slo !== undefined && { slo: written.slo }),
  }
}

function resolveAttributes(written: FileSettings['attributes']): AttributesConfig {
  if (written === undefined || typeof written === 'string') return { set: written ?? 'basic' }
  const rules = Object.entries(written).map(([name, rule]) => {
    const { value, nameFormat, friendlyName } = typeof rule === 'string' ? { value: rule } : rule
    return {
      name,
      nameFormat: nameFormat ?? (/^(urn:|https?:)/i.test(name) ? 'uri' : 'basic'),
      ...(friendlyName !== undefined && { friendlyName }),
      value,
    } as const
  })
  return { rules }
}

const defaultName = ({ nameId }: Config['defaults']) => nameId !== undefined && { nameId }

/**
 * Two upstreams may both know anna@…, and the app would take one for the other (attack 78). Upstreams of one
 * subjectNamespace know the same people. An entry that itself names several upstreams and such a name is allowed, with
 * a warning.
 */
function checkNames(
  { nameId, upstreams: named }: Pick<AppSettings, 'upstreams'> & Pick<Config['defaults'], 'nameId'>,
  from: 'app' | 'defaults',
  at: ConfigPath,
  { problems, upstreams, namespaces }: AppSources,
): void {
  if (nameId === undefined || isPairwise(nameId) || /\bupstream\b/.test(nameId.value ?? '')) return
  const spaces = new Set((named ?? upstreams).map((name) => namespaces.get(name) ?? name))
  if (spaces.size < 2) return
  const message = 'People from different upstreams could get the same name: this NameID is not a pseudonym made here.'
  if (from === 'app' && named !== undefined) {
    const cure = said`Keep it only where two people can never get the same name from ${[...spaces].join(', ')}; otherwise name one upstream.`
    problems.warn('weak', [...at, 'nameId'], message, cure)
    return
  }
  const cure =
    'Add `upstream:` with the one that may vouch for these names, or use `nameId: persistent`. Upstreams that know the same people get one `subjectNamespace`.'
  problems.error('value', [...at, 'nameId'], message, cure)
}
