/** Dutch: why a federation does not answer with metadata, by the English. */
import type { FederationsProblems } from '../catalogue.ts'

export const nl: FederationsProblems = {
  'The metadata has not been read since the start; until then its apps are unknown.':
    'De metadata zijn sinds de start nog niet gelezen; tot dan zijn de apps ervan onbekend.',
  'Nothing to do if it is read soon.': 'Niets te doen als ze snel worden gelezen.',
  'Ask the federation.': 'Vraag het aan de federatie.',
  'Tell the federation.': 'Meld het aan de federatie.',
  'The metadata is older than the one in force.': 'De metadata zijn ouder dan die van kracht zijn.',
  'Its answer is older than the one in force.': 'Het antwoord is ouder dan het antwoord dat van kracht is.',
  "{0} can't be written: after a restart the apps of federations are unknown until these have answered.":
    'In {0} kan niet worden geschreven: na een herstart zijn de apps van federaties onbekend tot die hebben geantwoord.',
  'Let the user that runs isthmus write it; in a container, mount a volume there.':
    'Laat de gebruiker waaronder isthmus draait er schrijven; koppel er in een container een volume.',
  'It did not answer completely.': 'Het antwoord kwam niet volledig aan.',
  'The service of the federation answered with no entity.': 'De dienst van de federatie antwoordde zonder entiteit.',
  'It answered with another entity than was asked for.': 'Het antwoord noemt een andere entiteit dan gevraagd.',
  'It answered with no such app.': 'In het antwoord zit die app niet.',
  'Its answer has no validUntil.': 'Het antwoord heeft geen validUntil.',
  'The validUntil of its answer has passed, or is not a date.':
    'De validUntil van het antwoord is voorbij, of is geen datum.',
  'The service of the federation answered {0}, not 200.':
    'De dienst van de federatie antwoordde met {0}, niet met 200.',
}
