/** Spanish: keys and certificates of an app. */
import type { KeyFindings } from '../catalogue.ts'

export const es: KeyFindings = {
  'key-use': ['Un KeyDescriptor tiene un uso desconocido, {use}, y se omite.', ''],
  'key-many': ['Hay {count} × {what}; solo se usan los primeros {most}.', ''],
  'key-info-missing': ['{where} no tiene KeyInfo.', 'Vuelva a obtener los metadatos de la aplicación.'],
  'key-empty': [
    '{where} no contiene ni un certificado ni una clave RSA.',
    'Vuelva a obtener los metadatos de la aplicación.',
  ],
  'key-elliptic': [
    'La clave de cifrado es de curva elíptica y se omite.',
    'Dé a la aplicación un certificado con una clave RSA para ello.',
  ],
  'key-type': [
    'La clave de {where} es {type}, ni RSA ni de las curvas P-256, P-384 y P-521, y se omite.',
    'Dé a la aplicación una clave de ese tipo.',
  ],
  'key-costly': [
    'La clave RSA de {where} es demasiado costosa de comprobar ({bits} bits, exponente {exponent}) y se omite.',
    'Dé a la aplicación una de 2048 a 8192 bits.',
  ],
  'key-weak': ['La clave RSA de {where} tiene solo {bits} bits.', 'Sustitúyala en la aplicación por una de 2048.'],
  'key-too-weak': [
    'La clave RSA de {where} tiene solo {bits} bits y se omite.',
    'Sustitúyala en la aplicación por una de al menos 2048.',
  ],
  'key-value-other': ['El KeyValue de {where} no es una clave RSA y se omite.', ''],
  'key-value-incomplete': [
    'Al RSAKeyValue de {where} le falta {name}.',
    'Vuelva a obtener los metadatos de la aplicación.',
  ],
  'pem-lines': ['El X509Certificate de {where} contiene líneas PEM, que no deben estar ahí.', ''],
  'certificate-unreadable': [
    'El X509Certificate de {where} no se puede leer como certificado.',
    'Copie otra vez el certificado entero de la aplicación: base64 entre BEGIN y END CERTIFICATE.',
  ],
  'certificate-chain': ['{where} tiene una cadena de certificados; solo se usa su último eslabón.', ''],
  'certificate-expired': [
    'El certificado {subject} de {where} venció el {date}.',
    'Se usa tal cual. Sustitúyalo en la aplicación y entregue después los nuevos metadatos.',
  ],
  'certificate-ends': [
    'El certificado {subject} ({use}) vence el {date}.',
    'Se sigue usando después, pero la aplicación seguramente lo cambie: entregue entonces sus nuevos metadatos.',
  ],
}
