/** What `check` and `doctor` say about federations. */
import type { Config } from '../config/config.ts'
import type { FederationStatus } from '../registry/federation/federations.ts'
import { openRegistry } from '../registry/registry.ts'
import { MetadataSources } from '../registry/sources.ts'
import { describeProblems, print } from './output.ts'

/** One line about what is in force of a federation. */
export function describeFederation({ name, entities, validUntil }: FederationStatus): string {
  const count =
    entities === undefined ? 'each app is asked for by its name' : `${entities} ${entities === 1 ? 'app' : 'apps'}`
  const until = validUntil === undefined ? '' : `, valid until ${new Date(validUntil).toISOString()}`
  return `federation ${name}: ${count}${until}`
}

/** Reads all of them now and prints what is in force; resolves to whether nothing is wrong. */
export async function examineFederations(config: Config): Promise<boolean> {
  const sources = new MetadataSources()
  try {
    const only = { ...config, apps: [] }
    await openRegistry(only, { sources })
    await sources.settled()
    const { registry, problems } = await openRegistry(only, { sources })
    for (const status of registry.federations) print(describeFederation(status))
    const found = problems.filter(({ path }) => path.startsWith('federations.'))
    if (found.length > 0) print(describeProblems(found))
    return found.every(({ severity }) => severity === 'warning')
  } finally {
    sources.close()
  }
}
