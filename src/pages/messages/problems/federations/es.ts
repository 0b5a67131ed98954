/** Spanish: why a federation does not answer with metadata, by the English. */
import type { FederationsProblems } from '../catalogue.ts'

export const es: FederationsProblems = {
  'The metadata has not been read since the start; until then its apps are unknown.':
    'Los metadatos no se han leído desde el arranque; hasta entonces sus aplicaciones son desconocidas.',
  'Nothing to do if it is read soon.': 'No hay nada que hacer si se leen pronto.',
  'Ask the federation.': 'Pregunte a la federación.',
  'Tell the federation.': 'Avise a la federación.',
  'The metadata is older than the one in force.': 'Los metadatos son más antiguos que los vigentes.',
  'Its answer is older than the one in force.': 'Su respuesta es más antigua que la vigente.',
  "{0} can't be written: after a restart the apps of federations are unknown until these have answered.":
    'No se puede escribir en {0}: tras un reinicio, las aplicaciones de las federaciones son desconocidas hasta que estas respondan.',
  'Let the user that runs isthmus write it; in a container, mount a volume there.':
    'Permita que escriba allí el usuario que ejecuta isthmus; en un contenedor, monte ahí un volumen.',
  'It did not answer completely.': 'La respuesta no llegó completa.',
  'The service of the federation answered with no entity.':
    'El servicio de la federación respondió sin ninguna entidad.',
  'It answered with another entity than was asked for.': 'Respondió con otra entidad que la pedida.',
  'It answered with no such app.': 'En la respuesta no está esa aplicación.',
  'Its answer has no validUntil.': 'Su respuesta no tiene validUntil.',
  'The validUntil of its answer has passed, or is not a date.':
    'El validUntil de su respuesta ha pasado, o no es una fecha.',
  'The service of the federation answered {0}, not 200.': 'El servicio de la federación respondió {0}, no 200.',
}
