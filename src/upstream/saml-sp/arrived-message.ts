/** The message that a browser brought, decoded once, whichever step asks for it: its POST, and then the GET of ours. */
import type { HttpRequest } from '../../core/http.ts'
import { decodeSamlMessage } from '../../saml/bindings.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { answerLimits } from '../../saml/xml.ts'

const decoded = new WeakMap<HttpRequest, SamlMessage>()

/** Those that wait for their GET, by the body that they came in. Another node, or a late GET, decodes again. */
const awaited = new Map<string, SamlMessage>()
const mostAwaited = 32
/** Characters of a body. */
const longestAwaited = 32 * 1024

/** @throws GatewayError as the bindings do */
export function messageOf(http: HttpRequest): SamlMessage {
  const known = decoded.get(http) ?? awaited.get(http.body) ?? decodeSamlMessage(http, 'SAMLResponse', answerLimits)
  awaited.delete(http.body)
  decoded.set(http, known)
  return known
}

/** Keeps a posted message in mind for its GET, once a signature of its sender was seen on it: not for strangers. */
export function awaitGet({ method, query, body }: HttpRequest, message: SamlMessage): void {
  if (method !== 'POST' || query !== '' || body.length > longestAwaited) return
  const [oldest] = awaited.keys()
  if (awaited.size >= mostAwaited && oldest !== undefined) awaited.delete(oldest)
  awaited.set(body, message)
}

/** The artifact of a request, in its query or form (Bindings 3.6.3, 3.6.4); undefined where it has none. */
export function artifactOf({ method, query, body }: HttpRequest): string | undefined {
  const [artifact, second] = new URLSearchParams(method === 'POST' ? body : query).getAll('SAMLart')
  return second === undefined ? artifact : undefined
}
