/** Spanish: what does not fit between the settings of an app and its metadata. */
import type { SettingsFindings } from '../catalogue.ts'

export const es: SettingsFindings = {
  'encryption-key-missing': [
    'encryptAssertions está activado, pero los metadatos de {entityId} no tienen clave para cifrar.',
    'Obtenga de la aplicación metadatos con un certificado así, o quite encryptAssertions.',
  ],
  'signing-key-required': [
    'requireSignedRequests está activado, pero los metadatos de {entityId} no tienen clave para comprobar las peticiones.',
    'Obtenga de la aplicación metadatos con un certificado de firma.',
  ],
  'signing-key-missing': [
    '{entityId} dice que firma sus peticiones, pero los metadatos no tienen clave para comprobarlas.',
    'Obtenga de la aplicación metadatos con un certificado de firma.',
  ],
  'names-shared': [
    '{entityId} pide direcciones de correo como nombres, pero recibe un seudónimo o un rechazo: más de un servicio de acceso podría conocer la misma dirección.',
    'Limite upstream a uno de ellos, o dé un mismo subjectNamespace a los servicios de acceso que conocen a las mismas personas. O escriba nameId: persistent.',
  ],
  'format-misspelt': [
    '{entityId} indica el NameIDFormat {written}, que la norma no tiene; se lee como {read}.',
    'Corríjalo en la aplicación, si es posible.',
  ],
  'formats-unknown': [
    '{entityId} solo indica formatos de NameID que aquí no tienen valor ({formats}): recibe un seudónimo, y una petición de uno de ellos se rechaza.',
    "Diga qué es un nombre así: nameId: { format: '{first}', value: … } con una expresión.",
  ],
  'format-unlisted': [
    '{entityId} recibe el formato de NameID {given}, pero solo indica otros ({formats}).',
    'Ponga en nameId uno de ellos, o nameId: { format, force: true } para dar este aunque pida otro.',
  ],
  'logout-way-missing': [
    'slo: {slo} está puesto, pero {entityId} no tiene un SingleLogoutService para ello ({bindings}): la aplicación nunca sabrá de un cierre de sesión.',
    'Obtenga de la aplicación metadatos que lo tengan, quite slo, o ponga slo: none.',
  ],
  'attributes-missing': [
    '{entityId} exige atributos que los ajustes no le dan: {attributes}.',
    "Escríbalos en attributes de la aplicación, por ejemplo '{first}': claims.email",
  ],
  'attributes-in-set': [
    '{entityId} exige atributos que los ajustes no le dan: {attributes}.',
    'attributes: {set} los contiene.',
  ],
  'subject-id-missing': [
    '{entityId} exige uno de {wanted} (subject-id:req), que los ajustes no le dan.',
    'Escríbalo en attributes de la aplicación, por ejemplo \'{name}\': claims.preferred_username + "@example.org", si esos nombres no cambian nunca.',
  ],
  'pairwise-id-missing': [
    '{entityId} exige {wanted} (subject-id:req), que los ajustes no le dan.',
    'Pregunte si basta un NameID persistente: aquí no se produce pairwise-id.',
  ],
  'cipher-foreign': [
    '{entityId} indica métodos de cifrado ({methods}), y ninguno coincide con los nuestros: recibe {given}.',
    'Ponga encryption: aes256-cbc (o aes128-cbc), que leen los programas más antiguos, y compruebe que la aplicación acepta rsa-oaep-mgf1p. Si no, quite encryptAssertions.',
  ],
  'key-transport-foreign': [
    '{entityId} indica métodos de cifrado ({methods}), y ninguno coincide con los nuestros: recibe {given}.',
    'Compruebe que la aplicación acepta rsa-oaep-mgf1p para la clave. Si no, quite encryptAssertions.',
  ],
  'assertion-unsigned': [
    '{entityId} quiere aserciones firmadas (WantAssertionsSigned), y solo lo está la Response.',
    'Escriba sign: both o sign: assertion en los ajustes de la aplicación.',
  ],
  'characters-unseen': [
    '{entityId} tiene caracteres invisibles: {places}.',
    'Vuelva a teclearlo allí donde se copió: la propia aplicación difícilmente enviará ese carácter, y entonces no se la reconoce.',
  ],
}
