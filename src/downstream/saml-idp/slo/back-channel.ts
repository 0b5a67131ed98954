/** One LogoutRequest over SOAP (Bindings 3.2.3), behind the browser's back. */
import type { OutboundConfig } from '../../../config/config.ts'
import type { LogoutOutcome } from '../../../core/ports/logout.ts'
import { outboundClient } from '../../../outbound/client.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { peekIssuer } from '../../../saml/bindings.ts'
import { isSuccess, parseLogoutResponse } from '../../../saml/logout-request.ts'
import type { Endpoint } from '../../../saml/service-provider.ts'
import { decodeSoap, wrapInEnvelope } from '../../../saml/soap.ts'
import { messageLimits } from '../../../saml/xml.ts'
import { type CanonicalXml, encodeXml } from '../../../saml/xml-builder.ts'
import { signXml, type XmlSigningKey } from '../../../saml/xml-sign.ts'
import { authenticateSamlMessage } from '../../../saml/xmldsig.ts'

export interface BackChannel {
  readonly app: SamlApp
  readonly outbound: OutboundConfig
  readonly endpoint: Endpoint
  readonly requestId: string
  /** The caller waits no longer than this. */
  readonly signal: AbortSignal
}

/** Asks, and judges what comes back. Never throws; without a valid answer from the app, nobody knows what it did. */
export async function askBySoap(request: CanonicalXml, to: BackChannel, key: XmlSigningKey): Promise<LogoutOutcome> {
  const body = wrapInEnvelope(encodeXml(signXml(request, to.requestId, key)))
  let answer: Uint8Array
  try {
    answer = await post(to, body)
  } catch {
    return 'unreachable'
  }
  try {
    return judge(answer, to)
  } catch {
    return 'told'
  }
}

function judge(answer: Uint8Array, { app, requestId }: BackChannel): LogoutOutcome {
  const { serviceProvider: sp, settings } = app
  const message = decodeSoap(answer, 'SAMLResponse')
  // It came back on the connection that we opened: if unsigned, it is as good as TLS makes it. A bad signature is
  // refused.
  const options = { allowSha1: settings.allowSha1Requests }
  const response = parseLogoutResponse(authenticateSamlMessage(message, sp.signingKeys, 'optional', options))
  const ours = response.inResponseTo === requestId && peekIssuer(message) === sp.entityId
  if (!ours) return 'told'
  return isSuccess(response) ? 'ended' : 'refused'
}

/** ms; the caller gives up sooner. */
const timeout = 10_000

/**
 * Resolves to the body of the answer, whatever its status: SPs answer a fault with 500 although they heard us, and the
 * body is then not a LogoutResponse. Redirects are not followed.
 */
async function post({ app, outbound, endpoint, signal }: BackChannel, body: string): Promise<Uint8Array> {
  const { fetchedFrom, ca } = app
  const url = endpoint.location
  // Over http anyone on the way can read whom we sign out; only the operator may want that.
  if (fetchedFrom !== undefined && new URL(url).protocol !== 'https:') throw new Error('not over http')
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    soapaction: '"http://www.oasis-open.org/committees/security"',
    accept: 'text/xml',
  }
  const client = outboundClient(outbound, { ca, timeout, limit: messageLimits.length })
  try {
    return (await client.send({ method: 'POST', url, headers, body, signal, fetchedFrom })).body
  } finally {
    client.close()
  }
}
