/** Spanish: what is no YAML, by the English. */
import type { YamlProblems } from '../catalogue.ts'

export const es: YamlProblems = {
  'This is not YAML.': 'Esto no es YAML.',
  'This is not YAML: the same key stands here twice.': 'Esto no es YAML: la misma clave aparece dos veces.',
  'This is not YAML: the indentation is wrong.': 'Esto no es YAML: el sangrado no es correcto.',
  'This is not YAML: something is missing here.': 'Esto no es YAML: aquí falta algo.',
  'This is not YAML: a key ends on the line where it begins.':
    'Esto no es YAML: una clave termina en la línea en que empieza.',
  'This is not YAML: no other key or list can begin on this line.':
    'Esto no es YAML: en esta línea no puede empezar otra clave ni una lista.',
  'This is not YAML: in double quotes, this has no meaning after a backslash.':
    'Esto no es YAML: entre comillas dobles, esto no significa nada tras una barra invertida.',
  'This is not YAML: no value can begin with this character.':
    'Esto no es YAML: ningún valor puede empezar por este carácter.',
  'This is not YAML: this does not belong here.': 'Esto no es YAML: esto no va aquí.',
  'This is not YAML: this tag is not known.': 'Esto no es YAML: esta etiqueta con ! no se conoce.',
  'This is not YAML: these are several documents in one.': 'Esto no es YAML: aquí hay varios documentos en uno.',
  'These settings have more than {0} keys.': 'Esta configuración tiene más de {0} claves.',
  'These settings have too many lines and values.': 'Esta configuración tiene demasiadas líneas y valores.',
  'There are {0} entries here: more than {1} are not read.': 'Aquí hay {0} entradas: no se leen más de {1}.',
  'Problems of the same kind that are not listed: {0}.': 'Problemas del mismo tipo que no aparecen en la lista: {0}.',
  'Correct those that are listed first.': 'Corrija primero los que aparecen.',
  'The expressions are {0} characters long in all: more than {1} are not read.':
    'Las expresiones tienen {0} caracteres en total: no se leen más de {1}.',
  'Keep what one app needs.': 'Conserve lo que necesita una aplicación.',
  'This is nested more than {0} levels deep.': 'Hay más de {0} niveles de anidamiento.',
  'Write it with fewer levels.': 'Escríbalo con menos niveles.',
  'A value begins with *, which means an alias, but there is no such anchor.':
    'Un valor empieza por *, que significa un alias, pero no existe esa ancla.',
  'Put quotes around the value.': 'Ponga el valor entre comillas.',
  'The file uses too many aliases.': 'Hay demasiados alias.',
  'Use each anchor at most {0} times in all.': 'Use las anclas {0} veces en total como máximo.',
  'Put quotes around a value with special characters.': 'Ponga entre comillas un valor con caracteres especiales.',
  'Check the indentation of this line and those around it: keys that belong together start in the same column.':
    'Revise el sangrado de esta línea y de las vecinas: las claves que van juntas empiezan en la misma columna.',
  'Put quotes around an IPv6 address: "[::1]:8080".': 'Ponga una dirección IPv6 entre comillas: "[::1]:8080".',
  'Indent with spaces, not with tabs.': 'Sangre con espacios, no con tabuladores.',
  'Keep one of them: --- begins another.': 'Deje solo uno: --- empieza otro.',
  'Keep one of the two, or merge them.': 'Deje una de las dos, o júntelas.',
  'Put a colon and a space after the key.': 'Ponga dos puntos y un espacio tras la clave.',
  'Close the quote, here or on a line before.': 'Cierre las comillas, aquí o en una línea anterior.',
  'Close the bracket that was opened above.': 'Cierre el corchete abierto más arriba.',
  'Write a backslash twice, or put the value into single quotes.':
    'Escriba la barra invertida dos veces, o ponga el valor entre comillas simples.',
  'Put each item of a list on a line of its own, after a hyphen and a space.':
    'Ponga cada elemento de una lista en su propia línea, tras un guion y un espacio.',
  'This key is not plain text.': 'Esta clave no es texto sencillo.',
  'Write a simple name before the colon.': 'Escriba un nombre sencillo antes de los dos puntos.',
  'This alias (*) stands inside the value that it means.': 'Este alias (*) está dentro del valor al que se refiere.',
  'Write the value itself in its place.': 'Escriba en su lugar el propio valor.',
  '{0} has too many values.': '{0} tiene demasiados valores.',
  '{0} is nested too deeply.': '{0} está anidado con demasiada profundidad.',
  'Write it as in the document.': 'Escríbalo como en el documento.',
}
