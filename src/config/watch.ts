/**
 * Tells when the files of a config have changed, and on SIGHUP. What the file system tells is only a hint to look at
 * once: it tells nothing on network and container mounts, so there is a look every so often too. A change counts when
 * two looks in a row see the same: a file that is still being written is not read halfway.
 */
import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const settled = 80
/** A file that never comes to rest must not hold up the others. */
const mostLooks = 8
const lookAgain = 600
/** With very many files a look takes long: then this part of the time goes into looking, and no more. */
const lookingShare = 1 / 20

export interface ConfigWatch {
  /** Watches these files and folders from now on, instead of those before. Folders are not entered further. */
  watch(paths: readonly string[]): Promise<void>
  /** As SIGHUP does. Before `watch` was first called, it is remembered until then. */
  ask(): void
  close(): void
}

/**
 * Calls `onChange` after each change, one call at a time; what changes during a call leads to another.
 * @param onChange must not reject: a config that can't be used is for it to report
 */
export function watchConfig(onChange: () => Promise<void>): ConfigWatch {
  return new Watch(onChange)
}

class Watch implements ConfigWatch {
  readonly #onChange: () => Promise<void>
  readonly #onSignal = () => this.ask()
  #paths: readonly string[] = []
  #hints: readonly FSWatcher[] = []
  #timer: NodeJS.Timeout | undefined
  /** When the timer is due, on performance.now's clock. */
  #due = Number.POSITIVE_INFINITY
  #seen: Fingerprints = new Map()
  #looking = false
  #started = false
  #wanted: 'no' | 'look' | 'call' = 'no'
  #closed = false

  constructor(onChange: () => Promise<void>) {
    this.#onChange = onChange
    process.on('SIGHUP', this.#onSignal)
  }

  async watch(paths: readonly string[]): Promise<void> {
    this.#paths = [...new Set(paths)]
    // What was watched already keeps what was seen of it: a change since then still counts.
    this.#seen = new Map([
      ...(await fingerprints(this.#paths)),
      ...[...this.#seen].filter(([path]) => paths.includes(path)),
    ])
    this.#closeHints()
    this.#hints = [...new Set(this.#paths.flatMap((path) => [path, dirname(path)]))].flatMap((path) => this.#hint(path))
    if (this.#started) return this.#later(0)
    const asked = this.#wanted === 'call'
    this.#wanted = 'no'
    this.#started = true
    if (asked) this.#look(true)
    else this.#later(0)
  }

  ask(): void {
    if (this.#started) this.#look(true)
    else this.#wanted = 'call'
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

  #hint(path: string): FSWatcher[] {
    try {
      const hint = watch(path, { persistent: false }, () => this.#later(0))
      hint.on('error', () => hint.close())
      return [hint]
    } catch {
      return []
    }
  }

  /** The next look, unless one comes sooner. */
  #later(delay: number): void {
    const due = performance.now() + delay
    if (this.#closed || due >= this.#due) return
    this.#due = due
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#due = Number.POSITIVE_INFINITY
      this.#look(false)
    }, delay).unref()
  }

  #look(call: boolean): void {
    if (this.#looking) {
      if (this.#wanted !== 'call') this.#wanted = call ? 'call' : 'look'
      return
    }
    this.#looking = true
    const started = performance.now()
    void this.#compare(call).then(() => {
      this.#looking = false
      const wanted = this.#wanted
      this.#wanted = 'no'
      if (wanted === 'call') this.#look(true)
      else this.#later(wanted === 'look' ? 0 : Math.max(lookAgain, (performance.now() - started) / lookingShare))
    })
  }

  async #compare(call: boolean): Promise<void> {
    let now = await fingerprints(this.#paths)
    if (same(now, this.#seen) && !call) return
    let before: Fingerprints = new Map()
    for (let looks = 0; looks < mostLooks && !same(before, now) && !this.#closed; looks++) {
      before = now
      await new Promise((resolve) => setTimeout(resolve, settled))
      now = await fingerprints(this.#paths)
    }
    if (this.#closed) return
    this.#seen = now
    await this.#onChange()
  }
}

type Fingerprints = ReadonlyMap<string, string>

/** Of each path: another one when the file is written, replaced, added or removed, or one in the folder is. */
async function fingerprints(paths: readonly string[]): Promise<Fingerprints> {
  return new Map(await Promise.all(paths.map(async (path) => [path, await fingerprintOf(path)] as const)))
}

const same = (a: Fingerprints, b: Fingerprints): boolean =>
  a.size === b.size && [...a].every(([path, text]) => b.get(path) === text)

async function fingerprintOf(path: string): Promise<string> {
  const own = await version(path)
  if (!own.isFolder) return own.text
  const names = await readdir(path).catch(() => [])
  const inside = await Promise.all(
    names.toSorted().map(async (name) => `${name} ${(await version(join(path, name))).text}`),
  )
  return inside.join('\n')
}

async function version(path: string): Promise<{ readonly text: string; readonly isFolder: boolean }> {
  try {
    const found = await stat(path)
    return { text: [found.ino, found.size, found.mtimeMs, found.ctimeMs].join(), isFolder: found.isDirectory() }
  } catch {
    return { text: 'none', isFolder: false }
  }
}
