/** Which app has which name (attack 68): the first to claim one keeps it, and nobody gets one of ours. */
import type { Config } from '../config/config.ts'
import { type AppId, type EntityId, identifierOf } from '../core/identifiers.ts'
import { inAllLanguages, said } from '../core/said.ts'
import { Slices } from '../core/slices.ts'
import type { App } from './app.ts'
import type { Candidate } from './app-source.ts'
import { checkApp } from './checks.ts'
import { samlAppId } from './policy.ts'
import { sentencesOf } from './reading.ts'

/** Whether both let the same people in. */
function sameRules(one: App | undefined, other: App): boolean {
  const rules = ({ policy: { allow, upstreams } }: App) => JSON.stringify([allow?.source, upstreams?.toSorted()])
  return one !== undefined && rules(one) === rules(other)
}

/** Who has the names that we have ourselves. */
const ourselves = 'Isthmus'

/** Ours toward apps and toward identity providers: an app that had one of them would be answered as if it were us. */
export const ownNames = ({ entityId: toApps, upstreams }: Config): readonly EntityId[] => [
  toApps,
  ...upstreams.flatMap((upstream) => (upstream.kind === 'saml' ? [upstream.entityId] : [])),
]

/** Which app has which name: the first to claim an identifier keeps it (attack 68), in force or not. */
export class Claims {
  readonly inForce = new Map<AppId, App>()
  readonly owners = new Map<AppId, string>()
  readonly #ofThisSource = new Set<AppId>()

  /** @param own names that no app can have */
  constructor(own: readonly EntityId[]) {
    for (const name of own) this.owners.set(samlAppId(name), ourselves)
  }

  /** The candidates of one source, after those of the sources before it. */
  async take(candidates: readonly Candidate[]): Promise<void> {
    const slices = new Slices()
    this.#ofThisSource.clear()
    for (const candidate of candidates) {
      this.#claim(candidate)
      await slices.rest()
    }
    for (const { reserves, source } of candidates) {
      for (const id of reserves) if (!this.owners.has(id)) this.owners.set(id, source)
    }
  }

  #claim({ app, source, report, contests = false }: Candidate): void {
    if (app === undefined) return
    const id = app.policy.app
    const name = identifierOf(id)
    const owner = this.owners.get(id)
    if (owner !== undefined) {
      // Copied, and then one of the two was given its rule: nobody knows which of them the operator believes to be in
      // force.
      const mayContest = contests === 'within' ? this.#ofThisSource.has(id) : contests
      const closed = mayContest && !sameRules(this.inForce.get(id), app) && this.inForce.delete(id)
      const message = closed
        ? said`${owner} and ${source} are both ${name}, and let different people in; neither is in force.`
        : said`${name} already belongs to ${owner}; ${source} is not in force.`
      const key = app.protocol === 'saml' ? 'entityId' : 'clientId'
      const cure = said`Remove one of the two, or write its own \`${key}\` under the app.`
      report({ kind: 'metadata', severity: 'error', ...inAllLanguages(message, cure) })
      return
    }
    this.owners.set(id, source)
    this.#ofThisSource.add(id)
    const faults = app.protocol === 'saml' ? checkApp(app) : []
    for (const fault of faults) report({ ...fault, says: sentencesOf(fault) })
    if (faults.every(({ severity }) => severity === 'warning')) this.inForce.set(id, app)
  }
}
