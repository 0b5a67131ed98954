/** German: what does not fit the shape of an entry, and where it lies, by the English. */

export const de = {
  '`{0}` is missing.': '`{0}` fehlt.',
  '{0} is not one of the known values.': '{0} ist keiner der bekannten Werte.',
  'Did you mean {0}?': 'Meinten Sie {0}?',
  'Did you mean `{0}`?': 'Meinten Sie `{0}`?',
  'Write one of {0}.': 'Schreiben Sie eines davon: {0}.',
  'Known: {0}.': 'Bekannt sind: {0}.',
  "The name {0} can't be used.": 'Der Name {0} ist hier nicht möglich.',
  'Use letters, digits, dots, hyphens and underscores.':
    'Verwenden Sie Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.',
  'This value is not valid here.': 'Dieser Wert ist hier nicht zulässig.',
  'This is empty, which is not valid here.': 'Hier steht nichts, das ist hier nicht zulässig.',
  'This is a list, which is not valid here.': 'Das ist eine Liste, die ist hier nicht zulässig.',
  'This is a section, which is not valid here.': 'Das ist ein Abschnitt mit Schlüsseln, der ist hier nicht zulässig.',
  'This is {0}, which is not valid here.': 'Das ist {0}, das ist hier nicht zulässig.',
  'The key `{0}` is not known here.': 'Den Schlüssel `{0}` gibt es hier nicht.',
  'Merge keys are not supported: write the values out, or use `defaults`.':
    'Merge-Schlüssel (<<) gibt es hier nicht: Schreiben Sie die Werte aus, oder verwenden Sie `defaults`.',
  'See docs/configuration.md.': 'Siehe docs/configuration.md.',
  '{0} For example: {1}': '{0} Zum Beispiel: {1}',
  'Write it into a file, `clientSecretFile: secrets/{0}`, or into {1} in the environment.':
    'Schreiben Sie es in eine Datei, `clientSecretFile: secrets/{0}`, oder in {1} in der Umgebung.',
  'There is a secret in the config file.': 'In der Konfiguration steht ein Geheimnis.',
  '{0} is a placeholder (example host).': '{0} ist ein Platzhalter (Adresse aus einem Beispiel).',
  '{0} is a placeholder (text to change).': '{0} ist ein Platzhalter (Text zum Ändern).',
  '{0} is a placeholder (text in angle brackets).': '{0} ist ein Platzhalter (Text in spitzen Klammern).',
  'Put your own value in its place.': 'Setzen Sie an seine Stelle Ihren eigenen Wert.',
  'The settings are no keys and values.': 'Die Einstellungen sind keine Schlüssel mit Werten.',
  'Write `key: value`, one on each line.': 'Schreiben Sie `schlüssel: wert`, je Zeile einen.',
  'Write `clientSecretHash`; `isthmus app secret` makes a secret and its hash.':
    'Schreiben Sie `clientSecretHash`; `isthmus app secret` erzeugt ein Geheimnis und seinen Hash.',
  'Write the certificates themselves, `ca: |` and PEM text below.':
    'Schreiben Sie die Zertifikate selbst: `ca: |` und darunter den PEM-Text.',
  'Write the certificate itself, `cert: |` and PEM text below; or `fingerprint`.':
    'Schreiben Sie das Zertifikat selbst: `cert: |` und darunter den PEM-Text; oder `fingerprint`.',
  'A document of the app store names no files, as `{0}` does.':
    'Ein Dokument des Speichers nennt keine Dateien, wie `{0}` es tut.',
  'A document of the app store holds no secret.': 'In einem Dokument des Speichers steht kein Geheimnis.',
  'A document of the app store names no files: this is no address.':
    'Ein Dokument des Speichers nennt keine Dateien, und das ist keine Adresse.',
  'Put the metadata itself beside the settings, or its address, beginning with https://.':
    'Legen Sie die Metadaten selbst neben die Einstellungen, oder nennen Sie ihre Adresse, mit https:// davor.',
  'A document of the app store leads to no address of this machine.':
    'Ein Dokument des Speichers führt zu keiner Adresse auf diesem Rechner.',
  'Write the app into the config file, or name its address over https.':
    'Schreiben Sie die Anwendung in die Konfigurationsdatei, oder nennen Sie ihre Adresse mit https.',
  'Copy the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.':
    'Kopieren Sie den ganzen Text, von -----BEGIN CERTIFICATE----- bis -----END CERTIFICATE-----.',
  'This is no certificate in PEM.': 'Das ist kein Zertifikat in PEM.',
} satisfies Readonly<Record<string, string>>
