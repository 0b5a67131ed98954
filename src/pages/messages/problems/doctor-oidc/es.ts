/** Spanish: what the doctor says of an OpenID Provider, by the English. */
import type { DoctorOidcProblems } from '../catalogue.ts'

export const es: DoctorOidcProblems = {
  'It answers at {0}, and its issuer is correct.': 'Responde en {0} y su issuer es correcto.',
  "Part of its discovery document can't be used: {0}.":
    'Una parte de su documento de descubrimiento no se puede usar: {0}.',
  "It can't be used; in English: {0}.": 'No se puede usar; en inglés: {0}.',
  "It can't be used: {0}.": 'No se puede usar: {0}.',
  'Open the address with curl from this machine.': 'Abra la dirección con curl desde esta máquina.',
  'Or dial elsewhere with `connectTo`.': 'O conéctese a otro lugar con `connectTo`.',
  'It knows the scopes {0}.': 'Conoce los scopes {0}.',
  "It does not list the scopes {0}: we don't ask for them.": 'No anuncia los scopes {0}: no los pedimos.',
  "It does not list the scope {0}: we don't ask for it.": 'No anuncia el scope {0}: no lo pedimos.',
  'In Keycloak, groups come from a mapper of the client, without a scope: `isthmus doctor --client` prints it.':
    'En Keycloak, los grupos vienen de un mapper del cliente, sin scope: `isthmus doctor --client` lo muestra.',
  'It does not list the scopes {0}: we ask for them all the same, as you wrote them.':
    'No anuncia los scopes {0}: los pedimos de todos modos, porque usted los escribió.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave them out.':
    'Un proveedor de OpenID no tiene que anunciar todos los scopes que conoce; si responde invalid_scope, quítelos.',
  'It does not list the scope {0}: we ask for it all the same, as you wrote it.':
    'No anuncia el scope {0}: lo pedimos de todos modos, porque usted lo escribió.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave it out.':
    'Un proveedor de OpenID no tiene que anunciar todos los scopes que conoce; si responde invalid_scope, quítelo.',
  'It accepts a login for {0} with the redirect URI {1}.':
    'Acepta un inicio de sesión para {0} con la URI de redirección {1}.',
  'Register exactly this redirect URI for the client {0}: {1} (isthmus doctor --client prints the whole client).':
    'Registre exactamente esta URI de redirección para el cliente {0}: {1} (isthmus doctor --client muestra el cliente completo).',
  'It refuses to start a login ({0}).': 'Se niega a empezar un inicio de sesión ({0}).',
  'It accepts the client secret, sent with {0}.': 'Acepta el secreto del cliente, enviado con {0}.',
  'The token endpoint does not say whether the client secret is right ({0}).':
    'El punto de acceso de tokens no dice si el secreto del cliente es correcto ({0}).',
  'Compare client_id and secret, and let it accept {0} for this client (or set `clientAuthentication`).':
    'Compare el client_id y el secreto, y haga que acepte {0} para este cliente (o ajuste `clientAuthentication`).',
  'It refuses the client secret ({0}).': 'Rechaza el secreto del cliente ({0}).',
  'It does not support logout (no end_session_endpoint): its session outlasts that of Isthmus.':
    'No admite el cierre de sesión (no hay end_session_endpoint): su sesión dura más que la de Isthmus.',
  'Set `logoutUrl` to its own logout page, which people are then offered after a logout.':
    'Ponga en `logoutUrl` su propia página de cierre de sesión: se ofrecerá después de cerrar sesión.',
  'It takes part in logouts and sends browsers back to {0}.':
    'Participa en los cierres de sesión y devuelve los navegadores a {0}.',
  'It does not accept the address to return to after a logout: a logout here will not end its session.':
    'No acepta la dirección a la que se vuelve tras cerrar sesión: cerrar sesión aquí no terminará la suya.',
  'Register this post logout redirect URI for the client {0}: {1}.':
    'Registre esta URI de retorno tras el cierre de sesión (post logout redirect URI) para el cliente {0}: {1}.',
  'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).':
    'Se confía en las direcciones de correo incluso con `email_verified: false` (trustEmail: always).',
  'An e-mail address is left out where it says `email_verified: false`, or nothing (trustEmail: {0}).':
    'Se omite una dirección de correo cuando dice `email_verified: false`, o nada (trustEmail: {0}).',
  'An e-mail address is left out where it says `email_verified: false` (trustEmail: {0}).':
    'Se omite una dirección de correo cuando dice `email_verified: false` (trustEmail: {0}).',
  'If nobody can choose their own address, `trustEmail: always` trusts them all.':
    'Si nadie puede elegir su propia dirección, `trustEmail: always` confía en todas.',
  'The default mapping of the scope `email` in authentik says false for everyone: give the provider a mapping that tells the truth.':
    'La asignación predeterminada del scope `email` en authentik dice false para todos: dé al proveedor una que diga la verdad.',
  'Entra ID says so in the optional claim `xms_edov`: add it to the ID token of the app registration.':
    'Entra ID lo dice en la notificación opcional `xms_edov`: añádala al token de identificador del registro de la aplicación.',
  'Keycloak says false for people from LDAP or another identity provider until "Trust Email" is on in the settings of that provider.':
    'Keycloak dice false para quienes vienen de LDAP o de otro proveedor de identidad hasta que «Trust Email» esté activado en los ajustes de ese proveedor.',
  'Its clock is {0} s behind ours, and {1} s are allowed (`clockSkew`).':
    'Su reloj va {0} s atrasado respecto al nuestro, y se permiten {1} s (`clockSkew`).',
  'Its clock is {0} s ahead of ours, and {1} s are allowed (`clockSkew`).':
    'Su reloj va {0} s adelantado respecto al nuestro, y se permiten {1} s (`clockSkew`).',
  'Set the clocks of both machines by NTP.': 'Ajuste los relojes de ambas máquinas por NTP.',
  'It sent: {0}': 'Envió: {0}',
  '"{0}" issued by "{1}" until {2}.': '«{0}», emitido por «{1}», válido hasta {2}.',
  'It sent no certificate.': 'No envió ningún certificado.',
}
