/** Dutch: what is said of sources: a federation’s entities, addresses in metadata, files of the app store, by the English. */
import type { SourcesProblems } from '../catalogue.ts'

export const nl: SourcesProblems = {
  '{0} is too large or unreadable, and left out.': '{0} is te groot of onleesbaar, en wordt weggelaten.',
  '{0} is there more than once, and left out.': '{0} staat er meer dan eens in, en wordt weggelaten.',
  '{0} more are left out.': 'Nog {0} worden weggelaten.',
  'Tell the federation, if you need it.': 'Meld het aan de federatie, als u die nodig hebt.',
  '{0}: the SingleLogoutService {1} (SOAP) is left out: {2}':
    '{0}: de SingleLogoutService {1} (SOAP) wordt weggelaten: {2}',
  'it is not https, but a sign-out request names the person':
    'het adres is geen https, maar een afmeldverzoek noemt de persoon',
  '{0} is not called: {1}': '{0} wordt niet aangeroepen: {1}',
  'it has no address': 'deze naam heeft geen adres',
  '{0} is not a valid address': '{0} is geen geldig adres',
  '{0} is a private address, but the document that names it came from elsewhere':
    '{0} is een privéadres, maar het document dat het noemt komt van elders',
  '{0} is this machine itself, but the document that names it came from elsewhere':
    '{0} is deze machine zelf, maar het document dat het adres noemt komt van elders',
  '{0} is a link-local address': '{0} is een link-local-adres',
  '{0} is an address that no server can have': '{0} is een adres dat geen server kan hebben',
  'The metadata can’t be used. {0}': 'De metadata zijn niet bruikbaar. {0}',
  'The metadata has no EntityDescriptor.': 'De metadata hebben geen EntityDescriptor.',
  'Get the metadata of the app from the app.': 'Haal de metadata van de app bij de app zelf.',
  'Correct it in the app or in the file, or get the metadata of the app, as a service provider, again.':
    'Verbeter ze in de app of in het bestand, of haal de metadata van de app, als serviceprovider, opnieuw op.',
  'Correct it in the app or in the file, or get the metadata of the app again.':
    'Verbeter ze in de app of in het bestand, of haal de metadata opnieuw op.',
  '1 identity provider: not read.': '1 identityprovider: niet gelezen.',
  '{0} identity providers: not read.': '{0} identityproviders: niet gelezen.',
  '1 entity without any SPSSODescriptor: not read.': '1 entiteit zonder SPSSODescriptor: niet gelezen.',
  '{0} entities without any SPSSODescriptor: not read.': '{0} entiteiten zonder SPSSODescriptor: niet gelezen.',
  '{0} is not read: only .yaml and .xml are.': '{0} wordt niet gelezen: alleen .yaml en .xml worden gelezen.',
  'Rename it to {0}.yaml or {1}.xml.': 'Geef het de naam {0}.yaml of {1}.xml.',
  '{0} is not read: it can not be the name of an app.': '{0} wordt niet gelezen: zo kan een app niet heten.',
  '{0} is not read: {1} differs only in small and large letters.':
    '{0} wordt niet gelezen: {1} verschilt alleen in hoofd- en kleine letters.',
  'Rename one of the two.': 'Geef een van de twee een andere naam.',
  '{0} is a link to a file that is not there.': '{0} is een link naar een bestand dat er niet is.',
  'Put that file back, or remove the link.': 'Zet dat bestand terug, of verwijder de link.',
  '{0} is no ordinary file.': '{0} is geen gewoon bestand.',
  'Put a file in its place.': 'Zet er een bestand voor in de plaats.',
  '{0} is larger than 10 MB.': '{0} is groter dan 10 MB.',
  'Keep only the metadata of this app in it.': 'Houd er alleen de metadata van deze app in.',
  '{0} is not text in UTF-8.': '{0} is geen tekst in UTF-8.',
  'Save it as UTF-8.': 'Sla het op als UTF-8.',
  '{0}.xml has no {1}.yaml beside it: it is not in force.':
    'Naast {0}.xml staat geen {1}.yaml: het bestand is niet van kracht.',
  'Create {0}.yaml with the settings of the app (it may be empty), or move the file to metadata/.':
    'Maak {0}.yaml met de instellingen van de app (het mag leeg zijn), of verplaats het bestand naar metadata/.',
  'The past of {0} can not be read, and nothing else says what it is: it is not in force.':
    'Het verleden van {0} is niet te lezen, en niets anders zegt wat het is: het is niet van kracht.',
  'Let the user that runs isthmus read it, or restore it from a backup.':
    'Laat de gebruiker waaronder isthmus draait het lezen, of zet het terug uit een back-up.',
  'The document can not be read.': 'Het bestand is niet te lezen.',
  'The folder does not exist any more.': 'De map bestaat niet meer.',
  'The folder is not readable.': 'De map is niet leesbaar.',
  'Put it back, or let the user that runs isthmus read it. What it held stays in force.':
    'Zet haar terug, of laat de gebruiker waaronder isthmus draait haar lezen. Wat erin stond, blijft van kracht.',
  '{0} can not be written ({1}): it does not say what is in force.':
    '{0} is niet te schrijven ({1}): het bestand zegt niet wat van kracht is.',
  'Let the user that runs isthmus replace the files of the app and write to their folder. What is edited in them does not count until then.':
    'Laat de gebruiker waaronder isthmus draait de bestanden van de app vervangen en in hun map schrijven. Wat erin wordt gewijzigd, telt tot dan niet.',
}
