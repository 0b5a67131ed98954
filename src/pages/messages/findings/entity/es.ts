/** Spanish: the app as its metadata describes it, and its addresses. */
import type { EntityFindings } from '../catalogue.ts'

export const es: EntityFindings = {
  'entity-unnamed': ['Un EntityDescriptor no tiene un entityID válido.', 'Añádalo en la aplicación.'],
  'entity-twice': ['{entityId} aparece más de una vez en los metadatos.', 'Borre todos menos el correcto.'],
  taken: [
    '{entityId} ya pertenece a {owner}.',
    'Cambie o quite antes aquella aplicación; o dé a esta un entityID propio, en la aplicación.',
  ],
  'valid-until-odd': [
    'validUntil de {element} no es una fecha, {value}, y cuenta como vencido.',
    'Vuelva a obtener los metadatos de la aplicación; o indique su dirección, que se lee de nuevo a tiempo.',
  ],
  'valid-until-past': [
    'Los metadatos han vencido (validUntil): {date}',
    'Vuelva a obtener los metadatos de la aplicación; o indique su dirección, que se lee de nuevo a tiempo.',
  ],
  'copy-ends': [
    'Esta copia dice que vale {days} día(s) más, hasta {date}.',
    'Después se sigue usando, con una advertencia. Mejor: indique la dirección de los metadatos, que se lee de nuevo a tiempo.',
  ],
  'signed-copy-ends': [
    'Esta copia dice que vale {days} día(s) más, hasta {date}.',
    'Está firmada, así que después deja de valer. Indique la dirección de los metadatos, que se lee de nuevo a tiempo.',
  ],
  'several-roles': ['Hay varios SPSSODescriptor: se usa el primero.', ''],
  'no-protocols': ['El SPSSODescriptor no tiene protocolSupportEnumeration; se lee como de SAML 2.0.', ''],
  'other-protocol': [
    'Ningún SPSSODescriptor indica SAML 2.0 en protocolSupportEnumeration.',
    'Escriba protocolSupportEnumeration="{protocol}", si la aplicación habla SAML 2.0.',
  ],
  'no-sp-role': [
    'No hay ningún SPSSODescriptor.',
    'Obtenga los metadatos de la aplicación como proveedor de servicio (SP).',
  ],
  'idp-metadata': [
    'No hay ningún SPSSODescriptor: parecen los metadatos de un proveedor de identidad (IdP).',
    'Obtenga los metadatos de la aplicación como proveedor de servicio (SP). Los de un proveedor de identidad se los damos nosotros a la aplicación.',
  ],
  'no-acs': [
    'No hay ningún AssertionConsumerService.',
    'Añada en la aplicación una dirección con el binding HTTP-POST: las respuestas no van a ningún otro sitio.',
  ],
  'no-post': [
    'Ningún AssertionConsumerService acepta HTTP-POST, así que no se puede responder a ningún inicio de sesión.',
    'Añada en la aplicación una dirección con el binding HTTP-POST: las respuestas no van a ningún otro sitio.',
  ],
  'no-post-binding': [
    'Ningún AssertionConsumerService acepta HTTP-POST, así que no se puede responder a ningún inicio de sesión; {bindings} no es un binding.',
    'Escriba Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST".',
  ],
  'index-twice': ['Dos AssertionConsumerService tienen el mismo índice: se usa el primero.', ''],
  'index-odd': ['El índice de {element} no es un número hasta 65535, {value}: cuenta como ausente.', ''],
  'address-missing': ['{element} no tiene dirección (Location).', 'Añádala en la aplicación.'],
  'address-script': [
    '{element} tiene una dirección que no es de http ni de https: {address}.',
    'Una dirección así es un programa que se ejecutaría en una página nuestra. Corríjala en la aplicación.',
  ],
  'address-hidden': [
    '{element} tiene una dirección con un carácter invisible ({characters}): {address}.',
    'Vuelva a teclear la dirección, en la aplicación o en el archivo: ese carácter se coló al copiar.',
  ],
  'address-wrong': [
    '{element} tiene una dirección que no es de http ni de https: {address}.',
    'Escríbala entera, con https:// y el host, en la aplicación (a menudo su URL base) o en el archivo.',
  ],
  'address-unencrypted': [
    '{element} tiene una dirección sin cifrar (http): {address}.',
    'Haga que la aplicación publique https, también detrás de un proxy: si no, cualquiera puede leer por el camino lo que se envía.',
  ],
  'binding-missing': [
    '{element} no tiene Binding.',
    'Escriba Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", o lo que la aplicación acepte ahí.',
  ],
  'flag-odd': ['{name} de {element} es {value}, ni true ni false.', 'Corríjalo en la aplicación.'],
  'flag-case': ['{name} de {element} está escrito {value} y se lee como {read}.', ''],
  'signs-assumed': ['AuthnRequestsSigned cuenta como true, porque hay una clave.', ''],
  'signs-ignored': ['AuthnRequestsSigned cuenta como false, porque no hay ninguna clave.', ''],
  'signs-without-key': [
    'AuthnRequestsSigned es true, pero no hay ninguna clave utilizable: se rechazará toda petición.',
    'Obtenga de la aplicación metadatos con un certificado de firma.',
  ],
  'no-idp-role': [
    'No hay ningún IDPSSODescriptor: estos no son los metadatos de un proveedor de identidad.',
    'Obtenga los metadatos del proveedor de identidad (IdP): su primer o segundo elemento es IDPSSODescriptor.',
  ],
  'idp-other-protocol': [
    'Ningún IDPSSODescriptor indica {protocol} en protocolSupportEnumeration.',
    'Escriba protocolSupportEnumeration="{protocol}" si habla SAML 2.0.',
  ],
  'idp-no-key': [
    'No hay ninguna clave de firma utilizable.',
    'Obtenga de nuevo sus metadatos: debe haber un KeyDescriptor con su certificado de firma.',
  ],
  'idp-no-sso': [
    'No hay ningún SingleSignOnService para HTTP-Redirect o HTTP-POST; sus bindings: {bindings}',
    'Obtenga de nuevo sus metadatos, o haga que ofrezca HTTP-Redirect o HTTP-POST para iniciar sesión.',
  ],
  'idp-several-roles': ['Hay varios IDPSSODescriptor: se usa el primero.', ''],
  'scope-expression': [
    'El ámbito (Scope) {scope} es una expresión regular, y no se lee.',
    'Indique los ámbitos en `scopes`.',
  ],
}
