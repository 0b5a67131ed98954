/** The message that a browser brought, decoded once, whichever step asks for it: its POST, and then the GET of ours. */
import type { HttpRequest } from '../../core/http.ts'
import { decodeSamlMessage } from '../../saml/bindings.ts'
import type { SamlMessage } from '../../saml/messages.ts'
import { answerLimits } from '../../saml/xml.ts'

const decoded = new WeakMap<HttpRequest, SamlMessage>()

/** Messages that wait for their GET, and the bodies that they came in. Another node, or a late GET, decodes again. */
class Awaited {
  readonly #messages = new Map<string, { readonly body: string; readonly message: SamlMessage }>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  add(body: string, message: SamlMessage): void {
    const [oldest] = this.#messages.keys()
    if (this.#messages.size >= this.#most && oldest !== undefined) this.#messages.delete(oldest)
    this.#messages.set(shortKey(body), { body, message })
  }

  take(body: string): SamlMessage | undefined {
    const key = shortKey(body)
    const found = this.#messages.get(key)
    if (found?.body !== body) return undefined
    this.#messages.delete(key)
    return found.message
  }
}

/** A map hashes all of its key, and a body has kilobytes. Of two bodies with one such key the second is remembered. */
const shortKey = (body: string): string => `${body.length} ${body.slice(body.length / 2, body.length / 2 + 64)}`

/** Those of which a signature was verified, and those that anyone may have sent: they can't push out the others. */
const awaited = { signed: new Awaited(32), unsigned: new Awaited(8) }
/** Characters of a body. */
const longestAwaited = 32 * 1024

/** @throws GatewayError as the bindings do */
export function messageOf(http: HttpRequest): SamlMessage {
  const known = decoded.get(http) ?? awaited.signed.take(http.body) ?? awaited.unsigned.take(http.body)
  const message = known ?? decodeSamlMessage(http, 'SAMLResponse', answerLimits)
  decoded.set(http, message)
  return message
}

/**
 * Keeps a posted message in mind for its GET.
 * @param isSigned a signature of its sender was seen on it; what is encrypted shows none yet
 */
export function awaitGet({ method, query, body }: HttpRequest, message: SamlMessage, isSigned = true): void {
  if (method !== 'POST' || query !== '' || body.length > longestAwaited) return
  awaited[isSigned ? 'signed' : 'unsigned'].add(body, message)
}

/** The artifact of a request, in its query or form (Bindings 3.6.3, 3.6.4); undefined where it has none. */
export function artifactOf({ method, query, body }: HttpRequest): string | undefined {
  const [artifact, second] = new URLSearchParams(method === 'POST' ? body : query).getAll('SAMLart')
  return second === undefined ? artifact : undefined
}
