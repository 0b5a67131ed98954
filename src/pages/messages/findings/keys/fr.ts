/** French: keys and certificates of an app. */
import type { KeyFindings } from '../catalogue.ts'

export const fr: KeyFindings = {
  'key-use': ['Un KeyDescriptor a un usage inconnu, {use}, et est laissé de côté.', ''],
  'key-many': ['Il y a {count} × {what} ; seuls les {most} premiers sont utilisés.', ''],
  'key-info-missing': ['{where} n’a pas de KeyInfo.', 'Récupérez de nouveau les métadonnées auprès de l’application.'],
  'key-empty': [
    '{where} ne contient ni certificat ni clé RSA.',
    'Récupérez de nouveau les métadonnées auprès de l’application.',
  ],
  'key-elliptic': [
    'La clé de chiffrement est sur une courbe elliptique et est laissée de côté.',
    'Donnez à l’application un certificat avec une clé RSA pour cela.',
  ],
  'key-type': [
    'La clé de {where} est {type}, ni RSA ni sur les courbes P-256, P-384 et P-521, et est laissée de côté.',
    'Donnez à l’application une telle clé.',
  ],
  'key-costly': [
    'La clé RSA de {where} est trop coûteuse à vérifier ({bits} bits, exposant {exponent}) et est laissée de côté.',
    'Donnez à l’application une clé de 2048 à 8192 bits.',
  ],
  'key-weak': [
    'La clé RSA de {where} n’a que {bits} bits.',
    'Remplacez-la dans l’application par une clé de 2048 bits.',
  ],
  'key-too-weak': [
    'La clé RSA de {where} n’a que {bits} bits et est laissée de côté.',
    'Remplacez-la dans l’application par une clé d’au moins 2048 bits.',
  ],
  'key-value-other': ['Le KeyValue de {where} n’est pas une clé RSA et est laissé de côté.', ''],
  'key-value-incomplete': [
    'Il manque {name} au RSAKeyValue de {where}.',
    'Récupérez de nouveau les métadonnées auprès de l’application.',
  ],
  'pem-lines': ['Le X509Certificate de {where} contient des lignes PEM, qui n’ont rien à y faire.', ''],
  'certificate-unreadable': [
    'Le X509Certificate de {where} n’est pas lisible comme certificat.',
    'Copiez de nouveau le certificat entier depuis l’application : du base64 entre BEGIN et END CERTIFICATE.',
  ],
  'certificate-chain': ['{where} a une chaîne de certificats ; seul son dernier maillon est utilisé.', ''],
  'certificate-expired': [
    'Le certificat {subject} de {where} a expiré le {date}.',
    'Il est utilisé tel quel. Remplacez-le dans l’application, puis déposez les nouvelles métadonnées.',
  ],
  'certificate-ends': [
    'Le certificat {subject} ({use}) expire le {date}.',
    'Il sert encore après cette date, mais l’application en changera sans doute : déposez alors ses nouvelles métadonnées.',
  ],
}
