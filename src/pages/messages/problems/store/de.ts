/** German: what the app store refuses, by the English. */

export const de = {
  'There are {0} documents already.': 'Es gibt schon {0} Dokumente.',
  'Remove those that nobody needs.': 'Entfernen Sie die, die niemand braucht.',
  'This name can not be used.': 'Dieser Name ist nicht möglich.',
  'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.':
    'Verwenden Sie höchstens 64 Buchstaben, Ziffern, Binde- und Unterstriche und Punkte, am Anfang einen Buchstaben oder eine Ziffer.',
  'The settings of a document: more than {0}.': 'Die Einstellungen eines Dokuments: mehr als {0}.',
  'The metadata of a document: more than {0}.': 'Die Metadaten eines Dokuments: mehr als {0}.',
  'Keep only what it needs.': 'Behalten Sie nur, was nötig ist.',
  'The settings of a document: this is not text.': 'Die Einstellungen eines Dokuments: Das ist kein Text.',
  'The metadata of a document: this is not text.': 'Die Metadaten eines Dokuments: Das ist kein Text.',
  'Write it again, as UTF-8.': 'Schreiben Sie es neu, in UTF-8.',
  '{0} has this name already, in other letters (large or small).':
    '{0} heißt schon so, nur anders groß- oder kleingeschrieben.',
  'Choose another name, or use that one.': 'Wählen Sie einen anderen Namen, oder verwenden Sie jenen.',
  'What was done can not be written down: it is too long.':
    'Was getan wurde, lässt sich nicht aufschreiben: Es ist zu lang.',
  'This is no place in the record of acts.': 'Das ist keine Stelle im Protokoll der Verwaltung.',
  'Begin without one.': 'Beginnen Sie ohne eine.',
  'Say it in fewer words.': 'Sagen Sie es mit weniger Worten.',
  'There is no kind of document called {0}.': 'Dokumente der Art {0} gibt es nicht.',
  'The app store can not be written to: {0}{1}.': 'In den Speicher der Anwendungen lässt sich nicht schreiben: {0}{1}.',
  'Let the user that runs isthmus write to this folder, and put it where hard links are possible.':
    'Lassen Sie den Benutzer, unter dem isthmus läuft, in diesen Ordner schreiben, und legen Sie ihn dorthin, wo Hardlinks möglich sind.',
} satisfies Readonly<Record<string, string>>
