/** Addresses of metadata and federations as administrators see them, with who uses each. */
import type { AddressesDependencies, MetadataAddress } from '../admin/dependencies.ts'
import { entityId } from '../core/identifiers.ts'
import { copyNameOf } from '../registry/address-key.ts'
import type { Registry } from '../registry/registry.ts'
import type { SourceStatus } from '../registry/source-status.ts'
import { inForceOf, toProblem } from './in-force.ts'
import type { AdministrationSources } from './sources.ts'

type Sources = Pick<AdministrationSources, 'registry' | 'problems'>

export function addressesOf({ registry, problems }: Sources): AddressesDependencies {
  const { addresses, federations } = registry
  let users: ReadonlyMap<string, Users> | undefined
  const known = (status: SourceStatus) => {
    users ??= usersOf(registry)
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

/** Who has each copy, by its name: entries of the config and apps of the store, in force or not. */
function usersOf({ fetching }: Pick<Registry, 'fetching'>): ReadonlyMap<string, Users> {
  const users = new Map<string, { apps: string[]; upstreams: string[] }>()
  for (const { kind, name, metadata } of fetching) {
    const copy = metadata && copyNameOf(metadata)
    if (copy === undefined) continue
    const known = users.get(copy) ?? { apps: [], upstreams: [] }
    known[kind].push(name)
    users.set(copy, known)
  }
  return users
}

function addressOf({ waiting, ...status }: SourceStatus, users: Users): MetadataAddress {
  return { ...status, ...users, ...(waiting !== undefined && { laidAside: waiting.state }) }
}
