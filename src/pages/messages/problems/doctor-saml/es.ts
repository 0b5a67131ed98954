/** Spanish: what the doctor says of a SAML identity provider, by the English. */
import type { DoctorSamlProblems } from '../catalogue.ts'

export const es: DoctorSamlProblems = {
  'Its metadata can be read: {0} is {1}.': 'Sus metadatos se pueden leer: {0} es {1}.',
  'Its metadata is a file here, so whether it has a new signing certificate by now can’t be seen.':
    'Sus metadatos son aquí un archivo: no se puede ver si ya tiene un certificado de firma nuevo.',
  'If its answers are refused, get its metadata again and replace the file.':
    'Si se rechazan sus respuestas, obtenga de nuevo sus metadatos y sustituya el archivo.',
  'Its signing certificates are those in force here.': 'Sus certificados de firma son los que están en vigor aquí.',
  'Its metadata lists a signing key ({0}) that is not in force here: answers signed with it are refused.':
    'Sus metadatos incluyen una clave de firma ({0}) que no está en vigor aquí: las respuestas firmadas con ella se rechazan.',
  'Compare the new metadata with what its administrator says, and accept it (`isthmus app quarantine`).':
    'Compare los metadatos nuevos con lo que dice su administrador y acéptelos (`isthmus app quarantine`).',
  'Its signing certificate (key {0}) is valid until {1}.':
    'Su certificado de firma (clave {0}) es válido hasta el {1}.',
  'Its signing certificate (key {0}) ended on {1}.': 'Su certificado de firma (clave {0}) caducó el {1}.',
  'Its signing certificate (key {0}) ends on {1}.': 'Su certificado de firma (clave {0}) caduca el {1}.',
  'Its signatures still count, as the metadata says so. Get its new metadata as soon as it has a new one.':
    'Sus firmas siguen contando, porque lo dicen los metadatos. Obtenga sus metadatos nuevos en cuanto tenga otro.',
  'Its metadata lists transient NameIDs only, which identify nobody: every login will be refused.':
    'Sus metadatos solo anuncian NameID transitorios, que no identifican a nadie: se rechazará todo inicio de sesión.',
  'Let it offer persistent ones, or set `subjectFrom` to an attribute that lasts.':
    'Haga que ofrezca NameID persistentes, o ponga en `subjectFrom` un atributo que perdure.',
  'Its metadata does not list the NameID format that we ask for ({0}).':
    'Sus metadatos no anuncian el formato de NameID que pedimos ({0}).',
  'If it answers InvalidNameIDPolicy, set `nameIdFormat: none`.':
    'Si responde InvalidNameIDPolicy, ponga `nameIdFormat: none`.',
  'It may vouch for the scopes {0}.': 'Puede responder de los scopes {0}.',
  'The scopes in its metadata are regular expressions, which are not read: every scoped value is left out.':
    'Los scopes de sus metadatos son expresiones regulares, que no se leen: se omite todo valor con scope.',
  'Name its scopes in `scopes`.': 'Indique sus scopes en `scopes`.',
  'Browsers must reach it.': 'Los navegadores deben poder acceder a ella.',
  'It has no address for sign-ins.': 'No tiene dirección para iniciar sesión.',
  'Its sign-in answers: {0}': 'Su inicio de sesión responde: {0}',
  'Its sign-in does not answer from here: {0}': 'Su inicio de sesión no responde desde aquí: {0}',
  'It has no address for sign-outs by browser: its own session stays when somebody signs out here.':
    'No tiene dirección para cerrar sesión por navegador: su propia sesión sigue cuando alguien cierra sesión aquí.',
  'Its sign-out answers: {0}': 'Su cierre de sesión responde: {0}',
  'Its sign-out does not answer from here: {0}': 'Su cierre de sesión no responde desde aquí: {0}',
  'To register there: our metadata {0}; or entityID {1}, reply address (ACS) {2}, sign-out address {3}, and our signing certificate, SHA-256 {4}.':
    'Para registrar allí: nuestros metadatos {0}; o entityID {1}, dirección de respuesta (ACS) {2}, dirección de cierre de sesión {3} y nuestro certificado de firma, SHA-256 {4}.',
  'Correct it at the identity provider, or get its metadata again.':
    'Corríjalo en el proveedor de identidad, u obtenga de nuevo sus metadatos.',
  '{0} holds {1} identity providers: {2}.': '{0} contiene {1} proveedores de identidad: {2}.',
  'Choose one with `idpEntityId`.': 'Elija uno con `idpEntityId`.',
  '{0} has no {1}; it has {2}.': '{0} no contiene {1}, sino {2}.',
  'Write one of these, character for character.': 'Escriba uno de estos, carácter por carácter.',
}
