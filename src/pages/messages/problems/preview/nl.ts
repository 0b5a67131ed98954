/** Dutch: why an app would be told something or not, by the English. */
import type { PreviewProblems } from '../catalogue.ts'

export const nl: PreviewProblems = {
  'the lists are too long for the work on each of their items':
    'de lijsten zijn te lang voor het werk aan elk onderdeel',
  '`allow` must give true or false': '`allow` moet true of false opleveren',
  'the list has no item at this place': 'de lijst heeft op deze plaats geen onderdeel',
  'there is no {0}': '{0} is er niet',
  "it can't be evaluated; in English: {0}": 'dit kan niet worden geëvalueerd; in het Engels: {0}',
  'what is not a text is only in claims.groups': 'wat geen tekst is, staat alleen in claims.groups',
  'the upstream does not say that it is verified ({0} is {1})':
    'de aanmelddienst zegt niet dat het is geverifieerd ({0} is {1})',
  'the upstream says that it is not verified ({0} is {1})':
    'de aanmelddienst zegt dat het niet is geverifieerd ({0} is {1})',
  'the upstream says of several addresses that one is verified ({0} is {1})':
    'de aanmelddienst zegt van meerdere adressen dat er één is geverifieerd ({0} is {1})',
  'a list within a list has no text form; name the member that you mean':
    'een lijst in een lijst heeft geen tekstvorm; noem het onderdeel dat u bedoelt',
  'a map has no text form; name the member that you mean':
    'een map heeft geen tekstvorm; noem het onderdeel dat u bedoelt',
  'people from {0} may not use it (upstream)': 'mensen van {0} mogen deze app niet gebruiken (upstream)',
  'it is switched off (disabled)': 'de app is uitgeschakeld (disabled)',
  'the account has no e-mail address': 'het account heeft geen e-mailadres',
  'the account has no e-mail address that may be used: {0}': 'het account heeft geen e-mailadres dat mag gelden: {0}',
  'the config has no expression for the name': 'in de configuratie ontbreekt de expressie voor de naam',
  '{0} gives no name for this account': '{0} levert voor dit account geen naam op',
  'the name can not be made: {0}': 'de naam is niet te vormen: {0}',
  'the name of this person begins or ends with a space, or has a character that can not be seen':
    'de naam van deze persoon begint of eindigt met een spatie, of heeft een onzichtbaar teken',
  'There is no answer; in English: {0}': 'Er is geen antwoord; in het Engels: {0}',
}
