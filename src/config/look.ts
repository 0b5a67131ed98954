/** What the file system shows of files and folders: one text each, which differs when something has changed. */
import { type Stats, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isOnLocalDisk } from '../core/local-disk.ts'
import { mapInSlices } from '../core/slices.ts'

/** By path: of each file and folder that is there, and of each file in a folder. */
export type Sight = ReadonlyMap<string, string>

/**
 * Looks at files and folders; folders are not entered further.
 * @param counts whether a file's content matters, by its path; for others only their presence matters
 */
export async function lookAt(paths: readonly string[], counts: (path: string) => boolean): Promise<Sight> {
  const seen = new Map<string, string>()
  const folders: string[] = []
  await mapInSlices(paths, async (path) => {
    const found = await versionOf(path)
    if (found === undefined) return
    seen.set(path, found === folder || counts(path) ? found : there)
    if (found === folder) folders.push(path)
  })
  for (const path of folders) for (const [inside, text] of await lookInto(path, counts)) seen.set(inside, text)
  return seen
}

/** For a file whose content does not matter. */
const there = 'there'
/** A folder's own times change with whatever is written into it, so they say nothing. */
const folder = 'folder'

async function lookInto(
  path: string,
  counts: (path: string) => boolean,
): Promise<readonly (readonly [string, string])[]> {
  const names = await readdir(path).catch(() => undefined)
  if (names === undefined) return [[join(path, '\0'), 'unreadable']]
  const version = (await isOnLocalDisk(path)) ? versionAtOnce : versionOf
  return mapInSlices(names, async (name) => {
    const inside = join(path, name)
    return [inside, counts(inside) ? ((await version(inside)) ?? 'none') : there] as const
  })
}

async function versionOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && textOf(found)
}

function versionAtOnce(path: string): string | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    return found && textOf(found)
  } catch {
    return undefined
  }
}

const textOf = (found: Stats): string =>
  found.isDirectory() ? folder : `${found.ino},${found.size},${found.mtimeMs},${found.ctimeMs}`

/** Whether a sight has a folder at this path. */
export const isFolder = (sight: Sight, path: string): boolean => sight.get(path) === folder

/** Paths where two looks differ. */
export function differences(one: Sight, other: Sight): ReadonlySet<string> {
  const different = new Set<string>()
  for (const [path, text] of one) if (other.get(path) !== text) different.add(path)
  for (const path of other.keys()) if (!one.has(path)) different.add(path)
  return different
}
