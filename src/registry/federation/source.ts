/** What every source of a federation's entities is, whatever it is read from. Types only. */
import type { OutboundConfig } from '../../config/config.ts'
import type { EntityId } from '../../core/identifiers.ts'
import type { Said } from '../../core/said.ts'
import type { FetchedFrom } from '../../outbound/addresses.ts'
import type { Fault } from '../reading.ts'
import type { SourceEvents } from '../source-status.ts'
import type { Located } from './entities.ts'

export interface FederationOptions {
  /** Told when there is something new to say, or another set of entities. */
  readonly onChange: () => void
  /** ms since 1970 */
  readonly now: () => number
  /** How addresses are currently called. */
  readonly outbound: () => OutboundConfig
  readonly events: Pick<SourceEvents, 'notAnApp'>
  /** Where copies are written. */
  readonly directory: string
  /** Where those of the running gateway are: a command that only looks may read them. */
  readonly copies: string
}

/** An entity of the federation as it is now, and where it was fetched. */
export interface FoundEntity extends Located {
  readonly fetchedFrom: FetchedFrom
}

/** What is in force, and what is wrong with what is newer. */
export interface FederationState {
  /** How many service providers fit the filter; undefined where each is asked for by itself. */
  readonly entities?: number
  /** ms since 1970 */
  readonly validUntil?: number
  readonly warnings: readonly Said[]
  readonly fault?: Fault
}

export interface EntitySource {
  /** Resolves when what can be known at first is known. */
  readonly first: Promise<void>
  readonly state: FederationState
  /** Names of those that are in force; none where each is asked for by itself. */
  entityIds(): readonly EntityId[]
  /**
   * The entity, looked up only now where that saves memory.
   * @param client who makes us ask; absent where it is our own business
   * @throws GatewayError `rate_limited`
   */
  find(name: EntityId, client?: string): Promise<FoundEntity | undefined>
  /** Reads it again now. Never rejects. */
  refresh(): Promise<void>
  close(): void
}
