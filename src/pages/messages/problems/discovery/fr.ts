/** French: what is wrong with the discovery document of an OpenID Provider, by the English. */
import type { DiscoveryProblems } from '../catalogue.ts'

export const fr: DiscoveryProblems = {
  'not a JSON object': 'pas un objet JSON',
  '{0}: as if it were absent': '{0} ; c’est traité comme absent',
  'issuer mismatch: configured {0}, the document says {1}':
    'l’issuer diffère : {0} est configuré, le document indique {1}',
  '{0}; it is for many tenants: use the address of one':
    '{0} ; il vaut pour plusieurs locataires : utilisez l’adresse d’un seul',
  'the discovery document has no {0}': 'le document de découverte n’a pas de {0}',
  '{0} is not a text': '{0} n’est pas un texte',
  '{0} is neither true nor false': '{0} n’est ni true ni false',
  '{0} is not a list of texts': '{0} n’est pas une liste de textes',
  '{0} is not an https URL: {1}': '{0} n’est pas une URL https : {1}',
  '{0} has credentials or a fragment': '{0} contient des identifiants ou un fragment',
  'it signs ID Tokens only with {0}; RS, PS, ES or Ed25519 is needed':
    'il ne signe les jetons d’ID qu’avec {0} ; il faut RS, PS, ES ou Ed25519',
  '{0} answered {1}': '{0} a répondu {1}',
  '{0} {1} answered {2}': '{0} {1} a reçu la réponse {2}',
  'not JSON ({0} characters)': 'pas du JSON ({0} caractères)',
  'JSON is nested deeper than {0}': 'le JSON est imbriqué sur plus de {0} niveaux',
}
