/** Dutch: what the keys of an app that speaks OpenID Connect are for, by the English. */
import type { ClientKeysProblems } from '../catalogue.ts'

export const nl: ClientKeysProblems = {
  'Where people return to the app: every address, character for character. On a loopback address any port counts.':
    'Waar mensen naar de app terugkeren: elk adres, teken voor teken. Op een loopback-adres geldt elke poort.',
  'Where people may return to the app after a logout.': 'Waar mensen na een afmelding naar de app mogen terugkeren.',
  'Where we send the logout token when a session ends (Back-Channel Logout).':
    'Waar we het logout-token heen sturen als een sessie eindigt (Back-Channel Logout).',
  'The page of the app that we load in a frame when a session ends (Front-Channel Logout).':
    'De pagina van de app die we in een frame laden als een sessie eindigt (Front-Channel Logout).',
  'How the app proves who it is. `none` is for apps that can keep no secret.':
    'Hoe de app bewijst wie zij is. `none` is voor apps die geen geheim kunnen bewaren.',
  "File with the client's secret. Or in the environment: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.":
    'Bestand met het clientgeheim. Of in de omgeving: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.',
  'Instead of the secret its hash, as `isthmus app secret NAME` prints it.':
    'In plaats van het geheim de hash ervan, zoals `isthmus app secret NAME` die toont.',
  "The app's public keys, for `private_key_jwt`.": 'De openbare sleutels van de app, voor `private_key_jwt`.',
  'The same keys, written out.': 'Dezelfde sleutels, uitgeschreven.',
  'What the app knows people by: `pairwise` (a pseudonym of its own), `public` (one that such apps share), `upstream` (the name that the upstream has), or CEL.':
    'Waaraan de app mensen kent: `pairwise` (een eigen pseudoniem), `public` (een dat zulke apps delen), `upstream` (de naam bij de aanmelddienst), of CEL.',
  'Apps with the same sector get the same `pairwise` pseudonyms. Default: the client_id.':
    'Apps met dezelfde sector krijgen dezelfde `pairwise`-pseudoniemen. Standaard: de client_id.',
  '`all`: also holds everything that userinfo does.': '`all`: bevat ook alles wat userinfo bevat.',
  'How long it is valid.': 'Hoe lang het geldt.',
  'How it is signed.': 'Hoe het wordt ondertekend.',
  'The ID Token.': 'Het ID-token.',
  'How long it is valid. Default: `1h`; `10m` for a JWT (`resources`), which may be believed after a logout too.':
    'Hoe lang het geldt. Standaard: `1h`; `10m` voor een JWT (`resources`), dat ook na een afmelding geloofd kan worden.',
  'The access token.': 'Het access-token.',
  'With `offline_access`: for how long after the login. Without it they end with the session.':
    'Met `offline_access`: hoe lang na de aanmelding. Zonder eindigen ze met de sessie.',
  "`allow` is judged again at every refresh, on the person's newest claims: where they are older than this, the person must log in again.":
    '`allow` wordt bij elke vernieuwing opnieuw beoordeeld, op de nieuwste gegevens van de persoon: zijn die ouder dan dit, dan moet de persoon zich opnieuw aanmelden.',
  'Refresh tokens.': 'De refresh-tokens.',
  'Resources that the app may name (`resource`); an access token for one of them is a JWT.':
    'Resources die de app mag noemen (`resource`); een access-token voor een ervan is een JWT.',
  "The app's client_id. Default: the key here.": 'De client_id van de app. Standaard: de sleutel hier.',
  'What the app may use at the token endpoint.': 'Wat de app bij het token-endpoint mag gebruiken.',
  'Whether the app must use PKCE. `optional` is for old apps that have a secret.':
    'Of de app PKCE moet gebruiken. `optional` is voor oude apps die een geheim hebben.',
  'What the app is told: claim → CEL over `claims`, `groups`, `upstream`; maps are allowed. The claims of the standard scopes are there without it.':
    'Wat de app te weten komt: claim → CEL over `claims`, `groups`, `upstream`; maps mogen. De claims van de standaardscopes zijn er ook zonder.',
  'Scopes that it may ask for besides openid, profile, email, groups, address, phone, offline_access.':
    'Scopes waar zij naast openid, profile, email, groups, address, phone, offline_access om mag vragen.',
  'What userinfo answers.': 'Wat userinfo antwoordt.',
  'Other apps, by their keys here, whose tokens it may introspect.':
    'Andere apps, met hun sleutels hier, waarvan zij de tokens mag onderzoeken (introspection).',
  'CEL: the login name in answers of introspection. Take a claim that the person cannot change, and limit it.':
    'CEL: de aanmeldnaam in antwoorden van introspection. Neem een gegeven dat de persoon niet kan wijzigen, en beperk het.',
}
