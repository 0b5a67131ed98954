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
  'the account has no e-mail address': 'la cuenta no tiene dirección de correo',
  'the account has no e-mail address that may be used: {0}':
    'la cuenta no tiene una dirección de correo que se pueda usar: {0}',
  'the config has no expression for the name': 'en la configuración falta la expresión del nombre',
  '{0} gives no name for this account': '{0} no da ningún nombre para esta cuenta',
  'the name can not be made: {0}': 'el nombre no se puede formar: {0}',
  'the name of this person begins or ends with a space, or has a character that can not be seen':
    'el nombre de esta persona empieza o termina con un espacio, o tiene un carácter invisible',
  'There is no answer; in English: {0}': 'No hay respuesta; en inglés: {0}',
}
