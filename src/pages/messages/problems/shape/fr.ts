/** French: what does not fit the shape of an entry, and where it lies, by the English. */
import type { ShapeProblems } from '../catalogue.ts'

export const fr: ShapeProblems = {
  '`{0}` is missing.': 'Il manque `{0}`.',
  '{0} is not one of the known values.': '{0} n’est pas une des valeurs connues.',
  'Did you mean {0}?': 'Vouliez-vous dire {0} ?',
  'Did you mean `{0}`?': 'Vouliez-vous dire `{0}` ?',
  'Write one of {0}.': 'Écrivez l’une de ces valeurs : {0}.',
  'Known: {0}.': 'Connus : {0}.',
  "The name {0} can't be used.": 'Le nom {0} n’est pas possible ici.',
  'Use letters, digits, dots, hyphens and underscores.':
    'Utilisez des lettres, des chiffres, des points, des traits d’union et des traits de soulignement.',
  'This value is not valid here.': 'Cette valeur n’est pas valable ici.',
  'This is empty, which is not valid here.': 'C’est vide, ce qui n’est pas valable ici.',
  'This is a list, which is not valid here.': 'C’est une liste, ce qui n’est pas valable ici.',
  'This is a section, which is not valid here.': 'C’est une section avec des clés, ce qui n’est pas valable ici.',
  'This is {0}, which is not valid here.': 'C’est {0}, ce qui n’est pas valable ici.',
  'The key `{0}` is not known here.': 'La clé `{0}` n’existe pas ici.',
  'Merge keys are not supported: write the values out, or use `defaults`.':
    'Les clés de fusion (<<) n’existent pas ici : écrivez les valeurs en toutes lettres, ou utilisez `defaults`.',
  'See docs/configuration.md.': 'Voir docs/configuration.md.',
  '{0} For example: {1}': '{0} Par exemple : {1}',
  'Write it into a file, `clientSecretFile: secrets/{0}`, or into {1} in the environment.':
    'Écrivez-le dans un fichier, `clientSecretFile: secrets/{0}`, ou dans {1} dans l’environnement.',
  'There is a secret in the config file.': 'Il y a un secret dans la configuration.',
  '{0} is a placeholder (example host).': '{0} est un texte à remplacer (adresse d’exemple).',
  '{0} is a placeholder (text to change).': '{0} est un texte à remplacer.',
  '{0} is a placeholder (text in angle brackets).': '{0} est un texte à remplacer (entre chevrons).',
  'Put your own value in its place.': 'Mettez votre propre valeur à sa place.',
  'The settings are no keys and values.': 'Les réglages ne sont pas des clés et des valeurs.',
  'Write `key: value`, one on each line.': 'Écrivez `clé: valeur`, un par ligne.',
  'Write `clientSecretHash`; `isthmus app secret` makes a secret and its hash.':
    'Écrivez `clientSecretHash` ; `isthmus app secret` crée un secret et son empreinte.',
  'Write the certificates themselves, `ca: |` and PEM text below.':
    'Écrivez les certificats eux-mêmes : `ca: |`, puis le texte PEM en dessous.',
  'Write the certificate itself, `cert: |` and PEM text below; or `fingerprint`.':
    'Écrivez le certificat lui-même : `cert: |`, puis le texte PEM en dessous ; ou `fingerprint`.',
  'A document of the app store names no files, as `{0}` does.':
    'Un document du stockage ne nomme pas de fichiers, comme le fait `{0}`.',
  'A document of the app store holds no secret.': 'Un document du stockage ne contient pas de secret.',
  'A document of the app store names no files: this is no address.':
    'Un document du stockage ne nomme pas de fichiers, et ceci n’est pas une adresse.',
  'Put the metadata itself beside the settings, or its address, beginning with https://.':
    'Mettez les métadonnées elles-mêmes à côté des réglages, ou leur adresse, précédée de https://.',
  'A document of the app store leads to no address of this machine.':
    'Un document du stockage ne mène à aucune adresse de cette machine.',
  'Write the app into the config file, or name its address over https.':
    'Écrivez l’application dans le fichier de configuration, ou nommez son adresse en https.',
  'Copy the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.':
    'Copiez tout le texte, de -----BEGIN CERTIFICATE----- à -----END CERTIFICATE-----.',
  'This is no certificate in PEM.': 'Ce n’est pas un certificat en PEM.',
}
