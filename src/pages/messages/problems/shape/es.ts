/** Spanish: what does not fit the shape of an entry, and where it lies, by the English. */
import type { ShapeProblems } from '../catalogue.ts'

export const es: ShapeProblems = {
  '`{0}` is missing.': 'Falta `{0}`.',
  '{0} is not one of the known values.': '{0} no es uno de los valores conocidos.',
  'Did you mean {0}?': '¿Quería decir {0}?',
  'Did you mean `{0}`?': '¿Quería decir `{0}`?',
  'Write one of {0}.': 'Escriba uno de estos: {0}.',
  'Known: {0}.': 'Se conocen: {0}.',
  "The name {0} can't be used.": 'El nombre {0} no es posible aquí.',
  'Use letters, digits, dots, hyphens and underscores.': 'Use letras, cifras, puntos, guiones y guiones bajos.',
  'This value is not valid here.': 'Este valor no es válido aquí.',
  'This is empty, which is not valid here.': 'Está vacío, y eso no es válido aquí.',
  'This is a list, which is not valid here.': 'Esto es una lista, y eso no es válido aquí.',
  'This is a section, which is not valid here.': 'Esto es una sección con claves, y eso no es válido aquí.',
  'This is {0}, which is not valid here.': 'Esto es {0}, y eso no es válido aquí.',
  'The key `{0}` is not known here.': 'La clave `{0}` no existe aquí.',
  'Merge keys are not supported: write the values out, or use `defaults`.':
    'Las claves de fusión (<<) no existen aquí: escriba los valores, o use `defaults`.',
  'See docs/configuration.md.': 'Vea docs/configuration.md.',
  '{0} For example: {1}': '{0} Por ejemplo: {1}',
  'Write it into a file, `clientSecretFile: secrets/{0}`, or into {1} in the environment.':
    'Escríbalo en un archivo, `clientSecretFile: secrets/{0}`, o en {1} en el entorno.',
  'There is a secret in the config file.': 'Hay un secreto en la configuración.',
  '{0} is a placeholder (example host).': '{0} es un texto por sustituir (dirección de ejemplo).',
  '{0} is a placeholder (text to change).': '{0} es un texto por sustituir.',
  '{0} is a placeholder (text in angle brackets).': '{0} es un texto por sustituir (entre ángulos).',
  'Put your own value in its place.': 'Ponga en su lugar su propio valor.',
  'The settings are no keys and values.': 'La configuración no son claves y valores.',
  'Write `key: value`, one on each line.': 'Escriba `clave: valor`, una por línea.',
  'Write `clientSecretHash`; `isthmus app secret` makes a secret and its hash.':
    'Escriba `clientSecretHash`; `isthmus app secret` crea un secreto y su hash.',
  'Write the certificates themselves, `ca: |` and PEM text below.':
    'Escriba los propios certificados: `ca: |` y debajo el texto PEM.',
  'Write the certificate itself, `cert: |` and PEM text below; or `fingerprint`.':
    'Escriba el propio certificado: `cert: |` y debajo el texto PEM; o `fingerprint`.',
  'A document of the app store names no files, as `{0}` does.':
    'Un documento del almacén no nombra archivos, como hace `{0}`.',
  'A document of the app store holds no secret.': 'Un documento del almacén no contiene ningún secreto.',
  'A document of the app store names no files: this is no address.':
    'Un documento del almacén no nombra archivos, y esto no es una dirección.',
  'Put the metadata itself beside the settings, or its address, beginning with https://.':
    'Ponga los propios metadatos junto a la configuración, o su dirección, con https:// delante.',
  'A document of the app store leads to no address of this machine.':
    'Un documento del almacén no lleva a ninguna dirección de esta máquina.',
  'Write the app into the config file, or name its address over https.':
    'Escriba la aplicación en el archivo de configuración, o indique su dirección con https.',
  'Copy the whole text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.':
    'Copie todo el texto, desde -----BEGIN CERTIFICATE----- hasta -----END CERTIFICATE-----.',
  'This is no certificate in PEM.': 'Esto no es un certificado en PEM.',
}
