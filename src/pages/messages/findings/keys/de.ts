/** German: keys and certificates of an app. */
import type { FindingText } from '../text.ts'

export const de = {
  'key-use': ['Ein KeyDescriptor hat den unbekannten Zweck {use} und wird ausgelassen.', ''],
  'key-many': ['Es gibt {count} × {what}; nur die ersten {most} werden benutzt.', ''],
  'key-info-missing': ['{where} hat kein KeyInfo.', 'Holen Sie die Metadaten noch einmal von der Anwendung.'],
  'key-empty': [
    '{where} enthält weder ein Zertifikat noch einen RSA-Schlüssel.',
    'Holen Sie die Metadaten noch einmal von der Anwendung.',
  ],
  'key-elliptic': [
    'Der Schlüssel zum Verschlüsseln liegt auf einer elliptischen Kurve und wird ausgelassen.',
    'Geben Sie der Anwendung dafür ein Zertifikat mit einem RSA-Schlüssel.',
  ],
  'key-type': [
    'Der Schlüssel von {where} ist {type}, weder RSA noch auf den Kurven P-256, P-384 und P-521, und wird ausgelassen.',
    'Geben Sie der Anwendung einen solchen Schlüssel.',
  ],
  'key-costly': [
    'Der RSA-Schlüssel von {where} ist zu aufwendig zu prüfen ({bits} Bit, Exponent {exponent}) und wird ausgelassen.',
    'Geben Sie der Anwendung einen mit 2048 bis 8192 Bit.',
  ],
  'key-weak': [
    'Der RSA-Schlüssel von {where} hat nur {bits} Bit.',
    'Ersetzen Sie ihn in der Anwendung durch einen mit 2048.',
  ],
  'key-too-weak': [
    'Der RSA-Schlüssel von {where} hat nur {bits} Bit und wird ausgelassen.',
    'Ersetzen Sie ihn in der Anwendung durch einen mit mindestens 2048.',
  ],
  'key-value-other': ['Der KeyValue von {where} ist kein RSA-Schlüssel und wird ausgelassen.', ''],
  'key-value-incomplete': [
    'Dem RSAKeyValue von {where} fehlt {name}.',
    'Holen Sie die Metadaten noch einmal von der Anwendung.',
  ],
  'pem-lines': ['Das X509Certificate von {where} enthält PEM-Zeilen, die nicht hineingehören.', ''],
  'certificate-unreadable': [
    'Das X509Certificate von {where} lässt sich nicht als Zertifikat lesen.',
    'Kopieren Sie das ganze Zertifikat noch einmal aus der Anwendung: Base64 zwischen BEGIN und END CERTIFICATE.',
  ],
  'certificate-chain': ['{where} hat eine Zertifikatskette; nur ihr letztes Glied wird benutzt.', ''],
  'certificate-expired': [
    'Das Zertifikat {subject} von {where} ist am {date} abgelaufen.',
    'Es wird benutzt, wie es ist. Ersetzen Sie es in der Anwendung, und geben Sie dann die neuen Metadaten ab.',
  ],
  'certificate-ends': [
    'Das Zertifikat {subject} ({use}) endet am {date}.',
    'Es wird danach weiter benutzt; die Anwendung wird es aber wohl wechseln. Geben Sie dann ihre neuen Metadaten ab.',
  ],
} satisfies Readonly<Record<string, FindingText>>
