/** French: why a federation does not answer with metadata, by the English. */
import type { FederationsProblems } from '../catalogue.ts'

export const fr: FederationsProblems = {
  'The metadata has not been read since the start; until then its apps are unknown.':
    'Les métadonnées n’ont pas été lues depuis le démarrage ; d’ici là, ses applications sont inconnues.',
  'Nothing to do if it is read soon.': 'Rien à faire si elles sont lues bientôt.',
  'Ask the federation.': 'Demandez à la fédération.',
  'Tell the federation.': 'Signalez-le à la fédération.',
  'The metadata is older than the one in force.': 'Les métadonnées sont plus anciennes que celles en vigueur.',
  'Its answer is older than the one in force.': 'Sa réponse est plus ancienne que celle en vigueur.',
  "{0} can't be written: after a restart the apps of federations are unknown until these have answered.":
    'Impossible d’écrire dans {0} : après un redémarrage, les applications des fédérations sont inconnues jusqu’à la réponse de celles-ci.',
  'Let the user that runs isthmus write it; in a container, mount a volume there.':
    'Permettez à l’utilisateur qui exécute isthmus d’y écrire ; dans un conteneur, montez-y un volume.',
  'It did not answer completely.': 'La réponse n’est pas arrivée complète.',
  'The service of the federation answered with no entity.': 'Le service de la fédération a répondu sans entité.',
  'It answered with another entity than was asked for.': 'Il a répondu avec une autre entité que celle demandée.',
  'It answered with no such app.': 'La réponse ne contient pas cette application.',
  'Its answer has no validUntil.': 'Sa réponse n’a pas de validUntil.',
  'The validUntil of its answer has passed, or is not a date.':
    'Le validUntil de sa réponse est passé, ou n’est pas une date.',
  'The service of the federation answered {0}, not 200.': 'Le service de la fédération a répondu {0}, pas 200.',
}
