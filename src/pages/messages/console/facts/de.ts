/** German. */
import type { FactTexts } from './catalogue.ts'

export const de: FactTexts = {
  labels: {
    entityId: 'entityID',
    replyAddresses: 'Antwortadressen (ACS)',
    logoutAddresses: 'Abmeldeadressen',
    keys: 'Schlüssel',
    nameIdFormats: 'NameID-Formate',
    requested: 'Attribute, um die sie bittet',
    signsRequests: 'Sie unterschreibt ihre Anfragen',
    validUntil: 'Gültig bis',
    nameId: 'Wir senden als NameID',
    signs: 'Wir unterschreiben',
    encrypts: 'Wir verschlüsseln',
    attributes: 'Wir senden als Attribute',
    logout: 'Von einer Abmeldung erfährt sie über',
    clientId: 'client_id',
    issuer: 'Issuer',
    redirectUris: 'Redirect-URIs',
    authenticates: 'Sie weist sich aus mit',
    grants: 'Grants',
    pkce: 'PKCE',
    sub: 'Wir senden als sub',
    claims: 'Wir senden als Claims',
  },
  words: {
    yes: 'ja',
    no: 'nein',
    nothing: 'nichts',
    bothSigned: 'Response und Assertion ({algorithm})',
    assertionEncrypted: 'die Assertion, mit {cipher} und {transport}',
    keyUntil: '{before}, bis {end}, {after}',
  },
}
