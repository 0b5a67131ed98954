/** Which apps of a new state would know people by other names: after a changed file, and for `isthmus check`. */
import { isDeepStrictEqual } from 'node:util'
import type { Config, ConfigProblem } from '../../config/config.ts'
import type { AppId } from '../../core/identifiers.ts'
import { Slices } from '../../core/slices.ts'
import type { SamlApp } from '../app.ts'
import type { Registry } from '../registry.ts'
import { type ChooseName, namesAlike, renamingInWords, renamingOf } from './guard.ts'
import type { SeenPeople } from './record.ts'

export interface NamingState {
  readonly config: Pick<Config, 'file' | 'upstreams'>
  readonly registry: Pick<Registry, 'samlApps'>
}

export interface NameChanges {
  /** Absent: whatever is remembered of an app is compared with how it would name people now. */
  readonly before?: NamingState
  readonly after: NamingState
  readonly choose: ChooseName
  /** Who is remembered. */
  readonly people: (app: AppId) => Promise<SeenPeople>
  /** ms since 1970 */
  readonly now: number
}

/** How many apps are looked at closely: a changed default may concern all of them. */
const mostApps = 50

/** A warning for each app that would know people by other names. Never rejects. */
export async function nameChanges(changes: NameChanges): Promise<readonly ConfigProblem[]> {
  const { after, people, now, choose } = changes
  const found: ConfigProblem[] = []
  const concerned = await changedApps(changes)
  for (const { app, was } of concerned.slice(0, mostApps)) {
    const seen = await people(app.policy.app).catch(() => undefined)
    if (seen === undefined || seen.size === 0) continue
    const made = { people: seen, after: { app, upstreams: after.config.upstreams }, choose, now }
    const renaming = renamingOf(was === undefined ? made : { ...made, before: was })
    if (renaming !== undefined) found.push(problemOf(after.config.file, app, renamingInWords(renaming, nameOf(app))))
  }
  if (concerned.length <= mostApps || found.length === 0) return found
  const rest = concerned.length - mostApps
  return [...found, problemOf(after.config.file, undefined, `${rest} more apps are concerned by the same change.`)]
}

async function changedApps({ before, after, choose }: NameChanges) {
  const known = new Map(before?.registry.samlApps().map((app) => [app.policy.app, app]))
  const sameUpstreams = before !== undefined && isDeepStrictEqual(before.config.upstreams, after.config.upstreams)
  const slices = new Slices()
  const concerned: { readonly app: SamlApp; readonly was?: { app: SamlApp; upstreams: Config['upstreams'] } }[] = []
  for (const app of after.registry.samlApps()) {
    const old = known.get(app.policy.app)
    await slices.rest()
    if (before === undefined) concerned.push({ app })
    else if (old !== undefined && !(sameUpstreams && sameNaming(old, app))) {
      const was = { app: old, upstreams: before.config.upstreams }
      if (!namesAlike(was, { app, upstreams: after.config.upstreams }, choose)) concerned.push({ app, was })
    }
  }
  return concerned
}

/** Without the question how a name is chosen: nearly always nothing changed. */
const sameNaming = (one: SamlApp, other: SamlApp): boolean =>
  one.serviceProvider === other.serviceProvider &&
  isDeepStrictEqual(
    [one.nameId, one.defaultNameId, one.policy.upstreams, one.policy.subjectValue?.source],
    [other.nameId, other.defaultNameId, other.policy.upstreams, other.policy.subjectValue?.source],
  )

const nameOf = ({ source, policy }: SamlApp): string => source.replace(/^apps\./, '') || policy.displayName

const problemOf = (file: string, app: SamlApp | undefined, message: string): ConfigProblem => ({
  kind: 'names',
  severity: 'warning',
  file,
  path: app === undefined ? 'apps' : `${app.source}.nameId`,
  message,
  cure: 'If that is not meant, put `nameId`, `upstream` or the upstream’s `subjectFrom` back as they were before somebody signs in.',
})
