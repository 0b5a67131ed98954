/** French: what is wrong with an expression, by the English. */
import type { ExpressionsProblems } from '../catalogue.ts'

export const fr: ExpressionsProblems = {
  'This is not an expression.': 'Ce n’est pas une expression.',
  'Write CEL as text, in quotes where YAML needs them.':
    'Écrivez du CEL sous forme de texte, entre guillemets là où YAML les exige.',
  '{0} (line {1}, column {2}).': '{0} (ligne {1}, colonne {2}).',
  'The variables are claims, groups and upstream, as in claims.email or groups.exists(g, g == "staff").':
    'Les variables sont claims, groups et upstream, comme dans claims.email ou groups.exists(g, g == "staff").',
  'The expression is {0} characters long': 'L’expression a {0} caractères',
  'Shorten it to {0}.': 'Raccourcissez-la à {0}.',
  '`allow` needs true or false, and this is a {0}': '`allow` attend true ou false, et ceci est de type {0}',
  'Compare it with something, as in groups.exists(g, g == "staff").':
    'Comparez-le à quelque chose, comme dans groups.exists(g, g == "staff").',
  "An attribute's value can't be a {0}": 'La valeur d’un attribut ne peut pas être de type {0}',
  'Give a string, a number, true or false, or a list of them.':
    'Donnez un texte, un nombre, true ou false, ou une liste de ceux-ci.',
  'CEL compares with ==, joins with && and ||, and puts text in quotes.':
    'CEL compare avec ==, relie avec && et ||, et met le texte entre guillemets.',
  'Close the quote.': 'Fermez le guillemet.',
  'Look for a missing bracket, quote or name.': 'Cherchez une parenthèse, un guillemet ou un nom qui manque.',
  'Give both branches the same type, or wrap them in dyn(…).':
    'Donnez le même type aux deux branches, ou mettez-les dans dyn(…).',
  'Both sides need the same type; string(…), int(…) and dyn(…) convert.':
    'Les deux côtés doivent avoir le même type ; string(…), int(…) et dyn(…) convertissent.',
  'docs/apps.md lists what an expression can use.': 'docs/apps.md énumère ce qu’une expression peut utiliser.',
  'There is no variable {0}': 'Il n’y a pas de variable {0}',
  'These types do not go together: {0}': 'Ces types ne vont pas ensemble : {0}',
  'The character {0} has no meaning here': 'Le caractère {0} n’a pas de sens ici',
  'A quote is not closed': 'Un guillemet n’est pas fermé',
  'Something is missing here': 'Il manque quelque chose ici',
  'The branches have different types': 'Les branches ont des types différents',
  'This is not CEL': 'Ce n’est pas du CEL',
  'Test membership with `in`, as in groups.exists(g, g in claims.roles).':
    'Testez l’appartenance avec `in`, comme dans groups.exists(g, g in claims.roles).',
  'A loop over claims inside another loop takes too long with many groups':
    'Une boucle sur claims dans une autre boucle est trop longue avec beaucoup de groupes',
  'Use startsWith, endsWith, contains, or glob(text, "staff-*").':
    'Utilisez startsWith, endsWith, contains ou glob(text, "staff-*").',
  '`matches` is refused: a regular expression can freeze the gateway':
    '`matches` est refusé : une expression régulière peut figer la passerelle',
  'Lists have exists, all, filter and map; texts have startsWith, endsWith and contains; there is glob(text, pattern).':
    'Les listes ont exists, all, filter et map ; les textes ont startsWith, endsWith et contains ; il y a glob(text, pattern).',
  'There is no function {0}': 'Il n’y a pas de fonction {0}',
  'Write it as text of at most {0} characters, as in glob(g, "staff-*").':
    'Écrivez-le comme un texte d’au plus {0} caractères, comme dans glob(g, "staff-*").',
  "glob's pattern must be written out": 'Le motif de glob doit être écrit en toutes lettres',
}
