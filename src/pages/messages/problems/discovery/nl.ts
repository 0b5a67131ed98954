/** Dutch: what is wrong with the discovery document of an OpenID Provider, by the English. */
import type { DiscoveryProblems } from '../catalogue.ts'

export const nl: DiscoveryProblems = {
  'not a JSON object': 'geen JSON-object',
  '{0}: as if it were absent': '{0}; dat telt alsof het ontbreekt',
  'issuer mismatch: configured {0}, the document says {1}':
    'de issuer is een andere: ingesteld is {0}, in het document staat {1}',
  '{0}; it is for many tenants: use the address of one':
    '{0}; het geldt voor meerdere tenants: gebruik het adres van één',
  'the discovery document has no {0}': 'in het discoverydocument ontbreekt {0}',
  '{0} is not a text': '{0} is geen tekst',
  '{0} is neither true nor false': '{0} is noch true, noch false',
  '{0} is not a list of texts': '{0} is geen lijst van teksten',
  '{0} is not an https URL: {1}': '{0} is geen https-URL: {1}',
  '{0} has credentials or a fragment': '{0} bevat inloggegevens of een fragment',
  'it signs ID Tokens only with {0}; RS, PS, ES or Ed25519 is needed':
    'hij ondertekent ID-tokens alleen met {0}; nodig is RS, PS, ES of Ed25519',
  '{0} answered {1}': '{0} antwoordde {1}',
  '{0} {1} answered {2}': '{0} {1} werd beantwoord met {2}',
  'not JSON ({0} characters)': 'geen JSON ({0} tekens)',
  'JSON is nested deeper than {0}': 'de JSON is dieper dan {0} niveaus genest',
}
