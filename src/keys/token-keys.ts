/** The keys that sign ID Tokens: made where they are missing, read where they are there. */
import { createPublicKey, generateKeyPair, hash, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tokenKeyFiles } from './files.ts'
import { KeysUnusable, type TokenKey, type TokenKeys } from './keys.ts'
import { parseEcKey, parsePrivateKey } from './parse.ts'

type Kind = keyof typeof tokenKeyFiles

const parsers: Readonly<Record<Kind, (pem: string) => KeyObject>> = { rsa: parsePrivateKey, ec: parseEcKey }
const algorithms = { rsa: 'RS256', ec: 'ES256' } as const

/** The current keys that are not there, as files to write. */
export async function makeTokenKeys(present: ReadonlySet<string>): Promise<(readonly [name: string, text: string])[]> {
  const missing = missingTokenKeys(present)
  const generate = promisify(generateKeyPair)
  const made = {
    rsa: () => generate('rsa', { modulusLength: 2048 }),
    ec: () => generate('ec', { namedCurve: 'P-256' }),
  }
  return Promise.all(
    missing.map(async (kind) => {
      const { privateKey } = await made[kind]()
      return [tokenKeyFiles[kind].current, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()] as const
    }),
  )
}

/** Which kinds have no current key. */
export const missingTokenKeys = (present: ReadonlySet<string>): readonly Kind[] =>
  (Object.keys(tokenKeyFiles) as Kind[]).filter((kind) => !present.has(tokenKeyFiles[kind].current))

/** @throws KeysUnusable */
export function refuseMissing(directory: string, present: ReadonlySet<string>): void {
  const missing = missingTokenKeys(present)
  if (missing.length === 0) return
  const message = 'The file is missing: an app speaks OpenID Connect, and its ID Tokens are signed with this key.'
  const cure = 'Run `isthmus keys init --missing` once, then copy the file to every node.'
  throw new KeysUnusable(missing.map((kind) => ({ file: join(directory, tokenKeyFiles[kind].current), message, cure })))
}

/** Those in the folder; undefined where there is none at all. */
export async function readTokenKeys(
  present: ReadonlySet<string>,
  read: (name: string, parse: (text: string) => KeyObject) => Promise<KeyObject | undefined>,
): Promise<TokenKeys | undefined> {
  const readKind = async (kind: Kind) => {
    const { current, next, previous } = tokenKeyFiles[kind]
    const names = [current, next, previous].filter((name) => present.has(name))
    const keys = await Promise.all(names.map((name) => read(name, parsers[kind])))
    return keys.filter((key) => key !== undefined).map((key) => tokenKey(kind, key))
  }
  if (missingTokenKeys(present).length > 0) return undefined
  const [[rsa, ...moreRsa], [ec, ...moreEc]] = await Promise.all([readKind('rsa'), readKind('ec')])
  return rsa === undefined || ec === undefined ? undefined : { rsa: [rsa, ...moreRsa], ec: [ec, ...moreEc] }
}

function tokenKey(kind: Kind, privateKey: KeyObject): TokenKey {
  const der = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return { id: hash('sha256', der, 'hex').slice(0, 16), algorithm: algorithms[kind], privateKey }
}
