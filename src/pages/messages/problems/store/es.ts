/** Spanish: what the app store refuses, by the English. */
import type { StoreProblems } from '../catalogue.ts'

export const es: StoreProblems = {
  'There are {0} documents already.': 'Ya hay {0} documentos.',
  'Remove those that nobody needs.': 'Quite los que nadie necesite.',
  'This name can not be used.': 'Este nombre no es posible.',
  'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.':
    'Use como máximo 64 letras, cifras, guiones, guiones bajos y puntos, con una letra o una cifra al principio.',
  'The settings of a document: more than {0}.': 'La configuración de un documento: más de {0}.',
  'The metadata of a document: more than {0}.': 'Los metadatos de un documento: más de {0}.',
  'Keep only what it needs.': 'Deje solo lo que hace falta.',
  'The settings of a document: this is not text.': 'La configuración de un documento: esto no es texto.',
  'The metadata of a document: this is not text.': 'Los metadatos de un documento: esto no es texto.',
  'Write it again, as UTF-8.': 'Escríbalo de nuevo, en UTF-8.',
  '{0} has this name already, in other letters (large or small).':
    '{0} ya tiene este nombre, con otras mayúsculas o minúsculas.',
  'Choose another name, or use that one.': 'Elija otro nombre, o use ese.',
  'What was done can not be written down: it is too long.': 'Lo que se hizo no se puede anotar: es demasiado largo.',
  'This is no place in the record of acts.': 'Esto no es un lugar del registro de actos.',
  'Begin without one.': 'Empiece sin indicar ninguno.',
  'Say it in fewer words.': 'Dígalo con menos palabras.',
  'There is no kind of document called {0}.': 'No hay documentos del tipo {0}.',
  'The app store can not be written to: {0}{1}.': 'No se puede escribir en el almacén de aplicaciones: {0}{1}.',
  'Let the user that runs isthmus write to this folder, and put it where hard links are possible.':
    'Permita que el usuario que ejecuta isthmus escriba en esta carpeta, y póngala donde sean posibles los enlaces duros.',
}
