/** The console's texts of each language (catalogue.ts says which there are), by area. */
import { findingsIn } from '../findings/findings.ts'
import type { Language } from '../language.ts'
import { problemsIn } from '../problems/problems.ts'
import { de as actsDe } from './acts/de.ts'
import { en as actsEn } from './acts/en.ts'
import { es as actsEs } from './acts/es.ts'
import { fr as actsFr } from './acts/fr.ts'
import { nl as actsNl } from './acts/nl.ts'
import { de as addressesDe } from './addresses/de.ts'
import { en as addressesEn } from './addresses/en.ts'
import { es as addressesEs } from './addresses/es.ts'
import { fr as addressesFr } from './addresses/fr.ts'
import { nl as addressesNl } from './addresses/nl.ts'
import { de as appDe } from './app/de.ts'
import { en as appEn } from './app/en.ts'
import { es as appEs } from './app/es.ts'
import { fr as appFr } from './app/fr.ts'
import { nl as appNl } from './app/nl.ts'
import { de as appsDe } from './apps/de.ts'
import { en as appsEn } from './apps/en.ts'
import { es as appsEs } from './apps/es.ts'
import { fr as appsFr } from './apps/fr.ts'
import { nl as appsNl } from './apps/nl.ts'
import type { ConsoleMessages } from './catalogue.ts'
import { de as clientDe } from './client/de.ts'
import { en as clientEn } from './client/en.ts'
import { es as clientEs } from './client/es.ts'
import { fr as clientFr } from './client/fr.ts'
import { nl as clientNl } from './client/nl.ts'
import { de as factsDe } from './facts/de.ts'
import { en as factsEn } from './facts/en.ts'
import { es as factsEs } from './facts/es.ts'
import { fr as factsFr } from './facts/fr.ts'
import { nl as factsNl } from './facts/nl.ts'
import { de as frameDe } from './frame/de.ts'
import { en as frameEn } from './frame/en.ts'
import { es as frameEs } from './frame/es.ts'
import { fr as frameFr } from './frame/fr.ts'
import { nl as frameNl } from './frame/nl.ts'
import { de as productsDe } from './products/de.ts'
import { es as productsEs } from './products/es.ts'
import { fr as productsFr } from './products/fr.ts'
import { nl as productsNl } from './products/nl.ts'
import { de as watchDe } from './watch/de.ts'
import { en as watchEn } from './watch/en.ts'
import { es as watchEs } from './watch/es.ts'
import { fr as watchFr } from './watch/fr.ts'
import { nl as watchNl } from './watch/nl.ts'

const catalogue: Readonly<Record<Language, ConsoleMessages>> = {
  en: {
    language: 'en',
    frame: frameEn,
    apps: appsEn,
    app: appEn,
    watch: watchEn,
    acts: actsEn,
    client: clientEn,
    addresses: addressesEn,
    facts: factsEn,
    products: undefined,
    findings: undefined,
    problems: undefined,
  },
  de: {
    language: 'de',
    frame: frameDe,
    apps: appsDe,
    app: appDe,
    watch: watchDe,
    acts: actsDe,
    client: clientDe,
    addresses: addressesDe,
    facts: factsDe,
    products: productsDe,
    findings: findingsIn('de'),
    problems: problemsIn('de'),
  },
  fr: {
    language: 'fr',
    frame: frameFr,
    apps: appsFr,
    app: appFr,
    watch: watchFr,
    acts: actsFr,
    client: clientFr,
    addresses: addressesFr,
    facts: factsFr,
    products: productsFr,
    findings: findingsIn('fr'),
    problems: problemsIn('fr'),
  },
  es: {
    language: 'es',
    frame: frameEs,
    apps: appsEs,
    app: appEs,
    watch: watchEs,
    acts: actsEs,
    client: clientEs,
    addresses: addressesEs,
    facts: factsEs,
    products: productsEs,
    findings: findingsIn('es'),
    problems: problemsIn('es'),
  },
  nl: {
    language: 'nl',
    frame: frameNl,
    apps: appsNl,
    app: appNl,
    watch: watchNl,
    acts: actsNl,
    client: clientNl,
    addresses: addressesNl,
    facts: factsNl,
    products: productsNl,
    findings: findingsIn('nl'),
    problems: problemsIn('nl'),
  },
}

/** The texts of a language. */
export function consoleMessagesIn(language: Language): ConsoleMessages {
  return catalogue[language]
}
