/** A request that a reverse proxy asks about, in the proxy's words. Types only. */

/** The headers in which proxies say it. */
export type ForwardedName =
  | 'host'
  | 'x-forwarded-host'
  | 'x-forwarded-proto'
  | 'x-forwarded-uri'
  | 'x-forwarded-method'
  | 'x-original-url'
  | 'x-original-method'

/**
 * As they came, before our own address took their place. A proxy passes on those that it does not set itself, so each
 * may be the visitor's own.
 */
export type ForwardedRequest = Readonly<Partial<Record<ForwardedName, string>>>
