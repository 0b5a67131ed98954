/** What is shown of addresses of metadata, and of federations. Types only. */
import type { Sayable } from './finding-words.ts'
import type { FindingView } from './parts.tsx'

export type AddressState = 'good' | 'unread' | 'failing' | 'ended'

export interface AddressView {
  /** Of its documents in the store. */
  readonly name: string
  readonly address: string
  readonly apps: readonly string[]
  readonly upstreams: readonly string[]
  readonly state: AddressState
  /** ms since 1970, as all times here */
  readonly readAt?: number
  readonly nextAt?: number
  readonly failingSince?: number
  readonly validUntil?: number
  readonly etag?: string
  readonly fault?: Sayable
  readonly laidAside?: 'waiting' | 'rejected'
}

export interface FederationView {
  readonly name: string
  /** Absent where each app is asked for by itself. */
  readonly entities?: number
  readonly validUntil?: number
  readonly problems: readonly FindingView[]
}

export interface AddressesView {
  readonly page: 'addresses'
  readonly search: string
  readonly total: number
  /** Whether there are any at all. */
  readonly any: boolean
  readonly addresses: readonly AddressView[]
  readonly federations: readonly FederationView[]
}
