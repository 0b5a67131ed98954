/** Spanish: what is wrong with an expression, by the English. */
import type { ExpressionsProblems } from '../catalogue.ts'

export const es: ExpressionsProblems = {
  'This is not an expression.': 'Esto no es una expresión.',
  'Write CEL as text, in quotes where YAML needs them.':
    'Escriba CEL como texto, entre comillas donde YAML las necesite.',
  '{0} (line {1}, column {2}).': '{0} (línea {1}, columna {2}).',
  'The variables are claims, groups and upstream, as in claims.email or groups.exists(g, g == "staff").':
    'Las variables son claims, groups y upstream, como en claims.email o groups.exists(g, g == "staff").',
  'The expression is {0} characters long': 'La expresión tiene {0} caracteres',
  'Shorten it to {0}.': 'Acórtela a {0}.',
  '`allow` needs true or false, and this is a {0}': '`allow` necesita true o false, y esto es de tipo {0}',
  'Compare it with something, as in groups.exists(g, g == "staff").':
    'Compárelo con algo, como en groups.exists(g, g == "staff").',
  "An attribute's value can't be a {0}": 'El valor de un atributo no puede ser de tipo {0}',
  'Give a string, a number, true or false, or a list of them.':
    'Dé un texto, un número, true o false, o una lista de ellos.',
  'CEL compares with ==, joins with && and ||, and puts text in quotes.':
    'CEL compara con ==, une con && y ||, y pone el texto entre comillas.',
  'Close the quote.': 'Cierre las comillas.',
  'Look for a missing bracket, quote or name.': 'Busque un paréntesis, unas comillas o un nombre que falte.',
  'Give both branches the same type, or wrap them in dyn(…).':
    'Dé el mismo tipo a las dos ramas, o póngalas dentro de dyn(…).',
  'Both sides need the same type; string(…), int(…) and dyn(…) convert.':
    'Los dos lados necesitan el mismo tipo; string(…), int(…) y dyn(…) convierten.',
  'docs/apps.md lists what an expression can use.': 'docs/apps.md enumera lo que puede usar una expresión.',
  'There is no variable {0}': 'No existe la variable {0}',
  'These types do not go together: {0}': 'Estos tipos no combinan: {0}',
  'The character {0} has no meaning here': 'El carácter {0} no significa nada aquí',
  'A quote is not closed': 'Unas comillas no están cerradas',
  'Something is missing here': 'Aquí falta algo',
  'The branches have different types': 'Las ramas tienen tipos distintos',
  'This is not CEL': 'Esto no es CEL',
  'Test membership with `in`, as in groups.exists(g, g in claims.roles).':
    'Compruebe con `in` si está contenido, como en groups.exists(g, g in claims.roles).',
  'A loop over claims inside another loop takes too long with many groups':
    'Un bucle sobre claims dentro de otro bucle tarda demasiado con muchos grupos',
  'Use startsWith, endsWith, contains, or glob(text, "staff-*").':
    'Use startsWith, endsWith, contains o glob(text, "staff-*").',
  '`matches` is refused: a regular expression can freeze the gateway':
    '`matches` se rechaza: una expresión regular puede bloquear la pasarela',
  'Lists have exists, all, filter and map; texts have startsWith, endsWith and contains; there is glob(text, pattern).':
    'Las listas tienen exists, all, filter y map; los textos, startsWith, endsWith y contains; existe glob(text, pattern).',
  'There is no function {0}': 'No existe la función {0}',
  'Write it as text of at most {0} characters, as in glob(g, "staff-*").':
    'Escríbalo como texto de {0} caracteres como máximo, como en glob(g, "staff-*").',
  "glob's pattern must be written out": 'El patrón de glob debe estar escrito',
}
