/** Public documents of an OP, its metadata and its keys: no secret goes along, so a redirect on the same origin may be followed. */
import type { Json } from '../../core/identifiers.ts'
import type { OpConnection } from './fetch.ts'
import { parseJson } from './json.ts'
import { printable } from './printable.ts'

/** Django's slash at the end and a canonical path are one step each. */
const redirectsAtMost = 3

/**
 * Fetches a JSON document.
 * @throws GatewayError as the connection does; an Error that says which address answered what
 */
export async function fetchDocument(connection: OpConnection, url: string): Promise<Json> {
  let address = url
  for (let followed = 0; ; followed++) {
    const answer = await connection.send({
      method: 'GET',
      url: address,
      headers: { accept: 'application/json' },
      takesRedirect: true,
    })
    const { status, location, body } = answer
    if (status === 200) return parseJson(body)
    if (status < 300 || status >= 400 || location === undefined) throw new Error(`${address} answered ${status}`)
    if (followed === redirectsAtMost) throw new Error(`${url} redirects more than ${redirectsAtMost} times`)
    address = nextAddress(address, location, status)
  }
}

/** Elsewhere somebody else would speak for the OP. */
function nextAddress(address: string, location: string, status: number): string {
  const next = URL.canParse(location, address) ? new URL(location, address) : undefined
  if (next === undefined || next.origin !== new URL(address).origin) {
    throw new Error(
      `${address} answered ${status} and leads elsewhere, to ${printable(location)}, which is not followed`,
    )
  }
  return next.href
}
