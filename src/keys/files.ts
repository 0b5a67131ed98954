/** Names of the files in certs/. */
import { readdir } from 'node:fs/promises'

/** A full set. */
export const keyFiles = {
  signingKey: 'saml-signing.key',
  signingCertificate: 'saml-signing.crt',
  pairwise: 'pairwise.key',
  sealing: 'sealing.key',
} as const

/** Beside a full set, during a rollover. */
export const nextFiles = { key: 'saml-signing-next.key', certificate: 'saml-signing-next.crt' } as const

/** Which of our files are in the folder; none where there is no folder. */
export async function presentFiles(directory: string): Promise<ReadonlySet<string>> {
  const ours = new Set<string>([...Object.values(keyFiles), ...Object.values(nextFiles)])
  const found = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return new Set(found.filter((name) => ours.has(name)))
}
