/** Files in a folder of documents that look as if they were one, and are none. */
import { join } from 'node:path'
import { inAllLanguages, type Said, type Sentence, said } from '../core/said.ts'
import type { Place } from './folder-document.ts'
import { FolderFiles } from './folder-files.ts'
import { isName, keyOf } from './limits.ts'
import type { StoreFault } from './store.ts'

/** @param byKey the name that each document has */
export function straysIn(
  { kind, files: { folder } }: Place,
  files: readonly string[],
  byKey: ReadonlyMap<string, string>,
): readonly StoreFault[] {
  return files.flatMap((file) => {
    const reason = reasonOf(file, byKey)
    if (reason === undefined) return []
    const [name, why, cure] = reason
    return [{ kind, name, place: join(folder, file), ...inAllLanguages(why, cure) }]
  })
}

function reasonOf(
  file: string,
  byKey: ReadonlyMap<string, string>,
): readonly [name: string, why: Said, cure: Sentence] | undefined {
  const name = FolderFiles.nameOf(file)
  if (name === undefined) {
    const [, meant] = /^([^.].*)\.(?:yml|YAML|YML|XML|json)$/.exec(file) ?? []
    return meant === undefined
      ? undefined
      : [meant, said`${file} is not read: only .yaml and .xml are.`, said`Rename it to ${meant}.yaml or ${meant}.xml.`]
  }
  if (!isName(name)) {
    const cure =
      'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.'
    return [name, said`${file} is not read: it can not be the name of an app.`, cure]
  }
  const other = byKey.get(keyOf(name))
  if (other === undefined || other === name) return undefined
  const why = said`${file} is not read: ${other} differs only in small and large letters.`
  return [name, why, 'Rename one of the two.']
}
