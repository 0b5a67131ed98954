/** German: what is no YAML, by the English. */

export const de = {
  'This is not YAML.': 'Das ist kein YAML.',
  'This is not YAML: the same key stands here twice.': 'Das ist kein YAML: Derselbe Schlüssel steht hier zweimal.',
  'This is not YAML: the indentation is wrong.': 'Das ist kein YAML: Die Einrückung stimmt nicht.',
  'This is not YAML: something is missing here.': 'Das ist kein YAML: Hier fehlt etwas.',
  'This is not YAML: a key ends on the line where it begins.':
    'Das ist kein YAML: Ein Schlüssel endet in der Zeile, in der er beginnt.',
  'This is not YAML: no other key or list can begin on this line.':
    'Das ist kein YAML: In dieser Zeile kann kein weiterer Schlüssel und keine Liste beginnen.',
  'This is not YAML: in double quotes, this has no meaning after a backslash.':
    'Das ist kein YAML: In doppelten Anführungszeichen bedeutet das nach einem Backslash nichts.',
  'This is not YAML: no value can begin with this character.':
    'Das ist kein YAML: Mit diesem Zeichen kann kein Wert beginnen.',
  'This is not YAML: this does not belong here.': 'Das ist kein YAML: Das gehört nicht hierher.',
  'This is not YAML: this tag is not known.': 'Das ist kein YAML: Diese Marke mit ! ist nicht bekannt.',
  'This is not YAML: these are several documents in one.': 'Das ist kein YAML: Hier stehen mehrere Dokumente in einem.',
  'These settings have more than {0} keys.': 'Diese Einstellungen haben mehr als {0} Schlüssel.',
  'These settings have too many lines and values.': 'Diese Einstellungen haben zu viele Zeilen und Werte.',
  'There are {0} entries here: more than {1} are not read.':
    'Hier stehen {0} Einträge: Mehr als {1} werden nicht gelesen.',
  'Problems of the same kind that are not listed: {0}.': 'Probleme derselben Art, die hier nicht stehen: {0}.',
  'Correct those that are listed first.': 'Beheben Sie zuerst die aufgeführten.',
  'The expressions are {0} characters long in all: more than {1} are not read.':
    'Die Ausdrücke haben zusammen {0} Zeichen: Mehr als {1} werden nicht gelesen.',
  'Keep what one app needs.': 'Behalten Sie, was eine Anwendung braucht.',
  'This is nested more than {0} levels deep.': 'Das ist mehr als {0} Ebenen tief verschachtelt.',
  'Write it with fewer levels.': 'Schreiben Sie es mit weniger Ebenen.',
  'A value begins with *, which means an alias, but there is no such anchor.':
    'Ein Wert beginnt mit *, was einen Verweis bedeutet, aber den Anker dazu gibt es nicht.',
  'Put quotes around the value.': 'Setzen Sie den Wert in Anführungszeichen.',
  'The file uses too many aliases.': 'Es stehen zu viele Verweise (Aliasse) darin.',
  'Use each anchor at most {0} times in all.': 'Verwenden Sie Anker insgesamt höchstens {0}-mal.',
  'Put quotes around a value with special characters.': 'Setzen Sie einen Wert mit Sonderzeichen in Anführungszeichen.',
  'Check the indentation of this line and those around it: keys that belong together start in the same column.':
    'Prüfen Sie die Einrückung dieser Zeile und der Zeilen daneben: Schlüssel, die zusammengehören, beginnen in derselben Spalte.',
  'Put quotes around an IPv6 address: "[::1]:8080".':
    'Setzen Sie eine IPv6-Adresse in Anführungszeichen: "[::1]:8080".',
  'Indent with spaces, not with tabs.': 'Rücken Sie mit Leerzeichen ein, nicht mit Tabulatoren.',
  'Keep one of them: --- begins another.': 'Behalten Sie eines davon: Mit --- beginnt ein weiteres.',
  'Keep one of the two, or merge them.': 'Behalten Sie einen von beiden, oder führen Sie sie zusammen.',
  'Put a colon and a space after the key.': 'Setzen Sie nach dem Schlüssel einen Doppelpunkt und ein Leerzeichen.',
  'Close the quote, here or on a line before.': 'Schließen Sie das Anführungszeichen, hier oder in einer Zeile davor.',
  'Close the bracket that was opened above.': 'Schließen Sie die Klammer, die weiter oben geöffnet wurde.',
  'Write a backslash twice, or put the value into single quotes.':
    'Schreiben Sie einen Backslash doppelt, oder setzen Sie den Wert in einfache Anführungszeichen.',
  'Put each item of a list on a line of its own, after a hyphen and a space.':
    'Schreiben Sie jeden Eintrag einer Liste in eine eigene Zeile, nach einem Bindestrich und einem Leerzeichen.',
  'This key is not plain text.': 'Dieser Schlüssel ist kein einfacher Text.',
  'Write a simple name before the colon.': 'Schreiben Sie vor den Doppelpunkt einen einfachen Namen.',
  'This alias (*) stands inside the value that it means.': 'Dieser Verweis (*) steht in dem Wert, den er meint.',
  'Write the value itself in its place.': 'Schreiben Sie an seine Stelle den Wert selbst.',
  '{0} has too many values.': '{0} hat zu viele Werte.',
  '{0} is nested too deeply.': '{0} ist zu tief verschachtelt.',
  'Write it as in the document.': 'Schreiben Sie es wie im Dokument.',
} satisfies Readonly<Record<string, string>>
