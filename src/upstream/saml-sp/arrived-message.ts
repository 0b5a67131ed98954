/** The message that a browser brought, decoded once for each request, whichever step asks for it. */
import type { HttpRequest } from '../../core/http.ts'
import { decodeSamlMessage } from '../../saml/bindings.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { answerLimits } from '../../saml/xml.ts'

const decoded = new WeakMap<HttpRequest, SamlMessage>()

/** @throws GatewayError as the bindings do */
export function messageOf(http: HttpRequest): SamlMessage {
  const known = decoded.get(http) ?? decodeSamlMessage(http, 'SAMLResponse', answerLimits)
  decoded.set(http, known)
  return known
}

/** The artifact of a request, in its query or form (Bindings 3.6.3, 3.6.4); undefined where it has none. */
export function artifactOf({ method, query, body }: HttpRequest): string | undefined {
  const [artifact, second] = new URLSearchParams(method === 'POST' ? body : query).getAll('SAMLart')
  return second === undefined ? artifact : undefined
}
