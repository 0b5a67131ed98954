/** Dutch: what is wrong with an expression, by the English. */
import type { ExpressionsProblems } from '../catalogue.ts'

export const nl: ExpressionsProblems = {
  'This is not an expression.': 'Dit is geen expressie.',
  'Write CEL as text, in quotes where YAML needs them.':
    'Schrijf CEL als tekst, tussen aanhalingstekens waar YAML die nodig heeft.',
  '{0} (line {1}, column {2}).': '{0} (regel {1}, kolom {2}).',
  'The variables are claims, groups and upstream, as in claims.email or groups.exists(g, g == "staff").':
    'De variabelen zijn claims, groups en upstream, zoals in claims.email of groups.exists(g, g == "staff").',
  'The expression is {0} characters long': 'De expressie is {0} tekens lang',
  'Shorten it to {0}.': 'Kort die in tot {0}.',
  '`allow` needs true or false, and this is a {0}': '`allow` heeft true of false nodig, en dit is een {0}',
  'Compare it with something, as in groups.exists(g, g == "staff").':
    'Vergelijk het met iets, zoals in groups.exists(g, g == "staff").',
  "An attribute's value can't be a {0}": 'De waarde van een attribuut kan geen {0} zijn',
  'Give a string, a number, true or false, or a list of them.':
    'Geef een tekst, een getal, true of false, of een lijst daarvan.',
  'CEL compares with ==, joins with && and ||, and puts text in quotes.':
    'CEL vergelijkt met ==, verbindt met && en ||, en zet tekst tussen aanhalingstekens.',
  'Close the quote.': 'Sluit het aanhalingsteken.',
  'Look for a missing bracket, quote or name.': 'Zoek naar een haakje, aanhalingsteken of naam die ontbreekt.',
  'Give both branches the same type, or wrap them in dyn(…).': 'Geef beide takken hetzelfde type, of zet ze in dyn(…).',
  'Both sides need the same type; string(…), int(…) and dyn(…) convert.':
    'Beide kanten hebben hetzelfde type nodig; string(…), int(…) en dyn(…) zetten om.',
  'docs/apps.md lists what an expression can use.': 'docs/apps.md somt op wat een expressie kan gebruiken.',
  'There is no variable {0}': 'Er is geen variabele {0}',
  'These types do not go together: {0}': 'Deze types passen niet bij elkaar: {0}',
  'The character {0} has no meaning here': 'Het teken {0} betekent hier niets',
  'A quote is not closed': 'Een aanhalingsteken is niet gesloten',
  'Something is missing here': 'Hier ontbreekt iets',
  'The branches have different types': 'De takken hebben verschillende types',
  'This is not CEL': 'Dit is geen CEL',
  'Test membership with `in`, as in groups.exists(g, g in claims.roles).':
    'Kijk met `in` of iets erin zit, zoals in groups.exists(g, g in claims.roles).',
  'A loop over claims inside another loop takes too long with many groups':
    'Een lus over claims in een andere lus duurt met veel groepen te lang',
  'Use startsWith, endsWith, contains, or glob(text, "staff-*").':
    'Gebruik startsWith, endsWith, contains of glob(text, "staff-*").',
  '`matches` is refused: a regular expression can freeze the gateway':
    '`matches` wordt geweigerd: een reguliere expressie kan de gateway laten vastlopen',
  'Lists have exists, all, filter and map; texts have startsWith, endsWith and contains; there is glob(text, pattern).':
    'Lijsten hebben exists, all, filter en map; teksten hebben startsWith, endsWith en contains; er is glob(text, pattern).',
  'There is no function {0}': 'Er is geen functie {0}',
  'Write it as text of at most {0} characters, as in glob(g, "staff-*").':
    'Schrijf het als tekst van hoogstens {0} tekens, zoals in glob(g, "staff-*").',
  "glob's pattern must be written out": 'Het patroon van glob moet uitgeschreven zijn',
}
