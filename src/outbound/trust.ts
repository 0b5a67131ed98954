/**
 * Whose certificates are believed: Node's own list, the system's store, NODE_EXTRA_CA_CERTS, and a `caFile` besides
 * them.
 */
import tls from 'node:tls'
import type { OutboundConfig } from '../config/config.ts'

/** By the list of those beside Node's own, which stays the same one as long as nothing in it changes. */
const made = new WeakMap<OutboundConfig['authorities'], Map<string, tls.SecureContext>>()

/**
 * The CAs trusted for a call. Made once for each bundle, not for each connection: more than a hundred certificates are
 * parsed for it.
 * @param ca PEM text of the operator's own bundle
 */
export function trustOf(config: OutboundConfig, ca = ''): tls.SecureContext {
  const known = made.get(config.authorities) ?? new Map<string, tls.SecureContext>()
  made.set(config.authorities, known)
  const context = known.get(ca) ?? tls.createSecureContext({ ca: authorities(config, ca) })
  known.set(ca, context)
  return context
}

function authorities({ authorities: beside }: OutboundConfig, ca: string): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] } // Node 22.15 and later
  const nodes = getCACertificates?.('default') ?? tls.rootCertificates
  return [...nodes, ...beside, ...(ca === '' ? [] : [ca])]
}
