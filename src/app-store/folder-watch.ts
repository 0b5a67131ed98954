/**
 * Tells the folder backend where to look again. What the file system reports names the file, and only that document is
 * looked at. On network and container mounts it reports nothing about others' writes: there a changed folder means a look
 * at all of it, and every so often all is looked at whatever the folders say, since an editor may write into a file in
 * place.
 */
import { type FSWatcher, statSync, watch } from 'node:fs'
import { FolderFiles } from './folder-files.ts'
import type { FolderKind } from './folder-kind.ts'

/** ms between two looks at the folders themselves. */
const poll = 400
/** ms, at least, between two looks at everything; with very many documents a look takes long, and then it is rarer. */
const lookAgain = 10_000
const lookingShare = 1 / 50
/** ms to wait for more reports about the same. */
const gather = 15

/** Watches until it is closed. */
export function watchFolders(kinds: readonly FolderKind[]): { close(): void } {
  const watches = kinds.map((kind) => new FolderWatch(kind))
  return {
    close() {
      for (const each of watches) each.close()
    },
  }
}

class FolderWatch {
  readonly #kind: FolderKind
  readonly #timer: NodeJS.Timeout
  #hints: FSWatcher | undefined
  #hinted = new Set<string>()
  #gathering: NodeJS.Timeout | undefined
  /** The folder as it was last seen; its number changes when another is put in its place. */
  #seen: { readonly ino: bigint; readonly version: bigint } | undefined
  #reported = false
  #nextAll = performance.now() + lookAgain
  #looking = false

  constructor(kind: FolderKind) {
    this.#kind = kind
    this.#timer = setInterval(() => void this.#poll(), poll).unref()
    this.#seen = this.#stat()
    this.#listen()
    void this.#lookAtAll()
  }

  close(): void {
    clearInterval(this.#timer)
    clearTimeout(this.#gathering)
    this.#hints?.close()
  }

  #stat() {
    const found = statSync(this.#kind.files.folder, { bigint: true, throwIfNoEntry: false })
    return found && { ino: found.ino, version: found.mtimeNs }
  }

  #listen(): void {
    this.#hints?.close()
    this.#hints = undefined
    if (this.#seen === undefined) return
    try {
      const hints = watch(this.#kind.files.folder, { persistent: false }, (_, file) => this.#hear(file))
      hints.on('error', () => hints.close())
      this.#hints = hints
    } catch {
      // Too many watches on this machine: the folder is still polled.
    }
  }

  #hear(file: string | null): void {
    this.#reported = true
    const name = FolderFiles.nameOf(file ?? '')
    if (name === undefined) {
      // No document's file: it may be one under a wrong name, or some platforms say no name.
      if (file?.startsWith('.') !== true) this.#nextAll = 0
      return
    }
    this.#hinted.add(name)
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined
      void this.#lookAtHinted()
    }, gather).unref()
  }

  async #lookAtHinted(): Promise<void> {
    const names = this.#hinted
    this.#hinted = new Set()
    for (const name of names) await this.#kind.lookAt(name).catch(() => {})
  }

  async #poll(): Promise<void> {
    if (this.#looking) return
    const now = this.#stat()
    const before = this.#seen
    this.#seen = now
    if (now?.ino !== before?.ino) {
      this.#listen()
      await this.#lookAtAll()
    } else if ((now?.version !== before?.version && !this.#reported) || performance.now() >= this.#nextAll) {
      await this.#lookAtAll()
    }
    this.#reported = false
  }

  async #lookAtAll(): Promise<void> {
    this.#looking = true
    const started = performance.now()
    await this.#kind.lookAtAll(true).catch(() => {})
    const took = performance.now() - started
    this.#nextAll = performance.now() + Math.max(lookAgain, took / lookingShare)
    this.#looking = false
  }
}
