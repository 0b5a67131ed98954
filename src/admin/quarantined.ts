/** Fetched metadata that waits, and what is decided on it. Types only. */
import type { ChangeInWords } from '../registry/trust-words.ts'

/** Fetched metadata that waits for an administrator. registry/ knows what to do with it. */
export interface QuarantineDependencies {
  /** By name; those that were rejected too. */
  list(): Promise<readonly Quarantined[]>
  approve(name: string, decision: QuarantineDecision): Promise<QuarantineOutcome>
  reject(name: string, decision: QuarantineDecision): Promise<QuarantineOutcome>
}

export interface QuarantineDecision {
  /** Who decided, for the history. */
  readonly by: string
  /** Of what they looked at. */
  readonly digest: string
  readonly reason?: string
}

/** `gone`: nothing waits under this name · `changed`: something else does than what was looked at. */
export type QuarantineOutcome = 'decided' | 'gone' | 'changed'

export interface Quarantined {
  /** Of the app or upstream that it is for; of its copy, where several have one name. */
  readonly name: string
  /** All that it is for. */
  readonly apps: readonly string[]
  readonly state: 'waiting' | 'rejected'
  /** Names what differs: a decision is about this, and nothing else. */
  readonly digest: string
  /** Where it was fetched. */
  readonly address: string
  /** ms since 1970 */
  readonly since: number
  /** What differs from the copy in force, in words. */
  readonly differences: readonly ChangeInWords[]
  /** ms since 1970: until then the copy in force is good, as far as we know. */
  readonly deadline?: number
}
