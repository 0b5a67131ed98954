/** Makes a full set of key files, never over an old one. */
import { generateKeyPair, randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { selfSignedCertificate } from './certificate.ts'
import { decryptionFiles, keyFiles, presentFiles, unusableFolder } from './files.ts'
import { KeysUnusable } from './keys.ts'
import { makeTokenKeys } from './token-keys.ts'

const modulusLength = 2048
const lifetimeYears = 10
/** Clocks differ: a certificate made now must not be dated in the future elsewhere. */
const backdate = 3600 * 1000
/** X.520 ub-common-name */
const longestCommonName = 64

type Text = readonly [name: string, text: string]

export interface CreateOptions {
  /** Subject and issuer of the self-signed certificate. */
  readonly commonName: string
  /** ms since 1970 */
  now(): number
}

/**
 * Makes and writes a full set, leaving only complete files. The folder is made where it is missing.
 * @returns absolute paths of the files
 * @throws KeysUnusable where any of the files already exists, another process is making them, or the folder can't be
 * used
 */
export async function createKeys(directory: string, options: CreateOptions): Promise<readonly string[]> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await refuseOld(directory)
    const texts = await makeTexts(options)
    await writeAll(directory, texts)
    return texts.map(([name]) => join(directory, name))
  } catch (error) {
    throw error instanceof KeysUnusable ? error : unusableFolder(directory, error)
  }
}

/**
 * Makes what a full set of today has and an older one lacks: the keys of roles that came later.
 * @returns absolute paths of the files, none where nothing was missing
 * @throws KeysUnusable as above
 */
export async function createMissingKeys(directory: string, options: CreateOptions): Promise<readonly string[]> {
  try {
    const present = await presentFiles(directory)
    const texts = [...(await makeTokenKeys(present)), ...(await makeDecryptionPair(present, options))]
    if (texts.length > 0) await writeAll(directory, texts)
    return texts.map(([name]) => join(directory, name))
  } catch (error) {
    throw error instanceof KeysUnusable ? error : unusableFolder(directory, error)
  }
}

async function writeAll(directory: string, texts: readonly Text[]): Promise<void> {
  const workshop = join(directory, '.making')
  await enterWorkshop(workshop)
  try {
    // Another process may have finished since the first look.
    await refuseOld(
      directory,
      texts.map(([name]) => name),
    )
    for (const [name, text] of texts) await writeDurably(join(workshop, name), text)
    for (const [name] of texts) await rename(join(workshop, name), join(directory, name))
    await syncFolder(directory)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

async function refuseOld(directory: string, names?: readonly string[]): Promise<void> {
  const all = await presentFiles(directory)
  const present = new Set([...all].filter((name) => names === undefined || names.includes(name)))
  if (present.size === 0) return
  const message = 'The file already exists, and a key is never overwritten.'
  const cure = 'Keep it; in a new installation name another folder, or move the old files away first.'
  throw new KeysUnusable([...present].sort().map((name) => ({ file: join(directory, name), message, cure })))
}

/** Making a folder is atomic: of two processes that start at once, one makes the keys. */
async function enterWorkshop(workshop: string): Promise<void> {
  await mkdir(workshop, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
    const message = 'Another process is making keys here, or was interrupted while doing so.'
    const cure = `If none is running, remove ${workshop} and try again.`
    throw new KeysUnusable([{ file: workshop, message, cure }])
  })
}

async function makeTexts(options: CreateOptions): Promise<Text[]> {
  const { key, certificate } = await makeSigningPair(options)
  return [
    [keyFiles.signingKey, key],
    [keyFiles.signingCertificate, certificate],
    [keyFiles.sealing, `${randomBytes(32).toString('base64')}\n`],
    [keyFiles.pairwise, `${randomBytes(32).toString('base64')}\n`],
    ...(await makeTokenKeys(new Set())),
  ]
}

async function makeDecryptionPair(present: ReadonlySet<string>, options: CreateOptions): Promise<readonly Text[]> {
  if (present.has(decryptionFiles.key) || present.has(decryptionFiles.certificate)) return []
  const { key, certificate } = await makeSigningPair(options)
  return [
    [decryptionFiles.key, key],
    [decryptionFiles.certificate, certificate],
  ]
}

/** An RSA key and a self-signed certificate of ten years, as PEM. */
async function makeSigningPair({ commonName, now }: CreateOptions): Promise<{ key: string; certificate: string }> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength })
  const notBefore = new Date(now() - backdate)
  const notAfter = new Date(now())
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + lifetimeYears)
  const serial = randomBytes(15)
  const name = commonName.slice(0, longestCommonName)
  const certificate = selfSignedCertificate({ key: privateKey, commonName: name, serial, notBefore, notAfter })
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), certificate }
}

/** The bytes are on disk before the name is: a crash leaves complete files or none. */
async function writeDurably(file: string, text: string): Promise<void> {
  const opened = await open(file, 'wx', 0o600)
  try {
    await opened.writeFile(text)
    await opened.sync()
  } finally {
    await opened.close()
  }
}

async function syncFolder(directory: string): Promise<void> {
  const opened = await open(directory, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}
