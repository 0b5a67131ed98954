/**
 * A message that came by POST from another site, without our Lax cookies: it waits under a one-time ticket
 * for a GET of ours, and is then read as it came.
 */
import { clientOf } from './admission/client-key.ts'
import { GatewayError } from './errors.ts'
import type { Browser, HttpRequest } from './http.ts'
import type { JsonObject } from './identifiers.ts'
import type { TicketDependencies } from './ports/hub.ts'
import { randomToken } from './tokens.ts'

/** ms that a ticket lives in the storage. */
const ticketLifetime = 60_000

/** Its name among what is kept. */
const leaseOf = (ticket: string): string => `ticket ${ticket}`

/**
 * Keeps the message; resolves to the address of the GET that takes it.
 * @param path the endpoint's own, e.g. `/saml/sso`
 * @throws GatewayError rate_limited
 */
export async function keepPosted(
  hub: TicketDependencies & { url(path: string): string },
  { browser, body, contentType }: HttpRequest,
  path: string,
): Promise<string> {
  const ticket = await keepTicket(hub, { body, contentType }, body.length, browser)
  return hub.url(`${path}?ticket=${ticket}`)
}

/**
 * Keeps a value; resolves to the ticket that takes it.
 * @param octets roughly how many it has
 * @param lifetime ms
 * @throws GatewayError rate_limited
 */
export async function keepTicket(
  hub: TicketDependencies,
  value: JsonObject,
  octets: number,
  browser: Browser,
  lifetime = ticketLifetime,
): Promise<string> {
  const ticket = randomToken()
  hub.admission.keep(clientOf(browser), leaseOf(ticket), octets, lifetime)
  await hub.stores.tickets.put(ticket, value, lifetime)
  return ticket
}

/** A kept value is not needed any more. */
export async function dropTicket(hub: TicketDependencies, ticket: string, browser: Browser): Promise<void> {
  await hub.stores.tickets.take(ticket)
  hub.admission.drop(clientOf(browser), leaseOf(ticket))
}

/** The POST that waited, with the cookies of this GET. @throws GatewayError transaction_lost */
export async function takePosted(hub: TicketDependencies, http: HttpRequest, ticket: string): Promise<HttpRequest> {
  const kept = await hub.stores.tickets.take(ticket)
  if (typeof kept?.body !== 'string' || typeof kept.contentType !== 'string') {
    throw new GatewayError('transaction_lost', 'This page was already used, or has expired.')
  }
  const { body, contentType } = kept
  hub.admission.drop(clientOf(http.browser), leaseOf(ticket))
  return { ...http, method: 'POST', query: '', body, octets: Buffer.from(body), contentType }
}
