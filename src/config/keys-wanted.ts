/** Which keys besides a full set a config needs: made where the storage is memory, and demanded elsewhere (contract). */
import type { Config } from './config.ts'

export interface KeysWanted {
  readonly oidc?: 'make' | 'demand'
  readonly decryption?: 'make' | 'demand'
}

export function keysWanted({ apps, upstreams, storage }: Pick<Config, 'apps' | 'upstreams' | 'storage'>): KeysWanted {
  const how = storage.kind === 'memory' ? 'make' : 'demand'
  return {
    ...(apps.some(({ protocol }) => protocol === 'oidc') && { oidc: how }),
    ...(upstreams.some((one) => one.protocol === 'saml' && one.encryptionKey) && { decryption: how }),
  }
}
