/** French: what the keys of an app that speaks OpenID Connect are for, by the English. */
import type { ClientKeysProblems } from '../catalogue.ts'

export const fr: ClientKeysProblems = {
  'Where people return to the app: every address, character for character. On a loopback address any port counts.':
    'Où l’on revient vers l’application : chaque adresse, caractère par caractère. Sur une adresse de bouclage, tout port compte.',
  'Where people may return to the app after a logout.':
    'Où l’on peut revenir vers l’application après une déconnexion.',
  'Where we send the logout token when a session ends (Back-Channel Logout).':
    'Où nous envoyons le jeton de déconnexion quand une session se termine (Back-Channel Logout).',
  'The page of the app that we load in a frame when a session ends (Front-Channel Logout).':
    'La page de l’application que nous chargeons dans un cadre quand une session se termine (Front-Channel Logout).',
  'How the app proves who it is. `none` is for apps that can keep no secret.':
    'Comment l’application prouve qui elle est. `none` est pour celles qui ne peuvent garder aucun secret.',
  "File with the client's secret. Or in the environment: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.":
    'Fichier contenant le secret client. Ou dans l’environnement : `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.',
  'Instead of the secret its hash, as `isthmus app secret NAME` prints it.':
    'À la place du secret, son empreinte, telle que l’affiche `isthmus app secret NAME`.',
  "The app's public keys, for `private_key_jwt`.": 'Les clés publiques de l’application, pour `private_key_jwt`.',
  'The same keys, written out.': 'Les mêmes clés, écrites ici.',
  'What the app knows people by: `pairwise` (a pseudonym of its own), `public` (one that such apps share), `upstream` (the name that the upstream has), or CEL.':
    'Sous quel nom l’application connaît les personnes : `pairwise` (un pseudonyme à elle), `public` (un pseudonyme partagé par ces applications), `upstream` (le nom du service de connexion), ou CEL.',
  'Apps with the same sector get the same `pairwise` pseudonyms. Default: the client_id.':
    'Les applications d’un même secteur reçoivent les mêmes pseudonymes `pairwise`. Par défaut : le client_id.',
  '`all`: also holds everything that userinfo does.': '`all` : contient aussi tout ce que contient userinfo.',
  'How long it is valid.': 'Sa durée de validité.',
  'How it is signed.': 'Comment il est signé.',
  'The ID Token.': 'Le jeton d’identité (ID Token).',
  'How long it is valid. Default: `1h`; `10m` for a JWT (`resources`), which may be believed after a logout too.':
    'Sa durée de validité. Par défaut : `1h` ; `10m` pour un JWT (`resources`), auquel on peut croire même après une déconnexion.',
  'The access token.': 'Le jeton d’accès.',
  'With `offline_access`: for how long after the login. Without it they end with the session.':
    'Avec `offline_access` : combien de temps après la connexion. Sans cela, ils finissent avec la session.',
  "`allow` is judged again at every refresh, on the person's newest claims: where they are older than this, the person must log in again.":
    '`allow` est réévalué à chaque actualisation, sur les dernières revendications de la personne : si elles sont plus anciennes, elle doit se reconnecter.',
  'Refresh tokens.': 'Les jetons d’actualisation (refresh tokens).',
  'Resources that the app may name (`resource`); an access token for one of them is a JWT.':
    'Les ressources que l’application peut nommer (`resource`) ; un jeton d’accès pour l’une d’elles est un JWT.',
  "The app's client_id. Default: the key here.": 'Le client_id de l’application. Par défaut : la clé utilisée ici.',
  'What the app may use at the token endpoint.':
    'Ce que l’application peut utiliser au point d’accès des jetons (token endpoint).',
  'Whether the app must use PKCE. `optional` is for old apps that have a secret.':
    'Si l’application doit utiliser PKCE. `optional` est pour les vieilles applications qui ont un secret.',
  'What the app is told: claim → CEL over `claims`, `groups`, `upstream`; maps are allowed. The claims of the standard scopes are there without it.':
    'Ce que l’application apprend : claim → CEL sur `claims`, `groups`, `upstream` ; les structures (maps) sont permises. Les claims des scopes standard sont là sans cela.',
  'Scopes that it may ask for besides openid, profile, email, groups, address, phone, offline_access.':
    'Les scopes qu’elle peut demander en plus de openid, profile, email, groups, address, phone, offline_access.',
  'What userinfo answers.': 'Ce que répond userinfo.',
  'Other apps, by their keys here, whose tokens it may introspect.':
    'D’autres applications, par leurs clés ici, dont elle peut examiner les jetons (introspection).',
  'CEL: the login name in answers of introspection. Take a claim that the person cannot change, and limit it.':
    'CEL : le nom de connexion dans les réponses d’introspection. Prenez une revendication que la personne ne peut pas changer, et limitez-la.',
}
