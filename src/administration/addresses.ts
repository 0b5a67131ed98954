/** Addresses of metadata and federations as administrators see them, with who uses each. */
import type { AddressesDependencies, MetadataAddress } from '../admin/dependencies.ts'
import { entityId } from '../core/identifiers.ts'
import { copyNameOf } from '../registry/address-key.ts'
import type { SourceStatus } from '../registry/source-status.ts'
import { inForceOf, toProblem } from './in-force.ts'
import type { AdministrationSources } from './sources.ts'

type Sources = Pick<AdministrationSources, 'config' | 'registry' | 'problems'>

export function addressesOf({ config, registry, problems }: Sources): AddressesDependencies {
  const { addresses, federations } = registry
  const find = (name: string) => addresses.status().find((one) => one.name === name)
  return {
    all: () => {
      const users = usersOf({ config, registry })
      return addresses.status().map((status) => addressOf(status, users(status.name)))
    },
    async read(name) {
      if (!(await addresses.refresh(name))) return undefined
      const status = find(name)
      return status && addressOf(status, usersOf({ config, registry })(name))
    },
    federations: federations.map((federation) => ({
      ...federation,
      problems: problems.filter(({ path }) => path === `federations.${federation.name}`).map(toProblem),
    })),
    async federated(identifier) {
      if (federations.length === 0) return undefined
      const app = await registry.serviceProvider(entityId(identifier))
      return app?.source.startsWith('federations.') ? inForceOf(app) : undefined
    },
  }
}

type Users = Pick<MetadataAddress, 'apps' | 'upstreams'>

/** Who has this copy: entries of the config in force or not, and apps of the store. */
function usersOf({ config, registry }: Pick<Sources, 'config' | 'registry'>): (copy: string) => Users {
  const stored = registry.samlApps().filter(({ source }) => source.startsWith('store:'))
  return (copy) => {
    const named = (all: readonly (Config['apps'][number] | Config['upstreams'][number])[]) =>
      all.filter((one) => 'metadata' in one && copyNameOf(one.metadata) === copy).map(({ name }) => name)
    const ofStore = stored.filter((app) => app.copy === copy).map(({ source }) => source.slice('store:'.length))
    return { apps: [...named(config.apps), ...ofStore], upstreams: named(config.upstreams) }
  }
}

type Config = Sources['config']

function addressOf({ waiting, ...status }: SourceStatus, users: Users): MetadataAddress {
  return { ...status, ...users, ...(waiting !== undefined && { laidAside: waiting.state }) }
}
