/** Files in certs/ → the key set, or every problem with its cure. */
import { createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createKeys, createMissingKeys } from './create.ts'
import { expiryWarnings } from './expiry.ts'
import {
  codeOf,
  decryptionFiles,
  keyFiles,
  nextDecryptionFiles,
  nextFiles,
  optionalPairs,
  presentFiles,
  tokenKeyFiles,
  unusableFolder,
} from './files.ts'
import { publicKeyFingerprint, secretFingerprint } from './fingerprint.ts'
import { type KeyProblem, type KeySet, KeysUnusable, type KeyWarning, type SigningKey } from './keys.ts'
import { belongTogether, parseCertificate, parsePrivateKey, parseSecret, Unusable } from './parse.ts'
import { readTokenKeys, refuseMissing } from './token-keys.ts'

export interface LoadOptions {
  /** Make a set where there is none; only with in-memory storage (contract). */
  readonly create: boolean
  /** Whether apps speak OpenID Connect: `make` the keys for it where they are missing, or refuse without. */
  readonly oidc?: 'make' | 'demand'
  /** Whether SAML upstreams may encrypt to us: the same. */
  readonly decryption?: 'make' | 'demand'
  /** Common name of a newly made certificate: publicUrl's host. */
  readonly commonName: string
  /** ms since 1970 */
  now(): number
}

/**
 * @param directory absolute path of certs/
 * @throws KeysUnusable with every problem; where there are no keys and none may be made, it names `isthmus keys init`.
 */
export async function loadKeys(
  directory: string,
  options: LoadOptions,
): Promise<{ keys: KeySet; warnings: readonly KeyWarning[] }> {
  const present = await presentFiles(directory).catch((error: unknown) => {
    throw unusableFolder(directory, error)
  })
  if (present.size === 0) {
    if (!options.create) throw new KeysUnusable([noKeys(directory)])
    await createKeys(directory, options)
  } else requireWhole(directory, present)
  if (options.oidc === 'make' || options.decryption === 'make') await createMissingKeys(directory, options)
  const found = await presentFiles(directory)
  if (options.oidc === 'demand') refuseMissing(directory, found)
  if (options.decryption === 'demand' && !found.has(decryptionFiles.key))
    throw new KeysUnusable([noDecryption(directory)])

  const keys = await readKeys(directory, found)
  const warnings = [...expiryWarnings(directory, keys, options.now()), ...(await permissionWarnings(directory))]
  return { keys, warnings }
}

function noKeys(directory: string): KeyProblem {
  return {
    file: directory,
    message:
      'There are no keys. They are only made automatically with storage in memory, because nodes that share a storage need the same keys.',
    cure: 'Run `isthmus keys init` once, then copy the folder to every node.',
  }
}

function noDecryption(directory: string): KeyProblem {
  return {
    file: join(directory, decryptionFiles.key),
    message: 'The file is missing: an upstream has `encryptionKey`, and what it encrypts is read with this key.',
    cure: 'Run `isthmus keys init --missing` once, then copy the new files to every node.',
  }
}

/** Part of a set is worse than none: made again, the missing file would turn every user into a new one. */
function requireWhole(directory: string, present: ReadonlySet<string>): void {
  const pairs = optionalPairs
    .map((files) => Object.values(files))
    .filter((pair) => pair.some((file) => present.has(file)))
  const wanted = [...Object.values(keyFiles), ...pairs.flat()]
  const missing = wanted.filter((file) => !present.has(file))
  if (missing.length > 0) throw new KeysUnusable(missing.map((file) => missingFile(directory, file)))
}

function missingFile(directory: string, file: string): KeyProblem {
  return {
    file: join(directory, file),
    message: 'The file is missing, although other keys are there.',
    cure: cureForMissing[file] ?? 'Put back your copy.',
  }
}

const cureForMissing: Readonly<Record<string, string>> = {
  [keyFiles.pairwise]:
    'Put back your copy: without it every user becomes a new user at every app. In a new installation, make it with `openssl rand -base64 32`.',
  [keyFiles.sealing]:
    'Put back your copy, or make one with `openssl rand -base64 32`: everyone then has to log in again.',
  ...Object.fromEntries(
    optionalPairs.flatMap(({ key, certificate }) => [
      [key, 'Put it beside its certificate, or remove the certificate.'],
      [certificate, 'Put it beside its key, or remove the key.'],
    ]),
  ),
}

