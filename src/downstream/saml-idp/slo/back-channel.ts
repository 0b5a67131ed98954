/** One LogoutRequest over SOAP (Bindings 3.2.3), behind the browser's back. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { rootCertificates } from 'node:tls'
import type { LogoutOutcome } from '../../../core/ports/logout.ts'
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
  readonly endpoint: Endpoint
  readonly requestId: string
  /** Whoever asks waits no longer than this. */
  readonly signal: AbortSignal
}

/** Asks, and judges what comes back. Never throws; what is no answer of the app means that nobody knows what it did. */
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
  // It came back on the connection that we opened: unsigned it is as good as TLS makes it. A bad signature is refused.
  const options = { allowSha1: settings.allowSha1Requests }
  const response = parseLogoutResponse(authenticateSamlMessage(message, sp.signingKeys, 'optional', options))
  const ours = response.inResponseTo === requestId && peekIssuer(message) === sp.entityId
  if (!ours) return 'told'
  return isSuccess(response) ? 'ended' : 'refused'
}

/** Resolves to the body of an answer with status 200 (Bindings 3.2.3.3); redirects are not followed. */
function post({ app, endpoint, signal }: BackChannel, body: string): Promise<Uint8Array> {
  const octets = Buffer.from(body)
  const headers = {
    'content-type': 'text/xml; charset=utf-8',
    'content-length': octets.length,
    soapaction: '"http://www.oasis-open.org/committees/security"',
    accept: 'text/xml',
  }
  const ca = app.ca === undefined ? {} : { ca: [...rootCertificates, app.ca] }
  const options = { method: 'POST', agent: false, signal, headers, ...ca } as const
  const send = endpoint.location.toLowerCase().startsWith('https:') ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(endpoint.location, options, (response) => readBody(response).then(resolve, reject))
    request.on('error', reject)
    request.end(octets)
  })
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length
    if (size > messageLimits.length) throw new Error('the answer is too large')
    parts.push(part)
  }
  // SPs answer a fault with 500: it has heard us, and the body is then no LogoutResponse.
  return Buffer.concat(parts)
}
