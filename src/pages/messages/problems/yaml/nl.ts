/** Dutch: what is no YAML, by the English. */
import type { YamlProblems } from '../catalogue.ts'

export const nl: YamlProblems = {
  'This is not YAML.': 'Dit is geen YAML.',
  'This is not YAML: the same key stands here twice.': 'Dit is geen YAML: dezelfde sleutel staat hier twee keer.',
  'This is not YAML: the indentation is wrong.': 'Dit is geen YAML: de inspringing klopt niet.',
  'This is not YAML: something is missing here.': 'Dit is geen YAML: hier ontbreekt iets.',
  'This is not YAML: a key ends on the line where it begins.':
    'Dit is geen YAML: een sleutel eindigt op de regel waarop hij begint.',
  'This is not YAML: no other key or list can begin on this line.':
    'Dit is geen YAML: op deze regel kan geen andere sleutel of lijst beginnen.',
  'This is not YAML: in double quotes, this has no meaning after a backslash.':
    'Dit is geen YAML: tussen dubbele aanhalingstekens betekent dit na een backslash niets.',
  'This is not YAML: no value can begin with this character.':
    'Dit is geen YAML: met dit teken kan geen waarde beginnen.',
  'This is not YAML: this does not belong here.': 'Dit is geen YAML: dit hoort hier niet.',
  'This is not YAML: this tag is not known.': 'Dit is geen YAML: dit label met ! is niet bekend.',
  'This is not YAML: these are several documents in one.': 'Dit is geen YAML: dit zijn meerdere documenten in één.',
  'These settings have more than {0} keys.': 'Deze instellingen hebben meer dan {0} sleutels.',
  'These settings have too many lines and values.': 'Deze instellingen hebben te veel regels en waarden.',
  'There are {0} entries here: more than {1} are not read.':
    'Hier staan {0} vermeldingen: meer dan {1} worden niet gelezen.',
  'Problems of the same kind that are not listed: {0}.': 'Problemen van dezelfde soort die hier niet staan: {0}.',
  'Correct those that are listed first.': 'Verhelp eerst de problemen die er wel staan.',
  'The expressions are {0} characters long in all: more than {1} are not read.':
    'De uitdrukkingen hebben samen {0} tekens: meer dan {1} worden niet gelezen.',
  'Keep what one app needs.': 'Houd over wat één app nodig heeft.',
  'This is nested more than {0} levels deep.': 'Dit is meer dan {0} niveaus diep genest.',
  'Write it with fewer levels.': 'Schrijf het met minder niveaus.',
  'A value begins with *, which means an alias, but there is no such anchor.':
    'Een waarde begint met *, wat een alias betekent, maar dat anker is er niet.',
  'Put quotes around the value.': 'Zet de waarde tussen aanhalingstekens.',
  'The file uses too many aliases.': 'Er staan te veel aliassen in.',
  'Use each anchor at most {0} times in all.': 'Gebruik ankers in totaal hoogstens {0} keer.',
  'Put quotes around a value with special characters.': 'Zet een waarde met bijzondere tekens tussen aanhalingstekens.',
  'Check the indentation of this line and those around it: keys that belong together start in the same column.':
    'Controleer de inspringing van deze regel en die eromheen: sleutels die bij elkaar horen beginnen in dezelfde kolom.',
  'Put quotes around an IPv6 address: "[::1]:8080".': 'Zet een IPv6-adres tussen aanhalingstekens: "[::1]:8080".',
  'Indent with spaces, not with tabs.': 'Spring in met spaties, niet met tabs.',
  'Keep one of them: --- begins another.': 'Behoud er één van: met --- begint een volgend.',
  'Keep one of the two, or merge them.': 'Behoud een van de twee, of voeg ze samen.',
  'Put a colon and a space after the key.': 'Zet na de sleutel een dubbele punt en een spatie.',
  'Close the quote, here or on a line before.': 'Sluit het aanhalingsteken, hier of op een eerdere regel.',
  'Close the bracket that was opened above.': 'Sluit het haakje dat erboven is geopend.',
  'Write a backslash twice, or put the value into single quotes.':
    'Schrijf een backslash dubbel, of zet de waarde tussen enkele aanhalingstekens.',
  'Put each item of a list on a line of its own, after a hyphen and a space.':
    'Zet elk item van een lijst op een eigen regel, na een streepje en een spatie.',
  'This key is not plain text.': 'Deze sleutel is geen gewone tekst.',
  'Write a simple name before the colon.': 'Schrijf een eenvoudige naam voor de dubbele punt.',
  'This alias (*) stands inside the value that it means.': 'Deze alias (*) staat in de waarde waarnaar hij verwijst.',
  'Write the value itself in its place.': 'Schrijf op die plaats de waarde zelf.',
  '{0} has too many values.': '{0} heeft te veel waarden.',
  '{0} is nested too deeply.': '{0} is te diep genest.',
  'Write it as in the document.': 'Schrijf het zoals in het document.',
}
