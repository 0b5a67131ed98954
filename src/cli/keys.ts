/** `isthmus keys init`: a full set of keys for nodes that share a storage, or to keep before the first start. */
import { basename } from 'node:path'
import { createKeys, createMissingKeys } from '../keys/create.ts'
import { print as printLine } from './output.ts'

export interface InitKeysOptions {
  /** Common name of the certificate: publicUrl's host. */
  readonly commonName: string
  /** Receives one line of text. */
  print?(line: string): void
}

const meanings: Readonly<Record<string, string>> = {
  'saml-signing.key': 'signs what is sent to the apps',
  'saml-signing.crt': 'its certificate, published in the metadata; valid for 10 years',
  'sealing.key': 'encrypts sessions in the storage; if it is lost, everyone has to log in again',
  'oidc-rsa.key': 'signs ID Tokens, for apps that speak OpenID Connect (RS256)',
  'oidc-ec.key': 'the same, for those that want ES256',
  'saml-decryption.key': 'reads what SAML identity providers encrypt',
  'saml-decryption.crt': 'its certificate, published where `encryptionKey` says so; valid for 10 years',
  'pairwise.key':
    'derives every persistent NameID; if it is lost, every user becomes a new user at every app: keep a copy',
}

/** Makes only those that a role which came later needs. */
export async function initMissingKeys(
  directory: string,
  { commonName, print }: Required<InitKeysOptions>,
): Promise<void> {
  const files = await createMissingKeys(directory, { commonName, now: Date.now })
  if (files.length === 0) return print(`Nothing is missing in ${directory}.`)
  list(directory, files, print)
}

function list(directory: string, files: readonly string[], print: (line: string) => void): void {
  print(`Made in ${directory}:`)
  for (const file of files) print(`  ${basename(file).padEnd(19)} ${meanings[basename(file)] ?? ''}`)
  print('Copy the folder to every node, and keep a copy where only you can read it.')
}

/**
 * Makes the keys and prints what was made; nothing is overwritten.
 * @throws KeysUnusable where any key already exists
 */
export async function initKeys(directory: string, options: InitKeysOptions): Promise<void> {
  const print = options.print ?? printLine
  const files = await createKeys(directory, { commonName: options.commonName, now: Date.now })
  list(directory, files, print)
}
