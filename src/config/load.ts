/** Makes the config from its file, the environment and the files it names, or reports every problem at once. */

import { dirname, join, resolve } from 'node:path'
import { createSecureContext } from 'node:tls'
import { entityId, type JsonObject, upstreamName } from '../core/identifiers.ts'
import { resolveApp, resolveDefaults } from './apps.ts'
import type { Config, ConfigProblem } from './config.ts'
import { fillEmptySections } from './empty-sections.ts'
import { ConfigFiles, readLimited, reasonOf } from './files.ts'
import { parseDuration, parseSocketAddress, parseUrl } from './formats.ts'
import { resolveSites } from './forward-auth.ts'
import { takeUnknownMembers } from './members.ts'
import { checkIntrospects } from './oidc-app-checks.ts'
import { clientSecretVariable } from './oidc-apps.ts'
import { resolveOutbound } from './outbound.ts'
import { refusePlaceholders } from './placeholders.ts'
import { Problems } from './problems.ts'
import { type AppSources, unknownUpstream } from './resolve-access.ts'
import { resolveAdmin } from './resolve-admin.ts'
import { resolveAlerts } from './resolve-alerts.ts'
import { resolveAppStore } from './resolve-app-store.ts'
import { resolveFederations } from './resolve-federation.ts'
import { resolveStorage } from './resolve-storage.ts'
import { resolveSamlUpstream } from './saml-upstreams.ts'
import type { FileConfig } from './schema.ts'
import { takeSecrets } from './secrets.ts'
import { resolveOidcUpstream, secretVariable } from './upstreams.ts'
import { validateShape, valueAt } from './validate.ts'
import { parseYaml } from './yaml.ts'

export interface LoadedConfig {
  /** Absent where there is an error among the problems. */
  readonly config?: Config
  /** What could be made of it despite errors: for finding more of them, never to be put in force. */
  readonly draft?: Config
  readonly problems: readonly ConfigProblem[]
  /** Absolute paths of all files that the config was made from, missing ones too: watch these. */
  readonly files: readonly string[]
}

export interface LoadOptions {
  /** `ignored`: clients' secrets are neither read nor missed, for someone who is about to make them. */
  readonly secrets?: 'read' | 'ignored'
}

/**
 * Reads and checks a config file. Nothing else reads files or the environment for it.
 * @param file path of the YAML file
 * @param env the environment; secrets may be there
 */
export async function loadConfig(
  file: string,
  env: NodeJS.ProcessEnv = process.env,
  { secrets = 'read' }: LoadOptions = {},
): Promise<LoadedConfig> {
  const path = resolve(file)
  let text: string
  try {
    text = await readLimited(path)
  } catch (error) {
    const problems = new Problems(path, () => undefined)
    problems.error(
      'file',
      [],
      `The config ${path} can't be read: ${reasonOf(error)}.`,
      'Create it, or name another with --config.',
    )
    return { problems: problems.all, files: [path] }
  }
  const { raw: written, problems } = parseYaml(text, path)
  if (problems.hasErrors) return { problems: problems.all, files: [path] }
  const raw = fillEmptySections(written)
  refusePlaceholders(raw, problems)
  const shaped = validateShape(takeUnknownMembers(takeSecrets(raw ?? {}, problems), problems), problems)
  const files = new ConfigFiles(dirname(path), problems)
  const names = Object.keys(valueAt(raw, ['upstreams']) ?? {})
  const config =
    shaped &&
    (await resolveConfig(path, shaped, {
      env,
      files,
      problems,
      secrets,
      upstreams: names,
      apps: Object.keys(valueAt(raw, ['apps']) ?? {}),
      namespaces: namespacesOf(shaped),
    }))
  const all = [path, ...files.paths]
  const draft = config && { ...config, namedFiles: [path, ...files.named] }
  return {
    ...(draft && { draft }),
    ...(draft && !problems.hasErrors && { config: draft }),
    problems: problems.all,
    files: all,
  }
}

interface Sources extends AppSources {
  /** Names of all apps of the file. */
  readonly apps: readonly string[]
}

const namespacesOf = ({ upstreams }: FileConfig): ReadonlyMap<string, string> =>
  new Map(Object.entries(upstreams).map(([name, { subjectNamespace }]) => [name, subjectNamespace ?? name]))

