/** German: what is wrong with a single value, by the English. */

export const de = {
  'This is not a duration.': 'Das ist keine Dauer.',
  'Write a whole number with its unit: 30s, 5m, 8h or 1d.':
    'Schreiben Sie eine ganze Zahl mit ihrer Einheit: 30s, 5m, 8h oder 1d.',
  '{0} is too short.': '{0} ist zu kurz.',
  '{0} is too long.': '{0} ist zu lang.',
  'Choose something from {1} to {2}.': 'Wählen Sie etwas von {1} bis {2}.',
  'Plain http is only for this machine (localhost, 127.0.0.1).':
    'Http ohne TLS ist nur für diesen Rechner erlaubt (localhost, 127.0.0.1).',
  'Use https, with caFile for a CA of your own.': 'Verwenden Sie https, mit caFile für eine eigene CA.',
  'Use https, or the address on the loopback interface.': 'Verwenden Sie https oder die Loopback-Adresse.',
  'This is not a web address.': 'Das ist keine Webadresse.',
  'Write all of it, beginning with https://.': 'Schreiben Sie sie ganz, mit https:// am Anfang.',
  'This address has a user name in it.': 'In dieser Adresse steht ein Benutzername.',
  'Remove it.': 'Entfernen Sie ihn.',
  'This address has a fragment.': 'Diese Adresse hat ein Fragment.',
  'Remove the # and what follows.': 'Entfernen Sie das # und was darauf folgt.',
  'The entityID is empty.': 'Die entityID ist leer.',
  'Copy it from the metadata, character for character.': 'Kopieren Sie sie aus den Metadaten, Zeichen für Zeichen.',
  'The entityID has a line break or tab in it.': 'In der entityID steht ein Zeilenumbruch oder ein Tabulator.',
  'Write it on one line, in quotes.': 'Schreiben Sie sie in eine Zeile, in Anführungszeichen.',
  'An entityID has at most 1024 characters.': 'Eine entityID hat höchstens 1024 Zeichen.',
  'Copy it from the metadata.': 'Kopieren Sie sie aus den Metadaten.',
  'This is not an entityID.': 'Das ist keine entityID.',
  'This is a SHA-1 fingerprint, which can be forged.': 'Das ist ein SHA-1-Fingerabdruck, den man fälschen kann.',
  'This is not a fingerprint.': 'Das ist kein Fingerabdruck.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits.':
    'Schreiben Sie den SHA-256 des Zertifikats, 64 hexadezimale Ziffern.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits: openssl x509 -in FILE -noout -fingerprint -sha256':
    'Schreiben Sie den SHA-256 des Zertifikats, 64 hexadezimale Ziffern: openssl x509 -in DATEI -noout -fingerprint -sha256',
  'This is not an address.': 'Das ist keine Adresse.',
  'This address is longer than {0} characters.': 'Diese Adresse hat mehr als {0} Zeichen.',
  'Shorten it.': 'Kürzen Sie sie.',
  'This address has a space or another character that must be encoded.':
    'In dieser Adresse steht ein Leerzeichen oder ein anderes Zeichen, das kodiert werden muss.',
  'Encode it.': 'Kodieren Sie es.',
  'Patterns are not supported.': 'Muster gibt es hier nicht.',
  'Write every address out, character for character.': 'Schreiben Sie jede Adresse aus, Zeichen für Zeichen.',
  'A browser must not be sent to {0} addresses.': 'Zu Adressen mit {0} darf ein Browser nicht geschickt werden.',
  'Write an https address.': 'Schreiben Sie eine Adresse mit https.',
  'A client_id is up to 255 letters, digits and signs, without spaces.':
    'Eine client_id besteht aus höchstens 255 Buchstaben, Ziffern und Zeichen, ohne Leerzeichen.',
  'Write one like that.': 'Schreiben Sie eine solche.',
  'This is not a scope.': 'Das ist kein Scope.',
  'Write one word.': 'Schreiben Sie ein Wort.',
  'A resource is an absolute URI.': 'Eine Ressource ist eine absolute URI.',
  'Write one like https://api.home.internal.': 'Schreiben Sie eine wie https://api.home.internal.',
  'This URI has a fragment.': 'Diese URI hat ein Fragment.',
  'This is not text.': 'Das ist kein Text.',
  'Write text, in quotes if need be.': 'Schreiben Sie Text, wenn nötig in Anführungszeichen.',
  'This is empty.': 'Hier steht nichts.',
  'Write a value.': 'Schreiben Sie einen Wert.',
  'This is neither true nor false.': 'Das ist weder true noch false.',
  'Write true or false, without quotes.': 'Schreiben Sie true oder false, ohne Anführungszeichen.',
  'This is neither true nor a time.': 'Das ist weder true noch eine Zeit.',
  'Write true, or until when, as in 2026-12-24T18:00:00Z.':
    'Schreiben Sie true oder bis wann, wie in 2026-12-24T18:00:00Z.',
  'Write true, or leave it out.': 'Schreiben Sie true, oder lassen Sie es weg.',
  'This is not the hash of a secret.': 'Das ist nicht der Hash eines Geheimnisses.',
  'Write what `isthmus app secret NAME` prints: sha256: and 64 hexadecimal digits.':
    'Schreiben Sie, was `isthmus app secret NAME` ausgibt: sha256: und 64 hexadezimale Ziffern.',
} satisfies Readonly<Record<string, string>>
