/** Dutch: what is wrong with a single value, by the English. */
import type { ValuesProblems } from '../catalogue.ts'

export const nl: ValuesProblems = {
  'This is not a duration.': 'Dit is geen duur.',
  'Write a whole number with its unit: 30s, 5m, 8h or 1d.':
    'Schrijf een geheel getal met zijn eenheid: 30s, 5m, 8h of 1d.',
  '{0} is too short.': '{0} is te kort.',
  '{0} is too long.': '{0} is te lang.',
  'Choose something from {1} to {2}.': 'Kies iets van {1} tot {2}.',
  'Plain http is only for this machine (localhost, 127.0.0.1).':
    'Http zonder TLS is alleen voor deze machine (localhost, 127.0.0.1).',
  'Use https, with caFile for a CA of your own.': 'Gebruik https, met caFile voor een eigen CA.',
  'Use https, or the address on the loopback interface.': 'Gebruik https, of het loopback-adres.',
  'This is not a web address.': 'Dit is geen webadres.',
  'Write all of it, beginning with https://.': 'Schrijf het helemaal, met https:// aan het begin.',
  'This address has a user name in it.': 'In dit adres staat een gebruikersnaam.',
  'Remove it.': 'Verwijder die.',
  'This address has a fragment.': 'Dit adres heeft een fragment.',
  'Remove the # and what follows.': 'Verwijder de # en wat erop volgt.',
  'The entityID is empty.': 'De entityID is leeg.',
  'Copy it from the metadata, character for character.': 'Kopieer die uit de metadata, teken voor teken.',
  'The entityID has a line break or tab in it.': 'In de entityID staat een regeleinde of een tab.',
  'Write it on one line, in quotes.': 'Schrijf die op één regel, tussen aanhalingstekens.',
  'An entityID has at most 1024 characters.': 'Een entityID heeft hoogstens 1024 tekens.',
  'Copy it from the metadata.': 'Kopieer die uit de metadata.',
  'This is not an entityID.': 'Dit is geen entityID.',
  'This is a SHA-1 fingerprint, which can be forged.': 'Dit is een SHA-1-vingerafdruk, die vervalst kan worden.',
  'This is not a fingerprint.': 'Dit is geen vingerafdruk.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits.':
    'Schrijf de SHA-256 van het certificaat, 64 hexadecimale cijfers.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits: openssl x509 -in FILE -noout -fingerprint -sha256':
    'Schrijf de SHA-256 van het certificaat, 64 hexadecimale cijfers: openssl x509 -in BESTAND -noout -fingerprint -sha256',
  'This is not an address.': 'Dit is geen adres.',
  'This address is longer than {0} characters.': 'Dit adres heeft meer dan {0} tekens.',
  'Shorten it.': 'Kort het in.',
  'This address has a space or another character that must be encoded.':
    'In dit adres staat een spatie of een ander teken dat gecodeerd moet worden.',
  'Encode it.': 'Codeer het.',
  'Patterns are not supported.': 'Patronen bestaan hier niet.',
  'Write every address out, character for character.': 'Schrijf elk adres uit, teken voor teken.',
  'A browser must not be sent to {0} addresses.': 'Een browser mag niet naar adressen met {0} worden gestuurd.',
  'Write an https address.': 'Schrijf een adres met https.',
  'A client_id is up to 255 letters, digits and signs, without spaces.':
    'Een client_id heeft hoogstens 255 letters, cijfers en tekens, zonder spaties.',
  'Write one like that.': 'Schrijf er zo een.',
  'This is not a scope.': 'Dit is geen scope.',
  'Write one word.': 'Schrijf één woord.',
  'A resource is an absolute URI.': 'Een resource is een absolute URI.',
  'Write one like https://api.home.internal.': 'Schrijf er een als https://api.home.internal.',
  'This URI has a fragment.': 'Deze URI heeft een fragment.',
  'This is not text.': 'Dit is geen tekst.',
  'Write text, in quotes if need be.': 'Schrijf tekst, zo nodig tussen aanhalingstekens.',
  'This is empty.': 'Dit is leeg.',
  'Write a value.': 'Schrijf een waarde.',
  'This is neither true nor false.': 'Dit is niet true en niet false.',
  'Write true or false, without quotes.': 'Schrijf true of false, zonder aanhalingstekens.',
  'This is neither true nor a time.': 'Dit is niet true en geen tijdstip.',
  'Write true, or until when, as in 2026-12-24T18:00:00Z.': 'Schrijf true, of tot wanneer, zoals 2026-12-24T18:00:00Z.',
  'Write true, or leave it out.': 'Schrijf true, of laat het weg.',
  'This is not the hash of a secret.': 'Dit is niet de hash van een geheim.',
  'Write what `isthmus app secret NAME` prints: sha256: and 64 hexadecimal digits.':
    'Schrijf wat `isthmus app secret NAME` toont: sha256: en 64 hexadecimale cijfers.',
}
