/** German: why an address does not answer with metadata, by the English. */

export const de = {
  'Find out what makes it slow.': 'Finden Sie heraus, was dort so lange dauert.',
  'Is it running? Is there a firewall in between?': 'Läuft der Dienst? Ist eine Firewall dazwischen?',
  '{0} did not answer completely within {1} ms: {2}': '{0} hat innerhalb von {1} ms nicht vollständig geantwortet: {2}',
  '{0} (connecting to {1}) did not answer completely within {2} ms: {3}':
    '{0} (verbunden mit {1}) hat innerhalb von {2} ms nicht vollständig geantwortet: {3}',
  'the answer started but did not end': 'die Antwort begann, endete aber nicht',
  'no connection was made': 'es kam keine Verbindung zustande',
  'the connection was not established': 'die Verbindung kam nicht zustande',
  'the TLS handshake did not finish': 'die TLS-Aushandlung wurde nicht fertig',
  'the request was sent, but there was no answer': 'die Anfrage wurde gesendet, aber es kam keine Antwort',
  "{0}: the proxy {1} can't be used ({2})": '{0}: der Proxy {1} ist nicht zu gebrauchen ({2})',
  'Correct HTTPS_PROXY or HTTP_PROXY, or list the host in NO_PROXY.':
    'Berichtigen Sie HTTPS_PROXY oder HTTP_PROXY, oder nehmen Sie den Host in NO_PROXY auf.',
  'the name of {0} does not resolve ({1})': 'der Name von {0} lässt sich nicht auflösen ({1})',
  'Correct the host name, or name resolution on this machine.':
    'Berichtigen Sie den Hostnamen oder die Namensauflösung auf diesem Rechner.',
  'nothing listens at {0} ({1})': 'bei {0} nimmt nichts Verbindungen an ({1})',
  'Is it running, and is the port right?': 'Läuft der Dienst, und stimmt der Port?',
  "{0} can't be reached from this machine ({1})": '{0} ist von diesem Rechner aus nicht zu erreichen ({1})',
  'Is there a firewall in between, or is the network down?':
    'Ist eine Firewall dazwischen, oder ist das Netz ausgefallen?',
  '{0} closed the connection ({1})': '{0} hat die Verbindung geschlossen ({1})',
  'Look in its log, and in that of any proxy in between.':
    'Sehen Sie in den Logs dort nach, und in denen eines Proxys dazwischen.',
  '{0} does not answer in HTTP': '{0} antwortet nicht mit HTTP',
  'Is this the port for https? Then write https://.': 'Ist das der Port für https? Dann schreiben Sie https://.',
  'Is this the right port?': 'Ist das der richtige Port?',
  'the certificate of {0} is for {1}, not for {2}': 'das Zertifikat von {0} gilt für {1}, nicht für {2}',
  'Use a name that it contains, or get a certificate for this name.':
    'Verwenden Sie einen Namen, der darin steht, oder besorgen Sie ein Zertifikat für diesen Namen.',
  'the certificate of {0} has expired': 'das Zertifikat von {0} ist abgelaufen',
  'Renew it there. Is the clock of this machine right?': 'Erneuern Sie es dort. Geht die Uhr dieses Rechners richtig?',
  'the certificate of {0} is not valid yet': 'das Zertifikat von {0} gilt noch nicht',
  'Are the clocks of both machines right?': 'Gehen die Uhren beider Rechner richtig?',
  '`caFile` is set, but does not contain the CA that issued this certificate: name the file of that CA.':
    '`caFile` ist gesetzt, enthält aber nicht die CA, die dieses Zertifikat ausgestellt hat: Nennen Sie die Datei dieser CA.',
  'Save the certificate of the CA that issued it as PEM and name the file as `caFile` (or add it to the system, or to NODE_EXTRA_CA_CERTS).':
    'Speichern Sie das Zertifikat der ausstellenden CA als PEM, und nennen Sie die Datei als `caFile` (oder nehmen Sie es ins System oder in NODE_EXTRA_CA_CERTS auf).',
  'the certificate of {0} is from a CA that is not trusted here ({1})':
    'das Zertifikat von {0} ist von einer CA, der hier nicht vertraut wird ({1})',
  '{0} does not speak TLS': '{0} spricht kein TLS',
  'Is this the port for http? Write the one for https.': 'Ist das der Port für http? Schreiben Sie den für https.',
  'the call to {0} failed ({1})': 'der Aufruf von {0} ist gescheitert ({1})',
  'Open the address with curl from this machine.': 'Rufen Sie die Adresse von diesem Rechner aus mit curl auf.',
  'the answer of {0} is larger than {1} octets': 'die Antwort von {0} ist größer als {1} Bytes',
  'Is this the right address?': 'Ist das die richtige Adresse?',
  '{0} answered with Content-Encoding {1}, although none was asked for':
    '{0} hat mit Content-Encoding {1} geantwortet, obwohl keines verlangt war',
  'Make it answer without compression, or with gzip.': 'Lassen Sie es ohne Kompression antworten, oder mit gzip.',
  "the answer of {0} says it is {1} and can't be unpacked":
    'die Antwort von {0} nennt sich {1} und lässt sich nicht entpacken',
  'Make it answer without compression.': 'Lassen Sie es ohne Kompression antworten.',
  '{0} redirects more than {1} times': '{0} leitet mehr als {1}-mal weiter',
  'Write the address that it leads to.': 'Schreiben Sie die Adresse, zu der es führt.',
  '{0} redirects to a broken address, which is not in your config': '{0} leitet zu einer Adresse weiter, die keine ist',
  '{0} redirects to {1}, which is not in your config':
    '{0} leitet zu {1} weiter, und das steht nicht in Ihrer Konfiguration',
  'Write that address itself if it is right.': 'Schreiben Sie jene Adresse selbst, wenn sie richtig ist.',
  'Put user and password into HTTPS_PROXY.': 'Schreiben Sie Benutzer und Kennwort in HTTPS_PROXY.',
  'Allow the host there, or list it in NO_PROXY.': 'Erlauben Sie den Host dort, oder nehmen Sie ihn in NO_PROXY auf.',
  'the proxy {0} does not let us to {1} (HTTP {2})': 'der Proxy {0} lässt uns nicht zu {1} (HTTP {2})',
  'If it is right, list its network under `allowAddresses`; addresses of this machine are never allowed.':
    'Wenn sie stimmt, nehmen Sie ihr Netz in `allowAddresses` auf; Adressen dieses Rechners sind nie erlaubt.',
  'It did not answer completely in time.': 'Die Antwort kam nicht vollständig in der vorgesehenen Zeit.',
  'It answered {0}, not 200.': 'Die Adresse antwortet mit {0}, nicht mit 200.',
  'Open the address from this machine, and correct it where it gives no metadata.':
    'Öffnen Sie die Adresse von diesem Rechner aus, und berichtigen Sie sie, wenn dort keine Metadaten sind.',
  'It cannot be fetched.': 'Die Adresse lässt sich nicht lesen.',
  "It can't be fetched: {0}.": 'Die Adresse lässt sich nicht lesen: {0}.',
  'The validUntil of the metadata has passed, and there is no newer metadata.':
    'Das validUntil der Metadaten ist vorbei, und neuere gibt es nicht.',
  'Ask its publisher.': 'Fragen Sie, wer sie herausgibt.',
  'The file does not exist.': 'Die Datei gibt es nicht.',
  'Put it there, or correct the path.': 'Legen Sie sie dorthin, oder berichtigen Sie den Pfad.',
  'The file is not readable.': 'Die Datei ist nicht lesbar.',
  'Let the user that runs isthmus read it.': 'Lassen Sie den Benutzer, unter dem isthmus läuft, sie lesen.',
  "It can't be read.": 'Die Metadaten lassen sich nicht lesen.',
  'Correct it in the app or in the file, or get the metadata from the app again.':
    'Berichtigen Sie es in der Anwendung oder in der Datei, oder holen Sie die Metadaten neu von der Anwendung.',
  'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.':
    'Holen Sie nur die Metadaten dieser Anwendung, von ihr oder vom Dienst der Föderation für einzelne Teilnehmer (MDQ); oder lassen Sie in der Datei nur die Teilnehmer, die Sie brauchen.',
  'The metadata is larger than 10 MB.': 'Die Metadaten sind größer als 10 MB.',
  'Get it from its publisher again, or correct `fingerprint` or `certFile`.':
    'Holen Sie sie neu von ihrem Herausgeber, oder berichtigen Sie `fingerprint` oder `certFile`.',
  'The signature of the metadata does not hold.': 'Die Unterschrift der Metadaten hält nicht stand.',
  "The metadata can't be used.": 'Die Metadaten sind nicht zu gebrauchen.',
  'The metadata has not been read since the start; until then the app is unknown.':
    'Die Metadaten wurden seit dem Start noch nicht gelesen; bis dahin ist die Anwendung unbekannt.',
  'Nothing to do if it answers soon.': 'Nichts zu tun, wenn die Adresse bald antwortet.',
  'The new metadata was rejected.': 'Die neuen Metadaten wurden abgelehnt.',
  'Let the app publish its old metadata again; or approve the new one after all.':
    'Lassen Sie die Anwendung ihre alten Metadaten wieder veröffentlichen; oder nehmen Sie die neuen doch an.',
  "The new metadata waits for somebody's look since {0}.":
    'Die neuen Metadaten warten seit {0} darauf, dass jemand sie ansieht.',
  'Compare it with what its operator says, then `isthmus app approve {0} --digest {1}`, or in the console.':
    'Vergleichen Sie sie mit dem, was der Betreiber sagt; dann `isthmus app approve {0} --digest {1}`, oder in der Konsole.',
  'The app may be using it already, and its logins fail until then.':
    'Vielleicht verwendet die Anwendung sie schon, und bis dahin scheitern ihre Anmeldungen.',
  'Expect the app to use its new key from {0} on.': 'Ab dem {0} dürfte die Anwendung ihren neuen Schlüssel verwenden.',
  'What is in force ends on {0}.': 'Was in Kraft ist, endet am {0}.',
  'The validUntil of the metadata has passed, or is not a date.':
    'Das validUntil der Metadaten ist vorbei oder kein Datum.',
  'The metadata of {0} is older than the one in force, or has lost its validUntil.':
    'Die Metadaten von {0} sind älter als die in Kraft, oder ihr validUntil fehlt nun.',
  'If the app lacks something by it, correct it in the app or in the file.':
    'Wenn der Anwendung dadurch etwas fehlt, berichtigen Sie es in der Anwendung oder in der Datei.',
  '1 more warning.': 'Noch 1 Warnung.',
  '{0} more warnings.': 'Noch {0} Warnungen.',
  '{0} more apps of this file have the like.': 'Bei {0} weiteren Anwendungen dieser Datei ist es ebenso.',
  'Its last good version stays in force.': 'Die letzte gute Fassung bleibt in Kraft.',
  'Its last good version stays in force, until {0} UTC.': 'Die letzte gute Fassung bleibt in Kraft, bis {0} UTC.',
  '{0} holds {1} service providers: {2}.': '{0} enthält {1} Service-Provider: {2}.',
  'Choose one with `entityId`.': 'Wählen Sie einen mit `entityId`.',
  '{0} has no {1}; it has {2}.': 'In {0} gibt es {1} nicht; es gibt {2}.',
  'Write one of these, character for character.': 'Schreiben Sie eines davon, Zeichen für Zeichen.',
  '{0} waits: {1} has an app of this name, and that one is in force.':
    '{0} wartet: In {1} gibt es eine Anwendung dieses Namens, und die ist in Kraft.',
  'Remove `apps.{0}` there, and this one takes its place; or remove this one.':
    'Entfernen Sie dort `apps.{0}`, dann tritt diese an ihre Stelle; oder entfernen Sie diese.',
  'It is asked again; until it has answered, its last good copy stays in force.':
    'Sie wird wieder gefragt; bis sie geantwortet hat, bleibt die letzte gute Kopie in Kraft.',
  'The client_id {0} already belongs to {1}.': 'Die client_id {0} gehört schon zu {1}.',
  'Choose another one, here and in the app.': 'Wählen Sie eine andere, hier und in der Anwendung.',
  'The address did not answer.': 'Die Adresse hat nicht geantwortet.',
  'It is asked again after it is put; until it has answered, the app is not in force.':
    'Nach dem Speichern wird sie wieder gefragt; bis sie geantwortet hat, ist die Anwendung nicht in Kraft.',
  'Correct it here, and in the app.': 'Berichtigen Sie es hier und in der Anwendung.',
  '{0} and {1} are both {2}, and let different people in; neither is in force.':
    '{0} und {1} sind beide {2} und lassen verschiedene Menschen ein; keines von beiden ist in Kraft.',
  '{0} already belongs to {1}; {2} is not in force.': '{0} gehört schon zu {1}; {2} ist nicht in Kraft.',
  'Remove one of the two, or write its own `{0}` under the app.':
    'Entfernen Sie eines von beiden, oder schreiben Sie bei der Anwendung eine eigene `{0}`.',
  'This is no ordinary file.': 'Das ist keine gewöhnliche Datei.',
  'Put a file with the metadata in its place.': 'Legen Sie eine Datei mit den Metadaten an diese Stelle.',
  'Files in metadata/ are not in force ({0}: {1}): an app has, or had, `allow` or `upstream`, and nothing says who may use these.':
    'Dateien in metadata/ sind nicht in Kraft ({0}: {1}): Eine Anwendung hat oder hatte `allow` oder `upstream`, und nichts sagt, wer diese benutzen darf.',
  'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.':
    'Schreiben Sie `defaults: { allow: … }`, mit "true" für alle; oder nennen Sie jede davon unter `apps`, mit einem eigenen `allow`.',
} satisfies Readonly<Record<string, string>>
