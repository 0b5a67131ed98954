/** What the administration is made of. Types only. */
import type { Attempts } from '../admin/attempt.ts'
import type { AdministrativeAct, AppStore } from '../app-store/store.ts'
import type { Config, ConfigProblem } from '../config/config.ts'
import type { SessionKey } from '../core/identifiers.ts'
import type { EndingDependencies } from '../core/ports/hub.ts'
import type { Stores } from '../core/ports/stores.ts'
import type { KeySet } from '../keys/keys.ts'
import type { SeenNames } from '../registry/names/seen.ts'
import type { Registry } from '../registry/registry.ts'
import type { AppTally } from './tally.ts'

export interface AdministrationSources {
  readonly config: Config
  readonly keys: KeySet
  readonly registry: Registry
  /** What was found when all of it was read. */
  readonly problems: readonly ConfigProblem[]
  readonly store: AppStore
  readonly hub: EndingDependencies
  readonly stores: Pick<Stores, 'seen' | 'consents'>
  /** Keys of all sessions. */
  sessionKeys(): Promise<readonly SessionKey[]>
  readonly tally: AppTally
  /** Who is remembered of each app. */
  readonly names?: Pick<SeenNames, 'people'>
  readonly attempts: Attempts
  /** Writes an act to the log. */
  log(act: AdministrativeAct): void
  /** ms since 1970 */
  now(): number
}
