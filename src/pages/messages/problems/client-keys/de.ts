/** German: what the keys of an app that speaks OpenID Connect are for, by the English. */

export const de = {
  'Where people return to the app: every address, character for character. On a loopback address any port counts.':
    'Wo man zur Anwendung zurückkehrt: jede Adresse, Zeichen für Zeichen. Bei einer Loopback-Adresse gilt jeder Port.',
  'Where people may return to the app after a logout.':
    'Wohin man nach einer Abmeldung zur Anwendung zurückkehren darf.',
  'Where we send the logout token when a session ends (Back-Channel Logout).':
    'Wohin wir das Logout-Token senden, wenn eine Sitzung endet (Back-Channel Logout).',
  'The page of the app that we load in a frame when a session ends (Front-Channel Logout).':
    'Die Seite der Anwendung, die wir in einem Rahmen laden, wenn eine Sitzung endet (Front-Channel Logout).',
  'How the app proves who it is. `none` is for apps that can keep no secret.':
    'Wie die Anwendung nachweist, wer sie ist. `none` ist für Anwendungen, die kein Geheimnis bewahren können.',
  "File with the client's secret. Or in the environment: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.":
    'Datei mit dem Client-Geheimnis. Oder in der Umgebung: `ISTHMUS_APPS_<NAME>_CLIENTSECRET`.',
  'Instead of the secret its hash, as `isthmus app secret NAME` prints it.':
    'Statt des Geheimnisses sein Hash, wie ihn `isthmus app secret NAME` ausgibt.',
  "The app's public keys, for `private_key_jwt`.": 'Die öffentlichen Schlüssel der Anwendung, für `private_key_jwt`.',
  'The same keys, written out.': 'Dieselben Schlüssel, ausgeschrieben.',
  'What the app knows people by: `pairwise` (a pseudonym of its own), `public` (one that such apps share), `upstream` (the name that the upstream has), or CEL.':
    'Woran die Anwendung die Menschen erkennt: `pairwise` (ein eigenes Pseudonym), `public` (eines, das solche Anwendungen teilen), `upstream` (der Name beim Anmeldedienst) oder CEL.',
  'Apps with the same sector get the same `pairwise` pseudonyms. Default: the client_id.':
    'Anwendungen mit demselben Sektor bekommen dieselben `pairwise`-Pseudonyme. Sonst: die client_id.',
  '`all`: also holds everything that userinfo does.': '`all`: Es enthält auch alles, was userinfo enthält.',
  'How long it is valid.': 'Wie lange es gilt.',
  'How it is signed.': 'Wie es unterschrieben wird.',
  'The ID Token.': 'Das ID-Token.',
  'How long it is valid. Default: `1h`; `10m` for a JWT (`resources`), which may be believed after a logout too.':
    'Wie lange es gilt. Sonst: `1h`; `10m` für ein JWT (`resources`), dem auch nach einer Abmeldung geglaubt werden kann.',
  'The access token.': 'Das Access-Token.',
  'With `offline_access`: for how long after the login. Without it they end with the session.':
    'Mit `offline_access`: wie lange nach der Anmeldung. Ohne enden sie mit der Sitzung.',
  "`allow` is judged again at every refresh, on the person's newest claims: where they are older than this, the person must log in again.":
    '`allow` wird bei jedem Erneuern neu geprüft, mit den jüngsten Angaben zur Person: Sind sie älter als das, muss die Person sich neu anmelden.',
  'Refresh tokens.': 'Refresh-Tokens.',
  'Resources that the app may name (`resource`); an access token for one of them is a JWT.':
    'Ressourcen, die die Anwendung nennen darf (`resource`); ein Access-Token für eine davon ist ein JWT.',
  "The app's client_id. Default: the key here.": 'Die client_id der Anwendung. Sonst: der Schlüssel hier.',
  'What the app may use at the token endpoint.': 'Was die Anwendung am Token-Endpunkt verwenden darf.',
  'Whether the app must use PKCE. `optional` is for old apps that have a secret.':
    'Ob die Anwendung PKCE verwenden muss. `optional` ist für alte Anwendungen, die ein Geheimnis haben.',
  'What the app is told: claim → CEL over `claims`, `groups`, `upstream`; maps are allowed. The claims of the standard scopes are there without it.':
    'Was die Anwendung erfährt: Claim → CEL über `claims`, `groups`, `upstream`; Maps sind erlaubt. Die Claims der üblichen Scopes sind auch ohne das da.',
  'Scopes that it may ask for besides openid, profile, email, groups, address, phone, offline_access.':
    'Scopes, die sie außer openid, profile, email, groups, address, phone, offline_access verlangen darf.',
  'What userinfo answers.': 'Was userinfo antwortet.',
  'Other apps, by their keys here, whose tokens it may introspect.':
    'Andere Anwendungen, mit ihren Schlüsseln von hier, deren Tokens sie prüfen darf (Introspection).',
  'CEL: the login name in answers of introspection. Take a claim that the person cannot change, and limit it.':
    'CEL: der Anmeldename in Antworten der Introspection. Nehmen Sie eine Angabe, die die Person nicht ändern kann, und beschränken Sie sie.',
} satisfies Readonly<Record<string, string>>
