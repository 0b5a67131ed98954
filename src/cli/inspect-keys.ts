/** Whose keys a signature may be of: ours, or those of an app or upstream of the config. Never keys that came with it. */
import type { SamlUpstreamConfig } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import type { EntityId } from '../core/identifiers.ts'
import type { KeySet } from '../keys/keys.ts'
import { loadKeys } from '../keys/load.ts'
import type { Registry } from '../registry/registry.ts'
import { fingerprint } from '../saml/kept-key.ts'
import type { VerificationKey } from '../saml/service-provider.ts'
import { withApps } from './stored-apps.ts'

export interface Known {
  readonly config: NonNullable<Awaited<ReturnType<typeof loadConfig>>['config']>
  readonly registry: Registry
  /** Undefined where there are none that can be read. */
  readonly keys: KeySet | undefined
}

/** What the config knows; undefined where there is none that can be used. */
export async function readKnown(file: string): Promise<Known | undefined> {
  const { config } = await loadConfig(file, undefined, { secrets: 'ignored' })
  if (config === undefined) return undefined
  const loaded = await loadKeys(config.certsDirectory, { create: false, commonName: '', now: Date.now }).catch(
    () => undefined,
  )
  return withApps(config, { ask: false }, async ({ registry }) => ({ config, registry, keys: loaded?.keys }))
}

export interface Signer {
  /** For messages: `apps.wiki`, `upstreams.corp`, `this gateway`. */
  readonly source: string
  readonly keys: readonly VerificationKey[]
  /** Where it is an identity provider of ours. */
  readonly upstream?: SamlUpstreamConfig
}

/** ms by which the clocks of others may differ. */
export const skewOf = (known: Known | undefined): number => known?.config.clockSkew.incoming ?? 180_000

/** Why a signature was not looked at. @param who in words */
export const unchecked = (who: string, known: Known | undefined, file: string): string =>
  known === undefined
    ? `not checked: ${file} is no config that can be used (isthmus check says why)`
    : `not checked: ${who} is no app or upstream of ${file} with a key`

/** Who has this entityID; undefined where nobody does that the config knows. */
export async function signerOf(issuer: EntityId, known: Known | undefined): Promise<Signer | undefined> {
  if (known === undefined) return undefined
  const { config, registry, keys } = known
  const app = registry.samlApps().find(({ serviceProvider }) => serviceProvider.entityId === issuer)
  if (app !== undefined) return { source: app.source, keys: app.serviceProvider.signingKeys }
  const [name, idp] = [...registry.identityProviders].find(([, one]) => one.idp.entityId === issuer) ?? []
  if (idp !== undefined) {
    const upstream = config.upstreams.find((one) => one.name === name)
    const settings = upstream?.protocol === 'saml' && { upstream }
    return { source: `upstreams.${name}`, keys: idp.idp.signingKeys, ...settings }
  }
  const isOurs =
    issuer === config.entityId || config.upstreams.some((one) => 'entityId' in one && one.entityId === issuer)
  if (!isOurs || keys === undefined) return undefined
  const own = [keys.signing, keys.nextSigning].flatMap((one) => one?.certificate.publicKey ?? [])
  return { source: 'this gateway', keys: own.map((key) => ({ id: fingerprint(key), key })) }
}
