/**
 * Before a copy that was fetched is in force: whom it would rename. An app chooses by the NameID formats of its metadata
 * how people are named there, so whoever serves the address could make strangers of them all.
 */
import { isDeepStrictEqual } from 'node:util'
import type { ServiceProvider } from '../../saml/service-provider.ts'
import type { SamlApp } from '../app.ts'
import type { FetchedRenamings, TrustChange } from '../trust.ts'
import type { NamingState } from './changes.ts'
import { type ChooseName, renamingOf } from './guard.ts'
import type { SeenNames } from './seen.ts'

interface Naming {
  /** Resolves once there is one: at a start, an address may answer before anything is in force. */
  readonly inForce: () => Promise<NamingState>
  readonly choose: ChooseName
  readonly names: Pick<SeenNames, 'people'>
  /** ms since 1970 */
  readonly now: () => number
}

/** Asks those who are known to be there. */
export const fetchedRenamings =
  (naming: Naming): FetchedRenamings =>
  async (before, offered) => {
    const pairs = offered.serviceProviders.flatMap((one) => {
      const was = before.serviceProviders.find(({ entityId }) => entityId === one.entityId)
      return was === undefined || isDeepStrictEqual(was.nameIdFormats, one.nameIdFormats) ? [] : [{ was, one }]
    })
    if (pairs.length === 0) return []
    const state = await naming.inForce()
    const all = await Promise.all(pairs.map(({ was, one }) => renamingFor(was, one, state, naming)))
    return all.filter((change) => change !== undefined)
  }

/** Those of whom it can't be told count as renamed: a look that was not needed costs less than an account. */
async function renamingFor(
  was: ServiceProvider,
  one: ServiceProvider,
  { config: { upstreams }, registry }: NamingState,
  { choose, names, now }: Naming,
): Promise<TrustChange | undefined> {
  const app = registry.apps().find((known): known is SamlApp => isOf(known as SamlApp, was))
  const people = app && (await names.people(app.policy.app).catch(() => undefined))
  if (app === undefined || people === undefined) return undefined
  const after = { ...app, serviceProvider: one }
  const [before, made] = [
    { app, upstreams },
    { app: after, upstreams },
  ]
  const renaming = renamingOf({ people, before, after: made, choose, now: now() })
  if (renaming === undefined) return undefined
  const count = { people: renaming.renamed + renaming.unknown, of: renaming.seen }
  return { kind: 'names', entityId: was.entityId, gone: [...was.nameIdFormats], came: [...one.nameIdFormats], count }
}

const isOf = ({ protocol, serviceProvider }: SamlApp, { entityId }: ServiceProvider): boolean =>
  protocol === 'saml' && serviceProvider.entityId === entityId
