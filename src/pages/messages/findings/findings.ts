/** What is found, in each language (catalogue.ts says which findings there are). */
import type { Language } from '../language.ts'
import type { FindingTexts } from './catalogue.ts'
import { de as changesDe } from './changes/de.ts'
import { es as changesEs } from './changes/es.ts'
import { fr as changesFr } from './changes/fr.ts'
import { nl as changesNl } from './changes/nl.ts'
import { de as documentDe } from './document/de.ts'
import { es as documentEs } from './document/es.ts'
import { fr as documentFr } from './document/fr.ts'
import { nl as documentNl } from './document/nl.ts'
import { de as entityDe } from './entity/de.ts'
import { es as entityEs } from './entity/es.ts'
import { fr as entityFr } from './entity/fr.ts'
import { nl as entityNl } from './entity/nl.ts'
import { de as keysDe } from './keys/de.ts'
import { es as keysEs } from './keys/es.ts'
import { fr as keysFr } from './keys/fr.ts'
import { nl as keysNl } from './keys/nl.ts'
import { de as refusalsDe } from './refusals/de.ts'
import { es as refusalsEs } from './refusals/es.ts'
import { fr as refusalsFr } from './refusals/fr.ts'
import { nl as refusalsNl } from './refusals/nl.ts'
import { de as settingsDe } from './settings/de.ts'
import { es as settingsEs } from './settings/es.ts'
import { fr as settingsFr } from './settings/fr.ts'
import { nl as settingsNl } from './settings/nl.ts'

const catalogue: Readonly<Record<Exclude<Language, 'en'>, FindingTexts>> = {
  de: { ...documentDe, ...entityDe, ...keysDe, ...settingsDe, ...refusalsDe, ...changesDe },
  fr: { ...documentFr, ...entityFr, ...keysFr, ...settingsFr, ...refusalsFr, ...changesFr },
  es: { ...documentEs, ...entityEs, ...keysEs, ...settingsEs, ...refusalsEs, ...changesEs },
  nl: { ...documentNl, ...entityNl, ...keysNl, ...settingsNl, ...refusalsNl, ...changesNl },
}

/** The texts of a language; undefined for English, which the findings bring along. */
export const findingsIn = (language: Language): FindingTexts | undefined =>
  language === 'en' ? undefined : catalogue[language]
