/** The library's only call: the public keys of an app (`jwksUri`), by our one HTTP client. */
import type { Configuration } from 'oidc-provider'
import type { OutboundConfig } from '../../../config/config.ts'
import { outboundClient } from '../../../outbound/client.ts'

/** ms */
const timeout = 3_000
const mostOctets = 256 * 1024

export function fetchKeys(outbound: OutboundConfig): NonNullable<Configuration['fetch']> {
  return async (input) => {
    const url = input instanceof Request ? input.url : String(input)
    const client = outboundClient(outbound, { timeout, limit: mostOctets })
    try {
      const { status, body, headers } = await client.send({
        method: 'GET',
        url,
        headers: { accept: 'application/json' },
      })
      const cache = headers['cache-control']
      return new Response(new Uint8Array(body), {
        status,
        headers: cache === undefined ? {} : { 'cache-control': cache },
      })
    } finally {
      client.close()
    }
  }
}
