/** German: the document and its text. */
import type { FindingText } from '../text.ts'

export const de = {
  'too-large': ['Das ist größer als 10 MB.', 'Geben Sie nur die Metadaten dieser Anwendung ab.'],
  'too-busy': ['Gerade werden zu viele Metadaten durchgesehen.', 'Versuchen Sie es gleich noch einmal.'],
  'too-slow': ['Das Lesen dauert zu lange.', 'Geben Sie nur die Metadaten dieser Anwendung ab.'],
  'too-much-memory': ['Das Lesen braucht zu viel Speicher.', 'Geben Sie nur die Metadaten dieser Anwendung ab.'],
  'reader-failed': ['Das ließ sich nicht lesen.', 'Geben Sie nur die Metadaten dieser Anwendung ab.'],
  'too-complex': ['Das ist zu umfangreich: {detail}', 'Geben Sie nur die Metadaten dieser Anwendung ab.'],
  unreadable: [
    'Etwas darin lässt sich nicht lesen: {detail}',
    'Berichtigen Sie es in der Anwendung oder in der Datei, falls der Anwendung dadurch etwas fehlt.',
  ],
  'encoding-unknown': [
    'Die Metadaten sind weder UTF-8 noch UTF-16.',
    'Speichern Sie die Datei als UTF-8, und schreiben Sie encoding="UTF-8" in ihre erste Zeile.',
  ],
  'encoding-unlike': [
    'Die Metadaten sind weder UTF-8 noch UTF-16; sie selbst nennen {declared}.',
    'Speichern Sie die Datei als UTF-8, und schreiben Sie encoding="UTF-8" in ihre erste Zeile.',
  ],
  'encoding-wrong': [
    'Die Metadaten nennen sich {declared}, sind aber UTF-8 mit anderen Zeichen als ASCII.',
    'Schreiben Sie encoding="UTF-8" in die erste Zeile, wenn alle Buchstaben darin so richtig aussehen.',
  ],
  picture: [
    'Das ist ein Bild ({kind}) und keine Metadaten.',
    'Wählen Sie eine andere Datei: Die Metadaten sind eine XML-Datei, die die Anwendung unter einer Adresse zeigt oder zum Herunterladen anbietet.',
  ],
  'other-document': [
    'Das ist ein Dokument ({kind}) und keine Metadaten.',
    'Wählen Sie eine andere Datei: Die Metadaten sind eine XML-Datei, die die Anwendung unter einer Adresse zeigt oder zum Herunterladen anbietet.',
  ],
  archive: [
    'Das ist ein Archiv ({kind}) und keine Metadaten.',
    'Entpacken Sie es, und wählen Sie die XML-Datei darin.',
  ],
  empty: ['Die Metadaten sind leer.', 'Holen Sie sie noch einmal von der Anwendung.'],
  'web-page': [
    'Das ist eine Webseite und keine Metadaten.',
    'Öffnen Sie die Adresse im Browser: Eine Anmeldung oder ein Fehler kann davorstehen. Speichern Sie das XML selbst.',
  ],
  'web-page-titled': [
    'Das ist eine Webseite, {title}, und keine Metadaten.',
    'Öffnen Sie die Adresse im Browser: Eine Anmeldung oder ein Fehler kann davorstehen. Speichern Sie das XML selbst.',
  ],
  doctype: [
    'Das XML hat eine Dokumenttyp-Deklaration (DOCTYPE), die SAML nicht erlaubt.',
    'Löschen Sie <!DOCTYPE …>, vom < bis zum > an seinem Ende.',
  ],
  'discovery-document': [
    'Das ist kein XML, sondern ein Discovery-Dokument von OpenID Connect (JSON).',
    'Holen Sie die SAML-Metadaten der Anwendung, die XML sind; oder tragen Sie die Anwendung mit OpenID Connect ein.',
  ],
  'client-description': [
    'Das ist kein XML, sondern die Beschreibung eines Clients von OpenID Connect (JSON).',
    'Holen Sie die SAML-Metadaten der Anwendung, die XML sind; oder tragen Sie die Anwendung mit OpenID Connect ein.',
  ],
  'key-set': [
    'Das ist kein XML, sondern eine Sammlung von Schlüsseln (JWKS, JSON).',
    'Holen Sie die SAML-Metadaten der Anwendung, die XML sind; oder tragen Sie die Anwendung mit OpenID Connect ein.',
  ],
  json: [
    'Das ist kein XML, sondern JSON.',
    'Holen Sie die SAML-Metadaten der Anwendung, die XML sind; oder tragen Sie die Anwendung mit OpenID Connect ein.',
  ],
  'not-xml': [
    'Das ist kein XML: Es beginnt mit {found}.',
    'Speichern Sie das XML selbst: Vor seinem ersten < darf nichts stehen, und eine abgeschriebene Seite hilft nicht.',
  ],
  ampersand: [
    'Im XML steht ein &, das nicht als &amp; geschrieben ist, an Stelle {column} der Zeile: {found}.',
    'Schreiben Sie &amp;, wo & gemeint ist, auch in Adressen.',
  ],
  'prefix-undeclared': [
    'Der Präfix „{prefix}“ ist im XML nirgends erklärt.',
    'Schreiben Sie xmlns:{prefix}="{namespace}" in das erste Element.',
  ],
  'xml-broken': [
    'Das XML ist fehlerhaft: {detail}',
    'Berichtigen Sie es dort, oder holen Sie es noch einmal von der Anwendung, als Datei und nicht durch Kopieren.',
  ],
  'namespace-missing': [
    '{element} hat keinen Namensraum.',
    'Schreiben Sie {declaration} hinein oder in ein Element darum herum.',
  ],
  'namespace-wrong': [
    '{element} liegt im falschen Namensraum: {found}.',
    'Berichtigen Sie ihn zu {declaration}; jedes Zeichen zählt.',
  ],
  'login-request': [
    'Das sind keine SAML-Metadaten, sondern eine Anfrage zur Anmeldung ({element}).',
    'Holen Sie die Metadaten der Anwendung: Ihr erstes Element heißt EntityDescriptor.',
  ],
  'login-answer': [
    'Das sind keine SAML-Metadaten, sondern die Antwort auf eine Anmeldung oder ein Teil davon ({element}).',
    'Holen Sie die Metadaten der Anwendung: Ihr erstes Element heißt EntityDescriptor.',
  ],
  'saml-message': [
    'Das sind keine SAML-Metadaten, sondern eine Nachricht von SAML ({element}).',
    'Holen Sie die Metadaten der Anwendung: Ihr erstes Element heißt EntityDescriptor.',
  ],
  'other-root': [
    'Das sind keine SAML-Metadaten: Das erste Element ist {element}.',
    'Holen Sie die Metadaten der Anwendung: Ihr erstes Element heißt EntityDescriptor.',
  ],
  schema: [
    'Das Schema des Standards erlaubt das nicht: {detail}',
    'Es wird trotzdem gelesen; andere Programme lehnen es vielleicht ab. Berichtigen Sie es, wenn möglich, in der Anwendung.',
  ],
  'none-in-it': [
    'Darin steht kein Service-Provider.',
    'Holen Sie die Metadaten der Anwendung als Service-Provider (SP).',
  ],
  choose: [
    'Darin stehen mehrere Service-Provider: {entityIds}.',
    'Wählen Sie in den Einstellungen mit entityId einen davon.',
  ],
  absent: ['{entityId} steht nicht darin, sondern {entityIds}.', 'Schreiben Sie eine davon ab, Zeichen für Zeichen.'],
  'child-twice': ['{element} hat mehr als ein {child}.', 'Berichtigen Sie es in der Anwendung oder in der Datei.'],
  'text-mixed': [
    '{element} hat Elemente, wo nur Text sein darf.',
    'Berichtigen Sie es in der Anwendung oder in der Datei.',
  ],
} satisfies Readonly<Record<string, FindingText>>
