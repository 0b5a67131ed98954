/** What is wrong with settings, in each language (catalogue.ts says which sentences there are). */
import type { Language } from '../language.ts'
import { de as addressesDe } from './addresses/de.ts'
import { es as addressesEs } from './addresses/es.ts'
import { fr as addressesFr } from './addresses/fr.ts'
import { nl as addressesNl } from './addresses/nl.ts'
import type { ProblemTexts } from './catalogue.ts'
import { de as clientKeysDe } from './client-keys/de.ts'
import { es as clientKeysEs } from './client-keys/es.ts'
import { fr as clientKeysFr } from './client-keys/fr.ts'
import { nl as clientKeysNl } from './client-keys/nl.ts'
import { de as clientsDe } from './clients/de.ts'
import { es as clientsEs } from './clients/es.ts'
import { fr as clientsFr } from './clients/fr.ts'
import { nl as clientsNl } from './clients/nl.ts'
import { de as discoveryDe } from './discovery/de.ts'
import { es as discoveryEs } from './discovery/es.ts'
import { fr as discoveryFr } from './discovery/fr.ts'
import { nl as discoveryNl } from './discovery/nl.ts'
import { de as doctorOidcDe } from './doctor-oidc/de.ts'
import { es as doctorOidcEs } from './doctor-oidc/es.ts'
import { fr as doctorOidcFr } from './doctor-oidc/fr.ts'
import { nl as doctorOidcNl } from './doctor-oidc/nl.ts'
import { de as doctorSamlDe } from './doctor-saml/de.ts'
import { es as doctorSamlEs } from './doctor-saml/es.ts'
import { fr as doctorSamlFr } from './doctor-saml/fr.ts'
import { nl as doctorSamlNl } from './doctor-saml/nl.ts'
import { de as expressionsDe } from './expressions/de.ts'
import { es as expressionsEs } from './expressions/es.ts'
import { fr as expressionsFr } from './expressions/fr.ts'
import { nl as expressionsNl } from './expressions/nl.ts'
import { de as federationsDe } from './federations/de.ts'
import { es as federationsEs } from './federations/es.ts'
import { fr as federationsFr } from './federations/fr.ts'
import { nl as federationsNl } from './federations/nl.ts'
import { de as keysDe } from './keys/de.ts'
import { es as keysEs } from './keys/es.ts'
import { fr as keysFr } from './keys/fr.ts'
import { nl as keysNl } from './keys/nl.ts'
import { de as loginsDe } from './logins/de.ts'
import { es as loginsEs } from './logins/es.ts'
import { fr as loginsFr } from './logins/fr.ts'
import { nl as loginsNl } from './logins/nl.ts'
import { de as previewDe } from './preview/de.ts'
import { es as previewEs } from './preview/es.ts'
import { fr as previewFr } from './preview/fr.ts'
import { nl as previewNl } from './preview/nl.ts'
import { de as samlDe } from './saml/de.ts'
import { es as samlEs } from './saml/es.ts'
import { fr as samlFr } from './saml/fr.ts'
import { nl as samlNl } from './saml/nl.ts'
import { de as shapeDe } from './shape/de.ts'
import { es as shapeEs } from './shape/es.ts'
import { fr as shapeFr } from './shape/fr.ts'
import { nl as shapeNl } from './shape/nl.ts'
import { de as sourcesDe } from './sources/de.ts'
import { es as sourcesEs } from './sources/es.ts'
import { fr as sourcesFr } from './sources/fr.ts'
import { nl as sourcesNl } from './sources/nl.ts'
import { de as storeDe } from './store/de.ts'
import { es as storeEs } from './store/es.ts'
import { fr as storeFr } from './store/fr.ts'
import { nl as storeNl } from './store/nl.ts'
import { de as valuesDe } from './values/de.ts'
import { es as valuesEs } from './values/es.ts'
import { fr as valuesFr } from './values/fr.ts'
import { nl as valuesNl } from './values/nl.ts'
import { de as yamlDe } from './yaml/de.ts'
import { es as yamlEs } from './yaml/es.ts'
import { fr as yamlFr } from './yaml/fr.ts'
import { nl as yamlNl } from './yaml/nl.ts'

const catalogue: Readonly<Record<Exclude<Language, 'en'>, ProblemTexts>> = {
  de: {
    ...yamlDe,
    ...shapeDe,
    ...valuesDe,
    ...samlDe,
    ...clientsDe,
    ...expressionsDe,
    ...keysDe,
    ...clientKeysDe,
    ...doctorOidcDe,
    ...doctorSamlDe,
    ...loginsDe,
    ...previewDe,
    ...addressesDe,
    ...sourcesDe,
    ...storeDe,
    ...discoveryDe,
    ...federationsDe,
  },
  fr: {
    ...yamlFr,
    ...shapeFr,
    ...valuesFr,
    ...samlFr,
    ...clientsFr,
    ...expressionsFr,
    ...keysFr,
    ...clientKeysFr,
    ...doctorOidcFr,
    ...doctorSamlFr,
    ...loginsFr,
    ...previewFr,
    ...addressesFr,
    ...sourcesFr,
    ...storeFr,
    ...discoveryFr,
    ...federationsFr,
  },
  es: {
    ...yamlEs,
    ...shapeEs,
    ...valuesEs,
    ...samlEs,
    ...clientsEs,
    ...expressionsEs,
    ...keysEs,
    ...clientKeysEs,
    ...doctorOidcEs,
    ...doctorSamlEs,
    ...loginsEs,
    ...previewEs,
    ...addressesEs,
    ...sourcesEs,
    ...storeEs,
    ...discoveryEs,
    ...federationsEs,
  },
  nl: {
    ...yamlNl,
    ...shapeNl,
    ...valuesNl,
    ...samlNl,
    ...clientsNl,
    ...expressionsNl,
    ...keysNl,
    ...clientKeysNl,
    ...doctorOidcNl,
    ...doctorSamlNl,
    ...loginsNl,
    ...previewNl,
    ...addressesNl,
    ...sourcesNl,
    ...storeNl,
    ...discoveryNl,
    ...federationsNl,
  },
}

/** The texts of a language; undefined for English, which the problems bring along. */
export const problemsIn = (language: Language): ProblemTexts | undefined =>
  language === 'en' ? undefined : catalogue[language]
