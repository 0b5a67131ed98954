/** German: what does not fit between the settings of an app and its metadata. */
import type { FindingText } from '../text.ts'

export const de = {
  'encryption-key-missing': [
    'encryptAssertions ist eingeschaltet, aber in den Metadaten von {entityId} steht kein Schlüssel zum Verschlüsseln.',
    'Holen Sie von der Anwendung Metadaten mit einem solchen Zertifikat, oder entfernen Sie encryptAssertions.',
  ],
  'signing-key-required': [
    'requireSignedRequests ist eingeschaltet, aber in den Metadaten von {entityId} steht kein Schlüssel, um Anfragen zu prüfen.',
    'Holen Sie von der Anwendung Metadaten mit einem Zertifikat zum Unterschreiben.',
  ],
  'signing-key-missing': [
    '{entityId} sagt, dass es seine Anfragen unterschreibt, aber in den Metadaten steht kein Schlüssel, um sie zu prüfen.',
    'Holen Sie von der Anwendung Metadaten mit einem Zertifikat zum Unterschreiben.',
  ],
  'names-shared': [
    '{entityId} will E-Mail-Adressen als Namen, erhält aber ein Pseudonym oder eine Ablehnung: Mehr als ein Anmeldedienst könnte dieselbe Adresse kennen.',
    'Setzen Sie upstream auf einen davon, oder geben Sie Anmeldediensten, die dieselben Menschen kennen, einen gemeinsamen subjectNamespace. Oder setzen Sie nameId: persistent.',
  ],
  'format-misspelt': [
    '{entityId} nennt das NameIDFormat {written}, das es im Standard nicht gibt; es wird als {read} gelesen.',
    'Berichtigen Sie es, wenn möglich, in der Anwendung.',
  ],
  'formats-unknown': [
    '{entityId} nennt nur NameID-Formate, die hier keinen Wert haben ({formats}): Es erhält ein Pseudonym, und eine Anfrage nach einem davon wird abgelehnt.',
    "Legen Sie fest, was ein solcher Name ist: nameId: { format: '{first}', value: … } mit einem Ausdruck.",
  ],
  'format-unlisted': [
    '{entityId} erhält das NameID-Format {given}, nennt aber nur andere ({formats}).',
    'Setzen Sie nameId auf eines davon, oder nameId: { format, force: true }, um dieses auch gegen den Wunsch der Anwendung zu geben.',
  ],
  'logout-way-missing': [
    'slo: {slo} ist gesetzt, aber {entityId} hat keinen SingleLogoutService dafür ({bindings}): Von einer Abmeldung erfährt die Anwendung nie.',
    'Holen Sie Metadaten mit einem solchen von der Anwendung, entfernen Sie slo, oder setzen Sie slo: none.',
  ],
  'attributes-missing': [
    '{entityId} braucht Attribute, die es nach den Einstellungen nicht erhält: {attributes}.',
    "Schreiben Sie sie unter attributes der Anwendung, etwa '{first}': claims.email",
  ],
  'attributes-in-set': [
    '{entityId} braucht Attribute, die es nach den Einstellungen nicht erhält: {attributes}.',
    'In attributes: {set} sind sie enthalten.',
  ],
  'subject-id-missing': [
    '{entityId} braucht eines von {wanted} (subject-id:req), das es nach den Einstellungen nicht erhält.',
    'Schreiben Sie es unter attributes der Anwendung, etwa \'{name}\': claims.preferred_username + "@example.org", wenn sich diese Namen nie ändern.',
  ],
  'pairwise-id-missing': [
    '{entityId} braucht {wanted} (subject-id:req), das es nach den Einstellungen nicht erhält.',
    'Fragen Sie, ob eine persistente NameID genügt: pairwise-id gibt es hier nicht.',
  ],
  'cipher-foreign': [
    '{entityId} nennt Verfahren zum Verschlüsseln ({methods}), von denen keines zu unseren passt: Es erhält {given}.',
    'Setzen Sie encryption: aes256-cbc (oder aes128-cbc), was ältere Programme lesen, und sehen Sie nach, dass die Anwendung rsa-oaep-mgf1p annimmt. Sonst entfernen Sie encryptAssertions.',
  ],
  'key-transport-foreign': [
    '{entityId} nennt Verfahren zum Verschlüsseln ({methods}), von denen keines zu unseren passt: Es erhält {given}.',
    'Sehen Sie nach, dass die Anwendung rsa-oaep-mgf1p für den Schlüssel annimmt. Sonst entfernen Sie encryptAssertions.',
  ],
  'assertion-unsigned': [
    '{entityId} will unterschriebene Assertions (WantAssertionsSigned), aber nur die Response ist unterschrieben.',
    'Schreiben Sie sign: both oder sign: assertion in die Einstellungen der Anwendung.',
  ],
  'characters-unseen': [
    '{entityId} enthält unsichtbare Zeichen: {places}.',
    'Tippen Sie es dort neu, wohin es kopiert wurde: Die Anwendung selbst sendet dieses Zeichen kaum und wird dann nicht erkannt.',
  ],
} satisfies Readonly<Record<string, FindingText>>
