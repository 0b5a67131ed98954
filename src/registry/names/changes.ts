/** Which apps of a new state would know people by other names: after a changed file, and for `isthmus check`. */
import { isDeepStrictEqual } from 'node:util'
import type { Config, ConfigProblem } from '../../config/config.ts'
import type { AppId } from '../../core/identifiers.ts'
import { Slices } from '../../core/slices.ts'
import type { App, SamlApp } from '../app.ts'
import type { Registry } from '../registry.ts'
import { type ChooseName, namesAlike, renamingInWords, renamingOf } from './guard.ts'
import type { SeenPeople } from './record.ts'

export interface NamingState {
  readonly config: Pick<Config, 'file' | 'upstreams'>
  readonly registry: Pick<Registry, 'apps'>
}

export interface NameChanges {
  /** Absent: whatever is remembered of an app is compared with how it would name people now. */
  readonly before?: NamingState
  readonly after: NamingState
  readonly choose: ChooseName
  /** Who is remembered. */
  readonly people: (app: AppId) => Promise<SeenPeople>
  /** How many apps are looked at closely: a changed default may concern all of them. */
  readonly most?: number
  /** ms since 1970 */
  readonly now: number
}

/** That an app knows people by other names. */
export interface NameChange extends ConfigProblem {
  /** Of the line that counts apps that are not named: how many. */
  readonly more?: number
  /** Of the others. */
  readonly renamed?: {
    readonly app: string
    /** What has changed: the config, a file of metadata, a document of the store, or what an address gave. */
    readonly by: 'config' | 'file' | 'store' | 'address'
    /** Of so many people seen lately, so many have other names, or it can't be told. */
    readonly people: number
    readonly of: number
  }
}

/** How many apps are named one by one. */
const mostNamed = 50

/** A warning for each app that would know people by other names. Never rejects. */
export async function nameChanges(changes: NameChanges): Promise<readonly NameChange[]> {
  const { after, people, now, choose, most = mostNamed } = changes
  const found: NameChange[] = []
  const concerned = await changedApps(changes)
  for (const { app, was } of concerned.slice(0, most)) {
    const seen = await people((was?.app ?? app).policy.app).catch(() => undefined)
    if (seen === undefined || seen.size === 0) continue
    const made = { people: seen, after: { app, upstreams: after.config.upstreams }, choose, now }
    const renaming = renamingOf(was === undefined ? made : { ...made, before: was })
    if (renaming === undefined) continue
    const problem = problemOf(after.config.file, app, renamingInWords(renaming, nameOf(app)))
    const count = { people: renaming.renamed + renaming.unknown, of: renaming.seen }
    found.push({ ...problem, renamed: { app: nameOf(app), by: changedBy(app, was, after), ...count } })
  }
  const rest = Math.max(0, concerned.length - most) + Math.max(0, found.length - mostNamed)
  if (rest === 0 || found.length === 0) return found
  const more = problemOf(after.config.file, undefined, `${rest} more apps are concerned by the same change.`)
  return [...found.slice(0, mostNamed), { ...more, more: rest }]
}

interface ConcernedApp {
  readonly app: App
  readonly was?: { readonly app: App; readonly upstreams: Config['upstreams'] }
}

async function changedApps({ before, after, choose }: NameChanges): Promise<readonly ConcernedApp[]> {
  if (before === undefined) return after.registry.apps().map((app) => ({ app }))
  const sameUpstreams = isDeepStrictEqual(before.config.upstreams, after.config.upstreams)
  const slices = new Slices()
  const concerned: ConcernedApp[] = []
  // Of thousands of apps one has changed; the others are the very same objects.
  const unchanged = new Set(sameUpstreams ? before.registry.apps() : [])
  const others = after.registry.apps().filter((app) => !unchanged.has(app))
  await slices.rest()
  const known = namedLike(others, before.registry.apps())
  for (const app of others) {
    // An entry whose entityID or client_id is another one is still the same app to its operator.
    const old = known.get(app.policy.app) ?? (isEntry(app) ? known.get(app.source) : undefined)
    await slices.rest()
    if (old === undefined || (sameUpstreams && sameNaming(old, app))) continue
    const was = { app: old, upstreams: before.config.upstreams }
    if (!namesAlike(was, { app, upstreams: after.config.upstreams }, choose)) concerned.push({ app, was })
  }
  return concerned
}

/** Written as one app; files and federations hold many. */
const isEntry = ({ source }: App): boolean => /^(?:apps\.|store:)/.test(source)

/** Those of `all` that some of `others` could have been: by identifier, and of entries by where they stand too. */
function namedLike(others: readonly App[], all: readonly App[]): ReadonlyMap<string, App> {
  const wanted = new Set<string>(others.flatMap(({ policy, source }) => [policy.app, source]))
  const known = new Map<string, App>()
  for (const app of all) {
    if (wanted.has(app.source) && isEntry(app)) known.set(app.source, app)
    if (wanted.has(app.policy.app)) known.set(app.policy.app, app)
  }
  return known
}

/** Upstreams stand in the config; the settings of an app where it does; and metadata may come from elsewhere. */
function changedBy(
  app: App,
  was: ConcernedApp['was'],
  { config: { upstreams } }: NamingState,
): NonNullable<NameChange['renamed']>['by'] {
  const own = app.source.startsWith('store:') ? 'store' : 'config'
  if (was === undefined) return own
  if (!isDeepStrictEqual(was.upstreams, upstreams)) return 'config'
  if (app.protocol === 'oidc' || was.app.protocol === 'oidc' || sameMetadata(was.app, app)) return own
  if (app.copy !== undefined) return 'address'
  return own === 'store' ? 'store' : 'file'
}

/** As far as names are made from it. */
const sameMetadata = ({ serviceProvider: one }: SamlApp, { serviceProvider: other }: SamlApp): boolean =>
  one.entityId === other.entityId && isDeepStrictEqual(one.nameIdFormats, other.nameIdFormats)

/** Without the question how a name is chosen: nearly always nothing changed. */
function sameNaming(one: App, other: App): boolean {
  const made = ({ policy: { app, pairwiseSector, upstreams, subjectValue } }: App) =>
    JSON.stringify([app, pairwiseSector, upstreams, subjectValue?.source])
  if (made(one) !== made(other)) return false
  if (one.protocol === 'oidc') return other.protocol === 'oidc' && one.settings.sub.kind === other.settings.sub.kind
  return (
    other.protocol === 'saml' &&
    one.serviceProvider === other.serviceProvider &&
    isDeepStrictEqual([one.nameId, one.defaultNameId], [other.nameId, other.defaultNameId])
  )
}

const nameOf = ({ source, policy }: App): string => source.replace(/^(?:apps\.|store:)/, '') || policy.displayName

const problemOf = (file: string, app: App | undefined, message: string): ConfigProblem => ({
  kind: 'names',
  severity: 'warning',
  file,
  path: app === undefined ? 'apps' : `${app.source}.${app.protocol === 'saml' ? 'nameId' : 'sub'}`,
  message,
  says: undefined,
  cure: 'If that is not meant, put `nameId` or `sub`, `upstream` or the upstream’s `subjectFrom` back as they were before somebody signs in.',
})
