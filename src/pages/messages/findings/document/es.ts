/** Spanish: the document and its text. */
import type { DocumentFindings } from '../catalogue.ts'

export const es: DocumentFindings = {
  'too-large': ['El documento supera los 10 MB.', 'Entregue solo los metadatos de esta aplicación.'],
  'too-busy': ['Ahora mismo se están revisando demasiados metadatos.', 'Inténtelo de nuevo en un momento.'],
  'too-slow': ['La lectura tarda demasiado.', 'Entregue solo los metadatos de esta aplicación.'],
  'too-much-memory': ['La lectura necesita demasiada memoria.', 'Entregue solo los metadatos de esta aplicación.'],
  'reader-failed': ['No se ha podido leer.', 'Entregue solo los metadatos de esta aplicación.'],
  'too-complex': ['El documento es demasiado grande: {detail}', 'Entregue solo los metadatos de esta aplicación.'],
  unreadable: [
    'Hay algo que no se puede leer: {detail}',
    'Corríjalo en la aplicación o en el archivo, si a la aplicación le falta algo por ello.',
  ],
  'encoding-unknown': [
    'Los metadatos no están ni en UTF-8 ni en UTF-16.',
    'Guarde el archivo en UTF-8 y escriba encoding="UTF-8" en la primera línea.',
  ],
  'encoding-unlike': [
    'Los metadatos no están ni en UTF-8 ni en UTF-16; ellos mismos indican {declared}.',
    'Guarde el archivo en UTF-8 y escriba encoding="UTF-8" en la primera línea.',
  ],
  'encoding-wrong': [
    'Los metadatos indican {declared}, pero están en UTF-8 con caracteres que no son ASCII.',
    'Escriba encoding="UTF-8" en la primera línea, si así todas las letras se ven bien.',
  ],
  picture: [
    'Esto es una imagen ({kind}), no metadatos.',
    'Elija otro archivo: los metadatos son un archivo XML que la aplicación muestra en una dirección o permite descargar.',
  ],
  'other-document': [
    'Esto es un documento ({kind}), no metadatos.',
    'Elija otro archivo: los metadatos son un archivo XML que la aplicación muestra en una dirección o permite descargar.',
  ],
  archive: [
    'Esto es un archivo comprimido ({kind}), no metadatos.',
    'Descomprímalo y elija el archivo XML que contiene.',
  ],
  empty: ['Los metadatos están vacíos.', 'Vuelva a obtenerlos de la aplicación.'],
  'web-page': [
    'Esto es una página web, no metadatos.',
    'Abra la dirección en un navegador: puede haber antes un inicio de sesión o un error. Guarde el propio XML.',
  ],
  'web-page-titled': [
    'Esto es una página web, {title}, no metadatos.',
    'Abra la dirección en un navegador: puede haber antes un inicio de sesión o un error. Guarde el propio XML.',
  ],
  doctype: [
    'El XML tiene una declaración de tipo de documento (DOCTYPE), que SAML no permite.',
    'Borre <!DOCTYPE …>, desde el < hasta el > con el que termina.',
  ],
  'discovery-document': [
    'Esto no es XML: es un documento de descubrimiento de OpenID Connect (JSON).',
    'Obtenga los metadatos SAML de la aplicación, que son XML; o añada la aplicación por OpenID Connect.',
  ],
  'client-description': [
    'Esto no es XML: es la descripción de un cliente de OpenID Connect (JSON).',
    'Obtenga los metadatos SAML de la aplicación, que son XML; o añada la aplicación por OpenID Connect.',
  ],
  'key-set': [
    'Esto no es XML: es un conjunto de claves (JWKS, JSON).',
    'Obtenga los metadatos SAML de la aplicación, que son XML; o añada la aplicación por OpenID Connect.',
  ],
  json: [
    'Esto no es XML: es JSON.',
    'Obtenga los metadatos SAML de la aplicación, que son XML; o añada la aplicación por OpenID Connect.',
  ],
  'not-xml': [
    'Esto no es XML: empieza por {found}.',
    'Guarde el propio XML: no puede haber nada antes de su primer <, y no sirve copiar una página.',
  ],
  ampersand: [
    'El XML tiene un & que no está escrito como &amp;, en el carácter {column} de la línea: {found}.',
    'Escriba &amp; donde quiera decir &, también en las direcciones.',
  ],
  'prefix-undeclared': [
    'El prefijo «{prefix}» no está declarado en ninguna parte del XML.',
    'Escriba xmlns:{prefix}="{namespace}" en el primer elemento.',
  ],
  'xml-broken': [
    'El XML está mal formado: {detail}',
    'Corríjalo ahí, o vuelva a obtenerlo de la aplicación, como archivo y no copiándolo.',
  ],
  'namespace-missing': [
    '{element} no tiene espacio de nombres.',
    'Escriba {declaration} en él, o en un elemento que lo contenga.',
  ],
  'namespace-wrong': [
    '{element} está en otro espacio de nombres: {found}.',
    'Corríjalo a {declaration}; cada carácter cuenta.',
  ],
  'login-request': [
    'Esto no son metadatos SAML: es una petición de inicio de sesión ({element}).',
    'Obtenga los metadatos de la aplicación: su primer elemento es EntityDescriptor.',
  ],
  'login-answer': [
    'Esto no son metadatos SAML: es la respuesta a un inicio de sesión, o una parte ({element}).',
    'Obtenga los metadatos de la aplicación: su primer elemento es EntityDescriptor.',
  ],
  'saml-message': [
    'Esto no son metadatos SAML: es un mensaje de SAML ({element}).',
    'Obtenga los metadatos de la aplicación: su primer elemento es EntityDescriptor.',
  ],
  'other-root': [
    'Esto no son metadatos SAML: el primer elemento es {element}.',
    'Obtenga los metadatos de la aplicación: su primer elemento es EntityDescriptor.',
  ],
  schema: [
    'El esquema de la norma no lo permite: {detail}',
    'Se lee de todos modos; otros programas pueden rechazarlo. Corríjalo en la aplicación, si es posible.',
  ],
  'none-in-it': [
    'No contiene ningún proveedor de servicio.',
    'Obtenga los metadatos de la aplicación como proveedor de servicio (SP).',
  ],
  choose: ['Contiene varios proveedores de servicio: {entityIds}.', 'Elija uno con entityId en los ajustes.'],
  absent: ['No contiene {entityId}, sino {entityIds}.', 'Escriba uno de estos, carácter por carácter.'],
  'child-twice': ['{element} tiene más de un {child}.', 'Corríjalo en la aplicación o en el archivo.'],
  'text-mixed': [
    '{element} tiene elementos donde solo puede haber texto.',
    'Corríjalo en la aplicación o en el archivo.',
  ],
}
