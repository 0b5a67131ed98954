/**
 * A message that came by POST from another site, where our Lax cookies are not with it: it waits under a one-time ticket
 * for a GET of ours, and is then read as it came.
 */
import { clientOf } from './admission/client-key.ts'
import { GatewayError } from './errors.ts'
import type { HttpRequest } from './http.ts'
import type { Hub } from './ports/hub.ts'
import { randomToken } from './tokens.ts'

/**
 * Keeps the message; resolves to the address of the GET that takes it.
 * @param path the endpoint's own, e.g. `/saml/sso`
 * @throws GatewayError rate_limited
 */
export async function keepPosted(hub: Hub, { browser, body, contentType }: HttpRequest, path: string): Promise<string> {
  hub.admission.wait(clientOf(browser), body.length)
  const ticket = randomToken()
  await hub.stores.tickets.put(ticket, { body, contentType })
  return hub.url(`${path}?ticket=${ticket}`)
}

/** The POST that waited, with the cookies of this GET. @throws GatewayError transaction_lost */
export async function takePosted(hub: Hub, http: HttpRequest, ticket: string): Promise<HttpRequest> {
  const kept = await hub.stores.tickets.take(ticket)
  if (typeof kept?.body !== 'string' || typeof kept.contentType !== 'string') {
    throw new GatewayError('transaction_lost', 'This page was used already, or it waited too long.')
  }
  const { body, contentType } = kept
  hub.admission.resume(clientOf(http.browser), body.length)
  return { ...http, method: 'POST', query: '', body, octets: Buffer.from(body), contentType }
}
