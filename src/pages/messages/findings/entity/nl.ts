/** Dutch: the app as its metadata describes it, and its addresses. */
import type { EntityFindings } from '../catalogue.ts'

export const nl: EntityFindings = {
  'entity-unnamed': ['Een EntityDescriptor heeft geen geldige entityID.', 'Vul die aan in de app.'],
  'entity-twice': ['{entityId} staat meer dan eens in de metadata.', 'Verwijder alle behalve de juiste.'],
  taken: [
    '{entityId} hoort al bij {owner}.',
    'Wijzig of verwijder eerst die app; of geef deze in de app een eigen entityID.',
  ],
  'valid-until-odd': [
    'validUntil van {element} is geen tijdstip, {value}, en geldt als verlopen.',
    'Haal de metadata opnieuw bij de app; of geef het adres op, dat op tijd opnieuw wordt gelezen.',
  ],
  'valid-until-past': [
    'De metadata zijn verlopen (validUntil): {date}',
    'Haal de metadata opnieuw bij de app; of geef het adres op, dat op tijd opnieuw wordt gelezen.',
  ],
  'copy-ends': [
    'Deze kopie zegt nog {days} dag(en) geldig te zijn, tot {date}.',
    'Daarna wordt ze met een waarschuwing verder gebruikt. Beter: geef het adres van de metadata op, dat op tijd opnieuw wordt gelezen.',
  ],
  'signed-copy-ends': [
    'Deze kopie zegt nog {days} dag(en) geldig te zijn, tot {date}.',
    'Ze is ondertekend en geldt daarna niet meer. Geef het adres van de metadata op, dat op tijd opnieuw wordt gelezen.',
  ],
  'several-roles': ['Er zijn meerdere SPSSODescriptors: de eerste wordt gebruikt.', ''],
  'no-protocols': [
    'De SPSSODescriptor heeft geen protocolSupportEnumeration; hij wordt gelezen als een van SAML 2.0.',
    '',
  ],
  'other-protocol': [
    'Geen SPSSODescriptor noemt SAML 2.0 in protocolSupportEnumeration.',
    'Schrijf protocolSupportEnumeration="{protocol}", als de app SAML 2.0 spreekt.',
  ],
  'no-sp-role': ['Er is geen SPSSODescriptor.', 'Haal de metadata van de app op als serviceprovider (SP).'],
  'idp-metadata': [
    'Er is geen SPSSODescriptor: dit lijken de metadata van een identityprovider (IdP).',
    'Haal de metadata van de app op als serviceprovider (SP). Die van een identityprovider krijgt de app van ons.',
  ],
  'no-acs': [
    'Er is geen AssertionConsumerService.',
    'Zet in de app een adres met de binding HTTP-POST: antwoorden gaan nergens anders heen.',
  ],
  'no-post': [
    'Geen AssertionConsumerService neemt HTTP-POST aan, dus kan geen aanmelding worden beantwoord.',
    'Zet in de app een adres met de binding HTTP-POST: antwoorden gaan nergens anders heen.',
  ],
  'no-post-binding': [
    'Geen AssertionConsumerService neemt HTTP-POST aan, dus kan geen aanmelding worden beantwoord; {bindings} is geen binding.',
    'Schrijf Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST".',
  ],
  'index-twice': ['Twee AssertionConsumerServices hebben dezelfde index: de eerste wordt gebruikt.', ''],
  'index-odd': ['De index van {element} is geen getal tot 65535, {value}: hij geldt als afwezig.', ''],
  'address-missing': ['{element} heeft geen adres (Location).', 'Vul het aan in de app.'],
  'address-script': [
    '{element} heeft een adres dat geen http of https is: {address}.',
    'Zo’n adres is een programma dat op een pagina van ons zou draaien. Verbeter het in de app.',
  ],
  'address-hidden': [
    '{element} heeft een adres met een onzichtbaar teken ({characters}): {address}.',
    'Typ het adres opnieuw, in de app of in het bestand: dat teken kwam mee bij het kopiëren.',
  ],
  'address-wrong': [
    '{element} heeft een adres dat geen http of https is: {address}.',
    'Schrijf het helemaal, met https:// en de host, in de app (vaak de basis-URL) of in het bestand.',
  ],
  'address-unencrypted': [
    '{element} heeft een onversleuteld adres (http): {address}.',
    'Laat de app https publiceren, ook achter een proxy: anders kan iedereen onderweg meelezen.',
  ],
  'binding-missing': [
    '{element} heeft geen Binding.',
    'Schrijf Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", of wat de app daar aanneemt.',
  ],
  'flag-odd': ['{name} van {element} is {value}, geen true en geen false.', 'Verbeter het in de app.'],
  'flag-case': ['{name} van {element} is geschreven als {value} en wordt gelezen als {read}.', ''],
  'signs-assumed': ['AuthnRequestsSigned geldt als true, omdat er een sleutel is.', ''],
  'signs-ignored': ['AuthnRequestsSigned geldt als false, omdat er geen sleutel is.', ''],
  'signs-without-key': [
    'AuthnRequestsSigned is true, maar er is geen bruikbare sleutel: elk verzoek wordt geweigerd.',
    'Haal bij de app metadata met een certificaat om mee te ondertekenen.',
  ],
  'no-idp-role': [
    'Er is geen IDPSSODescriptor: dit zijn niet de metadata van een identityprovider.',
    'Haal de metadata van de identityprovider (IdP): het eerste of tweede element ervan is IDPSSODescriptor.',
  ],
  'idp-other-protocol': [
    'Geen IDPSSODescriptor noemt {protocol} in protocolSupportEnumeration.',
    'Schrijf protocolSupportEnumeration="{protocol}" als hij SAML 2.0 spreekt.',
  ],
  'idp-no-key': [
    'Er is geen bruikbare ondertekeningssleutel.',
    'Haal zijn metadata opnieuw: er moet een KeyDescriptor met zijn ondertekeningscertificaat zijn.',
  ],
  'idp-no-sso': [
    'Er is geen SingleSignOnService voor HTTP-Redirect of HTTP-POST; zijn bindings: {bindings}',
    'Haal zijn metadata opnieuw, of laat hem HTTP-Redirect of HTTP-POST aanbieden voor aanmeldingen.',
  ],
  'idp-several-roles': ['Er zijn meerdere IDPSSODescriptors: de eerste wordt gebruikt.', ''],
  'scope-expression': [
    'Het bereik (Scope) {scope} is een reguliere expressie, en wordt niet gelezen.',
    'Noem de bereiken in `scopes`.',
  ],
}
