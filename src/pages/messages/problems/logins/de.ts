/** German: why logins at an upstream failed, by the English. */

export const de = {
  'The last login succeeded at {0}; none is known to have failed.':
    'Die letzte Anmeldung gelang am {0}; von gescheiterten ist nichts bekannt.',
  'If people can’t sign in there, this is the likely reason.':
    'Können Menschen sich dort nicht anmelden, ist wohl dies der Grund.',
  'The last failed login: {0}, error number {1}, {2}.':
    'Die letzte gescheiterte Anmeldung: {0}, Fehlernummer {1}, {2}.',
  'The last failed login: {0}, error number {1}, {2}, the log says “{3}”.':
    'Die letzte gescheiterte Anmeldung: {0}, Fehlernummer {1}, {2}, im Log steht „{3}“.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}.':
    'Die letzte abgelehnte Antwort, die nicht von dort gekommen sein muss: {0}, Fehlernummer {1}, {2}.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}, the log says “{3}”.':
    'Die letzte abgelehnte Antwort, die nicht von dort gekommen sein muss: {0}, Fehlernummer {1}, {2}, im Log steht „{3}“.',
  'Logins have succeeded since, the last one at {0}.': 'Seither sind Anmeldungen gelungen, die letzte am {0}.',
  'No login has succeeded since.': 'Seither ist keine Anmeldung gelungen.',
  'No login has succeeded since (the last one at {0}).': 'Seither ist keine Anmeldung gelungen (die letzte am {0}).',
  'The log has the reason under that number.': 'Im Log steht unter dieser Nummer der Grund.',
  'Let it send a persistent one, or set `subjectFrom`.':
    'Lassen Sie ihn eine dauerhafte senden, oder setzen Sie `subjectFrom`.',
  'Its setting for our entityID is not `entityId` here; `isthmus doctor` prints it.':
    'Was dort als unsere entityID eingestellt ist, ist nicht `entityId` von hier; `isthmus doctor` gibt sie aus.',
  'Its reply address for us is not the one in our metadata.':
    'Seine Antwortadresse für uns ist nicht die aus unseren Metadaten.',
  'It must repeat the ID of our request in SubjectConfirmationData: ask its maker.':
    'Er muss die ID unserer Anfrage in SubjectConfirmationData wiederholen: Fragen Sie seinen Hersteller.',
  'Its entityID has changed: fetch its metadata again.':
    'Seine entityID hat sich geändert: Holen Sie seine Metadaten neu.',
  'Let it release that attribute to us, or change `subjectFrom`.':
    'Lassen Sie ihn uns dieses Attribut geben, oder ändern Sie `subjectFrom`.',
  'Let it sign assertions, or set `wantAssertionsSigned: false`.':
    'Lassen Sie ihn Assertions unterschreiben, oder setzen Sie `wantAssertionsSigned: false`.',
  'A clock is wrong: more than `clockSkew.incoming` apart.':
    'Eine Uhr geht falsch: Sie weichen um mehr als `clockSkew.incoming` voneinander ab.',
  'It signs with a new certificate: fetch its metadata again.':
    'Er unterschreibt mit einem neuen Zertifikat: Holen Sie seine Metadaten neu.',
  'Switch signing on there.': 'Schalten Sie dort das Unterschreiben ein.',
  'Let it sign with SHA-256, or set `allowSha1`.':
    'Lassen Sie ihn mit SHA-256 unterschreiben, oder setzen Sie `allowSha1`.',
  'Let it encrypt with AES-GCM, or set `allowCbc`.':
    'Lassen Sie ihn mit AES-GCM verschlüsseln, oder setzen Sie `allowCbc`.',
  'Let it encrypt the key with RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), not with RSA 1.5.':
    'Lassen Sie ihn den Schlüssel mit RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1) verschlüsseln, nicht mit RSA 1.5.',
  'Give it our metadata again, with `encryptionKey: true`, or switch encryption off there.':
    'Geben Sie ihm unsere Metadaten neu, mit `encryptionKey: true`, oder schalten Sie dort das Verschlüsseln aus.',
  'It has no NameID of that format: `nameIdFormat`.': 'Er hat keine NameID dieses Formats: `nameIdFormat`.',
  'It ended the login itself: its own log says why.':
    'Er hat die Anmeldung selbst beendet: Sein eigenes Log sagt, warum.',
  '`isthmus doctor` reads it, and says what is wrong.': '`isthmus doctor` liest sie und sagt, was nicht stimmt.',
  'Compare `clientId` and the secret with what is registered there; `isthmus doctor` tries the secret.':
    'Vergleichen Sie `clientId` und Geheimnis mit dem, was dort eingetragen ist; `isthmus doctor` probiert das Geheimnis aus.',
  '`clientId` is not the one that it knows us by.': '`clientId` ist nicht die, unter der er uns kennt.',
  'Name the others under `audiences`, if you know whose they are.':
    'Nennen Sie die anderen unter `audiences`, wenn Sie wissen, wem sie gehören.',
  'If the ID Token has all claims, set `userinfo: false`.':
    'Hat das ID-Token alle Claims, setzen Sie `userinfo: false`.',
  'It signs with a key that its `jwks_uri` does not list.':
    'Er unterschreibt mit einem Schlüssel, den seine `jwks_uri` nicht nennt.',
  'It does not know one of `scopes`: leave that one out.': 'Er kennt einen der `scopes` nicht: Lassen Sie ihn weg.',
  'It refused the code: its own log says why; compare the redirect URI there (`isthmus doctor --client`).':
    'Er hat den Code abgelehnt: Sein eigenes Log sagt, warum; vergleichen Sie dort die Redirect-URI (`isthmus doctor --client`).',
  'An app wanted a new login, and it let the person in without asking: let it honour that wish.':
    'Eine Anwendung wollte eine neue Anmeldung, und er ließ die Person ohne Nachfrage ein: Lassen Sie ihn diesen Wunsch befolgen.',
  'Let it send `auth_time` (`require_auth_time` of the client), or set `allowMissingAuthTime: true`.':
    'Lassen Sie ihn `auth_time` senden (`require_auth_time` des Clients), oder setzen Sie `allowMissingAuthTime: true`.',
  'Let it send the claim of `subjectFrom`, as text.': 'Lassen Sie ihn den Claim von `subjectFrom` senden, als Text.',
  'Let it ask for more, or say in `contexts` what proves it (docs/errors.md#context_unmet).':
    'Lassen Sie ihn mehr verlangen, oder sagen Sie in `contexts`, was es beweist (docs/errors.md#context_unmet).',
  '`isthmus doctor` asks it, and says what is in the way.': '`isthmus doctor` fragt ihn und sagt, was im Weg steht.',
} satisfies Readonly<Record<string, string>>
