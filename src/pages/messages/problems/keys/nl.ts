/** Dutch: what the keys of an app are for, by the English. */
import type { KeysProblems } from '../catalogue.ts'

export const nl: KeysProblems = {
  'CEL: who may use the app. Default: everyone who can log in upstream. Once any entry under `apps` has it, files in `metadata/` need it in `defaults`.':
    'CEL: wie de app mag gebruiken. Standaard: iedereen die zich bij de aanmelddienst kan aanmelden. Zodra een item onder `apps` dit heeft, hebben bestanden in `metadata/` het nodig in `defaults`.',
  'The upstream, or list of upstreams, through which people may sign in.':
    'De aanmelddienst, of lijst van aanmelddiensten, waarmee mensen zich mogen aanmelden.',
  'If the login upstream is older than this, the person must log in again.':
    'Is de aanmelding bij de aanmelddienst ouder, dan moet de persoon zich opnieuw aanmelden.',
  'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.':
    'Waar iemand heen gaat die de app niet mag gebruiken: `app` stuurt die er met de weigering heen; `page` toont eerst onze pagina, met wie men kan vragen (`support`) en een weg naar een ander account. Veel apps tonen een weigering als een crash.',
  'Whether people are asked what the app may be told: `ask` at their first sign-in, and again once it would be told more; `requested` only where the request wants it (`prompt=consent`); `never`.':
    'Of mensen wordt gevraagd wat de app mag weten: `ask` bij de eerste aanmelding, en opnieuw als zij meer te weten zou komen; `requested` alleen als het verzoek erom vraagt (`prompt=consent`); `never` nooit.',
  'Nobody is let in: `true`, or until this time.': 'Niemand wordt toegelaten: `true`, of tot dit tijdstip.',
  'PasswordProtectedTransport and similar classes need proof from `contexts` too.':
    'Ook PasswordProtectedTransport en soortgelijke klassen hebben bewijs uit `contexts` nodig.',
  'The name that people see. Default: from the metadata, if there is any, else the key here.':
    'De naam die mensen zien. Standaard: die uit de metadata, als die er zijn, anders de sleutel hier.',
  'Where people start at the app; error pages link to it.':
    'Waar mensen in de app beginnen; foutpagina’s verwijzen ernaar.',
  'CEL: one value, or a list of them.': 'CEL: één waarde, of een lijst van waarden.',
  'NameFormat of the attribute. Default: `uri` for a name that is a URI, else `basic`.':
    'NameFormat van het attribuut. Standaard: `uri` voor een naam die een URI is, anders `basic`.',
  'FriendlyName of the attribute.': 'FriendlyName van het attribuut.',
  '`persistent`, `transient`, `email`, `unspecified`, or the URI of a format.':
    '`persistent`, `transient`, `email`, `unspecified`, of de URI van een formaat.',
  'CEL: the value of the NameID, for a format of your choice.':
    'CEL: de waarde van de NameID, voor een formaat naar keuze.',
  'Give this NameID even where the app asks for another.': 'Deze NameID geven, ook als de app om een andere vraagt.',
  'What the app is told: a set by name, or a map of attribute → CEL over `claims`, `groups`, `upstream`.':
    'Wat de app te weten komt: een reeks bij naam, of attribuut → CEL over `claims`, `groups`, `upstream`.',
  'How people are named: `persistent` (a different pseudonym at each app), `transient`, `email`, or your own.':
    'Hoe mensen heten: `persistent` (in elke app een ander pseudoniem), `transient`, `email`, of iets van uzelf.',
  'What is signed. Every known app accepts `both`.': 'Wat ondertekend wordt. Alle bekende apps nemen `both` aan.',
  "Encrypt assertions with the key in the app's metadata. On where `encryption` is set.":
    'Assertions versleutelen met de sleutel uit de metadata van de app. Staat aan waar `encryption` is gezet.',
  'How assertions are encrypted, whatever the metadata lists. CBC is for apps that can not read GCM: it does not show whether the text was changed. Where absent, the first of the methods in the metadata that is one of these, else `aes256-gcm`.':
    'Hoe assertions worden versleuteld, wat de metadata ook noemen. CBC is voor apps die GCM niet kunnen lezen: het laat niet zien of de tekst is gewijzigd. Ontbreekt het, dan de eerste methode in de metadata die een van deze is, anders `aes256-gcm`.',
  'Refuse unsigned requests, whatever the metadata says.':
    'Niet-ondertekende verzoeken weigeren, wat de metadata ook zeggen.',
  'Accept requests signed with rsa-sha1, which is broken: only for old apps.':
    'Verzoeken aannemen die met rsa-sha1 zijn ondertekend, dat gebroken is: alleen voor oude apps.',
  'An older request is refused.': 'Een ouder verzoek wordt geweigerd.',
  'How the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Default: the best that its metadata offers.':
    'Hoe de app van een afmelding hoort: `soap` (buiten de browser om), `frame` (in een pagina van ons), `chain` (de browser gaat erheen), of `none`. Standaard: het beste dat haar metadata bieden.',
  'The protocol of the app.': 'Het protocol van de app.',
  "The app's SAML metadata: a file, or an https address that is fetched again every day.":
    'De SAML-metadata van de app: een bestand, of een https-adres dat elke dag opnieuw wordt gelezen.',
  'CA bundle (PEM) to trust while metadata is fetched.':
    'CA-certificaten (PEM) die bij het ophalen van de metadata worden vertrouwd.',
  'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.':
    'Wat er gebeurt met een nieuwe sleutel in metadata van een adres: `ask` laat hem wachten tot een beheerder ernaar heeft gekeken; `follow` neemt hem meteen.',
  'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as announced by its publisher.':
    'De metadata moeten ondertekend zijn, met een certificaat met deze SHA-256-vingerafdruk (of een van deze), zoals de uitgever die bekendmaakt.',
  'The metadata must be signed with the key of this certificate (PEM), or of one of these.':
    'De metadata moeten ondertekend zijn met de sleutel van dit certificaat (PEM), of van een van deze.',
  "The app's entityID: needed if there is no metadata, or to choose one of several in a file.":
    'De entityID van de app: nodig als er geen metadata zijn, of om er een van meerdere in een bestand te kiezen.',
  'AssertionConsumerService addresses (HTTP-POST), if there is no metadata; the first is the default.':
    'Adressen van de AssertionConsumerService (HTTP-POST), als er geen metadata zijn; het eerste is de standaard.',
  "Files with the app's certificates (PEM), if there is no metadata: to verify its signatures and to encrypt to it.":
    'De certificaten van de app (PEM), als er geen metadata zijn: om haar handtekeningen te controleren en voor haar te versleutelen.',
  'Somebody else uploaded the metadata: addresses in it are judged like those of metadata that was fetched. What comes by a setup link has it; remove it once you have looked at them.':
    'Iemand anders heeft de metadata geüpload: adressen erin worden beoordeeld als die van opgehaalde metadata. Wat via een configuratielink komt heeft dit; verwijder het zodra u ze hebt bekeken.',
}
