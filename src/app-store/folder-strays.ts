/** Files in a folder of documents that look as if they were one, and are none. */
import { join } from 'node:path'
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
    return [{ kind, name, place: join(folder, file), message: `${file} is not read: ${why}.`, cure }]
  })
}

function reasonOf(
  file: string,
  byKey: ReadonlyMap<string, string>,
): readonly [name: string, why: string, cure: string] | undefined {
  const name = FolderFiles.nameOf(file)
  if (name === undefined) {
    const [, meant] = /^([^.].*)\.(?:yml|YAML|YML|XML|json)$/.exec(file) ?? []
    return meant === undefined
      ? undefined
      : [meant, 'only .yaml and .xml are', `Rename it to ${meant}.yaml or ${meant}.xml.`]
  }
  if (!isName(name)) {
    const cure = 'Use letters, digits, hyphens, underscores and dots, at most 64, beginning with a letter or digit.'
    return [name, 'it can not be the name of an app', cure]
  }
  const other = byKey.get(keyOf(name))
  if (other === undefined || other === name) return undefined
  return [name, `${other} differs only in small and large letters`, 'Rename one of the two.']
}
