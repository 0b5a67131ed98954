/**
 * Tells when the files of a config have changed, and on SIGHUP. What the file system reports is only a hint to look at
 * the file that it names, and only if that file is watched: a log that grows beside the config costs nothing. It
 * reports nothing on network and container mounts, so everything is also checked every so often. A change counts when
 * two looks in a row see the same: a file that is still being written is not read halfway.
 */
import { type FSWatcher, watch } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isOnLocalDisk } from '../core/local-disk.ts'
import { differences, isFolder, lookAt, type Sight } from './look.ts'

const settled = 80
/** A file that never comes to rest must not hold up the others. */
const mostLooks = 8
const lookAgain = 600
/**
 * With very many files a look takes long: then at most this share of the time goes into looking. On a disk of this
 * machine the file system has reported what changed, and looking is for what it missed.
 */
const lookingShare = { local: 1 / 200, elsewhere: 1 / 20 }

export interface ConfigWatch {
  /** Watches these files and folders from now on, instead of those before. Folders are not entered further. */
  watch(paths: readonly string[]): Promise<void>
  /** Does what SIGHUP does. If called before the first `watch`, it is remembered until then. */
  ask(): void
  close(): void
}

/** Paths that changed, of what is watched; `all` where anything may have. */
export type Changed = ReadonlySet<string> | 'all'

/** Something else did, and no file. */
export const nothing: Changed = new Set()

/** What changed by two accounts. */
export const together = (one: Changed, other: Changed): Changed =>
  one === 'all' || other === 'all' ? 'all' : new Set([...one, ...other])

/**
 * Calls `onChange` after each change, one call at a time; what changes during a call leads to another.
 * @param onChange must not reject: a config that can't be used is for it to report
 * @param isRead whether anyone reads a file in a watched folder, by its name: for others only their presence counts
 */
export function watchConfig(
  onChange: (changed: Changed) => Promise<void>,
  isRead: (name: string) => boolean = () => true,
): ConfigWatch {
  return new Watch(onChange, isRead)
}

class Watch implements ConfigWatch {
  readonly #onChange: (changed: Changed) => Promise<void>
  readonly #counts: (path: string) => boolean
  readonly #onSignal = () => this.ask()
  #paths: ReadonlySet<string> = new Set()
  #seen = new Map<string, string>()
  #hints: readonly FSWatcher[] = []
  /** Watched files about which the file system reported something. */
  #hinted = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  /** On performance.now's clock: the next look at everything, and before when there must be none of each kind. */
  #next = 0
  #restAll = 0
  #restHinted = 0
  #share = lookingShare.elsewhere
  #looking = false
  #asked = false
  #started = false
  #closed = false

