/** Who may import whom (docs/architecture.md): the rooms of src/, as a table, and what breaks it. */
import { importsOf, type Module } from './source-tree.ts'

interface Room {
  /** Prefixes of paths below src/ that it may import at run time. */
  readonly values: readonly string[]
  /** Prefixes from which it may take types alone. */
  readonly types: readonly string[]
}

/** What both protocols are told of is in the config, so its types are a role's too. */
const role: Room = { values: ['core/', 'saml/', 'outbound/'], types: ['registry/', 'keys/', 'config/'] }
const everything: Room = { values: [''], types: [] }
/** Roles are put together in app.ts alone. */
const allButRoles: Room = {
  values: [
    'app.ts',
    ...['admin/', 'administration/'],
    'news.ts',
    'problem-log.ts',
    'reload.ts',
    'settling.ts',
    ...['alerts/', 'app-store/', 'config/', 'core/', 'http/', 'keys/', 'registry/', 'storage/', 'telemetry/'],
  ],
  types: [],
}

/** The longest name that a path begins with is its room. A room may always import itself. */
const rooms: Readonly<Record<string, Room>> = {
  'core/': { values: [], types: [] },
  'saml/': {
    values: ['core/errors.ts', 'core/loopback.ts', 'core/said.ts', 'core/visible-text.ts'],
    types: ['core/identifiers.ts'],
  },
  'keys/': { values: ['core/'], types: [] },
  'outbound/': { values: ['core/'], types: ['config/'] },
  'storage/': { values: ['core/'], types: [] },
  // A storage's URL, a NameID's format and what an expression may name are checked where they are understood.
  'config/': {
    values: [
      ...['core/', 'storage/url.ts', 'saml/name-id-format.ts', 'saml/claim-variables.ts'],
      'registry/federation/filter.ts',
    ],
    types: [],
  },
  'app-store/': { values: ['core/', 'storage/'], types: [] },
  'registry/': { values: ['core/', 'saml/', 'outbound/', 'app-store/'], types: ['config/'] },
  'downstream/saml-idp/': role,
  'downstream/oidc-op/': role,
  'upstream/oidc-rp/': role,
  'upstream/saml-sp/': role,
  'pages/': { values: ['core/visible-text.ts', 'core/url-difference.ts', 'core/script-scheme.ts'], types: ['core/'] },
  'telemetry/': { values: ['core/visible-text.ts'], types: ['core/'] },
  'http/': { values: ['core/', 'pages/', 'telemetry/'], types: [] },
  'visitor/': { values: ['core/', 'pages/', 'telemetry/'], types: [] },
  'forward-auth/': { values: ['core/'], types: ['registry/', 'config/'] },
  'admin/': { values: ['core/', 'registry/', 'app-store/', 'pages/'], types: [] },
  // Hands to admin/ what only others can do.
  'administration/': everything,
  'alerts/': { values: ['core/', 'outbound/'], types: ['config/', 'registry/', 'telemetry/'] },
  'app.ts': everything,
  'start.ts': allButRoles,
  'reload.ts': allButRoles,
  'news.ts': allButRoles,
  'problem-log.ts': { values: [], types: ['config/', 'keys/', 'telemetry/'] },
  'settling.ts': { values: [], types: ['app-store/', 'registry/'] },
  'cli.ts': everything,
  'cli/': everything,
}

/** Koa is for those who speak HTTP; the rest answers with a Reply and is tested without a server. */
const mayImportKoa = /^src\/(http\/|app\.ts|start\.ts|downstream\/oidc-op\/|admin\/|.*\/routes\.ts)/

/** One sentence for every import that the table does not allow; empty where all is well. */
export function brokenImports(modules: readonly Module[], dependencies: readonly string[]): readonly string[] {
  return modules.flatMap((module) => {
    const name = roomOf(module.path)
    const room = name === undefined ? undefined : rooms[name]
    if (name === undefined || room === undefined) return [`${module.path} is in no room of the table`]
    return importsOf(module).flatMap(({ target, own, typeOnly }) => {
      if (!own) return brokenPackage(module.path, target, dependencies)
      if (!target.startsWith('src/')) return [`${module.path} imports ${target}, which is outside src/`]
      const path = target.slice('src/'.length)
      const allowed = [name, ...room.values, ...(typeOnly ? room.types : [])]
      if (allowed.some((prefix) => path.startsWith(prefix))) return []
      const how = room.types.some((prefix) => path.startsWith(prefix)) ? 'more than types' : typeOnly ? 'types' : 'code'
      return [`${module.path} imports ${how} from ${target}`]
    })
  })
}

function roomOf(path: string): string | undefined {
  return Object.keys(rooms).find((name) => path.startsWith(`src/${name}`))
}

function brokenPackage(path: string, target: string, dependencies: readonly string[]): readonly string[] {
  if (target.startsWith('node:')) return []
  const name = target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
  if (!dependencies.includes(name)) return [`${path} imports ${name}, which is not among the dependencies`]
  if (/^(koa|@koa)(\/|$)/.test(target) && !mayImportKoa.test(path)) return [`${path} imports ${name}: it knows no HTTP`]
  return []
}
