/** Dutch: keys and certificates of an app. */
import type { KeyFindings } from '../catalogue.ts'

export const nl: KeyFindings = {
  'key-use': ['Een KeyDescriptor heeft het onbekende doel {use} en wordt weggelaten.', ''],
  'key-many': ['Er zijn {count} × {what}; alleen de eerste {most} worden gebruikt.', ''],
  'key-info-missing': ['{where} heeft geen KeyInfo.', 'Haal de metadata opnieuw bij de app.'],
  'key-empty': ['{where} bevat geen certificaat en geen RSA-sleutel.', 'Haal de metadata opnieuw bij de app.'],
  'key-elliptic': [
    'De sleutel om mee te versleutelen ligt op een elliptische kromme en wordt weggelaten.',
    'Geef de app daarvoor een certificaat met een RSA-sleutel.',
  ],
  'key-type': [
    'De sleutel van {where} is {type}, geen RSA en niet op de krommen P-256, P-384 en P-521, en wordt weggelaten.',
    'Geef de app zo’n sleutel.',
  ],
  'key-costly': [
    'De RSA-sleutel van {where} kost te veel om te controleren ({bits} bits, exponent {exponent}) en wordt weggelaten.',
    'Geef de app er een van 2048 tot 8192 bits.',
  ],
  'key-weak': ['De RSA-sleutel van {where} heeft maar {bits} bits.', 'Vervang hem in de app door een van 2048.'],
  'key-too-weak': [
    'De RSA-sleutel van {where} heeft maar {bits} bits en wordt weggelaten.',
    'Vervang hem in de app door een van minstens 2048.',
  ],
  'key-value-other': ['De KeyValue van {where} is geen RSA-sleutel en wordt weggelaten.', ''],
  'key-value-incomplete': ['Aan de RSAKeyValue van {where} ontbreekt {name}.', 'Haal de metadata opnieuw bij de app.'],
  'pem-lines': ['Het X509Certificate van {where} bevat PEM-regels, die er niet in horen.', ''],
  'certificate-unreadable': [
    'Het X509Certificate van {where} is niet als certificaat te lezen.',
    'Kopieer het hele certificaat opnieuw uit de app: base64 tussen BEGIN en END CERTIFICATE.',
  ],
  'certificate-chain': ['{where} heeft een certificaatketen; alleen de laatste schakel wordt gebruikt.', ''],
  'certificate-expired': [
    'Het certificaat {subject} van {where} is verlopen op {date}.',
    'Het wordt gebruikt zoals het is. Vervang het in de app en lever dan de nieuwe metadata aan.',
  ],
  'certificate-ends': [
    'Het certificaat {subject} ({use}) verloopt op {date}.',
    'Het wordt daarna verder gebruikt, maar de app zal het wel vervangen: lever dan de nieuwe metadata aan.',
  ],
}
