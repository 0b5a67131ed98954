/** Dutch: what does not fit the shape of an entry, and where it lies, by the English. */
import type { ShapeProblems } from '../catalogue.ts'

export const nl: ShapeProblems = {
  '`{0}` is missing.': '`{0}` ontbreekt.',
  '{0} is not one of the known values.': '{0} is geen van de bekende waarden.',
  'Did you mean {0}?': 'Bedoelde u {0}?',
  'Did you mean `{0}`?': 'Bedoelde u `{0}`?',
  'Write one of {0}.': 'Schrijf een van deze: {0}.',
  'Known: {0}.': 'Bekend zijn: {0}.',
  "The name {0} can't be used.": 'De naam {0} kan hier niet.',
  'Use letters, digits, dots, hyphens and underscores.':
    'Gebruik letters, cijfers, punten, koppeltekens en onderstrepingstekens.',
  'This value is not valid here.': 'Deze waarde is hier niet geldig.',
  'This is empty, which is not valid here.': 'Dit is leeg, en dat is hier niet geldig.',
  'This is a list, which is not valid here.': 'Dit is een lijst, en die is hier niet geldig.',
  'This is a section, which is not valid here.': 'Dit is een onderdeel met sleutels, en dat is hier niet geldig.',
  'This is {0}, which is not valid here.': 'Dit is {0}, en dat is hier niet geldig.',
  'The key `{0}` is not known here.': 'De sleutel `{0}` bestaat hier niet.',
  'Merge keys are not supported: write the values out, or use `defaults`.':
    'Samenvoegsleutels (<<) bestaan hier niet: schrijf de waarden uit, of gebruik `defaults`.',
  'See docs/configuration.md.': 'Zie docs/configuration.md.',
  '{0} For example: {1}': '{0} Bijvoorbeeld: {1}',
  'Write it into a file, `clientSecretFile: secrets/{0}`, or into {1} in the environment.':
    'Schrijf het in een bestand, `clientSecretFile: secrets/{0}`, of in {1} in de omgeving.',
  'There is a secret in the config file.': 'Er staat een geheim in de configuratie.',
  '{0} is a placeholder (example host).': '{0} is een plaatshouder (adres uit een voorbeeld).',
  '{0} is a placeholder (text to change).': '{0} is een plaatshouder (tekst om te wijzigen).',
  '{0} is a placeholder (text in angle brackets).': '{0} is een plaatshouder (tekst tussen punthaken).',
  'Put your own value in its place.': 'Zet uw eigen waarde ervoor in de plaats.',
  'The settings are no keys and values.': 'De instellingen zijn geen sleutels met waarden.',
  'Write `key: value`, one on each line.': 'Schrijf `sleutel: waarde`, één per regel.',
  'Write `clientSecretHash`; `isthmus app secret` makes a secret and its hash.':
    'Schrijf `clientSecretHash`; `isthmus app secret` maakt een geheim en de hash ervan.',
  'Write the certificates themselves, `ca: |` and PEM text below.':
    'Schrijf de certificaten zelf: `ca: |` en daaronder de PEM-tekst.',
  'Write the certificate itself, `cert: |` and PEM text below; or `fingerprint`.':
    'Schrijf het certificaat zelf: `cert: |` en daaronder de PEM-tekst; of `fingerprint`.',
  'A document of the app store names no files, as `{0}` does.':
    'Een document van de opslag noemt geen bestanden, zoals `{0}` doet.',
  'A document of the app store holds no secret.': 'Een document van de opslag bevat geen geheim.',
  'A document of the app store names no files: this is no address.':
    'Een document van de opslag noemt geen bestanden, en dit is geen adres.',
  'Put the metadata itself beside the settings, or its address, beginning with https://.':
    'Zet de metadata zelf naast de instellingen, of noem hun adres, met https:// ervoor.',
  'A document of the app store leads to no address of this machine.':
    'Een document van de opslag leidt naar geen adres op deze machine.',
  'Write the app into the config file, or name its address over https.':
    'Schrijf de app in het configuratiebestand, of noem haar adres met https.',
  'Copy the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.':
    'Kopieer de hele tekst, van -----BEGIN CERTIFICATE----- tot -----END CERTIFICATE-----.',
  'This is no certificate in PEM.': 'Dit is geen certificaat in PEM.',
}
