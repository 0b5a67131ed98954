/** Sends the browser to end the OP's own session, and back (OpenID Connect RP-Initiated Logout 1.0). */
import type { Reply } from '../../core/http.ts'
import { within } from '../../core/within.ts'
import type { OpConnection } from './fetch.ts'

export interface EndSessionRequest {
  readonly endpoint: string
  readonly clientId: string
  /** Our address there the browser comes back to, registered with the OP. */
  readonly returnTo: string
  readonly state: string
  /** Without it most OPs ask the person first. */
  readonly idToken: string | undefined
  /** Identifies the person to the OP where the ID Token does not fit. */
  readonly logoutHint: string | undefined
  /** In which the OP's pages should speak. */
  readonly languages?: readonly string[] | undefined
}

/** What an OP must know to send a browser back. */
type ReturnRequest = Pick<EndSessionRequest, 'endpoint' | 'clientId' | 'returnTo'>

/**
 * Bytes. Some OPs refuse a longer query (Entra ID, AADSTS90015), and a proxy before us may have no room for a longer
 * header. A POST would not help: from our site it would not carry the OP's Lax cookies.
 */
const longestAddress = 2_000

/** ms that an OP may take to answer before a logout goes on without it. */
const timeout = 1_000

/**
 * The request, as RP-Initiated Logout 1.0 section 2 has it. An ID Token that would make it too long is left out, and
 * the person is named by `logout_hint`: the OP may then ask before it ends its session. The languages go before either.
 */
export function endSessionReply(request: EndSessionRequest): Reply {
  const { endpoint, state, idToken, logoutHint, languages } = request
  const known = { ...returnParameters(request), state }
  const proved = { ...(idToken !== undefined && { id_token_hint: idToken }), ...known }
  const named = { ...known, ...(logoutHint !== undefined && { logout_hint: logoutHint }) }
  const spoken = languages !== undefined && { ui_locales: languages.join(' ') }
  const wanted = [{ ...proved, ...spoken }, proved, { ...named, ...spoken }, named]
  const location = wanted.map((one) => withParameters(endpoint, one)).find(({ length }) => length <= longestAddress)
  return { kind: 'redirect', location: location ?? withParameters(endpoint, known) }
}

/**
 * Whether the OP answers now, and accepts our address to come back to. An OP that does not know it keeps the browser on
 * an error page, and whoever began the logout would wait forever for an answer. Asked without the hint and without a
 * cookie, so nothing is ended by it. Never throws.
 */
export async function sendsBack(connection: OpConnection, request: ReturnRequest): Promise<boolean> {
  const url = withParameters(request.endpoint, returnParameters(request))
  const answer = connection
    .send({ method: 'GET', url, headers: { accept: 'text/html' }, takesRedirect: true })
    .then(({ status, location }) => status < 400 && !isError(location))
  return (await withinTimeout(answer)) === true
}

/** The result if it comes within a second; undefined if it comes later or fails. */
export const withinTimeout = <T>(answer: Promise<T>): Promise<T | undefined> =>
  within(timeout, answer).catch(() => undefined)

const returnParameters = ({ clientId, returnTo }: ReturnRequest) => ({
  client_id: clientId,
  post_logout_redirect_uri: returnTo,
})

function withParameters(endpoint: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Some OPs report errors on a page that they redirect to. */
function isError(location: string | undefined): boolean {
  return location !== undefined && URL.canParse(location) && new URL(location).searchParams.has('error')
}
