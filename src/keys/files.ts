/** Names of the files in certs/. */
import { readdir } from 'node:fs/promises'
import { KeysUnusable } from './keys.ts'

/** A full set. */
export const keyFiles = {
  signingKey: 'saml-signing.key',
  signingCertificate: 'saml-signing.crt',
  pairwise: 'pairwise.key',
  sealing: 'sealing.key',
} as const

/** In addition to a full set, during a rollover. */
export const nextFiles = { key: 'saml-signing-next.key', certificate: 'saml-signing-next.crt' } as const

/** Made and asked for where a role needs them: those of an OpenID Provider, by the kind of key. */
export const tokenKeyFiles = {
  rsa: { current: 'oidc-rsa.key', next: 'oidc-rsa-next.key', previous: 'oidc-rsa-previous.key' },
  ec: { current: 'oidc-ec.key', next: 'oidc-ec-next.key', previous: 'oidc-ec-previous.key' },
} as const

/** Only where a SAML upstream may encrypt to us. */
export const decryptionFiles = { key: 'saml-decryption.key', certificate: 'saml-decryption.crt' } as const
export const nextDecryptionFiles = { key: 'saml-decryption-next.key', certificate: 'saml-decryption-next.crt' } as const

/** Pairs that may be there besides a full set: both files of a pair, or neither. */
export const optionalPairs = [nextFiles, decryptionFiles, nextDecryptionFiles] as const

/** Which of our files are in the folder; none where there is no folder. */
export async function presentFiles(directory: string): Promise<ReadonlySet<string>> {
  const ours = new Set<string>([
    ...[keyFiles, ...optionalPairs].flatMap((files) => Object.values(files)),
    ...tokenKeyNames,
  ])
  const found = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return new Set(found.filter((name) => ours.has(name)))
}

const tokenKeyNames: readonly string[] = Object.values(tokenKeyFiles).flatMap((names) => Object.values(names))

/** The folder itself can't be read or written: it belongs to someone else, is read-only, or is not a folder. */
export function unusableFolder(directory: string, error: unknown): KeysUnusable {
  const code = codeOf(error)
  const message = `The folder of the keys, ${directory}, cannot be used (${code}).`
  const cure =
    code === 'ENOTDIR'
      ? 'This must be a folder: move away the file that is in its place.'
      : 'Let the user that runs Isthmus read and write it.'
  return new KeysUnusable([{ file: directory, message, cure }])
}

/** The system's word for what went wrong, e.g. `EACCES`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
