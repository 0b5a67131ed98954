/** What an entry says about who may use an app, whatever the app speaks. Types only. */
import type { UpstreamName } from '../core/identifiers.ts'

export interface AccessSettings {
  readonly allow?: string
  readonly upstreams?: readonly UpstreamName[]
  /** ms */
  readonly maxAuthnAge?: number
  readonly strictAuthnContext: boolean
  /** ms since 1970, or Infinity: until then nobody is let in. */
  readonly disabledUntil?: number
  /** Whether a person who is refused sees our own page before the app hears of it. */
  readonly onDenied: 'app' | 'page'
  /** When a person is asked what the app may be told. */
  readonly consent: 'ask' | 'requested' | 'never'
}
