/** Dutch. */
import type { FactTexts } from './catalogue.ts'

export const nl: FactTexts = {
  labels: {
    entityId: 'entityID',
    replyAddresses: 'Antwoordadressen (ACS)',
    logoutAddresses: 'Afmeldadressen',
    keys: 'Sleutels',
    nameIdFormats: 'NameID-formaten',
    requested: 'Gevraagde attributen',
    signsRequests: 'Ondertekent de verzoeken',
    validUntil: 'Geldig tot',
    nameId: 'Wij sturen als NameID',
    signs: 'Wij ondertekenen',
    encrypts: 'Wij versleutelen',
    attributes: 'Wij sturen als attributen',
    logout: 'Hoort van een afmelding via',
    clientId: 'client_id',
    issuer: 'Issuer',
    redirectUris: 'Redirect-URI’s',
    authenticates: 'Bewijst wie ze is met',
    grants: 'Grants',
    pkce: 'PKCE',
    sub: 'Wij sturen als sub',
    claims: 'Wij sturen als claims',
  },
  words: {
    yes: 'ja',
    no: 'nee',
    nothing: 'niets',
    bothSigned: 'Response en Assertion ({algorithm})',
    assertionEncrypted: 'de assertion, met {cipher} en {transport}',
    keyUntil: '{before}, tot {end}, {after}',
  },
}
