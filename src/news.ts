/** What outlives a reload around the apps: who is told what can not wait, the copies of addresses, whom apps know. */
import { isDeepStrictEqual } from 'node:util'
import { recordAct } from './admin/acts.ts'
import { type Alerts, createAlerts } from './alerts/alerts.ts'
import { tellRenames } from './alerts/renames.ts'
import { sourceNews } from './alerts/sources.ts'
import type { AdministrativeAct, AppStore } from './app-store/store.ts'
import type { Config, ConfigProblem } from './config/config.ts'
import type { AppId } from './core/identifiers.ts'
import type { KeySet } from './keys/keys.ts'
import { signToken } from './keys/tokens.ts'
import type { FederationStatus } from './registry/federation/federations.ts'
import { type NameChange, type NamingState, nameChanges } from './registry/names/changes.ts'
import { fetchedRenamings } from './registry/names/fetched.ts'
import type { ChooseName } from './registry/names/guard.ts'
import { SeenNames } from './registry/names/seen.ts'
import type { MetadataSourcesOptions } from './registry/sources.ts'
import { changesInWords } from './registry/trust-words.ts'
import { logAct } from './telemetry/acts.ts'
import type { Log } from './telemetry/logger.ts'

export interface News {
  readonly alerts: Alerts
  /** For the sources of metadata: where copies are kept, and what becomes of news. */
  readonly copies: Pick<MetadataSourcesOptions, 'store' | 'events'>
  readonly names: SeenNames
  /**
   * A warning for each app whose people get other names: an act too, and whoever `alerts` names is told. Never rejects.
   */
  whomItRenames(before: NamingState, after: NamingState): Promise<readonly ConfigProblem[]>
  /** Writes what waits. */
  close(): Promise<void>
}

export interface NewsParts {
  readonly appStore: AppStore
  readonly keys: Pick<KeySet, 'tokens'>
  readonly log: Log
  readonly chooseName: ChooseName
  /** What is in force, once something is. */
  readonly inForce: () => Promise<NamingState>
  /** The one in force. */
  readonly config: () => Pick<Config, 'alerts' | 'outbound' | 'publicUrl'>
}

export function openNews({ appStore, keys, log, chooseName, config, inForce }: NewsParts): News {
  const alerts = createAlerts({
    config: () => config().alerts,
    outbound: () => config().outbound,
    onFailure: (way, title, error) =>
      log.error(
        { kind: 'alerts', way, reason: error instanceof Error ? error.message : String(error) },
        `not told: ${title}`,
      ),
  })
  const names = new SeenNames({
    store: appStore,
    digest: (text) => signToken(keys, 'names seen', text),
    now: Date.now,
    onTrouble: (err) => log.warn({ kind: 'names', err }, 'who uses which app can not be remembered'),
  })
  const { publicUrl } = config()
  const told = sourceNews({ alerts, log, publicUrl, inWords: changesInWords })
  const renamings = fetchedRenamings({ inForce, choose: chooseName, names, now: Date.now })
  return {
    alerts,
    names,
    copies: { store: appStore, events: { ...told, renamings } },
    async whomItRenames(before, after) {
      const people = (app: AppId) => names.people(app)
      const renamed = await nameChanges({ before, after, choose: chooseName, people, now: Date.now() })
      tellRenames(alerts, publicUrl, renamed)
      await Promise.all(renamed.map((one) => recordRename({ store: appStore, log, now: Date.now }, one)))
      return renamed
    },
    async close() {
      alerts.close()
      await names.flush()
    },
  }
}

interface Recording {
  readonly store: AppStore
  readonly log: Log
  readonly now: () => number
}

/** Nobody did it here, so what has changed stands for whoever did. */
async function recordRename({ log, ...rest }: Recording, { renamed, more = 0, message }: NameChange): Promise<void> {
  const deps = { ...rest, log: (act: AdministrativeAct) => logAct(log, act) }
  const who = { role: 'reader', author: renamed?.by ?? 'config', via: 'gateway' } as const
  const details =
    renamed === undefined ? { facts: { more } } : { on: renamed.app, facts: { people: renamed.people, of: renamed.of } }
  await recordAct(deps, who, 'names.change', details).catch((err: unknown) =>
    log.error({ kind: 'names', err }, `not among the acts: ${message}`),
  )
}

interface InFederations {
  readonly federations: readonly FederationStatus[]
}

/** Logs what is in force of each federation, when that is new. */
export function logFederations(log: Log, { federations }: InFederations, before: InFederations): void {
  for (const federation of federations) {
    if (before.federations.some((one) => isDeepStrictEqual(one, federation))) continue
    const { name, entities, validUntil } = federation
    const until = validUntil === undefined ? undefined : new Date(validUntil).toISOString()
    log.info({ kind: 'federation', federation: name, apps: entities, validUntil: until }, 'federation in force')
  }
}
