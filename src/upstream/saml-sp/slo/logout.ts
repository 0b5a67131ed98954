/** An identity provider at logout, as the core sees it: `UpstreamLogout`. */
import { z } from 'zod'
import type { SamlUpstreamConfig } from '../../../config/config.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { Reply } from '../../../core/http.ts'
import type { UpstreamLogout } from '../../../core/ports/logout.ts'
import { randomToken } from '../../../core/tokens.ts'
import { binding } from '../../../saml/constants.ts'
import { encodePost, encodeRedirect, type OutgoingMessage } from '../../../saml/encode.ts'
import type { IdentityProvider } from '../../../saml/identity-provider.ts'
import { buildLogoutRequest, buildLogoutResponse, logoutStatus } from '../../../saml/logout-messages.ts'
import type { NameIdInMessage } from '../../../saml/logout-request.ts'
import type { Endpoint } from '../../../saml/service-provider.ts'
import type { Status } from '../../../saml/status.ts'
import { element } from '../../../saml/xml-builder.ts'
import { reviveLogoutState } from '../authentication.ts'
import type { SamlUpstreamDependencies } from '../dependencies.ts'

/** How the identity provider that asked is answered; passes through the core unread. */
const replyToSchema = z.object({
  by: z.enum(['redirect', 'post']),
  inResponseTo: z.string(),
  relayState: z.string().optional(),
})
export type LogoutReplyTo = z.infer<typeof replyToSchema>

type Given = Pick<SamlUpstreamDependencies, 'idp' | 'keys' | 'now' | 'isReachable'>

/** The logout of one upstream. */
export function samlUpstreamLogout(config: SamlUpstreamConfig, given: Given): UpstreamLogout {
  return {
    async begin({ logoutState }, state) {
      const login = reviveLogoutState(logoutState)
      const idp = given.idp?.idp
      const endpoint = idp && browserEndpoint(idp)
      if (login === undefined || endpoint === undefined || login.idp !== idp?.entityId) return undefined
      if (!(await given.isReachable(endpoint.location))) return undefined
      const { nameId, sessionIndex } = login
      const xml = buildLogoutRequest({
        id: state,
        destination: endpoint.location,
        issuer: config.entityId,
        nameId: nameIdElement(nameId),
        ...(sessionIndex !== undefined && { sessionIndex }),
        now: given.now(),
      })
      return carry(endpoint, endpoint.location, { parameter: 'SAMLRequest', id: state, xml }, config, given)
    },
    answer: async (replyTo, result) => answerLogout(config, given, replyToSchema.parse(replyTo), logoutStatus[result]),
  }
}

/** The LogoutResponse to the identity provider that asked, carried by the browser. @throws GatewayError internal */
export function answerLogout(config: SamlUpstreamConfig, given: Given, replyTo: LogoutReplyTo, status: Status): Reply {
  const { by, inResponseTo, relayState } = replyTo
  const endpoint = given.idp && browserEndpoint(given.idp.idp, binding[by])
  if (endpoint === undefined) {
    throw new GatewayError('internal', 'The sign-in service has no address for the answer to its sign-out.')
  }
  const destination = endpoint.responseLocation ?? endpoint.location
  const id = `_${randomToken()}`
  const xml = buildLogoutResponse({ id, issuer: config.entityId, destination, inResponseTo, status, now: given.now() })
  const message = { parameter: 'SAMLResponse', id, xml, ...(relayState !== undefined && { relayState }) } as const
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
