/** Spanish. */
import type { FactTexts } from './catalogue.ts'

export const es: FactTexts = {
  labels: {
    entityId: 'entityID',
    replyAddresses: 'Direcciones de respuesta (ACS)',
    logoutAddresses: 'Direcciones de cierre de sesión',
    keys: 'Claves',
    nameIdFormats: 'Formatos de NameID',
    requested: 'Atributos que pide',
    signsRequests: 'Firma sus peticiones',
    validUntil: 'Válidos hasta',
    nameId: 'Enviamos como NameID',
    signs: 'Firmamos',
    encrypts: 'Ciframos',
    attributes: 'Enviamos como atributos',
    logout: 'Se le avisa de un cierre de sesión por',
    clientId: 'client_id',
    issuer: 'Emisor',
    redirectUris: 'URI de redirección',
    authenticates: 'Demuestra quién es con',
    grants: 'Grants',
    pkce: 'PKCE',
    sub: 'Enviamos como sub',
    claims: 'Enviamos como claims',
  },
  words: {
    yes: 'sí',
    no: 'no',
    nothing: 'nada',
    bothSigned: 'Response y Assertion ({algorithm})',
    assertionEncrypted: 'la aserción, con {cipher} y {transport}',
    keyUntil: '{before}, hasta {end}, {after}',
  },
}
