/** German: what is said of sources: a federation’s entities, addresses in metadata, files of the app store, by the English. */

export const de = {
  '{0} is too large or unreadable, and left out.': '{0} ist zu groß oder nicht lesbar und wird ausgelassen.',
  '{0} is there more than once, and left out.': '{0} kommt mehr als einmal vor und wird ausgelassen.',
  '{0} more are left out.': '{0} weitere werden ausgelassen.',
  'Tell the federation, if you need it.': 'Sagen Sie es der Föderation, wenn Sie ihn brauchen.',
  '{0}: the SingleLogoutService {1} (SOAP) is left out: {2}':
    '{0}: Der SingleLogoutService {1} (SOAP) wird ausgelassen: {2}',
  'it is not https, but a sign-out request names the person':
    'Die Adresse beginnt nicht mit https, aber eine Abmeldung nennt den Namen der Person',
  '{0} is not called: {1}': '{0} wird nicht aufgerufen: {1}',
  'it has no address': 'Der Name hat keine Adresse',
  '{0} is not a valid address': '{0} ist keine gültige Adresse',
  '{0} is a private address, but the document that names it came from elsewhere':
    '{0} ist eine private Adresse, das Dokument, das sie nennt, kam aber von anderswo',
  '{0} is this machine itself, but the document that names it came from elsewhere':
    '{0} ist dieser Rechner selbst, das Dokument, das die Adresse nennt, kam aber von anderswo',
  '{0} is a link-local address': '{0} ist eine Link-Local-Adresse',
  '{0} is an address that no server can have': '{0} ist eine Adresse, die kein Server haben kann',
  'The metadata can’t be used. {0}': 'Die Metadaten sind nicht zu gebrauchen. {0}',
  'The metadata has no EntityDescriptor.': 'Die Metadaten haben keinen EntityDescriptor.',
  'Get the metadata of the app from the app.': 'Holen Sie die Metadaten der Anwendung von der Anwendung.',
  'Correct it in the app or in the file, or get the metadata of the app, as a service provider, again.':
    'Berichtigen Sie es in der Anwendung oder in der Datei, oder holen Sie die Metadaten der Anwendung, als Service-Provider, noch einmal.',
  'Correct it in the app or in the file, or get the metadata of the app again.':
    'Berichtigen Sie es in der Anwendung oder in der Datei, oder holen Sie die Metadaten noch einmal.',
  '1 identity provider: not read.': '1 Identity-Provider: nicht gelesen.',
  '{0} identity providers: not read.': '{0} Identity-Provider: nicht gelesen.',
  '1 entity without any SPSSODescriptor: not read.': '1 Eintrag ohne SPSSODescriptor: nicht gelesen.',
  '{0} entities without any SPSSODescriptor: not read.': '{0} Einträge ohne SPSSODescriptor: nicht gelesen.',
  '{0} is not read: only .yaml and .xml are.': '{0} wird nicht gelesen: Gelesen werden nur .yaml und .xml.',
  'Rename it to {0}.yaml or {1}.xml.': 'Benennen Sie die Datei um, in {0}.yaml oder {1}.xml.',
  '{0} is not read: it can not be the name of an app.': '{0} wird nicht gelesen: So kann keine Anwendung heißen.',
  '{0} is not read: {1} differs only in small and large letters.':
    '{0} wird nicht gelesen: {1} unterscheidet sich davon nur durch große und kleine Buchstaben.',
  'Rename one of the two.': 'Benennen Sie eine der beiden um.',
  '{0} is a link to a file that is not there.': '{0} ist ein Link auf eine Datei, die es nicht gibt.',
  'Put that file back, or remove the link.': 'Legen Sie jene Datei wieder dorthin, oder entfernen Sie den Link.',
  '{0} is no ordinary file.': '{0} ist keine gewöhnliche Datei.',
  'Put a file in its place.': 'Legen Sie eine Datei an diese Stelle.',
  '{0} is larger than 10 MB.': '{0} ist größer als 10 MB.',
  'Keep only the metadata of this app in it.': 'Lassen Sie darin nur die Metadaten dieser Anwendung stehen.',
  '{0} is not text in UTF-8.': '{0} ist kein Text in UTF-8.',
  'Save it as UTF-8.': 'Speichern Sie die Datei als UTF-8.',
  '{0}.xml has no {1}.yaml beside it: it is not in force.':
    'Neben {0}.xml liegt keine {1}.yaml: Die Datei ist nicht in Kraft.',
  'Create {0}.yaml with the settings of the app (it may be empty), or move the file to metadata/.':
    'Legen Sie {0}.yaml mit den Einstellungen der Anwendung an (sie darf leer sein), oder verschieben Sie die Datei nach metadata/.',
  'The past of {0} can not be read, and nothing else says what it is: it is not in force.':
    'Die Vergangenheit von {0} lässt sich nicht lesen, und nichts sonst sagt, was es ist: Es ist nicht in Kraft.',
  'Let the user that runs isthmus read it, or restore it from a backup.':
    'Lassen Sie den Benutzer, unter dem isthmus läuft, sie lesen, oder stellen Sie sie aus einer Sicherung wieder her.',
  'The document can not be read.': 'Die Datei lässt sich nicht lesen.',
  'The folder does not exist any more.': 'Den Ordner gibt es nicht mehr.',
  'The folder is not readable.': 'Der Ordner ist nicht lesbar.',
  'Put it back, or let the user that runs isthmus read it. What it held stays in force.':
    'Legen Sie ihn wieder dorthin, oder lassen Sie den Benutzer, unter dem isthmus läuft, ihn lesen. Was darin war, bleibt in Kraft.',
  '{0} can not be written ({1}): it does not say what is in force.':
    '{0} lässt sich nicht schreiben ({1}): Die Datei sagt nicht, was in Kraft ist.',
  'Let the user that runs isthmus replace the files of the app and write to their folder. What is edited in them does not count until then.':
    'Lassen Sie den Benutzer, unter dem isthmus läuft, die Dateien der Anwendung ersetzen und in ihren Ordner schreiben. Was darin geändert wird, zählt bis dahin nicht.',
} satisfies Readonly<Record<string, string>>
