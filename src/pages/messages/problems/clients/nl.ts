/** Dutch: what does not hold in an app that speaks OpenID Connect, by the English. */
import type { ClientsProblems } from '../catalogue.ts'

export const nl: ClientsProblems = {
  'The secret has only {0} characters: it can be guessed.': 'Het geheim heeft maar {0} tekens: het is te raden.',
  'Make one with `isthmus app secret {0}`.': 'Maak er een met `isthmus app secret {0}`.',
  'The secret has characters that no app can send by Basic authentication.':
    'Het geheim heeft tekens die geen app met Basic-authenticatie kan sturen.',
  'No app of OpenID Connect is called {0} in this file.': 'Geen app met OpenID Connect heet {0} in dit bestand.',
  'Leave it only if it is an app of the app store.': 'Laat het alleen staan als het een app van de opslag is.',
  'The secret is set twice.': 'Het geheim is twee keer gezet.',
  'Keep only one of `clientSecretFile` and `clientSecretHash`.':
    'Behoud alleen `clientSecretFile` of `clientSecretHash`.',
  'With `clientAuthentication: {0}` a secret is never asked for.':
    'Met `clientAuthentication: {0}` wordt nooit om een geheim gevraagd.',
  'Remove the secret, or choose client_secret_basic.': 'Verwijder het geheim, of kies client_secret_basic.',
  'The client secret is missing.': 'Het clientgeheim ontbreekt.',
  'Make one: `isthmus app secret {0}`. For an app that can keep none: `clientAuthentication: none`.':
    'Maak er een: `isthmus app secret {0}`. Voor een app die er geen kan bewaren: `clientAuthentication: none`.',
  'The keys are set twice.': 'De sleutels zijn twee keer gezet.',
  'Keep only one of `jwksUri` and `jwks`.': 'Behoud alleen `jwksUri` of `jwks`.',
  'private_key_jwt needs the public keys of the app.': 'private_key_jwt heeft de openbare sleutels van de app nodig.',
  'Add `jwksUri` or `jwks`.': 'Voeg `jwksUri` of `jwks` toe.',
  'This is not a public key.': 'Dit is geen openbare sleutel.',
  'Write the public key alone (RSA or EC), and make a new pair.':
    'Schrijf alleen de openbare sleutel (RSA of EC), en maak een nieuw paar.',
  'This key cannot be used: it is incomplete, or too short.':
    'Deze sleutel is niet bruikbaar: hij is onvolledig of te kort.',
  'Write the whole of it: RSA from 2048 bits, P-256, P-384 or Ed25519.':
    'Schrijf hem helemaal: RSA vanaf 2048 bits, P-256, P-384 of Ed25519.',
  '`redirectUris` is missing.': '`redirectUris` ontbreekt.',
  'Write every address where people return to the app, character for character.':
    'Schrijf elk adres waarop mensen naar de app terugkeren, teken voor teken.',
  'Only an app that can prove who it is may ask about the tokens of others.':
    'Alleen een app die kan bewijzen wie ze is, mag naar tokens van andere vragen.',
  'client_credentials is for apps that can prove who they are.':
    'client_credentials is voor apps die kunnen bewijzen wie ze zijn.',
  'Remove it, or give the app a secret.': 'Verwijder het, of geef de app een geheim.',
  'Nothing here gives a refresh token.': 'Niets hier geeft een refresh-token.',
  'Add authorization_code or device_code, or remove refresh_token.':
    'Voeg authorization_code of device_code toe, of verwijder refresh_token.',
  'An app without a secret must use PKCE: a stolen code could be used by anyone.':
    'Een app zonder geheim moet PKCE gebruiken: een gestolen code zou iedereen kunnen gebruiken.',
  'Remove `pkce`.': 'Verwijder `pkce`.',
  'PKCE is not required: a stolen code can be used in another login of the app.':
    'PKCE is niet verplicht: een gestolen code kan in een andere aanmelding van de app worden gebruikt.',
  'Switch PKCE on in the app, if it can, then remove this.':
    'Zet PKCE aan in de app, als zij dat kan, en verwijder dit dan.',
  'Access tokens for a resource are JWTs: one is believed until its end, though its login is long over.':
    'Access-tokens voor een resource zijn JWT’s: ze worden tot hun einde geloofd, ook als de aanmelding allang voorbij is.',
  'Keep it at 15 minutes or less, with refresh tokens; or let the resource ask at /oidc/introspect.':
    'Houd het op 15 minuten of minder, met refresh-tokens; of laat de resource het vragen bij /oidc/introspect.',
  'People from different upstreams could get the same `sub`: it is not a pseudonym made here.':
    'Mensen van verschillende aanmelddiensten zouden dezelfde `sub` kunnen krijgen: het is geen pseudoniem van hier.',
  'Add `upstream:` with the one that may vouch for these names, or use `sub: pairwise`.':
    'Voeg `upstream:` toe met de aanmelddienst die voor deze namen mag instaan, of gebruik `sub: pairwise`.',
  'A sector is for `sub: pairwise` alone.': 'Een sector is alleen voor `sub: pairwise`.',
  'Remove one of the two.': 'Verwijder een van de twee.',
  'Write it as `sub`, beside `claims`.': 'Schrijf het als `sub`, naast `claims`.',
  'Choose another name.': 'Kies een andere naam.',
  '`{0}` is a claim of the protocol itself.': '`{0}` is een claim van het protocol zelf.',
  'Every user of this machine can read the secret in {0}.':
    'Alle gebruikers van deze machine kunnen het geheim in {0} lezen.',
  'The secret begins or ends with a space, which is part of it.':
    'Het geheim begint of eindigt met een spatie, die erbij hoort.',
  'Remove it, unless the secret really has it.': 'Verwijder die, tenzij het geheim die echt heeft.',
}
