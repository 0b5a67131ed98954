/** Spanish: why logins at an upstream failed, by the English. */
import type { LoginsProblems } from '../catalogue.ts'

export const es: LoginsProblems = {
  'The last login succeeded at {0}; none is known to have failed.':
    'El último inicio de sesión tuvo éxito el {0}; no consta ninguno fallido.',
  'If people can’t sign in there, this is the likely reason.':
    'Si la gente no puede iniciar sesión allí, esta es la causa probable.',
  'The last failed login: {0}, error number {1}, {2}.':
    'El último inicio de sesión fallido: {0}, número de error {1}, {2}.',
  'The last failed login: {0}, error number {1}, {2}, the log says “{3}”.':
    'El último inicio de sesión fallido: {0}, número de error {1}, {2}; el registro técnico dice «{3}».',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}.':
    'La última respuesta rechazada, que quizá no vino de allí: {0}, número de error {1}, {2}.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}, the log says “{3}”.':
    'La última respuesta rechazada, que quizá no vino de allí: {0}, número de error {1}, {2}; el registro técnico dice «{3}».',
  'Logins have succeeded since, the last one at {0}.':
    'Desde entonces ha habido inicios de sesión correctos, el último el {0}.',
  'No login has succeeded since.': 'Ningún inicio de sesión ha tenido éxito desde entonces.',
  'No login has succeeded since (the last one at {0}).':
    'Ningún inicio de sesión ha tenido éxito desde entonces (el último, el {0}).',
  'The log has the reason under that number.': 'El registro técnico tiene el motivo con ese número.',
  'Let it send a persistent one, or set `subjectFrom`.': 'Haga que envíe uno persistente, o ajuste `subjectFrom`.',
  'Its setting for our entityID is not `entityId` here; `isthmus doctor` prints it.':
    'Lo que tiene como nuestro entityID no es el `entityId` de aquí; `isthmus doctor` lo muestra.',
  'Its reply address for us is not the one in our metadata.':
    'La dirección de respuesta que tiene para nosotros no es la de nuestros metadatos.',
  'It must repeat the ID of our request in SubjectConfirmationData: ask its maker.':
    'Debe repetir el ID de nuestra petición en SubjectConfirmationData: pregunte a su fabricante.',
  'Its entityID has changed: fetch its metadata again.': 'Su entityID ha cambiado: obtenga de nuevo sus metadatos.',
  'Let it release that attribute to us, or change `subjectFrom`.':
    'Haga que nos entregue ese atributo, o cambie `subjectFrom`.',
  'Let it sign assertions, or set `wantAssertionsSigned: false`.':
    'Haga que firme las aserciones, o ponga `wantAssertionsSigned: false`.',
  'A clock is wrong: more than `clockSkew.incoming` apart.':
    'Un reloj va mal: la diferencia supera `clockSkew.incoming`.',
  'It signs with a new certificate: fetch its metadata again.':
    'Firma con un certificado nuevo: obtenga de nuevo sus metadatos.',
  'Switch signing on there.': 'Active allí la firma.',
  'Let it sign with SHA-256, or set `allowSha1`.': 'Haga que firme con SHA-256, o ajuste `allowSha1`.',
  'Let it encrypt with AES-GCM, or set `allowCbc`.': 'Haga que cifre con AES-GCM, o ajuste `allowCbc`.',
  'Let it encrypt the key with RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), not with RSA 1.5.':
    'Haga que cifre la clave con RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), no con RSA 1.5.',
  'Give it our metadata again, with `encryptionKey: true`, or switch encryption off there.':
    'Dele de nuevo nuestros metadatos, con `encryptionKey: true`, o desactive allí el cifrado.',
  'It has no NameID of that format: `nameIdFormat`.': 'No tiene un NameID de ese formato: `nameIdFormat`.',
  'It ended the login itself: its own log says why.':
    'Él mismo terminó el inicio de sesión: su propio registro dice por qué.',
  '`isthmus doctor` reads it, and says what is wrong.': '`isthmus doctor` los lee y dice qué falla.',
  'Compare `clientId` and the secret with what is registered there; `isthmus doctor` tries the secret.':
    'Compare `clientId` y el secreto con lo registrado allí; `isthmus doctor` prueba el secreto.',
  '`clientId` is not the one that it knows us by.': '`clientId` no es el que usa para conocernos.',
  'Name the others under `audiences`, if you know whose they are.':
    'Indique los demás en `audiences`, si sabe de quién son.',
  'If the ID Token has all claims, set `userinfo: false`.':
    'Si el ID Token tiene todos los claims, ponga `userinfo: false`.',
  'It signs with a key that its `jwks_uri` does not list.': 'Firma con una clave que su `jwks_uri` no incluye.',
  'It does not know one of `scopes`: leave that one out.': 'No conoce uno de los `scopes`: quítelo.',
  'It refused the code: its own log says why; compare the redirect URI there (`isthmus doctor --client`).':
    'Rechazó el código: su propio registro dice por qué; compare allí la URI de redirección (`isthmus doctor --client`).',
  'An app wanted a new login, and it let the person in without asking: let it honour that wish.':
    'Una aplicación quería un inicio de sesión nuevo, y dejó entrar a la persona sin preguntar: haga que respete ese deseo.',
  'Let it send `auth_time` (`require_auth_time` of the client), or set `allowMissingAuthTime: true`.':
    'Haga que envíe `auth_time` (`require_auth_time` del cliente), o ponga `allowMissingAuthTime: true`.',
  'Let it send the claim of `subjectFrom`, as text.': 'Haga que envíe el claim de `subjectFrom`, como texto.',
  'Let it ask for more, or say in `contexts` what proves it (docs/errors.md#context_unmet).':
    'Haga que pida más, o diga en `contexts` qué lo demuestra (docs/errors.md#context_unmet).',
  '`isthmus doctor` asks it, and says what is in the way.': '`isthmus doctor` lo consulta y dice qué lo impide.',
}
