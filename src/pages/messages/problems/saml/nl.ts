/** Dutch: what does not hold between the settings of an app, by the English. */
import type { SamlProblems } from '../catalogue.ts'

export const nl: SamlProblems = {
  'Requests signed with SHA-1 are accepted: such a signature can be forged.':
    'Verzoeken die met SHA-1 zijn ondertekend worden aangenomen: zo’n handtekening kan vervalst worden.',
  'Make the app sign with rsa-sha256, then remove this.':
    'Laat de app met rsa-sha256 ondertekenen en verwijder dit dan.',
  'Assertions are encrypted with {0}, which does not show whether someone changed them on the way.':
    'Assertions worden versleuteld met {0}, dat niet laat zien of iemand ze onderweg heeft gewijzigd.',
  'Keep `sign` at `both` or `assertion`, and remove this as soon as the app reads aes256-gcm.':
    'Laat `sign` op `both` of `assertion` staan, en verwijder dit zodra de app aes256-gcm leest.',
  'People from different upstreams could get the same name: this NameID is not a pseudonym made here.':
    'Mensen van verschillende aanmelddiensten zouden dezelfde naam kunnen krijgen: deze NameID is geen pseudoniem van hier.',
  'Keep it only where two people can never get the same name from {0}; otherwise name one upstream.':
    'Behoud dit alleen als twee mensen van {0} nooit dezelfde naam kunnen krijgen; noem anders één aanmelddienst.',
  'Add `upstream:` with the one that may vouch for these names, or use `nameId: persistent`. Upstreams that know the same people get one `subjectNamespace`.':
    'Voeg `upstream:` toe met de aanmelddienst die voor deze namen mag instaan, of gebruik `nameId: persistent`. Aanmelddiensten die dezelfde mensen kennen krijgen één `subjectNamespace`.',
  '{0} is not a NameID format.': '{0} is geen NameID-formaat.',
  'Write one of {0}, or the URI of a format.': 'Schrijf een van deze: {0}; of de URI van een formaat.',
  'This format needs a value.': 'Dit formaat heeft een waarde nodig.',
  'Add `value` with an expression, as in claims.email.': 'Voeg `value` toe met een expressie, zoals claims.email.',
  'A transient name is random and has no value.': 'Een transient-naam is willekeurig en heeft geen waarde.',
  'Leave `value` out.': 'Laat `value` weg.',
  'No upstream is called {0}.': 'Geen aanmelddienst heet {0}.',
  '`{0}` is in the metadata already.': '`{0}` staat al in de metadata.',
  'Remove `{0}` or `metadata`.': 'Verwijder `{0}` of `metadata`.',
  'The metadata lies beside the settings already.': 'De metadata staan al naast de instellingen.',
  'Remove `metadata`, or the metadata itself.': 'Verwijder `metadata`, of de metadata zelf.',
  'A file has no new keys but those that somebody puts into it.':
    'Een bestand heeft geen nieuwe sleutels behalve die iemand erin zet.',
  'Remove `keys`, or name the address of the metadata.': 'Verwijder `keys`, of noem het adres van de metadata.',
  'New keys in the metadata apply unseen: whoever serves the address decides which signatures count.':
    'Nieuwe sleutels in de metadata gelden ongezien: wie op het adres antwoordt, bepaalt welke handtekeningen tellen.',
  'Remove `keys`, or pin the metadata with `fingerprint` or `certFile`.':
    'Verwijder `keys`, of bind de metadata met `fingerprint` of `certFile` aan een sleutel.',
  'There is no metadata here whose signature it could verify.':
    'Er zijn hier geen metadata waarvan dit de handtekening kan controleren.',
  'Remove `{0}`, or name the metadata that must be signed.':
    'Verwijder `{0}`, of noem de metadata die ondertekend moeten zijn.',
  'Name its metadata (a file or an address), or write `entityId` and `acs` here.':
    'Noem haar metadata (een bestand of een adres), of schrijf hier `entityId` en `acs`.',
  "{0} holds a certificate that can't be read.": '{0} bevat een certificaat dat niet te lezen is.',
  'Export it from the app again, as PEM.': 'Exporteer het opnieuw uit de app, als PEM.',
}