  constructor(onChange: (changed: Changed) => Promise<void>, isRead: (name: string) => boolean) {
    this.#onChange = onChange
    this.#counts = (path) => this.#paths.has(path) || isRead(basename(path))
    process.on('SIGHUP', this.#onSignal)
  }

  async watch(paths: readonly string[]): Promise<void> {
    const before = this.#paths
    this.#paths = new Set(paths)
    const added = await lookAt(
      paths.filter((path) => !before.has(path)),
      this.#counts,
    )
    // What was watched already keeps what was seen of it: a change since then still counts.
    for (const [path, text] of added) this.#seen.set(path, this.#seen.get(path) ?? text)
    for (const path of this.#seen.keys()) if (!this.#isWatched(path)) this.#seen.delete(path)
    this.#closeHints()
    if (this.#closed) return
    const folders = [...this.#paths].flatMap((path) => (isFolder(this.#seen, path) ? [path] : []))
    const around = [...this.#paths].map((path) => dirname(path))
    const hinted = [...new Set([...folders, ...around])]
    this.#hints = hinted.flatMap((path) => this.#hint(path))
    const areLocal = await Promise.all(hinted.map(isOnLocalDisk))
    const isReported = this.#hints.length === hinted.length && areLocal.every((isLocal) => isLocal)
    this.#share = isReported ? lookingShare.local : lookingShare.elsewhere
    if (this.#closed) return
    this.#started = true
    // Something may have changed while there was no hint.
    this.#next = this.#restAll
    this.#plan()
  }

  ask(): void {
    this.#asked = true
    this.#plan()
  }

  close(): void {
    this.#closed = true
    process.off('SIGHUP', this.#onSignal)
    clearTimeout(this.#timer)
    this.#closeHints()
  }

  #closeHints(): void {
    for (const hint of this.#hints) hint.close()
    this.#hints = []
  }

  #isWatched(path: string): boolean {
    return this.#paths.has(path) || this.#paths.has(dirname(path))
  }

  #hint(folder: string): FSWatcher[] {
    try {
      const hint = watch(folder, { persistent: false }, (_event, name) => this.#take(folder, name))
      hint.on('error', () => hint.close())
      return [hint]
    } catch {
      return []
    }
  }

  /** A hint counts for a name that is watched and read; some platforms give no name. */
  #take(folder: string, name: string | null): void {
    const path = join(folder, name ?? '')
    if (name === null) this.#next = this.#restAll
    else if (this.#isWatched(path) && (this.#counts(path) || !this.#seen.has(path))) this.#hinted.add(path)
    this.#plan()
  }

  /** Sets the clock for the next look. */
  #plan(): void {
    if (!this.#started || this.#looking || this.#closed) return
    clearTimeout(this.#timer)
    const hinted = this.#hinted.size > 0 ? this.#restHinted : Number.POSITIVE_INFINITY
    const due = this.#asked ? 0 : Math.min(this.#next, hinted)
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, due - performance.now())).unref()
  }

  async #look(): Promise<void> {
    this.#looking = true
    const asked = this.#asked
    this.#asked = false
    const started = performance.now()
    const all = asked || started >= this.#next
    const hinted = this.#hinted
    const paths = all ? this.#paths : hinted
    this.#hinted = new Set()
    const now = await lookAt([...paths], this.#counts)
    const took = performance.now() - started
    const rest = started + took + took / this.#share
    if (all) {
      this.#restAll = rest
      this.#next = Math.max(rest, started + took + lookAgain)
    } else this.#restHinted = rest
    const changed = new Set(differences(all ? this.#seen : this.#seenOf(paths), now))
    for (const path of hinted) if (this.#cameAndWent(path, now)) changed.add(path)
    if (changed.size > 0 || asked) await this.#tell(changed, now, asked)
    this.#looking = false
    this.#plan()
  }

  /** A file that is gone before it was seen may have been read all the same, by a reading that nobody asked for here. */
  #cameAndWent(path: string, now: Sight): boolean {
    return !this.#seen.has(path) && !now.has(path) && this.#counts(path) && !this.#paths.has(path)
  }

  #seenOf(paths: ReadonlySet<string>): Sight {
    const folders = [...paths].some((path) => isFolder(this.#seen, path))
    if (folders) return new Map([...this.#seen].filter(([path]) => paths.has(path) || paths.has(dirname(path))))
    return new Map(
      [...paths].flatMap((path) => [...(this.#seen.has(path) ? [[path, this.#seen.get(path) ?? ''] as const] : [])]),
    )
  }

  /** Calls it once what changed has settled. */
  async #tell(changed: ReadonlySet<string>, now: Sight, asked: boolean): Promise<void> {
    const paths = new Set(changed)
    let before = new Map([...now].filter(([path]) => paths.has(path)))
    for (let looks = 0; looks < mostLooks && paths.size > 0 && !this.#closed; looks++) {
      await new Promise((resolve) => setTimeout(resolve, settled))
      const more = this.#hinted
      this.#hinted = new Set()
      for (const path of more) paths.add(path)
      const after = new Map(await lookAt([...paths], this.#counts))
      const rests = more.size === 0 && differences(before, after).size === 0
      before = after
      if (rests) break
    }
    if (this.#closed) return
    for (const path of paths) if (!before.has(path)) this.#seen.delete(path)
    for (const [path, text] of before) this.#seen.set(path, text)
    await this.#onChange(asked ? 'all' : paths)
  }
}
