/** French: what does not hold in an app that speaks OpenID Connect, by the English. */
import type { ClientsProblems } from '../catalogue.ts'

export const fr: ClientsProblems = {
  'The secret has only {0} characters: it can be guessed.': 'Le secret n’a que {0} caractères : il peut être deviné.',
  'Make one with `isthmus app secret {0}`.': 'Créez-en un avec `isthmus app secret {0}`.',
  'The secret has characters that no app can send by Basic authentication.':
    'Le secret contient des caractères qu’aucune application ne peut envoyer par l’authentification Basic.',
  'No app of OpenID Connect is called {0} in this file.':
    'Aucune application OpenID Connect ne s’appelle {0} dans ce fichier.',
  'Leave it only if it is an app of the app store.': 'Ne le laissez que si c’est une application du stockage.',
  'The secret is set twice.': 'Le secret est donné deux fois.',
  'Keep only one of `clientSecretFile` and `clientSecretHash`.':
    'Ne gardez que `clientSecretFile` ou `clientSecretHash`.',
  'With `clientAuthentication: {0}` a secret is never asked for.':
    'Avec `clientAuthentication: {0}`, un secret n’est jamais demandé.',
  'Remove the secret, or choose client_secret_basic.': 'Retirez le secret, ou choisissez client_secret_basic.',
  'The client secret is missing.': 'Il manque le secret client.',
  'Make one: `isthmus app secret {0}`. For an app that can keep none: `clientAuthentication: none`.':
    'Créez-en un : `isthmus app secret {0}`. Pour une application qui ne peut en garder aucun : `clientAuthentication: none`.',
  'The keys are set twice.': 'Les clés sont données deux fois.',
  'Keep only one of `jwksUri` and `jwks`.': 'Ne gardez que `jwksUri` ou `jwks`.',
  'private_key_jwt needs the public keys of the app.': 'private_key_jwt a besoin des clés publiques de l’application.',
  'Add `jwksUri` or `jwks`.': 'Ajoutez `jwksUri` ou `jwks`.',
  'This is not a public key.': 'Ce n’est pas une clé publique.',
  'Write the public key alone (RSA or EC), and make a new pair.':
    'Écrivez seulement la clé publique (RSA ou EC), et créez une nouvelle paire.',
  'This key cannot be used: it is incomplete, or too short.':
    'Cette clé est inutilisable : elle est incomplète ou trop courte.',
  'Write the whole of it: RSA from 2048 bits, P-256, P-384 or Ed25519.':
    'Écrivez-la en entier : RSA à partir de 2048 bits, P-256, P-384 ou Ed25519.',
  '`redirectUris` is missing.': 'Il manque `redirectUris`.',
  'Write every address where people return to the app, character for character.':
    'Écrivez chaque adresse de retour vers l’application, caractère par caractère.',
  'Only an app that can prove who it is may ask about the tokens of others.':
    'Seule une application qui peut prouver qui elle est peut interroger les jetons des autres.',
  'client_credentials is for apps that can prove who they are.':
    'client_credentials est pour les applications qui peuvent prouver qui elles sont.',
  'Remove it, or give the app a secret.': 'Retirez-le, ou donnez un secret à l’application.',
  'Nothing here gives a refresh token.': 'Rien ici ne donne de jeton d’actualisation (refresh token).',
  'Add authorization_code or device_code, or remove refresh_token.':
    'Ajoutez authorization_code ou device_code, ou retirez refresh_token.',
  'An app without a secret must use PKCE: a stolen code could be used by anyone.':
    'Une application sans secret doit utiliser PKCE : un code volé pourrait servir à n’importe qui.',
  'Remove `pkce`.': 'Retirez `pkce`.',
  'PKCE is not required: a stolen code can be used in another login of the app.':
    'PKCE n’est pas exigé : un code volé peut servir dans une autre connexion de l’application.',
  'Switch PKCE on in the app, if it can, then remove this.':
    'Activez PKCE dans l’application, si elle le peut, puis retirez ceci.',
  'Access tokens for a resource are JWTs: one is believed until its end, though its login is long over.':
    'Les jetons d’accès pour une ressource sont des JWT : on y croit jusqu’à leur fin, même si la connexion est terminée depuis longtemps.',
  'Keep it at 15 minutes or less, with refresh tokens; or let the resource ask at /oidc/introspect.':
    'Restez à 15 minutes ou moins, avec des jetons d’actualisation ; ou laissez la ressource interroger /oidc/introspect.',
  'People from different upstreams could get the same `sub`: it is not a pseudonym made here.':
    'Des personnes de services de connexion différents pourraient recevoir le même `sub` : ce n’est pas un pseudonyme créé ici.',
  'Add `upstream:` with the one that may vouch for these names, or use `sub: pairwise`.':
    'Ajoutez `upstream:` avec le service de connexion qui peut garantir ces noms, ou écrivez `sub: pairwise`.',
  'A sector is for `sub: pairwise` alone.': 'Un secteur n’a de sens qu’avec `sub: pairwise`.',
  'Remove one of the two.': 'Retirez l’un des deux.',
  'Write it as `sub`, beside `claims`.': 'Écrivez-le comme `sub`, à côté de `claims`.',
  'Choose another name.': 'Choisissez un autre nom.',
  '`{0}` is a claim of the protocol itself.': '`{0}` est une revendication (claim) du protocole lui-même.',
  'Every user of this machine can read the secret in {0}.':
    'Tous les utilisateurs de cette machine peuvent lire le secret dans {0}.',
  'The secret begins or ends with a space, which is part of it.':
    'Le secret commence ou finit par une espace, qui en fait partie.',
  'Remove it, unless the secret really has it.': 'Retirez-la, sauf si le secret la contient vraiment.',
}
