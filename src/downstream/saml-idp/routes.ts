/**
 * The SAML IdP, toward SAML-only apps.
 *
 *   routes.ts          our addresses and metadata
 *   sso/receive.ts     an AuthnRequest's way in: decode → authenticate → parse → validate → map → hub
 *     reply-address.ts   which AssertionConsumerService is answered
 *     name-id-policy.ts  which NameID the app gets
 *     login-request.ts   AuthnRequest → LoginRequest, and back from its record
 *     response.ts …      the messages themselves
 *   downstream.ts      Release → Response and participant; error → status
 *   participant-state.ts   what is kept to name a participant again (name-id.ts) · status.ts an error in SAML's terms
 *   will-send.ts       what an app will be told, for whoever registers it
 *   require-app.ts     the app of an entityID, or why there is none
 *   slo/receive.ts     logout: an app's requests, and its answers to ours; the map of slo/
 */

import type { Reply, Route } from '../../core/http.ts'
import type { LoginDependencies } from '../../core/ports/hub.ts'
import type { KeySet } from '../../keys/keys.ts'
import { nameIdFormat } from '../../saml/constants.ts'
import { buildIdpMetadata } from '../../saml/idp-metadata.ts'
import { refusedBySoap, soapMediaTypes } from '../../saml/soap.ts'
import { createSamlDownstream } from './downstream.ts'
import type { SamlIdp } from './saml-idp.ts'
import { goOnUnread } from './slo/answer.ts'
import { answerLogoutGet, answerLogoutPost } from './slo/receive.ts'
import type { SingleLogout } from './slo/single-logout.ts'
import { answerGet, answerPost, type SingleSignOn } from './sso/receive.ts'

export { createSamlDownstream }

export interface SamlIdpRoutes extends Omit<SamlIdp, 'keys'> {
  readonly hub: LoginDependencies
  readonly keys: Pick<KeySet, 'signing' | 'nextSigning'>
  readonly incomingSkew: number
  /** Whether apps may ask for logout by SOAP. */
  readonly soapLogout: boolean
}

/** Bytes of a POSTed AuthnRequest with its RelayState (8 KiB), form-encoded. */
const maxBody = 128 * 1024

/** The role's addresses; metadata is built once, here. */
export function samlIdpRoutes(idp: SamlIdpRoutes): readonly Route[] {
  const location = idp.hub.url('/saml/sso')
  const sso: SingleSignOn = { apps: idp.apps, hub: idp.hub, location, incomingSkew: idp.incomingSkew }
  const logoutLocation = idp.hub.url('/saml/slo')
  const { hub, incomingSkew, soapLogout: soap } = idp
  const slo: SingleLogout = { idp, hub, location: logoutLocation, incomingSkew, soap }
  const metadata = metadataReply(idp, location, logoutLocation)
  const accepts = ['application/x-www-form-urlencoded', ...(soap ? soapMediaTypes : [])]
  const framedBy = 'self'
  return [
    { method: 'GET', path: '/saml/metadata', safe: true, answer: async () => metadata },
    { method: 'GET', path: '/saml/sso', answer: (http) => answerGet(sso, http) },
    { method: 'POST', path: '/saml/sso', maxBody, answer: (http) => answerPost(sso, http) },
    { method: 'GET', path: '/saml/slo', framedBy, answer: (http) => answerLogoutGet(slo, http) },
    {
      method: 'POST',
      path: '/saml/slo',
      framedBy,
      maxBody,
      accepts,
      refused: refusedBySoap,
      unread: (error, http) => goOnUnread(slo, error, http),
      answer: (http) => answerLogoutPost(slo, http),
    },
  ]
}

function metadataReply(
  { entityId, keys, soapLogout: singleLogoutBySoap }: SamlIdpRoutes,
  singleSignOnUrl: string,
  singleLogoutUrl: string,
): Reply {
  const { signing, nextSigning } = keys
  const certificates = [signing, nextSigning].flatMap((key) => (key === undefined ? [] : [key.certificateBase64]))
  const { persistent, transient, emailAddress } = nameIdFormat
  const nameIdFormats = [persistent, transient, emailAddress]
  const body = buildIdpMetadata({
    entityId,
    singleSignOnUrl,
    singleLogoutUrl,
    singleLogoutBySoap,
    certificates,
    nameIdFormats,
  })
  return { kind: 'document', status: 200, type: 'application/samlmetadata+xml', body }
}
