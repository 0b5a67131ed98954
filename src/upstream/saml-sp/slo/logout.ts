/** An identity provider at logout, as the core sees it: `UpstreamLogout`. */
import { z } from 'zod'
import type { SamlUpstreamConfig } from '../../../config/config.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Reply } from '../../../core/http.ts'
import type { UpstreamLogout } from '../../../core/ports/logout.ts'
import { randomToken } from '../../../core/tokens.ts'
import type { SamlIdentityProvider } from '../../../registry/identity-providers.ts'
import { binding } from '../../../saml/constants.ts'
import { encodePost, encodeRedirect, type OutgoingMessage, relayStateOf } from '../../../saml/encode.ts'
import type { IdentityProvider } from '../../../saml/identity-provider.ts'
import { buildLogoutRequest, buildLogoutResponse, logoutStatus } from '../../../saml/logout-messages.ts'
import type { NameIdInMessage } from '../../../saml/name-id.ts'
import type { Endpoint } from '../../../saml/service-provider.ts'
import type { Status } from '../../../saml/status.ts'
import { element } from '../../../saml/xml-builder.ts'
import { type LogoutState, reviveLogoutState } from '../authentication.ts'
import type { SamlUpstreamDependencies } from '../dependencies.ts'
import { tellBySoap } from './tell.ts'

/** How the identity provider that asked is answered; passes through the core unread. */
const replyToSchema = z.object({
  by: z.enum(['redirect', 'post']),
  inResponseTo: z.string(),
  relayState: z.string().optional(),
  plusForSpace: z.literal(true).optional(),
})
export type LogoutReplyTo = z.infer<typeof replyToSchema>

type Given = Pick<SamlUpstreamDependencies, 'idp' | 'keys' | 'now' | 'isReachable' | 'outbound'>

/** The logout of one upstream. */
export function samlUpstreamLogout(config: SamlUpstreamConfig, given: Given): UpstreamLogout {
  return {
    async begin({ logoutState }, state) {
      const login = reviveLogoutState(logoutState)
      const from = given.idp
      if (login === undefined || from === undefined || login.idp !== from.idp.entityId) return undefined
      const endpoint = browserEndpoint(from.idp)
      const server = endpoint === undefined ? soapEndpoint(from) : undefined
      const { location } = endpoint ?? server ?? {}
      if (location === undefined || !(await given.isReachable(location))) return undefined
      const xml = requestFor(login, state, location, config, given)
      if (server !== undefined) return tellBySoap({ url: location, id: state, xml }, from, config, given)
      return endpoint && carry(endpoint, location, { parameter: 'SAMLRequest', id: state, xml }, config, given)
    },
    answer: async (replyTo, result) => answerLogout(config, given, replyToSchema.parse(replyTo), logoutStatus[result]),
  }
}

function requestFor(
  { nameId, sessionIndex }: LogoutState,
  id: string,
  destination: string,
  { entityId: issuer }: Pick<SamlUpstreamConfig, 'entityId'>,
  given: Given,
) {
  return buildLogoutRequest({
    id,
    destination,
    issuer,
    nameId: nameIdElement(nameId),
    ...(sessionIndex !== undefined && { sessionIndex }),
    now: given.now(),
  })
}

/**
 * The server of one that offers no way through the browser. Over http anyone on the way can read whom we sign out: only the
 * operator, who wrote the metadata, may want that.
 */
const soapEndpoint = ({ idp, fetchedFrom }: SamlIdentityProvider): Endpoint | undefined =>
  idp.singleLogoutServices.find(
    (one) => one.binding === binding.soap && (fetchedFrom === undefined || one.location.startsWith('https:')),
  )

/** The LogoutResponse to the identity provider that asked, carried by the browser. @throws GatewayError internal */
export function answerLogout(config: SamlUpstreamConfig, given: Given, replyTo: LogoutReplyTo, status: Status): Reply {
  const { by, inResponseTo } = replyTo
  const endpoint = given.idp && browserEndpoint(given.idp.idp, binding[by])
  if (endpoint === undefined) {
    throw new GatewayError('internal', 'The sign-in service has no address for the answer to its sign-out.')
  }
  const destination = endpoint.responseLocation ?? endpoint.location
  const id = `_${randomToken()}`
  const xml = buildLogoutResponse({ id, issuer: config.entityId, destination, inResponseTo, status, now: given.now() })
  const message = { parameter: 'SAMLResponse', id, xml, ...relayStateOf(replyTo) } as const
  return carry(endpoint, destination, message, config, given)
}

/** Redirect before POST, unless asked otherwise. */
function browserEndpoint({ singleLogoutServices }: IdentityProvider, preferred?: string): Endpoint | undefined {
  const of = (wanted: string) => singleLogoutServices.find((one) => one.binding === wanted)
  return (preferred === undefined ? undefined : of(preferred)) ?? of(binding.redirect) ?? of(binding.post)
}

/** AD FS compares Format and qualifiers with those that it sent: what it left out is left out (Core 8.3.7). */
const nameIdElement = ({ value, format, nameQualifier, spNameQualifier }: NameIdInMessage) =>
  element('saml:NameID', { Format: format, NameQualifier: nameQualifier, SPNameQualifier: spNameQualifier }, [value])

function carry(
  endpoint: Endpoint,
  location: string,
  message: OutgoingMessage,
  { displayName }: Pick<SamlUpstreamConfig, 'displayName'>,
  { keys }: Pick<Given, 'keys'>,
): Reply {
  if (endpoint.binding === binding.redirect) {
    return { kind: 'redirect', location: encodeRedirect(location, message, keys.signing) }
  }
  const fields = encodePost(message, keys.signing)
  return { kind: 'formPost', action: location, fields, app: displayName, purpose: 'logout' }
}
