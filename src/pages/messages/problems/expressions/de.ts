/** German: what is wrong with an expression, by the English. */

export const de = {
  'This is not an expression.': 'Das ist kein Ausdruck.',
  'Write CEL as text, in quotes where YAML needs them.':
    'Schreiben Sie CEL als Text, in Anführungszeichen, wo YAML sie braucht.',
  '{0} (line {1}, column {2}).': '{0} (Zeile {1}, Spalte {2}).',
  'The variables are claims, groups and upstream, as in claims.email or groups.exists(g, g == "staff").':
    'Die Variablen heißen claims, groups und upstream, wie in claims.email oder groups.exists(g, g == "staff").',
  'The expression is {0} characters long': 'Der Ausdruck ist {0} Zeichen lang',
  'Shorten it to {0}.': 'Kürzen Sie ihn auf {0}.',
  '`allow` needs true or false, and this is a {0}': '`allow` braucht true oder false, und das ist ein {0}',
  'Compare it with something, as in groups.exists(g, g == "staff").':
    'Vergleichen Sie es mit etwas, wie in groups.exists(g, g == "staff").',
  "An attribute's value can't be a {0}": 'Der Wert eines Attributs kann kein {0} sein',
  'Give a string, a number, true or false, or a list of them.':
    'Geben Sie Text, eine Zahl, true oder false, oder eine Liste davon.',
  'CEL compares with ==, joins with && and ||, and puts text in quotes.':
    'CEL vergleicht mit ==, verbindet mit && und || und setzt Text in Anführungszeichen.',
  'Close the quote.': 'Schließen Sie das Anführungszeichen.',
  'Look for a missing bracket, quote or name.':
    'Suchen Sie nach einer fehlenden Klammer, einem Anführungszeichen oder einem Namen.',
  'Give both branches the same type, or wrap them in dyn(…).':
    'Geben Sie beiden Zweigen denselben Typ, oder setzen Sie sie in dyn(…).',
  'Both sides need the same type; string(…), int(…) and dyn(…) convert.':
    'Beide Seiten brauchen denselben Typ; string(…), int(…) und dyn(…) wandeln um.',
  'docs/apps.md lists what an expression can use.': 'docs/apps.md zählt auf, was in einem Ausdruck stehen kann.',
  'There is no variable {0}': 'Eine Variable {0} gibt es nicht',
  'These types do not go together: {0}': 'Diese Typen passen nicht zusammen: {0}',
  'The character {0} has no meaning here': 'Das Zeichen {0} bedeutet hier nichts',
  'A quote is not closed': 'Ein Anführungszeichen ist nicht geschlossen',
  'Something is missing here': 'Hier fehlt etwas',
  'The branches have different types': 'Die Zweige haben verschiedene Typen',
  'This is not CEL': 'Das ist kein CEL',
  'Test membership with `in`, as in groups.exists(g, g in claims.roles).':
    'Prüfen Sie mit `in`, ob etwas enthalten ist, wie in groups.exists(g, g in claims.roles).',
  'A loop over claims inside another loop takes too long with many groups':
    'Eine Schleife über claims in einer anderen Schleife dauert bei vielen Gruppen zu lange',
  'Use startsWith, endsWith, contains, or glob(text, "staff-*").':
    'Verwenden Sie startsWith, endsWith, contains oder glob(text, "staff-*").',
  '`matches` is refused: a regular expression can freeze the gateway':
    '`matches` wird abgelehnt: Ein regulärer Ausdruck kann das Gateway zum Stillstand bringen',
  'Lists have exists, all, filter and map; texts have startsWith, endsWith and contains; there is glob(text, pattern).':
    'Listen haben exists, all, filter und map; Texte haben startsWith, endsWith und contains; außerdem gibt es glob(text, pattern).',
  'There is no function {0}': 'Eine Funktion {0} gibt es nicht',
  'Write it as text of at most {0} characters, as in glob(g, "staff-*").':
    'Schreiben Sie es als Text von höchstens {0} Zeichen, wie in glob(g, "staff-*").',
  "glob's pattern must be written out": 'Das Muster von glob muss ausgeschrieben sein',
} satisfies Readonly<Record<string, string>>
