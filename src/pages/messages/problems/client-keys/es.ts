/** Spanish: what the keys of an app that speaks OpenID Connect are for, by the English. */
import type { ClientKeysProblems } from '../catalogue.ts'

export const es: ClientKeysProblems = {
  'Where people return to the app: every address, character for character. On a loopback address any port counts.':
    'Dónde se vuelve a la aplicación: cada dirección, carácter por carácter. En una dirección de bucle local vale cualquier puerto.',
  'Where people may return to the app after a logout.': 'Adónde se puede volver tras cerrar la sesión.',
  'Where we send the logout token when a session ends (Back-Channel Logout).':
    'Adónde enviamos el token de cierre cuando acaba una sesión (Back-Channel Logout).',
  'The page of the app that we load in a frame when a session ends (Front-Channel Logout).':
    'La página de la aplicación que cargamos en un marco cuando acaba una sesión (Front-Channel Logout).',
  'How the app proves who it is. `none` is for apps that can keep no secret.':
    'Cómo demuestra la aplicación quién es. `none` es para las que no pueden guardar ningún secreto.',
  "File with the client's secret. Or in the environment: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.":
    'Archivo con el secreto de cliente. O en el entorno: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.',
  'Instead of the secret its hash, as `isthmus app secret NAME` prints it.':
    'En vez del secreto, su hash, como lo muestra `isthmus app secret NAME`.',
  "The app's public keys, for `private_key_jwt`.": 'Las claves públicas de la aplicación, para `private_key_jwt`.',
  'The same keys, written out.': 'Las mismas claves, escritas aquí.',
  'What the app knows people by: `pairwise` (a pseudonym of its own), `public` (one that such apps share), `upstream` (the name that the upstream has), or CEL.':
    'Con qué conoce la aplicación a las personas: `pairwise` (un seudónimo propio), `public` (uno que comparten esas aplicaciones), `upstream` (el nombre del servicio de inicio de sesión), o CEL.',
  'Apps with the same sector get the same `pairwise` pseudonyms. Default: the client_id.':
    'Las aplicaciones de un mismo sector reciben los mismos seudónimos `pairwise`. Por defecto: el client_id.',
  '`all`: also holds everything that userinfo does.': '`all`: contiene también todo lo que da userinfo.',
  'How long it is valid.': 'Cuánto tiempo vale.',
  'How it is signed.': 'Cómo se firma.',
  'The ID Token.': 'El token de identidad (ID Token).',
  'How long it is valid. Default: `1h`; `10m` for a JWT (`resources`), which may be believed after a logout too.':
    'Cuánto tiempo vale. Por defecto: `1h`; `10m` para un JWT (`resources`), al que se puede creer también tras un cierre de sesión.',
  'The access token.': 'El token de acceso.',
  'With `offline_access`: for how long after the login. Without it they end with the session.':
    'Con `offline_access`: cuánto tiempo después del inicio de sesión. Sin eso acaban con la sesión.',
  "`allow` is judged again at every refresh, on the person's newest claims: where they are older than this, the person must log in again.":
    '`allow` se evalúa otra vez en cada renovación, con los últimos datos de la persona: si son más antiguos que esto, debe iniciar sesión de nuevo.',
  'Refresh tokens.': 'Los tokens de actualización (refresh tokens).',
  'Resources that the app may name (`resource`); an access token for one of them is a JWT.':
    'Recursos que la aplicación puede nombrar (`resource`); un token de acceso para uno de ellos es un JWT.',
  "The app's client_id. Default: the key here.": 'El client_id de la aplicación. Por defecto: la clave de aquí.',
  'What the app may use at the token endpoint.':
    'Lo que la aplicación puede usar en el punto de tokens (token endpoint).',
  'Whether the app must use PKCE. `optional` is for old apps that have a secret.':
    'Si la aplicación debe usar PKCE. `optional` es para aplicaciones antiguas que tienen un secreto.',
  'What the app is told: claim → CEL over `claims`, `groups`, `upstream`; maps are allowed. The claims of the standard scopes are there without it.':
    'Lo que se comunica a la aplicación: claim → CEL sobre `claims`, `groups`, `upstream`; se permiten mapas. Los claims de los scopes estándar están sin esto.',
  'Scopes that it may ask for besides openid, profile, email, groups, address, phone, offline_access.':
    'Scopes que puede pedir además de openid, profile, email, groups, address, phone, offline_access.',
  'What userinfo answers.': 'Qué responde userinfo.',
  'Other apps, by their keys here, whose tokens it may introspect.':
    'Otras aplicaciones, por sus claves de aquí, cuyos tokens puede examinar (introspección).',
  'CEL: the login name in answers of introspection. Take a claim that the person cannot change, and limit it.':
    'CEL: el nombre de usuario en las respuestas de introspección. Tome un dato que la persona no pueda cambiar, y limítelo.',
}