async function resolveConfig(file: string, written: FileConfig, sources: Sources): Promise<Omit<Config, 'namedFiles'>> {
  checkAcrossSections(written, sources)
  const publicUrl = new URL(written.publicUrl).href.replace(/\/+$/, '')
  const upstreams = Object.entries(written.upstreams).map(([name, one]) =>
    one.kind === 'saml' ? resolveSamlUpstream(name, one, publicUrl, sources) : resolveOidcUpstream(name, one, sources),
  )
  const defaults = resolveDefaults(written.defaults, sources)
  const apps = Object.entries(written.apps).map(([name, one]) =>
    resolveApp(name, one, defaults, written.defaults, sources),
  )
  const directory = dirname(file)
  const inForce = (await Promise.all(apps)).filter((app) => app !== undefined)
  const federations = await resolveFederations(written, defaults, sources)
  const tls = await readTls(written, sources)
  const admin = resolveAdmin(written.admin, sources)
  const alerts = await resolveAlerts(written.alerts, sources)
  const storage = await resolveStorage(written, sources)
  return {
    file,
    directory,
    publicUrl,
    entityId: entityId(written.entityId ?? `${publicUrl}/saml/metadata`),
    issuer: written.issuer ?? publicUrl,
    listen: socketAddress(written.listen),
    ...(tls && { tls }),
    trustedProxies: written.trustedProxies ?? [],
    ...(written.trustedProxies?.length === 0 && { noProxy: true as const }),
    ...(written.metrics && { metrics: socketAddress(written.metrics.listen) }),
    storage,
    appStore: resolveAppStore(written.appStore, storage, sources),
    session: inMilliseconds(written.session),
    logout: written.logout,
    drain: inMilliseconds(written.drain),
    clockSkew: inMilliseconds(written.clockSkew),
    ...(written.support !== undefined && { support: written.support }),
    ...(written.defaultUpstream !== undefined && { defaultUpstream: upstreamName(written.defaultUpstream) }),
    outbound: await resolveOutbound(written.allowAddresses, sources),
    upstreams: (await Promise.all(upstreams)).filter((upstream) => upstream !== undefined),
    defaults,
    defaultsAsWritten: written.defaults as JsonObject,
    apps: inForce,
    sites: resolveSites(written, { ...sources, defaults }),
    federations,
    restricted: defaults.allow !== undefined || [...inForce, ...federations].some(({ restricted }) => restricted),
    metadataDirectory: join(directory, 'metadata'),
    certsDirectory: join(directory, 'certs'),
    ...(admin !== undefined && { admin }),
    ...(alerts !== undefined && { alerts }),
    log: written.log,
  }
}

/** The text was checked by the schema; the fallback is only for the types. */
const socketAddress = (text: string) => parseSocketAddress(text) ?? { host: '127.0.0.1', port: 8080 }

const inMilliseconds = <Name extends string>(durations: Readonly<Record<Name, string>>): Record<Name, number> =>
  Object.fromEntries(
    Object.entries<string>(durations).map(([name, text]) => [name, parseDuration(text) ?? 0]),
  ) as Record<Name, number>

// ---------------------------------------------------------------- files and secrets

async function readTls({ tls }: FileConfig, { files, problems }: Sources): Promise<Config['tls']> {
  if (!tls) return undefined
  const certificate = await files.certificates(tls.certFile, ['tls', 'certFile'])
  const key = await files.text(tls.keyFile, ['tls', 'keyFile'])
  if (certificate === undefined || key === undefined) return undefined
  try {
    createSecureContext({ cert: certificate, key })
    return { certificate, key, certFile: files.resolve(tls.certFile) }
  } catch {
    problems.error(
      'file',
      ['tls'],
      'The certificate and key do not match, or one of them is damaged.',
      'Name a certificate and its key, both in PEM.',
    )
    return undefined
  }
}

// ---------------------------------------------------------------- what one section alone can't tell

function checkAcrossSections(written: FileConfig, sources: Sources): void {
  const { problems, upstreams } = sources
  if (upstreams.length === 0 && !problems.has(['upstreams'])) {
    problems.error(
      'missing',
      ['upstreams'],
      'There is no upstream.',
      'Add one: its name, `kind`, `issuer`, `clientId` and `clientSecretFile`.',
    )
  }
  if (written.defaultUpstream !== undefined && !upstreams.includes(written.defaultUpstream)) {
    problems.error('reference', ['defaultUpstream'], ...unknownUpstream(written.defaultUpstream, upstreams))
  }
  const { lifetime, askUpstreamAfter } = inMilliseconds(written.session)
  if (askUpstreamAfter > lifetime) {
    problems.error(
      'value',
      ['session', 'askUpstreamAfter'],
      'This is longer than the session lasts.',
      'Make it no longer than `lifetime`.',
    )
  }
  if (parseUrl(written.publicUrl)?.protocol === 'http:') {
    problems.warn(
      'weak',
      ['publicUrl'],
      'Plain http: only browsers on this machine can log in.',
      'Use https, with `tls` or a proxy.',
    )
  }
  for (const [index, network] of (written.trustedProxies ?? []).entries()) {
    if (!network.endsWith('/0')) continue
    problems.warn(
      'weak',
      ['trustedProxies', index],
      'Everyone is a trusted proxy and can claim any address.',
      'Name the proxy itself.',
    )
  }
  checkIntrospects(written.apps, problems)
  checkEnvironment(sources)
}

/** A secret under a misspelt name is worse than none: someone believes that it is used. */
function checkEnvironment({ env, problems, upstreams, apps }: Sources): void {
  const known = ['ISTHMUS_STORAGE', ...upstreams.map(secretVariable), ...apps.map(clientSecretVariable)]
  for (const name of Object.keys(env)) {
    if (!/^ISTHMUS_(UPSTREAMS_.*|APPS_.*|STORAGE.*)$/.test(name) || known.includes(name)) continue
    problems.warn('reference', [], `${name} in the environment is not used.`, `Known: ${known.join(', ')}.`)
  }
}
