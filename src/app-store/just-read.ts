/**
 * Documents that a look at their files has just read, for whoever asks for them next: a start looks at thousands, and then
 * asks for each once. What is taken still has to be the revision that is there.
 */
import type { Revision, StoredDocument } from './store.ts'

/** Characters, of all of them together: those of ten thousand ordinary apps, and some. */
const most = 48 * 1_048_576

export class JustRead {
  readonly #documents = new Map<string, StoredDocument>()
  #size = 0

  /** Keeps a document until it is taken; where there is no room, it is read again. */
  keep(key: string, document: StoredDocument): void {
    this.#forget(key)
    const size = sizeOf(document)
    if (this.#size + size > most) return
    this.#documents.set(key, document)
    this.#size += size
  }

  /** The document, once, if it is this revision of it. */
  take(key: string, revision: Revision): StoredDocument | undefined {
    const document = this.#forget(key)
    return document?.revision === revision ? document : undefined
  }

  /** Nobody asked for the rest. */
  clear(): void {
    this.#documents.clear()
    this.#size = 0
  }

  #forget(key: string): StoredDocument | undefined {
    const document = this.#documents.get(key)
    if (document !== undefined && this.#documents.delete(key)) this.#size -= sizeOf(document)
    return document
  }
}

const sizeOf = ({ settings, metadata = '' }: StoredDocument): number => settings.length + metadata.length
