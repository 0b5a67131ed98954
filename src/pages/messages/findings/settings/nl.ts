/** Dutch: what does not fit between the settings of an app and its metadata. */
import type { SettingsFindings } from '../catalogue.ts'

export const nl: SettingsFindings = {
  'encryption-key-missing': [
    'encryptAssertions staat aan, maar de metadata van {entityId} hebben geen sleutel om mee te versleutelen.',
    'Haal bij de app metadata met zo’n certificaat, of verwijder encryptAssertions.',
  ],
  'signing-key-required': [
    'requireSignedRequests staat aan, maar de metadata van {entityId} hebben geen sleutel om verzoeken mee te controleren.',
    'Haal bij de app metadata met een certificaat om mee te ondertekenen.',
  ],
  'signing-key-missing': [
    '{entityId} zegt zijn verzoeken te ondertekenen, maar de metadata hebben geen sleutel om ze mee te controleren.',
    'Haal bij de app metadata met een certificaat om mee te ondertekenen.',
  ],
  'names-shared': [
    '{entityId} vraagt om e-mailadressen als namen, maar krijgt een pseudoniem of een weigering: meer dan één aanmelddienst kan hetzelfde adres kennen.',
    'Zet upstream op een ervan, of geef aanmelddiensten die dezelfde mensen kennen één subjectNamespace. Of zet nameId: persistent.',
  ],
  'format-misspelt': [
    '{entityId} noemt het NameIDFormat {written}, dat de standaard niet kent; het wordt gelezen als {read}.',
    'Verbeter het zo mogelijk in de app.',
  ],
  'formats-unknown': [
    '{entityId} noemt alleen NameID-formaten die hier geen waarde hebben ({formats}): het krijgt een pseudoniem, en een verzoek om een ervan wordt geweigerd.',
    "Zeg wat zo’n naam is: nameId: { format: '{first}', value: … } met een expressie.",
  ],
  'format-unlisted': [
    '{entityId} krijgt het NameID-formaat {given}, maar noemt alleen andere ({formats}).',
    'Zet nameId op een ervan, of nameId: { format, force: true } om dit te geven, ook als om een ander wordt gevraagd.',
  ],
  'logout-way-missing': [
    'slo: {slo} is gezet, maar {entityId} heeft daarvoor geen SingleLogoutService ({bindings}): de app hoort nooit van een afmelding.',
    'Haal bij de app metadata die er een hebben, verwijder slo, of zet slo: none.',
  ],
  'attributes-missing': [
    '{entityId} vereist attributen die de instellingen niet geven: {attributes}.',
    "Schrijf ze onder attributes van de app, bijvoorbeeld '{first}': claims.email",
  ],
  'attributes-in-set': [
    '{entityId} vereist attributen die de instellingen niet geven: {attributes}.',
    'attributes: {set} bevat ze.',
  ],
  'subject-id-missing': [
    '{entityId} vereist een van {wanted} (subject-id:req), die de instellingen niet geven.',
    'Schrijf het onder attributes van de app, bijvoorbeeld \'{name}\': claims.preferred_username + "@example.org", als deze namen nooit veranderen.',
  ],
  'pairwise-id-missing': [
    '{entityId} vereist {wanted} (subject-id:req), die de instellingen niet geven.',
    'Vraag of een persistente NameID volstaat: pairwise-id wordt hier niet gemaakt.',
  ],
  'cipher-foreign': [
    '{entityId} noemt versleutelmethoden ({methods}), waarvan geen bij de onze past: het krijgt {given}.',
    'Zet encryption: aes256-cbc (of aes128-cbc), die oudere software leest, en kijk na of de app rsa-oaep-mgf1p aanneemt. Verwijder anders encryptAssertions.',
  ],
  'key-transport-foreign': [
    '{entityId} noemt versleutelmethoden ({methods}), waarvan geen bij de onze past: het krijgt {given}.',
    'Kijk na of de app rsa-oaep-mgf1p voor de sleutel aanneemt. Verwijder anders encryptAssertions.',
  ],
  'assertion-unsigned': [
    '{entityId} wil ondertekende assertions (WantAssertionsSigned), en alleen de Response is ondertekend.',
    'Schrijf sign: both of sign: assertion in de instellingen van de app.',
  ],
  'characters-unseen': [
    '{entityId} heeft onzichtbare tekens: {places}.',
    'Typ het opnieuw waar het naartoe is gekopieerd: de app zelf stuurt dat teken nauwelijks, en wordt dan niet herkend.',
  ],
}
