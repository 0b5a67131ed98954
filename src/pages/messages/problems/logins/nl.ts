/** Dutch: why logins at an upstream failed, by the English. */
import type { LoginsProblems } from '../catalogue.ts'

export const nl: LoginsProblems = {
  'The last login succeeded at {0}; none is known to have failed.':
    'De laatste aanmelding slaagde op {0}; van mislukte is niets bekend.',
  'If people can’t sign in there, this is the likely reason.':
    'Kunnen mensen zich daar niet aanmelden, dan is dit waarschijnlijk de reden.',
  'The last failed login: {0}, error number {1}, {2}.': 'De laatste mislukte aanmelding: {0}, foutnummer {1}, {2}.',
  'The last failed login: {0}, error number {1}, {2}, the log says “{3}”.':
    'De laatste mislukte aanmelding: {0}, foutnummer {1}, {2}; in het log staat ‘{3}’.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}.':
    'Het laatste geweigerde antwoord, dat niet per se daarvandaan kwam: {0}, foutnummer {1}, {2}.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}, the log says “{3}”.':
    'Het laatste geweigerde antwoord, dat niet per se daarvandaan kwam: {0}, foutnummer {1}, {2}; in het log staat ‘{3}’.',
  'Logins have succeeded since, the last one at {0}.': 'Sindsdien zijn aanmeldingen geslaagd, de laatste op {0}.',
  'No login has succeeded since.': 'Sindsdien is geen aanmelding geslaagd.',
  'No login has succeeded since (the last one at {0}).': 'Sindsdien is geen aanmelding geslaagd (de laatste op {0}).',
  'The log has the reason under that number.': 'In het log staat de reden onder dat nummer.',
  'Let it send a persistent one, or set `subjectFrom`.': 'Laat hem een blijvende sturen, of stel `subjectFrom` in.',
  'Its setting for our entityID is not `entityId` here; `isthmus doctor` prints it.':
    'Wat daar als onze entityID is ingesteld, is niet de `entityId` van hier; `isthmus doctor` toont die.',
  'Its reply address for us is not the one in our metadata.':
    'Zijn antwoordadres voor ons is niet dat uit onze metadata.',
  'It must repeat the ID of our request in SubjectConfirmationData: ask its maker.':
    'Hij moet de ID van ons verzoek herhalen in SubjectConfirmationData: vraag het de maker.',
  'Its entityID has changed: fetch its metadata again.': 'Zijn entityID is veranderd: haal zijn metadata opnieuw.',
  'Let it release that attribute to us, or change `subjectFrom`.':
    'Laat hem dat attribuut aan ons vrijgeven, of wijzig `subjectFrom`.',
  'Let it sign assertions, or set `wantAssertionsSigned: false`.':
    'Laat hem assertions ondertekenen, of stel `wantAssertionsSigned: false` in.',
  'A clock is wrong: more than `clockSkew.incoming` apart.':
    'Een klok loopt verkeerd: het verschil is groter dan `clockSkew.incoming`.',
  'It signs with a new certificate: fetch its metadata again.':
    'Hij ondertekent met een nieuw certificaat: haal zijn metadata opnieuw.',
  'Switch signing on there.': 'Schakel daar ondertekenen in.',
  'Let it sign with SHA-256, or set `allowSha1`.': 'Laat hem met SHA-256 ondertekenen, of stel `allowSha1` in.',
  'Let it encrypt with AES-GCM, or set `allowCbc`.': 'Laat hem met AES-GCM versleutelen, of stel `allowCbc` in.',
  'Let it encrypt the key with RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), not with RSA 1.5.':
    'Laat hem de sleutel met RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1) versleutelen, niet met RSA 1.5.',
  'Give it our metadata again, with `encryptionKey: true`, or switch encryption off there.':
    'Geef hem onze metadata opnieuw, met `encryptionKey: true`, of schakel daar versleutelen uit.',
  'It has no NameID of that format: `nameIdFormat`.': 'Hij heeft geen NameID van dat formaat: `nameIdFormat`.',
  'It ended the login itself: its own log says why.': 'Hij beëindigde de aanmelding zelf: zijn eigen log zegt waarom.',
  '`isthmus doctor` reads it, and says what is wrong.': '`isthmus doctor` leest die en zegt wat er mis is.',
  'Compare `clientId` and the secret with what is registered there; `isthmus doctor` tries the secret.':
    'Vergelijk `clientId` en het geheim met wat daar is geregistreerd; `isthmus doctor` probeert het geheim.',
  '`clientId` is not the one that it knows us by.': '`clientId` is niet die waaronder hij ons kent.',
  'Name the others under `audiences`, if you know whose they are.':
    'Noem de andere onder `audiences`, als u weet van wie ze zijn.',
  'If the ID Token has all claims, set `userinfo: false`.':
    'Als het ID-token alle claims heeft, stel dan `userinfo: false` in.',
  'It signs with a key that its `jwks_uri` does not list.':
    'Hij ondertekent met een sleutel die zijn `jwks_uri` niet noemt.',
  'It does not know one of `scopes`: leave that one out.': 'Hij kent een van de `scopes` niet: laat die weg.',
  'It refused the code: its own log says why; compare the redirect URI there (`isthmus doctor --client`).':
    'Hij weigerde de code: zijn eigen log zegt waarom; vergelijk daar de redirect-URI (`isthmus doctor --client`).',
  'An app wanted a new login, and it let the person in without asking: let it honour that wish.':
    'Een app wilde een nieuwe aanmelding, en hij liet de persoon zonder vragen binnen: laat hem die wens volgen.',
  'Let it send `auth_time` (`require_auth_time` of the client), or set `allowMissingAuthTime: true`.':
    'Laat hem `auth_time` sturen (`require_auth_time` van de client), of stel `allowMissingAuthTime: true` in.',
  'Let it send the claim of `subjectFrom`, as text.': 'Laat hem de claim van `subjectFrom` sturen, als tekst.',
  'Let it ask for more, or say in `contexts` what proves it (docs/errors.md#context_unmet).':
    'Laat hem om meer vragen, of zeg in `contexts` wat het bewijst (docs/errors.md#context_unmet).',
  '`isthmus doctor` asks it, and says what is in the way.':
    '`isthmus doctor` vraagt het hem, en zegt wat in de weg staat.',
}
