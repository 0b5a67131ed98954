/** An app of the config, or a dropped file, as a document of the store would have it: values in place of files. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Document, isMap, parseDocument, type YAMLMap } from 'yaml'
import type { Content } from '../app-store/store.ts'
import type { Config } from '../config/config.ts'

/**
 * Undefined where there is no such app.
 * @param dropped path of the dropped file, where it is one
 */
export async function asDocument(
  config: Config,
  dropped: string | undefined,
  name: string,
): Promise<Content | undefined> {
  if (name.startsWith('file:')) {
    return dropped === undefined ? undefined : { settings: '{}\n', metadata: await readFile(dropped, 'utf8') }
  }
  const text = await readFile(config.file, 'utf8').catch(() => '')
  const entry = parseDocument(text).getIn(['apps', name])
  if (!config.apps.some((app) => app.name === name) || !isMap(entry)) return undefined
  return contentOf(entry, (path) => resolve(dirname(config.file), path))
}

/** Keys that name files, and what a document has in their place. */
const insteadOf = [
  ['caFile', 'ca'],
  ['certFile', 'cert'],
  ['certificates', 'certificates'],
] as const

async function contentOf(entry: YAMLMap, path: (written: string) => string): Promise<Content> {
  const document = new Document()
  const copy = entry.clone() as YAMLMap
  copy.flow = false
  const plain = entry.toJSON() as Readonly<Record<string, unknown>>
  const read = (written: unknown) => readFile(path(String(written)), 'utf8')
  for (const [key, instead] of insteadOf) {
    const written = plain[key]
    if (written === undefined) continue
    copy.delete(key)
    const texts = await Promise.all((Array.isArray(written) ? written : [written]).map(read))
    copy.set(instead, document.createNode(texts.length === 1 ? texts[0] : texts))
  }
  const source = plain.metadata
  const isFile = typeof source === 'string' && !/^https?:/i.test(source)
  if (isFile) copy.delete('metadata')
  document.contents = copy as never
  return { settings: document.toString(), ...(isFile && { metadata: await read(source) }) }
}
