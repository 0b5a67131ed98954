/** An app of the config, or a dropped file, as a document of the store would have it: values in place of files. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Document, isMap, parseDocument, type YAMLMap } from 'yaml'
import type { Content } from '../app-store/store.ts'
import type { AppConfig, Config } from '../config/config.ts'
import { markedText } from '../registry/marked-text.ts'

/**
 * Undefined where there is no such app.
 * @param dropped path of the dropped file, where it is one
 */
export async function asDocument(
  config: Config,
  dropped: string | undefined,
  name: string,
): Promise<Content | undefined> {
  if (name.startsWith('file:')) return dropped === undefined ? undefined : droppedDocument(dropped)
  const text = await readFile(config.file, 'utf8').catch(() => '')
  const entry = parseDocument(text).getIn(['apps', name])
  const app = config.apps.find((one) => one.name === name)
  if (app === undefined || !isMap(entry)) return undefined
  return contentOf(entry, (path) => resolve(dirname(config.file), path), hashOf(app))
}

/** Of the secret, wherever the config has it, as far as this process has read it. */
function hashOf(app: AppConfig): string | undefined {
  if (app.protocol !== 'oidc' || app.secretHash === undefined || app.secretHash === '') return undefined
  return Buffer.from(app.secretHash, 'base64url').toString('hex')
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A secret in a file ends where its line does. */
const withoutLastLine = (text: string): string => text.replace(/\r?\n$/, '')

async function droppedDocument(file: string): Promise<Content> {
  const metadata = await ifReadable(readText(file))
  return { settings: '{}\n', ...(metadata !== undefined && { metadata }) }
}

/** An app whose file is no text, or can't be read, is still shown as the app that it is; what is wrong was said. */
const ifReadable = (text: Promise<string>): Promise<string | undefined> => text.catch(() => undefined)

const readText = async (file: string): Promise<string> => markedText(await readFile(file))

/** Keys that name files, and what a document has in their place. */
const insteadOf = [
  ['caFile', 'ca'],
  ['certFile', 'cert'],
  ['certificates', 'certificates'],
] as const

async function contentOf(
  entry: YAMLMap,
  path: (written: string) => string,
  secretHash: string | undefined,
): Promise<Content> {
  const document = new Document()
  const copy = entry.clone() as YAMLMap
  copy.flow = false
  const plain = entry.toJSON() as Readonly<Record<string, unknown>>
  const read = (written: unknown) => readText(path(String(written)))
  for (const [key, instead] of insteadOf) {
    const written = plain[key]
    if (written === undefined) continue
    const paths: readonly unknown[] = Array.isArray(written) ? written : [written]
    const texts = await Promise.all(paths.map((one) => ifReadable(read(one))))
    // Without what it pins it would trust more: with the file's name it is refused.
    if (texts.includes(undefined)) continue
    copy.delete(key)
    copy.set(instead, document.createNode(texts.length === 1 ? texts[0] : texts))
  }
  if (plain.clientSecretHash === undefined) {
    copy.delete('clientSecretFile')
    const file = plain.clientSecretFile
    const secret = secretHash !== undefined || file === undefined ? undefined : await ifReadable(read(file))
    const hash = secretHash ?? (secret === undefined ? undefined : sha256(withoutLastLine(secret)))
    if (hash !== undefined) copy.set('clientSecretHash', `sha256:${hash}`)
  }
  const source = plain.metadata
  const isFile = typeof source === 'string' && !/^https?:/i.test(source)
  if (isFile) copy.delete('metadata')
  document.contents = copy as never
  const metadata = isFile ? await ifReadable(read(source)) : undefined
  return { settings: document.toString(), ...(metadata !== undefined && { metadata }) }
}
