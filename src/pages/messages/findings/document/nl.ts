/** Dutch: the document and its text. */
import type { DocumentFindings } from '../catalogue.ts'

export const nl: DocumentFindings = {
  'too-large': ['Dit is groter dan 10 MB.', 'Lever alleen de metadata van deze app aan.'],
  'too-busy': ['Er worden op dit moment te veel metadata bekeken.', 'Probeer het zo dadelijk opnieuw.'],
  'too-slow': ['Het lezen duurt te lang.', 'Lever alleen de metadata van deze app aan.'],
  'too-much-memory': ['Het lezen kost te veel geheugen.', 'Lever alleen de metadata van deze app aan.'],
  'reader-failed': ['Het kon niet worden gelezen.', 'Lever alleen de metadata van deze app aan.'],
  'too-complex': ['Dit is te omvangrijk: {detail}', 'Lever alleen de metadata van deze app aan.'],
  unreadable: [
    'Iets hierin kan niet worden gelezen: {detail}',
    'Verbeter het in de app of in het bestand, als de app daardoor iets mist.',
  ],
  'encoding-unknown': [
    'De metadata zijn geen UTF-8 en geen UTF-16.',
    'Sla het bestand op als UTF-8 en schrijf encoding="UTF-8" in de eerste regel.',
  ],
  'encoding-unlike': [
    'De metadata zijn geen UTF-8 en geen UTF-16; zelf noemen ze {declared}.',
    'Sla het bestand op als UTF-8 en schrijf encoding="UTF-8" in de eerste regel.',
  ],
  'encoding-wrong': [
    'De metadata noemen zich {declared}, maar zijn UTF-8 met andere tekens dan ASCII.',
    'Schrijf encoding="UTF-8" in de eerste regel, als alle letters er zo goed uitzien.',
  ],
  picture: [
    'Dit is een afbeelding ({kind}) en geen metadata.',
    'Kies een ander bestand: de metadata zijn een XML-bestand dat de app op een adres toont of laat downloaden.',
  ],
  'other-document': [
    'Dit is een document ({kind}) en geen metadata.',
    'Kies een ander bestand: de metadata zijn een XML-bestand dat de app op een adres toont of laat downloaden.',
  ],
  archive: ['Dit is een archief ({kind}) en geen metadata.', 'Pak het uit en kies het XML-bestand dat erin zit.'],
  empty: ['De metadata zijn leeg.', 'Haal ze opnieuw bij de app.'],
  'web-page': [
    'Dit is een webpagina en geen metadata.',
    'Open het adres in een browser: er kan een aanmelding of een fout voor staan. Sla de XML zelf op.',
  ],
  'web-page-titled': [
    'Dit is een webpagina, {title}, en geen metadata.',
    'Open het adres in een browser: er kan een aanmelding of een fout voor staan. Sla de XML zelf op.',
  ],
  doctype: [
    'De XML heeft een documenttypedeclaratie (DOCTYPE), die SAML niet toestaat.',
    'Verwijder <!DOCTYPE …>, van de < tot en met de > aan het eind.',
  ],
  'discovery-document': [
    'Dit is geen XML, maar een discovery-document van OpenID Connect (JSON).',
    'Haal de SAML-metadata van de app op, die XML zijn; of voeg de app toe met OpenID Connect.',
  ],
  'client-description': [
    'Dit is geen XML, maar de beschrijving van een client van OpenID Connect (JSON).',
    'Haal de SAML-metadata van de app op, die XML zijn; of voeg de app toe met OpenID Connect.',
  ],
  'key-set': [
    'Dit is geen XML, maar een verzameling sleutels (JWKS, JSON).',
    'Haal de SAML-metadata van de app op, die XML zijn; of voeg de app toe met OpenID Connect.',
  ],
  json: [
    'Dit is geen XML, maar JSON.',
    'Haal de SAML-metadata van de app op, die XML zijn; of voeg de app toe met OpenID Connect.',
  ],
  'not-xml': [
    'Dit is geen XML: het begint met {found}.',
    'Sla de XML zelf op: vóór de eerste < mag niets staan, en een gekopieerde pagina werkt niet.',
  ],
  ampersand: [
    'De XML heeft een & die niet als &amp; is geschreven, bij teken {column} van de regel: {found}.',
    'Schrijf &amp; waar & bedoeld is, ook in adressen.',
  ],
  'prefix-undeclared': [
    'Het voorvoegsel “{prefix}” is nergens in de XML verklaard.',
    'Schrijf xmlns:{prefix}="{namespace}" in het eerste element.',
  ],
  'xml-broken': [
    'De XML is niet in orde: {detail}',
    'Verbeter het daar, of haal het opnieuw bij de app, als bestand en niet door te kopiëren.',
  ],
  'namespace-missing': ['{element} heeft geen naamruimte.', 'Schrijf er {declaration} in, of in een element eromheen.'],
  'namespace-wrong': [
    '{element} ligt in een andere naamruimte: {found}.',
    'Verbeter die tot {declaration}; elk teken telt.',
  ],
  'login-request': [
    'Dit zijn geen SAML-metadata, maar een verzoek om aan te melden ({element}).',
    'Haal de metadata van de app op: het eerste element daarvan is EntityDescriptor.',
  ],
  'login-answer': [
    'Dit zijn geen SAML-metadata, maar het antwoord op een aanmelding of een deel ervan ({element}).',
    'Haal de metadata van de app op: het eerste element daarvan is EntityDescriptor.',
  ],
  'saml-message': [
    'Dit zijn geen SAML-metadata, maar een bericht van SAML ({element}).',
    'Haal de metadata van de app op: het eerste element daarvan is EntityDescriptor.',
  ],
  'other-root': [
    'Dit zijn geen SAML-metadata: het eerste element is {element}.',
    'Haal de metadata van de app op: het eerste element daarvan is EntityDescriptor.',
  ],
  schema: [
    'Het schema van de standaard staat dit niet toe: {detail}',
    'Het wordt toch gelezen; andere software weigert het misschien. Verbeter het zo mogelijk in de app.',
  ],
  'none-in-it': ['Er staat geen serviceprovider in.', 'Haal de metadata van de app op als serviceprovider (SP).'],
  choose: ['Er staan meerdere serviceproviders in: {entityIds}.', 'Kies er een met entityId in de instellingen.'],
  absent: ['{entityId} staat er niet in, wel {entityIds}.', 'Schrijf een hiervan over, teken voor teken.'],
  'child-twice': ['{element} heeft meer dan één {child}.', 'Verbeter het in de app of in het bestand.'],
  'text-mixed': ['{element} heeft elementen waar alleen tekst mag staan.', 'Verbeter het in de app of in het bestand.'],
}
