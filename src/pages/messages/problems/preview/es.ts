/** Spanish: why an app would be told something or not, by the English. */
import type { PreviewProblems } from '../catalogue.ts'

export const es: PreviewProblems = {
  'the lists are too long for the work on each of their items':
    'las listas son demasiado largas para el trabajo sobre cada elemento',
  '`allow` must give true or false': '`allow` debe dar true o false',
  'the list has no item at this place': 'la lista no tiene ningún elemento en ese lugar',
  'there is no {0}': 'no hay {0}',
  "it can't be evaluated; in English: {0}": 'no se puede evaluar; en inglés: {0}',
  'what is not a text is only in claims.groups': 'lo que no es texto está solo en claims.groups',
  'the upstream does not say that it is verified ({0} is {1})':
    'el servicio de acceso no dice que esté verificada ({0} es {1})',
  'the upstream says that it is not verified ({0} is {1})':
    'el servicio de acceso dice que no está verificada ({0} es {1})',
  'the upstream says of several addresses that one is verified ({0} is {1})':
    'el servicio de acceso dice de varias direcciones que una está verificada ({0} es {1})',
  'a list within a list has no text form; name the member that you mean':
    'una lista dentro de una lista no tiene forma de texto; indique el elemento que quiere',
  'a map has no text form; name the member that you mean':
    'un mapa no tiene forma de texto; indique el elemento que quiere',
  'people from {0} may not use it (upstream)': 'las personas de {0} no pueden usarla (upstream)',
  'it is switched off (disabled)': 'está desactivada (disabled)',
  'The account has no value for the name that this application needs.':
    'La cuenta no tiene ningún valor para el nombre que esta aplicación necesita.',
  'There is no answer; in English: {0}': 'No hay respuesta; en inglés: {0}',
}
