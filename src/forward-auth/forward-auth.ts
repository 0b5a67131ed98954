/** What the role is given. Types only. */
import type { LoginDependencies } from '../core/ports/hub.ts'
import type { People } from './people.ts'
import type { Vouching } from './site-session.ts'
import type { Sites } from './sites.ts'

export interface ForwardAuth {
  readonly hub: LoginDependencies
  readonly sites: Sites
  readonly people: People
  readonly vouching: Vouching
  /** Of publicUrl, and so of all sites: a Secure cookie would not come back over http. */
  readonly scheme: 'http' | 'https'
}
