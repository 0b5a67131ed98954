/** French: what is wrong with a single value, by the English. */
import type { ValuesProblems } from '../catalogue.ts'

export const fr: ValuesProblems = {
  'This is not a duration.': 'Ce n’est pas une durée.',
  'Write a whole number with its unit: 30s, 5m, 8h or 1d.':
    'Écrivez un nombre entier avec son unité : 30s, 5m, 8h ou 1d.',
  '{0} is too short.': '{0} est trop court.',
  '{0} is too long.': '{0} est trop long.',
  'Choose something from {1} to {2}.': 'Choisissez une valeur de {1} à {2}.',
  'Plain http is only for this machine (localhost, 127.0.0.1).':
    'Le http sans TLS n’est permis que pour cette machine (localhost, 127.0.0.1).',
  'Use https, with caFile for a CA of your own.': 'Utilisez https, avec caFile pour une autorité à vous.',
  'Use https, or the address on the loopback interface.': 'Utilisez https, ou l’adresse de bouclage (loopback).',
  'This is not a web address.': 'Ce n’est pas une adresse web.',
  'Write all of it, beginning with https://.': 'Écrivez-la en entier, en commençant par https://.',
  'This address has a user name in it.': 'Il y a un nom d’utilisateur dans cette adresse.',
  'Remove it.': 'Retirez-le.',
  'This address has a fragment.': 'Cette adresse a un fragment.',
  'Remove the # and what follows.': 'Retirez le # et ce qui suit.',
  'The entityID is empty.': 'L’entityID est vide.',
  'Copy it from the metadata, character for character.': 'Copiez-le des métadonnées, caractère par caractère.',
  'The entityID has a line break or tab in it.': 'Il y a un saut de ligne ou une tabulation dans l’entityID.',
  'Write it on one line, in quotes.': 'Écrivez-le sur une ligne, entre guillemets.',
  'An entityID has at most 1024 characters.': 'Un entityID a au plus 1024 caractères.',
  'Copy it from the metadata.': 'Copiez-le des métadonnées.',
  'This is not an entityID.': 'Ce n’est pas un entityID.',
  'This is a SHA-1 fingerprint, which can be forged.': 'C’est une empreinte SHA-1, qui peut être falsifiée.',
  'This is not a fingerprint.': 'Ce n’est pas une empreinte.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits.':
    'Écrivez le SHA-256 du certificat, 64 chiffres hexadécimaux.',
  'Write the SHA-256 of the certificate, 64 hexadecimal digits: openssl x509 -in FILE -noout -fingerprint -sha256':
    'Écrivez le SHA-256 du certificat, 64 chiffres hexadécimaux : openssl x509 -in FICHIER -noout -fingerprint -sha256',
  'This is not an address.': 'Ce n’est pas une adresse.',
  'This address is longer than {0} characters.': 'Cette adresse dépasse {0} caractères.',
  'Shorten it.': 'Raccourcissez-la.',
  'This address has a space or another character that must be encoded.':
    'Il y a dans cette adresse une espace ou un autre caractère à encoder.',
  'Encode it.': 'Encodez-le.',
  'Patterns are not supported.': 'Les motifs ne sont pas pris en charge.',
  'Write every address out, character for character.': 'Écrivez chaque adresse en entier, caractère par caractère.',
  'A browser must not be sent to {0} addresses.': 'Un navigateur ne doit pas être envoyé vers des adresses en {0}.',
  'Write an https address.': 'Écrivez une adresse en https.',
  'A client_id is up to 255 letters, digits and signs, without spaces.':
    'Un client_id a au plus 255 lettres, chiffres et signes, sans espaces.',
  'Write one like that.': 'Écrivez-en un de ce genre.',
  'This is not a scope.': 'Ce n’est pas un scope.',
  'Write one word.': 'Écrivez un seul mot.',
  'A resource is an absolute URI.': 'Une ressource est une URI absolue.',
  'Write one like https://api.home.internal.': 'Écrivez-en une comme https://api.home.internal.',
  'This URI has a fragment.': 'Cette URI a un fragment.',
  'This is not text.': 'Ce n’est pas du texte.',
  'Write text, in quotes if need be.': 'Écrivez du texte, entre guillemets si besoin.',
  'This is empty.': 'C’est vide.',
  'Write a value.': 'Écrivez une valeur.',
  'This is neither true nor false.': 'Ce n’est ni true ni false.',
  'Write true or false, without quotes.': 'Écrivez true ou false, sans guillemets.',
  'This is neither true nor a time.': 'Ce n’est ni true ni une date.',
  'Write true, or until when, as in 2026-12-24T18:00:00Z.':
    'Écrivez true, ou jusqu’à quand, comme 2026-12-24T18:00:00Z.',
  'Write true, or leave it out.': 'Écrivez true, ou retirez-le.',
  'This is not the hash of a secret.': 'Ce n’est pas l’empreinte d’un secret.',
  'Write what `isthmus app secret NAME` prints: sha256: and 64 hexadecimal digits.':
    'Écrivez ce qu’affiche `isthmus app secret NAME` : sha256: et 64 chiffres hexadécimaux.',
}
