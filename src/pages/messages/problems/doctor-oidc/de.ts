/** German: what the doctor says of an OpenID Provider, by the English. */

export const de = {
  'It answers at {0}, and its issuer is correct.': 'Er antwortet unter {0}, und sein Issuer stimmt.',
  "Part of its discovery document can't be used: {0}.":
    'Ein Teil seines Discovery-Dokuments ist nicht zu gebrauchen: {0}.',
  "It can't be used; in English: {0}.": 'Er ist nicht zu gebrauchen; auf Englisch: {0}.',
  "It can't be used: {0}.": 'Er ist nicht zu gebrauchen: {0}.',
  'Open the address with curl from this machine.': 'Öffnen Sie die Adresse von diesem Rechner aus mit curl.',
  'Or dial elsewhere with `connectTo`.': 'Oder wählen Sie mit `connectTo` ein anderes Ziel.',
  'It knows the scopes {0}.': 'Er kennt die Scopes {0}.',
  "It does not list the scopes {0}: we don't ask for them.":
    'Er führt die Scopes {0} nicht auf: Wir bitten nicht darum.',
  "It does not list the scope {0}: we don't ask for it.": 'Er führt den Scope {0} nicht auf: Wir bitten nicht darum.',
  'In Keycloak, groups come from a mapper of the client, without a scope: `isthmus doctor --client` prints it.':
    'In Keycloak kommen Gruppen aus einem Mapper des Clients, ohne Scope: `isthmus doctor --client` gibt ihn aus.',
  'It does not list the scopes {0}: we ask for them all the same, as you wrote them.':
    'Er führt die Scopes {0} nicht auf: Wir bitten trotzdem darum, denn so steht es in der Konfiguration.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave them out.':
    'Ein OpenID-Provider muss nicht jeden Scope aufführen, den er kennt; antwortet er mit invalid_scope, lassen Sie sie weg.',
  'It does not list the scope {0}: we ask for it all the same, as you wrote it.':
    'Er führt den Scope {0} nicht auf: Wir bitten trotzdem darum, denn so steht es in der Konfiguration.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave it out.':
    'Ein OpenID-Provider muss nicht jeden Scope aufführen, den er kennt; antwortet er mit invalid_scope, lassen Sie ihn weg.',
  'It accepts a login for {0} with the redirect URI {1}.':
    'Er nimmt eine Anmeldung für {0} mit der Redirect-URI {1} an.',
  'Register exactly this redirect URI for the client {0}: {1} (isthmus doctor --client prints the whole client).':
    'Tragen Sie für den Client {0} genau diese Redirect-URI ein: {1} (isthmus doctor --client gibt den ganzen Client aus).',
  'It refuses to start a login ({0}).': 'Er lehnt es ab, eine Anmeldung zu beginnen ({0}).',
  'It accepts the client secret, sent with {0}.': 'Er nimmt das Client-Geheimnis an, gesendet mit {0}.',
  'The token endpoint does not say whether the client secret is right ({0}).':
    'Der Token-Endpunkt sagt nicht, ob das Client-Geheimnis stimmt ({0}).',
  'Compare client_id and secret, and let it accept {0} for this client (or set `clientAuthentication`).':
    'Vergleichen Sie client_id und Geheimnis, und lassen Sie ihn für diesen Client {0} annehmen (oder setzen Sie `clientAuthentication`).',
  'It refuses the client secret ({0}).': 'Er lehnt das Client-Geheimnis ab ({0}).',
  'It does not support logout (no end_session_endpoint): its session outlasts that of Isthmus.':
    'Er kann nicht abmelden (kein end_session_endpoint): Seine Sitzung überdauert die von Isthmus.',
  'Set `logoutUrl` to its own logout page, which people are then offered after a logout.':
    'Setzen Sie `logoutUrl` auf seine eigene Abmeldeseite: Sie wird Menschen dann nach einer Abmeldung angeboten.',
  'It takes part in logouts and sends browsers back to {0}.':
    'Er macht bei Abmeldungen mit und schickt Browser zurück zu {0}.',
  'It does not accept the address to return to after a logout: a logout here will not end its session.':
    'Er nimmt die Adresse nicht an, zu der man nach einer Abmeldung zurückkehrt: Eine Abmeldung hier beendet seine Sitzung nicht.',
  'Register this post logout redirect URI for the client {0}: {1}.':
    'Tragen Sie für den Client {0} diese Post-Logout-Redirect-URI ein: {1}.',
  'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).':
    'E-Mail-Adressen wird auch bei `email_verified: false` geglaubt (trustEmail: always).',
  'An e-mail address is left out where it says `email_verified: false`, or nothing (trustEmail: {0}).':
    'Eine E-Mail-Adresse wird weggelassen, wenn er `email_verified: false` dazu sagt oder nichts (trustEmail: {0}).',
  'An e-mail address is left out where it says `email_verified: false` (trustEmail: {0}).':
    'Eine E-Mail-Adresse wird weggelassen, wenn er `email_verified: false` dazu sagt (trustEmail: {0}).',
  'If nobody can choose their own address, `trustEmail: always` trusts them all.':
    'Wenn niemand die eigene Adresse selbst wählen kann: `trustEmail: always` glaubt allen.',
  'The default mapping of the scope `email` in authentik says false for everyone: give the provider a mapping that tells the truth.':
    'Die übliche Zuordnung des Scopes `email` in authentik sagt bei allen false: Geben Sie dem Provider eine, die die Wahrheit sagt.',
  'Entra ID says so in the optional claim `xms_edov`: add it to the ID token of the app registration.':
    'Entra ID sagt es im optionalen Claim `xms_edov`: Fügen Sie ihn dem ID-Token der App-Registrierung hinzu.',
  'Keycloak says false for people from LDAP or another identity provider until "Trust Email" is on in the settings of that provider.':
    'Keycloak sagt bei Menschen aus LDAP oder einem anderen Identity-Provider false, bis in dessen Einstellungen „Trust Email“ eingeschaltet ist.',
  'Its clock is {0} s behind ours, and {1} s are allowed (`clockSkew`).':
    'Seine Uhr geht {0} s nach, und {1} s sind erlaubt (`clockSkew`).',
  'Its clock is {0} s ahead of ours, and {1} s are allowed (`clockSkew`).':
    'Seine Uhr geht {0} s vor, und {1} s sind erlaubt (`clockSkew`).',
  'Set the clocks of both machines by NTP.': 'Stellen Sie die Uhren beider Rechner über NTP.',
  'It sent: {0}': 'Er sandte: {0}',
  '"{0}" issued by "{1}" until {2}.': '„{0}“, ausgestellt von „{1}“, gültig bis {2}.',
  'It sent no certificate.': 'Er sandte kein Zertifikat.',
} satisfies Readonly<Record<string, string>>
