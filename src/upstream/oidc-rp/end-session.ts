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
  readonly displayName: string
}

/** A longer address than this may be too long for the OP's web server: it is posted. */
const longestAddress = 6_000

/** ms that an OP may take to answer before a logout goes on without it. */
const timeout = 1_000

/** The request, as RP-Initiated Logout 1.0 section 2 has it. */
export function endSessionReply(request: EndSessionRequest): Reply {
  const { endpoint, state, idToken, displayName } = request
  const parameters = {
    ...(idToken !== undefined && { id_token_hint: idToken }),
    ...returnParameters(request),
    state,
  }
  const location = withParameters(endpoint, parameters)
  if (location.length <= longestAddress) return { kind: 'redirect', location }
  return { kind: 'formPost', action: endpoint, fields: parameters, app: displayName }
}

/**
 * Whether the OP answers now, and takes our address to come back to. An OP that does not know it keeps the browser on an
 * error page, and whoever began the logout would wait forever for an answer. Asked without the hint and without a
 * cookie, so nothing is ended by it. Never throws.
 */
export async function sendsBack(connection: OpConnection, request: EndSessionRequest): Promise<boolean> {
  const url = withParameters(request.endpoint, returnParameters(request))
  const answer = connection
    .send({ method: 'GET', url, headers: { accept: 'text/html' }, takesRedirect: true })
    .then(({ status, location }) => status < 400 && !isError(location))
  return (await withinTimeout(answer)) === true
}

/** What comes within a second; undefined for what comes later or fails. */
export const withinTimeout = <T>(answer: Promise<T>): Promise<T | undefined> =>
  within(timeout, answer).catch(() => undefined)

const returnParameters = ({ clientId, returnTo }: EndSessionRequest) => ({
  client_id: clientId,
  post_logout_redirect_uri: returnTo,
})

function withParameters(endpoint: string, parameters: Readonly<Record<string, string>>): string {
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Some tell errors on a page that they redirect to. */
function isError(location: string | undefined): boolean {
  return location !== undefined && URL.canParse(location) && new URL(location).searchParams.has('error')
}
