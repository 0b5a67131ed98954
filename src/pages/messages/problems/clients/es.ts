/** Spanish: what does not hold in an app that speaks OpenID Connect, by the English. */
import type { ClientsProblems } from '../catalogue.ts'

export const es: ClientsProblems = {
  'The secret has only {0} characters: it can be guessed.': 'El secreto solo tiene {0} caracteres: se puede adivinar.',
  'Make one with `isthmus app secret {0}`.': 'Cree uno con `isthmus app secret {0}`.',
  'The secret has characters that no app can send by Basic authentication.':
    'El secreto tiene caracteres que ninguna aplicación puede enviar con la autenticación Basic.',
  'No app of OpenID Connect is called {0} in this file.':
    'Ninguna aplicación de OpenID Connect se llama {0} en este archivo.',
  'Leave it only if it is an app of the app store.': 'Déjelo solo si es una aplicación del almacén.',
  'The secret is set twice.': 'El secreto está puesto dos veces.',
  'Keep only one of `clientSecretFile` and `clientSecretHash`.': 'Deje solo `clientSecretFile` o `clientSecretHash`.',
  'With `clientAuthentication: {0}` a secret is never asked for.':
    'Con `clientAuthentication: {0}` nunca se pide un secreto.',
  'Remove the secret, or choose client_secret_basic.': 'Quite el secreto, o elija client_secret_basic.',
  'The client secret is missing.': 'Falta el secreto de cliente.',
  'Make one: `isthmus app secret {0}`. For an app that can keep none: `clientAuthentication: none`.':
    'Cree uno: `isthmus app secret {0}`. Para una aplicación que no puede guardar ninguno: `clientAuthentication: none`.',
  'The keys are set twice.': 'Las claves están puestas dos veces.',
  'Keep only one of `jwksUri` and `jwks`.': 'Deje solo `jwksUri` o `jwks`.',
  'private_key_jwt needs the public keys of the app.': 'private_key_jwt necesita las claves públicas de la aplicación.',
  'Add `jwksUri` or `jwks`.': 'Añada `jwksUri` o `jwks`.',
  'This is not a public key.': 'Esto no es una clave pública.',
  'Write the public key alone (RSA or EC), and make a new pair.':
    'Escriba solo la clave pública (RSA o EC), y cree un par nuevo.',
  'This key cannot be used: it is incomplete, or too short.':
    'Esta clave no se puede usar: está incompleta o es demasiado corta.',
  'Write the whole of it: RSA from 2048 bits, P-256, P-384 or Ed25519.':
    'Escríbala entera: RSA de 2048 bits o más, P-256, P-384 o Ed25519.',
  '`redirectUris` is missing.': 'Falta `redirectUris`.',
  'Write every address where people return to the app, character for character.':
    'Escriba cada dirección en la que se vuelve a la aplicación, carácter por carácter.',
  'Only an app that can prove who it is may ask about the tokens of others.':
    'Solo una aplicación que puede demostrar quién es puede preguntar por los tokens de otras.',
  'client_credentials is for apps that can prove who they are.':
    'client_credentials es para aplicaciones que pueden demostrar quiénes son.',
  'Remove it, or give the app a secret.': 'Quítelo, o dé un secreto a la aplicación.',
  'Nothing here gives a refresh token.': 'Nada aquí da un token de actualización (refresh token).',
  'Add authorization_code or device_code, or remove refresh_token.':
    'Añada authorization_code o device_code, o quite refresh_token.',
  'An app without a secret must use PKCE: a stolen code could be used by anyone.':
    'Una aplicación sin secreto debe usar PKCE: un código robado podría usarlo cualquiera.',
  'Remove `pkce`.': 'Quite `pkce`.',
  'PKCE is not required: a stolen code can be used in another login of the app.':
    'No se exige PKCE: un código robado puede usarse en otro inicio de sesión de la aplicación.',
  'Switch PKCE on in the app, if it can, then remove this.':
    'Active PKCE en la aplicación, si puede, y quite esto después.',
  'Access tokens for a resource are JWTs: one is believed until its end, though its login is long over.':
    'Los tokens de acceso para un recurso son JWT: se les cree hasta su fin, aunque la sesión haya acabado hace mucho.',
  'Keep it at 15 minutes or less, with refresh tokens; or let the resource ask at /oidc/introspect.':
    'Déjelo en 15 minutos o menos, con tokens de actualización; o haga que el recurso pregunte en /oidc/introspect.',
  'People from different upstreams could get the same `sub`: it is not a pseudonym made here.':
    'Personas de distintos servicios de inicio de sesión podrían recibir el mismo `sub`: no es un seudónimo creado aquí.',
  'Add `upstream:` with the one that may vouch for these names, or use `sub: pairwise`.':
    'Añada `upstream:` con el servicio de inicio de sesión que puede responder de estos nombres, o use `sub: pairwise`.',
  'A sector is for `sub: pairwise` alone.': 'Un sector solo es para `sub: pairwise`.',
  'Remove one of the two.': 'Quite uno de los dos.',
  'Write it as `sub`, beside `claims`.': 'Escríbalo como `sub`, junto a `claims`.',
  'Choose another name.': 'Elija otro nombre.',
  '`{0}` is a claim of the protocol itself.': '`{0}` es un dato (claim) del propio protocolo.',
  'Every user of this machine can read the secret in {0}.':
    'Todos los usuarios de esta máquina pueden leer el secreto de {0}.',
  'The secret begins or ends with a space, which is part of it.':
    'El secreto empieza o acaba con un espacio, que forma parte de él.',
  'Remove it, unless the secret really has it.': 'Quítelo, salvo que el secreto lo tenga de verdad.',
}
