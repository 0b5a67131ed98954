/** Which keys besides a full set a config needs: made where the storage is memory, and demanded elsewhere (contract). */
import type { Config, ConfigProblem } from './config.ts'

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

/**
 * Apps that speak OpenID Connect and no key to sign for them: those of the app store come while the gateway runs, where
 * the config alone did not ask for keys.
 */
export function keysLacking(
  { certsDirectory: file }: Pick<Config, 'certsDirectory'>,
  clients: number,
  signs: boolean,
): readonly ConfigProblem[] {
  if (clients === 0 || signs) return []
  const message = `${clients} apps speak OpenID Connect, and there are no keys to sign for them: none of them can log anybody in.`
  const cure = 'Run `isthmus keys init --missing` once, and copy the new files to every node.'
  return [{ kind: 'missing', severity: 'error', file, path: '', message, cure, says: undefined }]
}
