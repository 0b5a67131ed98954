/** Dutch: what the app store refuses, by the English. */
import type { StoreProblems } from '../catalogue.ts'

export const nl: StoreProblems = {
  'There are {0} documents already.': 'Er zijn al {0} documenten.',
  'Remove those that nobody needs.': 'Verwijder die niemand nodig heeft.',
  'This name can not be used.': 'Deze naam kan niet.',
  'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.':
    'Gebruik hoogstens 64 letters, cijfers, koppeltekens, onderstrepingstekens en punten, met een letter of cijfer aan het begin.',
  'The settings of a document: more than {0}.': 'De instellingen van een document: meer dan {0}.',
  'The metadata of a document: more than {0}.': 'De metadata van een document: meer dan {0}.',
  'Keep only what it needs.': 'Behoud alleen wat nodig is.',
  'The settings of a document: this is not text.': 'De instellingen van een document: dit is geen tekst.',
  'The metadata of a document: this is not text.': 'De metadata van een document: dit is geen tekst.',
  'Write it again, as UTF-8.': 'Schrijf het opnieuw, in UTF-8.',
  '{0} has this name already, in other letters (large or small).':
    '{0} heet al zo, met andere hoofd- of kleine letters.',
  'Choose another name, or use that one.': 'Kies een andere naam, of gebruik die.',
  'What was done can not be written down: it is too long.': 'Wat is gedaan kan niet worden vastgelegd: het is te lang.',
  'This is no place in the record of acts.': 'Dit is geen plaats in het verslag van handelingen.',
  'Begin without one.': 'Begin zonder.',
  'Say it in fewer words.': 'Zeg het in minder woorden.',
  'There is no kind of document called {0}.': 'Documenten van de soort {0} bestaan niet.',
  'The app store can not be written to: {0}{1}.': 'In de opslag van de apps kan niet worden geschreven: {0}{1}.',
  'Let the user that runs isthmus write to this folder, and put it where hard links are possible.':
    'Laat de gebruiker waaronder isthmus draait in deze map schrijven, en zet haar waar harde links mogelijk zijn.',
}
