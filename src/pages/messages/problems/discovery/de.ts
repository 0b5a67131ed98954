/** German: what is wrong with the discovery document of an OpenID Provider, by the English. */

export const de = {
  'not a JSON object': 'kein JSON-Objekt',
  '{0}: as if it were absent': '{0}; das zählt, als fehlte es',
  'issuer mismatch: configured {0}, the document says {1}':
    'der Issuer ist ein anderer: Eingestellt ist {0}, im Dokument steht {1}',
  '{0}; it is for many tenants: use the address of one':
    '{0}; es gilt für viele Mandanten: Nehmen Sie die Adresse eines einzelnen',
  'the discovery document has no {0}': 'im Discovery-Dokument fehlt {0}',
  '{0} is not a text': '{0} ist kein Text',
  '{0} is neither true nor false': '{0} ist weder true noch false',
  '{0} is not a list of texts': '{0} ist keine Liste von Texten',
  '{0} is not an https URL: {1}': '{0} ist keine https-URL: {1}',
  '{0} has credentials or a fragment': '{0} enthält Zugangsdaten oder ein Fragment',
  'it signs ID Tokens only with {0}; RS, PS, ES or Ed25519 is needed':
    'er unterschreibt ID-Tokens nur mit {0}; nötig ist RS, PS, ES oder Ed25519',
  '{0} answered {1}': '{0} antwortete {1}',
  '{0} {1} answered {2}': '{0} {1} wurde mit {2} beantwortet',
  'not JSON ({0} characters)': 'kein JSON ({0} Zeichen)',
  'JSON is nested deeper than {0}': 'das JSON ist tiefer als {0} Ebenen verschachtelt',
} satisfies Readonly<Record<string, string>>
