/** Whether the config names the proxy in front of us. Not a fault of the file: only `check` and `doctor` ask. */
import type { Config } from './config.ts'

/** What an operator may want to check, and what to do. */
export interface Note {
  readonly message: string
  readonly cure: string
}

/**
 * A note where something else serves https, but no proxy is named whose X-Forwarded-For may count: then the log has the
 * proxy's address instead of its visitors'. A unix socket's peer is always trusted.
 */
export function noteUnnamedProxy({ publicUrl, tls, listen, trustedProxies, noProxy }: Config): readonly Note[] {
  const own = publicUrl.startsWith('http:') || tls !== undefined || 'path' in listen
  if (own || trustedProxies.length > 0 || noProxy === true) return []
  const message =
    'There seems to be a proxy in front (https, and no `tls` here), but `trustedProxies` does not name it.'
  const cure =
    'Write trustedProxies: [127.0.0.1], or the address that it connects from; [] if it passes on TCP without headers.'
  return [{ message, cure }]
}
