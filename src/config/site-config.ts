/** The sites of header login, resolved. Types only. */
import type { UpstreamName } from '../core/identifiers.ts'

/** What an app behind a proxy is told: a header and its CEL. */
export interface SiteHeader {
  readonly name: string
  readonly value: string
}

/** Requests for which something else holds than for the rest of the site. */
export interface SiteRule {
  /** CEL over `path` and `method` */
  readonly when: string
  readonly allow?: string
  readonly public: boolean
}

/** A site that proxies ask us about. */
export interface SiteConfig {
  /** Lower case, with its port where that is not the scheme's own. */
  readonly host: string
  readonly displayName: string
  readonly allow?: string
  readonly rules: readonly SiteRule[]
  readonly upstreams?: readonly UpstreamName[]
  readonly headers: readonly SiteHeader[]
  readonly headerEncoding: 'utf-8' | 'percent'
  /** ms */
  readonly maxAuthnAge?: number
  /** ms */
  readonly askUpstreamAfter?: number
  readonly passPreflights: boolean
  readonly allowEncodedSlashes: boolean
}
