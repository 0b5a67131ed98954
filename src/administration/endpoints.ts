/** The addresses of administrators below `/admin`, where the config has `admin`. */
import { createRequire } from 'node:module'
import { type ApiDependencies, apiRoutes } from '../admin/api/routes.ts'
import type { Attempts } from '../admin/attempt.ts'
import { compileRules } from '../admin/console/policy.ts'
import { consoleRoutes } from '../admin/console/routes.ts'
import type { AdminDependencies } from '../admin/dependencies.ts'
import type { AdministrativeAct, AppStore } from '../app-store/store.ts'
import type { Config, ConfigProblem } from '../config/config.ts'
import type { Route } from '../core/http.ts'
import type { SessionKey } from '../core/identifiers.ts'
import type { AntiForgery } from '../core/ports/anti-forgery.ts'
import type { LoginDependencies } from '../core/ports/hub.ts'
import type { KeySet } from '../keys/keys.ts'
import { signToken, verifyToken } from '../keys/tokens.ts'
import type { SeenNames } from '../registry/names/seen.ts'
import type { Registry } from '../registry/registry.ts'
import { composeAdministration } from './administration.ts'
import type { MetadataReaders } from './metadata-readers.ts'
import type { AppTally } from './tally.ts'

/** What administration needs and keeps over a reload. */
export interface AdministrationSurroundings {
  readonly store: AppStore
  readonly limits: ApiDependencies['limits']
  readonly tally: AppTally
  readonly readers: MetadataReaders
  readonly names: SeenNames
  readonly attempts: Attempts
  sessionKeys(): Promise<readonly SessionKey[]>
  log(act: AdministrativeAct): void
  settled: NonNullable<AdminDependencies['settled']>
}

export interface AdministeredSnapshot {
  readonly config: Config
  readonly keys: KeySet
  readonly registry: Registry
  /** What was found when it was read. */
  readonly problems: readonly ConfigProblem[]
}

const { version } = createRequire(import.meta.url)('isthmus/package.json') as { version: string }

export function adminRoutes(
  snapshot: AdministeredSnapshot,
  hub: LoginDependencies,
  { limits, ...kept }: AdministrationSurroundings,
): readonly Route[] {
  const composed = composeAdministration({ ...snapshot, ...kept, hub, stores: hub.stores, now: hub.now })
  const { readers, settled } = kept
  const admin = { ...composed, settled, metadataReaders: (since: number) => readers.after(since) }
  return [...apiRoutes({ admin, limits, audit: hub.audit, version }), ...consoleOf(snapshot, hub, admin)]
}

function consoleOf({ config, keys }: AdministeredSnapshot, hub: LoginDependencies, admin: AdminDependencies) {
  if (config.admin === undefined) return []
  const antiForgery: AntiForgery = {
    sign: (purpose, value) => signToken(keys, purpose, value),
    verify: (purpose, value, token) => verifyToken(keys, purpose, value, token),
  }
  return consoleRoutes({ hub, rules: compileRules(config.admin), antiForgery, admin })
}
