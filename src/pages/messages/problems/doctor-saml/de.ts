/** German: what the doctor says of a SAML identity provider, by the English. */

export const de = {
  'Its metadata can be read: {0} is {1}.': 'Seine Metadaten sind lesbar: {0} ist {1}.',
  'Its metadata is a file here, so whether it has a new signing certificate by now can’t be seen.':
    'Seine Metadaten sind hier eine Datei: Ob er inzwischen ein neues Zertifikat zum Unterschreiben hat, ist nicht zu sehen.',
  'If its answers are refused, get its metadata again and replace the file.':
    'Werden seine Antworten abgelehnt, holen Sie seine Metadaten neu und ersetzen Sie die Datei.',
  'Its signing certificates are those in force here.':
    'Seine Zertifikate zum Unterschreiben sind die, die hier in Kraft sind.',
  'Its metadata lists a signing key ({0}) that is not in force here: answers signed with it are refused.':
    'Seine Metadaten nennen einen Schlüssel zum Unterschreiben ({0}), der hier nicht in Kraft ist: Antworten, die er damit unterschreibt, werden abgelehnt.',
  'Compare the new metadata with what its administrator says, and accept it (`isthmus app quarantine`).':
    'Vergleichen Sie die neuen Metadaten mit dem, was seine Verwaltung sagt, und nehmen Sie sie an (`isthmus app quarantine`).',
  'Its signing certificate (key {0}) is valid until {1}.':
    'Sein Zertifikat zum Unterschreiben (Schlüssel {0}) gilt bis {1}.',
  'Its signing certificate (key {0}) ended on {1}.':
    'Sein Zertifikat zum Unterschreiben (Schlüssel {0}) ist am {1} abgelaufen.',
  'Its signing certificate (key {0}) ends on {1}.':
    'Sein Zertifikat zum Unterschreiben (Schlüssel {0}) läuft am {1} ab.',
  'Its signatures still count, as the metadata says so. Get its new metadata as soon as it has a new one.':
    'Seine Unterschriften zählen weiter, weil die Metadaten es sagen. Holen Sie die neuen Metadaten, sobald er ein neues hat.',
  'Its metadata lists transient NameIDs only, which identify nobody: every login will be refused.':
    'Seine Metadaten nennen nur transiente NameIDs, die niemanden erkennen lassen: Jede Anmeldung wird abgelehnt.',
  'Let it offer persistent ones, or set `subjectFrom` to an attribute that lasts.':
    'Lassen Sie ihn dauerhafte anbieten, oder setzen Sie `subjectFrom` auf ein Attribut, das bleibt.',
  'Its metadata does not list the NameID format that we ask for ({0}).':
    'Seine Metadaten nennen das NameID-Format nicht, um das wir bitten ({0}).',
  'If it answers InvalidNameIDPolicy, set `nameIdFormat: none`.':
    'Antwortet er mit InvalidNameIDPolicy, setzen Sie `nameIdFormat: none`.',
  'It may vouch for the scopes {0}.': 'Er darf für die Scopes {0} einstehen.',
  'The scopes in its metadata are regular expressions, which are not read: every scoped value is left out.':
    'Die Scopes in seinen Metadaten sind reguläre Ausdrücke, die nicht gelesen werden: Jeder Wert mit Scope wird weggelassen.',
  'Name its scopes in `scopes`.': 'Nennen Sie seine Scopes in `scopes`.',
  'Browsers must reach it.': 'Browser müssen sie erreichen können.',
  'It has no address for sign-ins.': 'Er hat keine Adresse für Anmeldungen.',
  'Its sign-in answers: {0}': 'Seine Anmeldung antwortet: {0}',
  'Its sign-in does not answer from here: {0}': 'Seine Anmeldung antwortet von hier aus nicht: {0}',
  'It has no address for sign-outs by browser: its own session stays when somebody signs out here.':
    'Er hat keine Adresse für Abmeldungen über den Browser: Seine eigene Sitzung bleibt, wenn sich hier jemand abmeldet.',
  'Its sign-out answers: {0}': 'Seine Abmeldung antwortet: {0}',
  'Its sign-out does not answer from here: {0}': 'Seine Abmeldung antwortet von hier aus nicht: {0}',
  'To register there: our metadata {0}; or entityID {1}, reply address (ACS) {2}, sign-out address {3}, and our signing certificate, SHA-256 {4}.':
    'Dort einzutragen: unsere Metadaten {0}; oder entityID {1}, Antwortadresse (ACS) {2}, Abmeldeadresse {3} und unser Zertifikat zum Unterschreiben, SHA-256 {4}.',
  'Correct it at the identity provider, or get its metadata again.':
    'Berichtigen Sie es beim Identity-Provider, oder holen Sie seine Metadaten neu.',
  '{0} holds {1} identity providers: {2}.': '{0} enthält {1} Identity-Provider: {2}.',
  'Choose one with `idpEntityId`.': 'Wählen Sie einen mit `idpEntityId`.',
  '{0} has no {1}; it has {2}.': 'In {0} gibt es {1} nicht, sondern: {2}.',
  'Write one of these, character for character.': 'Schreiben Sie einen davon, Zeichen für Zeichen.',
} satisfies Readonly<Record<string, string>>
