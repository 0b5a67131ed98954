/** What a downstream role gave out and must know again: codes, tokens, grants. Types only; part of `Stores`. */
import type { JsonObject } from '../identifiers.ts'

/** Found by what the other side has: a secret, of which only a digest is a key in the storage. */
export interface IssuedStore {
  /** Writes the value under its kind and secret; it lives `ttl` ms. */
  put(kind: string, secret: string, value: JsonObject, ttl: number): Promise<void>
  /** Writes it only if nothing is there: of two callers, on all nodes, one hears true. */
  claim(kind: string, secret: string, value: JsonObject, ttl: number): Promise<boolean>
  /** Rewrites it only if it is still there: nothing revives what was taken back. False: it is gone. */
  replace(kind: string, secret: string, value: JsonObject, ttl: number): Promise<boolean>
  get(kind: string, secret: string): Promise<JsonObject | undefined>
  delete(kind: string, secret: string): Promise<void>
  /** True for the first caller only, on all nodes; it is remembered `ttl` ms. */
  use(kind: string, secret: string, ttl: number): Promise<boolean>
  /** When it was used, ms since 1970. */
  usedAt(kind: string, secret: string): Promise<number | undefined>
}
