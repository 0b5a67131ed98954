/**
 * Public documents of an OP, its metadata and its keys: no secret goes along, so a redirect within the origin may be
 * followed.
 */
import type { Json } from '../../core/identifiers.ts'
import { SaidError, said } from '../../core/said.ts'
import type { OpConnection } from './fetch.ts'
import { parseJson } from './json.ts'

/** Django's trailing slash and a canonical path take one redirect each. */
const redirects = 3

/**
 * Fetches a JSON document.
 * @throws GatewayError as the connection does; an Error that says which address answered what
 */
export async function fetchDocument(connection: OpConnection, url: string): Promise<Json> {
  const headers = { accept: 'application/json' }
  const { status, body } = await connection.send({ method: 'GET', url, headers, redirects })
  if (status < 200 || status > 299) throw new SaidError(said`${url} answered ${status}`)
  return parseJson(body)
}
