/** Spanish: what is wrong with the discovery document of an OpenID Provider, by the English. */
import type { DiscoveryProblems } from '../catalogue.ts'

export const es: DiscoveryProblems = {
  'not a JSON object': 'no es un objeto JSON',
  '{0}: as if it were absent': '{0}; se trata como si faltara',
  'issuer mismatch: configured {0}, the document says {1}':
    'el issuer no coincide: está configurado {0}, el documento dice {1}',
  '{0}; it is for many tenants: use the address of one': '{0}; vale para muchos inquilinos: use la dirección de uno',
  'the discovery document has no {0}': 'al documento de descubrimiento le falta {0}',
  '{0} is not a text': '{0} no es un texto',
  '{0} is neither true nor false': '{0} no es ni true ni false',
  '{0} is not a list of texts': '{0} no es una lista de textos',
  '{0} is not an https URL: {1}': '{0} no es una URL https: {1}',
  '{0} has credentials or a fragment': '{0} contiene credenciales o un fragmento',
  'it signs ID Tokens only with {0}; RS, PS, ES or Ed25519 is needed':
    'solo firma los ID Token con {0}; hace falta RS, PS, ES o Ed25519',
  '{0} answered {1}': '{0} respondió {1}',
  '{0} {1} answered {2}': '{0} {1} obtuvo la respuesta {2}',
  'not JSON ({0} characters)': 'no es JSON ({0} caracteres)',
  'JSON is nested deeper than {0}': 'el JSON está anidado a más de {0} niveles',
}
