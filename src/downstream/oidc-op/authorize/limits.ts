/**
 * How large an authorization request may be, whoever sends it: the sender chose how long its lists are, and how often each
 * of their words is looked at is the library's business.
 */
import type Koa from 'koa'
import { GatewayError } from '../../../core/errors.ts'
import { jsonNestsTooDeep } from '../../../core/nesting.ts'
import { bodyOf, giveBack } from '../body.ts'

/** Characters; proxies take half of it. One that is posted may have twice as many. */
const longest = { GET: 16 * 1024, POST: 32 * 1024 }
/** Characters of `claims`. */
const longestClaims = 8 * 1024
/** Lists of words (RFC 6749, 3.3; OpenID Connect Core, 3.1.2.1), and how many words they may have. */
const lists = ['scope', 'prompt', 'acr_values', 'ui_locales', 'claims_locales', 'response_type']
const mostWords = 100

/**
 * @param query its parameters, as they came
 * @throws GatewayError malformed_request
 */
export function demandModest(query: string, method: keyof typeof longest): void {
  if (query.length > longest[method]) throw tooLarge('The request')
  const parameters = new URLSearchParams(query)
  const claims = parameters.get('claims') ?? ''
  if (claims.length > longestClaims) throw tooLarge('Its parameter claims')
  if (jsonNestsTooDeep(claims)) {
    throw new GatewayError('malformed_request', 'The application sent a request whose claims are nested too deeply.')
  }
  const crowded = lists.find((name) => isCrowded(parameters.get(name) ?? ''))
  if (crowded !== undefined) throw tooLarge(`Its parameter ${crowded}`)
}

/**
 * The same of a request that an app sends by itself (RFC 9126, RFC 8628): it stands in the body, which the library can
 * read afterwards.
 * @throws GatewayError malformed_request
 */
export async function demandModestBody(ctx: Koa.ParameterizedContext): Promise<void> {
  if (Number(ctx.req.headers['content-length'] ?? 0) > longest.POST) throw tooLarge('The request')
  const octets = await bodyOf(ctx.req, longest.POST)
  demandModest(octets.toString('latin1'), 'POST')
  giveBack(ctx, octets)
}

function isCrowded(text: string): boolean {
  let at = -1
  for (let words = 0; words < mostWords; words += 1) {
    at = text.indexOf(' ', at + 1)
    if (at < 0) return false
  }
  return true
}

const tooLarge = (what: string): GatewayError =>
  new GatewayError(
    'malformed_request',
    `The application sent a request that is too large. ${what} is longer than any is.`,
  )
