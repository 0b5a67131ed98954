/** German: the app as its metadata describes it, and its addresses. */
import type { FindingText } from '../text.ts'

export const de = {
  'entity-unnamed': ['Ein EntityDescriptor hat keine gültige entityID.', 'Ergänzen Sie sie in der Anwendung.'],
  'entity-twice': [
    '{entityId} steht mehr als einmal in den Metadaten.',
    'Löschen Sie alle bis auf den richtigen Eintrag.',
  ],
  taken: [
    '{entityId} gehört schon zu {owner}.',
    'Ändern oder entfernen Sie jene Anwendung zuerst; oder geben Sie dieser in der Anwendung eine eigene entityID.',
  ],
  'valid-until-odd': [
    'validUntil von {element} ist kein Zeitpunkt, {value}, und zählt als abgelaufen.',
    'Holen Sie die Metadaten noch einmal von der Anwendung; oder geben Sie ihre Adresse an, die rechtzeitig neu gelesen wird.',
  ],
  'valid-until-past': [
    'Die Metadaten sind abgelaufen (validUntil): {date}',
    'Holen Sie die Metadaten noch einmal von der Anwendung; oder geben Sie ihre Adresse an, die rechtzeitig neu gelesen wird.',
  ],
  'copy-ends': [
    'Diese Kopie gilt nach eigener Aussage noch {days} Tag(e), bis {date}.',
    'Sie wird danach mit einer Warnung weiter benutzt. Besser: Geben Sie die Adresse der Metadaten an, die rechtzeitig neu gelesen wird.',
  ],
  'signed-copy-ends': [
    'Diese Kopie gilt nach eigener Aussage noch {days} Tag(e), bis {date}.',
    'Sie ist unterschrieben und gilt danach nicht mehr. Geben Sie die Adresse der Metadaten an, die rechtzeitig neu gelesen wird.',
  ],
  'several-roles': ['Es gibt mehrere SPSSODescriptor: Der erste wird benutzt.', ''],
  'no-protocols': [
    'Der SPSSODescriptor hat keine protocolSupportEnumeration; er wird als einer von SAML 2.0 gelesen.',
    '',
  ],
  'other-protocol': [
    'Kein SPSSODescriptor nennt SAML 2.0 in protocolSupportEnumeration.',
    'Schreiben Sie protocolSupportEnumeration="{protocol}", wenn die Anwendung SAML 2.0 spricht.',
  ],
  'no-sp-role': ['Es gibt keinen SPSSODescriptor.', 'Holen Sie die Metadaten der Anwendung als Service-Provider (SP).'],
  'idp-metadata': [
    'Es gibt keinen SPSSODescriptor: Das sind wohl Metadaten eines Identity-Providers (IdP).',
    'Holen Sie die Metadaten der Anwendung als Service-Provider (SP). Die eines Identity-Providers bekommt die Anwendung von uns.',
  ],
  'no-acs': [
    'Es gibt keinen AssertionConsumerService.',
    'Tragen Sie in der Anwendung eine Adresse mit dem Binding HTTP-POST ein: Nur dorthin wird geantwortet.',
  ],
  'no-post': [
    'Kein AssertionConsumerService nimmt HTTP-POST an, also kann keine Anmeldung beantwortet werden.',
    'Tragen Sie in der Anwendung eine Adresse mit dem Binding HTTP-POST ein: Nur dorthin wird geantwortet.',
  ],
  'no-post-binding': [
    'Kein AssertionConsumerService nimmt HTTP-POST an, also kann keine Anmeldung beantwortet werden; {bindings} ist kein Binding.',
    'Schreiben Sie Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST".',
  ],
  'index-twice': ['Zwei AssertionConsumerService haben denselben Index: Der erste wird benutzt.', ''],
  'index-odd': ['Der Index von {element} ist keine Zahl bis 65535, {value}: Er zählt als nicht vorhanden.', ''],
  'address-missing': ['{element} hat keine Adresse (Location).', 'Ergänzen Sie sie in der Anwendung.'],
  'address-script': [
    '{element} hat eine Adresse, die keine mit http oder https ist: {address}.',
    'Eine solche Adresse ist ein Programm, das auf einer Seite von uns liefe. Berichtigen Sie sie in der Anwendung.',
  ],
  'address-hidden': [
    '{element} hat eine Adresse mit einem unsichtbaren Zeichen ({characters}): {address}.',
    'Tippen Sie die Adresse neu, in der Anwendung oder in der Datei: Das Zeichen kam beim Kopieren hinein.',
  ],
  'address-wrong': [
    '{element} hat eine Adresse, die keine mit http oder https ist: {address}.',
    'Schreiben Sie sie ganz, mit https:// und Host, in der Anwendung (oft ihre Basis-URL) oder in der Datei.',
  ],
  'address-unencrypted': [
    '{element} hat eine unverschlüsselte Adresse (http): {address}.',
    'Lassen Sie die Anwendung https veröffentlichen, auch hinter einem Proxy: Sonst kann unterwegs jeder mitlesen.',
  ],
  'binding-missing': [
    '{element} hat kein Binding.',
    'Schreiben Sie Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", oder was die Anwendung dort annimmt.',
  ],
  'flag-odd': ['{name} von {element} ist {value}, weder true noch false.', 'Berichtigen Sie es in der Anwendung.'],
  'flag-case': ['{name} von {element} ist {value} geschrieben und wird als {read} gelesen.', ''],
  'signs-assumed': ['AuthnRequestsSigned zählt als true, da es einen Schlüssel gibt.', ''],
  'signs-ignored': ['AuthnRequestsSigned zählt als false, da es keinen Schlüssel gibt.', ''],
  'signs-without-key': [
    'AuthnRequestsSigned ist true, aber es gibt keinen brauchbaren Schlüssel: Jede Anfrage wird abgelehnt.',
    'Holen Sie von der Anwendung Metadaten mit einem Zertifikat zum Unterschreiben.',
  ],
  'no-idp-role': [
    'Es gibt keinen IDPSSODescriptor: Das sind keine Metadaten eines Identity-Providers.',
    'Holen Sie die Metadaten des Identity-Providers (IdP): Ihr erstes oder zweites Element ist IDPSSODescriptor.',
  ],
  'idp-other-protocol': [
    'Kein IDPSSODescriptor nennt {protocol} in protocolSupportEnumeration.',
    'Schreiben Sie protocolSupportEnumeration="{protocol}", wenn er SAML 2.0 spricht.',
  ],
  'idp-no-key': [
    'Es gibt keinen brauchbaren Schlüssel zum Unterschreiben.',
    'Holen Sie seine Metadaten neu: Es muss einen KeyDescriptor mit seinem Zertifikat zum Unterschreiben geben.',
  ],
  'idp-no-sso': [
    'Es gibt keinen SingleSignOnService für HTTP-Redirect oder HTTP-POST; seine Bindings: {bindings}',
    'Holen Sie seine Metadaten neu, oder lassen Sie ihn für Anmeldungen HTTP-Redirect oder HTTP-POST anbieten.',
  ],
  'idp-several-roles': ['Es gibt mehrere IDPSSODescriptor: Der erste wird benutzt.', ''],
  'scope-expression': [
    'Der Bereich {scope} ist ein regulärer Ausdruck und wird nicht gelesen.',
    'Nennen Sie die Bereiche in `scopes`.',
  ],
} satisfies Readonly<Record<string, FindingText>>
