/** Dutch: what the doctor says of a SAML identity provider, by the English. */
import type { DoctorSamlProblems } from '../catalogue.ts'

export const nl: DoctorSamlProblems = {
  'Its metadata can be read: {0} is {1}.': 'Zijn metadata is leesbaar: {0} is {1}.',
  'Its metadata is a file here, so whether it has a new signing certificate by now can’t be seen.':
    'Zijn metadata is hier een bestand: of hij intussen een nieuw ondertekeningscertificaat heeft, is niet te zien.',
  'If its answers are refused, get its metadata again and replace the file.':
    'Worden zijn antwoorden geweigerd, haal dan zijn metadata opnieuw en vervang het bestand.',
  'Its signing certificates are those in force here.':
    'Zijn ondertekeningscertificaten zijn die welke hier van kracht zijn.',
  'Its metadata lists a signing key ({0}) that is not in force here: answers signed with it are refused.':
    'Zijn metadata noemt een ondertekeningssleutel ({0}) die hier niet van kracht is: antwoorden die ermee zijn ondertekend, worden geweigerd.',
  'Compare the new metadata with what its administrator says, and accept it (`isthmus app quarantine`).':
    'Vergelijk de nieuwe metadata met wat de beheerder ervan zegt, en aanvaard die (`isthmus app quarantine`).',
  'Its signing certificate (key {0}) is valid until {1}.':
    'Zijn ondertekeningscertificaat (sleutel {0}) is geldig tot {1}.',
  'Its signing certificate (key {0}) ended on {1}.': 'Zijn ondertekeningscertificaat (sleutel {0}) is op {1} verlopen.',
  'Its signing certificate (key {0}) ends on {1}.': 'Zijn ondertekeningscertificaat (sleutel {0}) verloopt op {1}.',
  'Its signatures still count, as the metadata says so. Get its new metadata as soon as it has a new one.':
    'Zijn handtekeningen tellen nog, omdat de metadata het zegt. Haal zijn nieuwe metadata zodra hij een nieuw heeft.',
  'Its metadata lists transient NameIDs only, which identify nobody: every login will be refused.':
    'Zijn metadata noemt alleen transient NameID’s, die niemand herkenbaar maken: elke aanmelding wordt geweigerd.',
  'Let it offer persistent ones, or set `subjectFrom` to an attribute that lasts.':
    'Laat hem persistent NameID’s aanbieden, of zet `subjectFrom` op een attribuut dat blijft.',
  'Its metadata does not list the NameID format that we ask for ({0}).':
    'Zijn metadata noemt het NameID-formaat niet waar we om vragen ({0}).',
  'If it answers InvalidNameIDPolicy, set `nameIdFormat: none`.':
    'Antwoordt hij InvalidNameIDPolicy, stel dan `nameIdFormat: none` in.',
  'It may vouch for the scopes {0}.': 'Hij mag instaan voor de scopes {0}.',
  'The scopes in its metadata are regular expressions, which are not read: every scoped value is left out.':
    'De scopes in zijn metadata zijn reguliere expressies, die niet worden gelezen: elke waarde met een scope wordt weggelaten.',
  'Name its scopes in `scopes`.': 'Noem zijn scopes in `scopes`.',
  'Browsers must reach it.': 'Browsers moeten het kunnen bereiken.',
  'It has no address for sign-ins.': 'Hij heeft geen adres voor aanmeldingen.',
  'Its sign-in answers: {0}': 'Zijn aanmelding antwoordt: {0}',
  'Its sign-in does not answer from here: {0}': 'Zijn aanmelding antwoordt hiervandaan niet: {0}',
  'It has no address for sign-outs by browser: its own session stays when somebody signs out here.':
    'Hij heeft geen adres voor afmelden via de browser: zijn eigen sessie blijft als iemand zich hier afmeldt.',
  'Its sign-out answers: {0}': 'Zijn afmelding antwoordt: {0}',
  'Its sign-out does not answer from here: {0}': 'Zijn afmelding antwoordt hiervandaan niet: {0}',
  'To register there: our metadata {0}; or entityID {1}, reply address (ACS) {2}, sign-out address {3}, and our signing certificate, SHA-256 {4}.':
    'Daar te registreren: onze metadata {0}; of entityID {1}, antwoordadres (ACS) {2}, afmeldadres {3} en ons ondertekeningscertificaat, SHA-256 {4}.',
  'Correct it at the identity provider, or get its metadata again.':
    'Verbeter het bij de identityprovider, of haal zijn metadata opnieuw.',
  '{0} holds {1} identity providers: {2}.': '{0} bevat {1} identityproviders: {2}.',
  'Choose one with `idpEntityId`.': 'Kies er een met `idpEntityId`.',
  '{0} has no {1}; it has {2}.': 'In {0} staat {1} niet, maar wel: {2}.',
  'Write one of these, character for character.': 'Schrijf een van deze, teken voor teken.',
}