async function readKeys(directory: string, present: ReadonlySet<string>): Promise<KeySet> {
  const problems: KeyProblem[] = []
  const read = async <T>(name: string, parse: (text: string) => T): Promise<T | undefined> => {
    const file = join(directory, name)
    try {
      return parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
    } catch (error) {
      problems.push(toProblem(file, error))
      return undefined
    }
  }
  const readPair = async (files: { key: string; certificate: string }): Promise<SigningKey | undefined> => {
    const privateKey = await read(files.key, parsePrivateKey)
    const certificate = await read(files.certificate, parseCertificate)
    if (privateKey === undefined || certificate === undefined) return undefined
    if (!belongTogether(privateKey, certificate))
      problems.push(strangers(join(directory, files.certificate), files.key, privateKey, certificate.publicKey))
    return { privateKey, certificate, certificateBase64: certificate.raw.toString('base64') }
  }
  const signing = await readPair({ key: keyFiles.signingKey, certificate: keyFiles.signingCertificate })
  const readOptional = async (files: { key: string; certificate: string }) =>
    present.has(files.key) ? readPair(files) : undefined
  const nextSigning = await readOptional(nextFiles)
  const decryption = await readOptional(decryptionFiles)
  const nextDecryption = await readOptional(nextDecryptionFiles)
  const pairwise = await read(keyFiles.pairwise, parseSecret)
  const sealing = await read(keyFiles.sealing, parseSecret)
  const oidc = await readTokenKeys(present, read)
  if (pairwise !== undefined && sealing?.equals(pairwise)) problems.push(sameSecret(directory))
  if (problems.length > 0 || !signing || !pairwise || !sealing) throw new KeysUnusable(problems)
  return toKeySet({
    signing,
    ...(nextSigning && { nextSigning }),
    ...(decryption && { decryption }),
    ...(nextDecryption && { nextDecryption }),
    ...(oidc && { oidc }),
    pairwise,
    sealing,
  })
}

function toKeySet(files: Omit<KeySet, 'tokens' | 'fingerprint'>): KeySet {
  const tokens = createSecretKey(Buffer.from(hkdfSync('sha256', files.sealing, '', 'isthmus tokens', 32)))
  const secrets = [files.pairwise, files.sealing].map(secretFingerprint)
  const fingerprint = createHash('sha256').update(secrets.join('.')).digest('hex').slice(0, 16)
  return { ...files, tokens, fingerprint }
}

function toProblem(file: string, error: unknown): KeyProblem {
  if (error instanceof Unusable) return { file, message: error.message, cure: error.cure }
  const message = `The file cannot be read (${codeOf(error)}).`
  return { file, message, cure: 'Let the user that runs Isthmus read it.' }
}

function strangers(file: string, keyFile: string, privateKey: KeyObject, publicKey: KeyObject): KeyProblem {
  const [ofKey, ofCertificate] = [privateKey, publicKey].map(publicKeyFingerprint)
  return {
    file,
    message: `The certificate does not belong to ${keyFile}: SHA-256 of the public key is ${ofCertificate} in the certificate, ${ofKey} for the private key.`,
    cure: 'Use the key and the certificate that were made together.',
  }
}

function sameSecret(directory: string): KeyProblem {
  return {
    file: join(directory, keyFiles.sealing),
    message: `It is the same as ${keyFiles.pairwise}.`,
    cure: 'Make another with `openssl rand -base64 32`; keep the pairwise key as it is.',
  }
}

/**
 * A key that every user of the machine can read is only worth a warning: secrets mounted into a container are like
 * that.
 */
async function permissionWarnings(directory: string): Promise<KeyWarning[]> {
  const tokens = Object.values(tokenKeyFiles).flatMap((names) => Object.values(names))
  const pairs = optionalPairs.map(({ key }) => key)
  const secret = [keyFiles.signingKey, keyFiles.pairwise, keyFiles.sealing, ...pairs, ...tokens]
  const warnings: KeyWarning[] = []
  for (const name of secret) {
    const file = join(directory, name)
    const mode = await stat(file).then(
      (found) => found.mode,
      () => 0,
    )
    if ((mode & 0o004) !== 0)
      warnings.push({
        kind: 'permissions',
        file,
        message: 'Every user of this machine can read it.',
        cure: `chmod 600 ${file}`,
      })
  }
  return warnings
}
