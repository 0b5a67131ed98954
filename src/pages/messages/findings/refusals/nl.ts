/** Dutch: what the functions of the console refuse, and what to do about it. */
import type { RefusalFindings } from '../catalogue.ts'

export const nl: RefusalFindings = {
  'name-invalid': [
    'Zo kan een app niet heten.',
    'Gebruik letters, cijfers, punten, koppeltekens en onderstrepingstekens, met een letter of cijfer aan het begin; hoogstens 64 tekens.',
  ],
  'name-taken': ['{name} bestaat al.', 'Kies een andere naam.'],
  'changed-meanwhile': ['Het is intussen gewijzigd.', 'Bekijk wat er nu is en beslis opnieuw.'],
  'changed-by': ['Iemand anders ({author}) heeft het intussen gewijzigd.', 'Bekijk wat er nu is en beslis opnieuw.'],
  gone: ['Het is er niet meer.', 'Bekijk wat er nu is en beslis opnieuw.'],
  'no-room': [
    'Op de schijf waar de apps staan is geen ruimte meer.',
    'Er is niets gewijzigd. Maak daar ruimte en probeer het opnieuw.',
  ],
  'store-away': [
    'De opslag van de apps antwoordt niet.',
    'Probeer het zo dadelijk opnieuw, en kijk eerst of het al gebeurd is.',
  ],
  'done-unrecorded': [
    'Het is gebeurd, maar staat niet in het verslag van handelingen.',
    'Doe het niet nog eens. In het logboek staat het.',
  ],
  'made-unrecorded': [
    'In het verslag van handelingen kan niet worden geschreven; daarom is er niets gemaakt.',
    'Probeer het opnieuw als er ruimte is.',
  ],
  'refused-unrecorded': [
    'Het is geweigerd, en dat staat niet in het verslag van handelingen.',
    'In het logboek staat het.',
  ],
  'settings-no-map': ['De instellingen van deze app zijn geen sleutels met waarden in YAML.', 'Verbeter eerst die.'],
  'revision-unknown': ['{name} heeft geen eerdere versie als deze.', 'De geschiedenis toont welke er zijn.'],
  'not-looked-at': [
    'Wat voor {name} wacht is niet meer wat u hebt gezien.',
    'Bekijk wat er nu wacht en beslis opnieuw.',
  ],
  'nothing-waits': ['Voor {name} wacht niets meer.', 'Misschien heeft iemand anders al beslist.'],
  'person-nameless': [
    'Deze persoon heeft hier geen naam.',
    'Geef het gegeven dat `subjectFrom` van de aanmelddienst noemt; `sub` waar die er geen noemt.',
  ],
  'time-past': ['Dit tijdstip is voorbij.', 'Noem een tijdstip dat nog komt, of geen.'],
  'not-storable': [
    'Wat het bestand zegt, kan een document van de opslag niet zeggen.',
    'Verbeter in het bestand wat hier staat, of schrijf een document.',
  ],
  'not-permitted': ['U mag dit bekijken, maar niet wijzigen.', 'Vraag het iemand die `admin.allow` toelaat.'],
  'no-secret': ['Van {name} wordt hier geen geheim bewaard.', 'Wijzig het waar het staat, of in het document.'],
  'no-redirect-uri': ['Er is geen redirect-URI.', 'Voer er minstens één in.'],
  'no-address-given': ['Het adres van de app ontbreekt.', 'Voer het in.'],
  'address-no-web': ['{address} is geen webadres.', 'Schrijf het helemaal, met https:// aan het begin.'],
  'address-no-https': [
    '{address} is niet versleuteld.',
    'Schrijf https://; zonder gaan alleen adressen van deze computer.',
  ],
  'link-days': ['Een configuratielink geldt 1 tot 30 dagen.', 'Kies een van de aangeboden termijnen.'],
  'link-used': ['Deze link is al gebruikt.', ''],
  'link-unknown': ['Deze configuratielink bestaat niet.', 'Vraag degene van wie u hem hebt om een andere.'],
  'link-approving': [
    'Iemand is dit aan het goedkeuren, of werd daarbij onderbroken.',
    'Keur het opnieuw goed, of wijs het over vijf minuten af.',
  ],
  'link-decided': ['Daarover is al beslist.', ''],
  'link-empty': ['Er wacht niets dat via deze link kwam.', ''],
  'metadata-unusable': ['Deze metadata zijn niet bruikbaar.', ''],
  'upload-too-large': ['Wat is verstuurd, is groter dan 1 MB.', 'Stuur alleen de metadata van deze app.'],
  'no-metadata-given': ['Er staan geen metadata in het formulier.', 'Kies een bestand, of plak de metadata.'],
  'claims-many': ['Dit zijn te veel gegevens.', 'Schrijf een object, zoals {"sub": "anna", "groups": ["staff"]}.'],
  'claims-no-object': [
    'De gegevens zijn geen JSON-object.',
    'Schrijf een object, zoals {"sub": "anna", "groups": ["staff"]}.',
  ],
  'in-files': [
    '{name} staat in {where} en wordt daar gewijzigd.',
    'Wijzig het in het bestand; of neem het over in de opslag en haal het dan uit het bestand.',
  ],
  'app-faulty': ['Met deze app klopt iets niet (fouten: {count}).', 'Verbeter wat hier staat en verstuur het opnieuw.'],
  renames: [
    '{people} van {of} personen die daar laatst zijn gezien zouden in deze app een nieuw account worden.',
    'Bevestig dit alleen als het zo bedoeld is.',
  ],
  'no-app': ['De app {name} bestaat hier niet.', 'De lijst toont welke er zijn.'],
  'no-app-in-force': [
    'De app {name} is niet van kracht.',
    'Alleen van een app die van kracht is bestaat een voorbeeld.',
  ],
  'not-kept': [
    'Wat hier was ingevuld, is er niet meer: het is al gebruikt, of het heeft te lang gewacht.',
    'Vul het formulier opnieuw in.',
  ],
  'no-session': ['Deze sessie bestaat niet.', 'Misschien is ze afgelopen.'],
  'no-upstream': ['De aanmelddienst {name} bestaat niet.', ''],
  'no-address': ['Van {name} worden geen metadata van een adres gelezen.', ''],
}
