/** French. */
import type { FactTexts } from './catalogue.ts'

export const fr: FactTexts = {
  labels: {
    entityId: 'entityID',
    replyAddresses: 'Adresses de réponse (ACS)',
    logoutAddresses: 'Adresses de déconnexion',
    keys: 'Clés',
    nameIdFormats: 'Formats de NameID',
    requested: 'Attributs qu’elle demande',
    signsRequests: 'Elle signe ses demandes',
    validUntil: 'Valables jusqu’au',
    nameId: 'Nous envoyons comme NameID',
    signs: 'Nous signons',
    encrypts: 'Nous chiffrons',
    attributes: 'Nous envoyons comme attributs',
    logout: 'Elle est prévenue d’une déconnexion par',
    clientId: 'client_id',
    issuer: 'Émetteur',
    redirectUris: 'URI de redirection',
    authenticates: 'Elle prouve qui elle est par',
    grants: 'Grants',
    pkce: 'PKCE',
    sub: 'Nous envoyons comme sub',
    claims: 'Nous envoyons comme claims',
  },
  words: {
    yes: 'oui',
    no: 'non',
    nothing: 'rien',
    bothSigned: 'Response et Assertion ({algorithm})',
    assertionEncrypted: 'l’assertion, avec {cipher} et {transport}',
    keyUntil: '{before}, jusqu’au {end}, {after}',
  },
}
