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
  let users: ReadonlyMap<string, Users> | undefined
  const known = (status: SourceStatus) => {
    users ??= usersOf({ config, registry })
    return addressOf(status, users.get(status.name) ?? nobody)
  }
  return {
    all: () => addresses.status().map(known),
    async read(name) {
      if (!(await addresses.refresh(name))) return undefined
      const status = addresses.status().find((one) => one.name === name)
      return status && known(status)
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

const nobody: Users = { apps: [], upstreams: [] }

/** Who has each copy, by its name: entries of the config in force or not, and apps of the store. */
function usersOf({ config, registry }: Pick<Sources, 'config' | 'registry'>): ReadonlyMap<string, Users> {
  const users = new Map<string, { apps: string[]; upstreams: string[] }>()
  const add = (copy: string | undefined, kind: 'apps' | 'upstreams', name: string) => {
    if (copy === undefined) return
    const known = users.get(copy) ?? { apps: [], upstreams: [] }
    known[kind].push(name)
    users.set(copy, known)
  }
  for (const one of config.apps) if ('metadata' in one) add(copyNameOf(one.metadata), 'apps', one.name)
  for (const one of config.upstreams) if ('metadata' in one) add(copyNameOf(one.metadata), 'upstreams', one.name)
  for (const { source, copy } of registry.samlApps()) {
    if (source.startsWith('store:')) add(copy, 'apps', source.slice('store:'.length))
  }
  return users
}

function addressOf({ waiting, ...status }: SourceStatus, users: Users): MetadataAddress {
  return { ...status, ...users, ...(waiting !== undefined && { laidAside: waiting.state }) }
}
