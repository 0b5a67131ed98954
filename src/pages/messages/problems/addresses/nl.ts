/** Dutch: why an address does not answer with metadata, by the English. */
import type { AddressesProblems } from '../catalogue.ts'

export const nl: AddressesProblems = {
  'Find out what makes it slow.': 'Zoek uit wat daar zo lang duurt.',
  'Is it running? Is there a firewall in between?': 'Draait de dienst? Zit er een firewall tussen?',
  '{0} did not answer completely within {1} ms: {2}': '{0} heeft binnen {1} ms niet volledig geantwoord: {2}',
  '{0} (connecting to {1}) did not answer completely within {2} ms: {3}':
    '{0} (verbonden met {1}) heeft binnen {2} ms niet volledig geantwoord: {3}',
  'the answer started but did not end': 'het antwoord begon, maar eindigde niet',
  'no connection was made': 'er kwam geen verbinding tot stand',
  'the connection was not established': 'de verbinding kwam niet tot stand',
  'the TLS handshake did not finish': 'de TLS-handshake werd niet voltooid',
  'the request was sent, but there was no answer': 'het verzoek is verstuurd, maar er kwam geen antwoord',
  "{0}: the proxy {1} can't be used ({2})": '{0}: de proxy {1} is niet bruikbaar ({2})',
  'Correct HTTPS_PROXY or HTTP_PROXY, or list the host in NO_PROXY.':
    'Verbeter HTTPS_PROXY of HTTP_PROXY, of zet de host in NO_PROXY.',
  'the name of {0} does not resolve ({1})': 'de naam van {0} is niet te vinden ({1})',
  'Correct the host name, or name resolution on this machine.':
    'Verbeter de hostnaam, of de naamresolutie op deze machine.',
  'nothing listens at {0} ({1})': 'op {0} luistert niets ({1})',
  'Is it running, and is the port right?': 'Draait de dienst, en klopt de poort?',
  "{0} can't be reached from this machine ({1})": '{0} is vanaf deze machine niet te bereiken ({1})',
  'Is there a firewall in between, or is the network down?': 'Zit er een firewall tussen, of ligt het netwerk eruit?',
  '{0} closed the connection ({1})': '{0} heeft de verbinding gesloten ({1})',
  'Look in its log, and in that of any proxy in between.':
    'Kijk in het logboek daar, en in dat van een proxy ertussen.',
  '{0} does not answer in HTTP': '{0} antwoordt niet met HTTP',
  'Is this the port for https? Then write https://.': 'Is dit de poort voor https? Schrijf dan https://.',
  'Is this the right port?': 'Is dit de juiste poort?',
  'the certificate of {0} is for {1}, not for {2}': 'het certificaat van {0} is voor {1}, niet voor {2}',
  'Use a name that it contains, or get a certificate for this name.':
    'Gebruik een naam die erin staat, of regel een certificaat voor deze naam.',
  'the certificate of {0} has expired': 'het certificaat van {0} is verlopen',
  'Renew it there. Is the clock of this machine right?': 'Vernieuw het daar. Loopt de klok van deze machine goed?',
  'the certificate of {0} is not valid yet': 'het certificaat van {0} is nog niet geldig',
  'Are the clocks of both machines right?': 'Lopen de klokken van beide machines goed?',
  '`caFile` is set, but does not contain the CA that issued this certificate: name the file of that CA.':
    '`caFile` is gezet, maar bevat niet de CA die dit certificaat heeft uitgegeven: noem het bestand van die CA.',
  'Save the certificate of the CA that issued it as PEM and name the file as `caFile` (or add it to the system, or to NODE_EXTRA_CA_CERTS).':
    'Bewaar het certificaat van de uitgevende CA als PEM en noem het bestand als `caFile` (of voeg het toe aan het systeem, of aan NODE_EXTRA_CA_CERTS).',
  'the certificate of {0} is from a CA that is not trusted here ({1})':
    'het certificaat van {0} is van een CA die hier niet wordt vertrouwd ({1})',
  '{0} does not speak TLS': '{0} spreekt geen TLS',
  'Is this the port for http? Write the one for https.': 'Is dit de poort voor http? Schrijf die voor https.',
  'the call to {0} failed ({1})': 'de aanroep van {0} is mislukt ({1})',
  'Open the address with curl from this machine.': 'Open het adres met curl vanaf deze machine.',
  'the answer of {0} is larger than {1} octets': 'het antwoord van {0} is groter dan {1} bytes',
  'Is this the right address?': 'Is dit het juiste adres?',
  '{0} answered with Content-Encoding {1}, although none was asked for':
    '{0} antwoordde met Content-Encoding {1}, hoewel er geen was gevraagd',
  'Make it answer without compression, or with gzip.': 'Laat het zonder compressie antwoorden, of met gzip.',
  "the answer of {0} says it is {1} and can't be unpacked":
    'het antwoord van {0} noemt zich {1} en is niet uit te pakken',
  'Make it answer without compression.': 'Laat het zonder compressie antwoorden.',
  '{0} redirects more than {1} times': '{0} verwijst meer dan {1} keer door',
  'Write the address that it leads to.': 'Schrijf het adres waar het naartoe leidt.',
  '{0} redirects to a broken address, which is not in your config': '{0} verwijst door naar een adres dat er geen is',
  '{0} redirects to {1}, which is not in your config':
    '{0} verwijst door naar {1}, en dat staat niet in uw configuratie',
  'Write that address itself if it is right.': 'Schrijf dat adres zelf, als het klopt.',
  'Put user and password into HTTPS_PROXY.': 'Zet gebruiker en wachtwoord in HTTPS_PROXY.',
  'Allow the host there, or list it in NO_PROXY.': 'Sta de host daar toe, of zet hem in NO_PROXY.',
  'the proxy {0} does not let us to {1} (HTTP {2})': 'de proxy {0} laat ons niet bij {1} (HTTP {2})',
  'If it is right, list its network under `allowAddresses`; addresses of this machine are never allowed.':
    'Als het klopt, zet het netwerk ervan in `allowAddresses`; adressen van deze machine zijn nooit toegestaan.',
  'It did not answer completely in time.': 'Het antwoord kwam niet op tijd volledig aan.',
  'It answered {0}, not 200.': 'Het adres antwoordt met {0}, niet met 200.',
  'Open the address from this machine, and correct it where it gives no metadata.':
    'Open het adres vanaf deze machine, en verbeter het als het geen metadata geeft.',
  'It cannot be fetched.': 'Het adres is niet te lezen.',
  "It can't be fetched: {0}.": 'Het adres is niet te lezen: {0}.',
  'The validUntil of the metadata has passed, and there is no newer metadata.':
    'De validUntil van de metadata is voorbij, en nieuwere zijn er niet.',
  'Ask its publisher.': 'Vraag het aan wie ze uitgeeft.',
  'The file does not exist.': 'Het bestand bestaat niet.',
  'Put it there, or correct the path.': 'Zet het daar neer, of verbeter het pad.',
  'The file is not readable.': 'Het bestand is niet leesbaar.',
  'Let the user that runs isthmus read it.': 'Laat de gebruiker waaronder isthmus draait het lezen.',
  "It can't be read.": 'De metadata zijn niet te lezen.',
  'Correct it in the app or in the file, or get the metadata from the app again.':
    'Verbeter het in de app of in het bestand, of haal de metadata opnieuw bij de app.',
  'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.':
    'Haal alleen de metadata van deze app, bij haar of bij de dienst van de federatie voor losse entiteiten (MDQ); of laat in het bestand alleen de entiteiten die u nodig hebt.',
  'The metadata is larger than 10 MB.': 'De metadata zijn groter dan 10 MB.',
  'Get it from its publisher again, or correct `fingerprint` or `certFile`.':
    'Haal ze opnieuw bij de uitgever, of verbeter `fingerprint` of `certFile`.',
  'The signature of the metadata does not hold.': 'De handtekening van de metadata klopt niet.',
  "The metadata can't be used.": 'De metadata zijn niet bruikbaar.',
  'The metadata has not been read since the start; until then the app is unknown.':
    'De metadata zijn sinds de start nog niet gelezen; tot dan is de app onbekend.',
  'Nothing to do if it answers soon.': 'Niets te doen als het adres snel antwoordt.',
  'The new metadata was rejected.': 'De nieuwe metadata zijn afgewezen.',
  'Let the app publish its old metadata again; or approve the new one after all.':
    'Laat de app haar oude metadata weer publiceren; of keur de nieuwe toch goed.',
  "The new metadata waits for somebody's look since {0}.":
    'De nieuwe metadata wachten sinds {0} tot iemand ze bekijkt.',
  'Compare it with what its operator says, then `isthmus app approve {0} --digest {1}`, or in the console.':
    'Vergelijk ze met wat de beheerder ervan zegt; dan `isthmus app approve {0} --digest {1}`, of in de console.',
  'The app may be using it already, and its logins fail until then.':
    'Misschien gebruikt de app ze al, en haar aanmeldingen mislukken tot dan.',
  'Expect the app to use its new key from {0} on.': 'Vanaf {0} gebruikt de app waarschijnlijk haar nieuwe sleutel.',
  'What is in force ends on {0}.': 'Wat van kracht is, eindigt op {0}.',
  'The validUntil of the metadata has passed, or is not a date.':
    'De validUntil van de metadata is voorbij, of is geen datum.',
  'The metadata of {0} is older than the one in force, or has lost its validUntil.':
    'De metadata van {0} zijn ouder dan die van kracht zijn, of hebben hun validUntil verloren.',
  'If the app lacks something by it, correct it in the app or in the file.':
    'Als de app daardoor iets mist, verbeter het in de app of in het bestand.',
  '1 more warning.': 'Nog 1 waarschuwing.',
  '{0} more warnings.': 'Nog {0} waarschuwingen.',
  '{0} more apps of this file have the like.': 'Bij {0} andere apps van dit bestand is het net zo.',
  'Its last good version stays in force.': 'De laatste goede versie blijft van kracht.',
  'Its last good version stays in force, until {0} UTC.': 'De laatste goede versie blijft van kracht, tot {0} UTC.',
  '{0} holds {1} service providers: {2}.': '{0} bevat {1} serviceproviders: {2}.',
  'Choose one with `entityId`.': 'Kies er een met `entityId`.',
  '{0} has no {1}; it has {2}.': '{0} bevat geen {1}; wel {2}.',
  'Write one of these, character for character.': 'Schrijf een van deze, teken voor teken.',
  '{0} waits: {1} has an app of this name, and that one is in force.':
    '{0} wacht: {1} heeft een app met deze naam, en die is van kracht.',
  'Remove `apps.{0}` there, and this one takes its place; or remove this one.':
    'Verwijder daar `apps.{0}`, dan komt deze ervoor in de plaats; of verwijder deze.',
  'It is asked again; until it has answered, its last good copy stays in force.':
    'Het wordt opnieuw gevraagd; tot het antwoordt, blijft de laatste goede kopie van kracht.',
  'The client_id {0} already belongs to {1}.': 'De client_id {0} is al van {1}.',
  'Choose another one, here and in the app.': 'Kies een andere, hier en in de app.',
  'The address did not answer.': 'Het adres heeft niet geantwoord.',
  'It is asked again after it is put; until it has answered, the app is not in force.':
    'Na het opslaan wordt het opnieuw gevraagd; tot het antwoordt, is de app niet van kracht.',
  'Correct it here, and in the app.': 'Verbeter het hier en in de app.',
  '{0} and {1} are both {2}, and let different people in; neither is in force.':
    '{0} en {1} zijn allebei {2}, en laten verschillende mensen toe; geen van beide is van kracht.',
  '{0} already belongs to {1}; {2} is not in force.': '{0} is al van {1}; {2} is niet van kracht.',
  'Remove one of the two, or write its own `{0}` under the app.':
    'Verwijder een van de twee, of geef de app een eigen `{0}`.',
  'This is no ordinary file.': 'Dit is geen gewoon bestand.',
  'Put a file with the metadata in its place.': 'Zet er een bestand met de metadata voor in de plaats.',
  'Files in metadata/ are not in force ({0}: {1}): an app has, or had, `allow` or `upstream`, and nothing says who may use these.':
    'Bestanden in metadata/ zijn niet van kracht ({0}: {1}): een app heeft, of had, `allow` of `upstream`, en nergens staat wie deze mag gebruiken.',
  'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.':
    'Schrijf `defaults: { allow: … }`, met "true" voor iedereen; of noem elk ervan onder `apps`, met een eigen `allow`.',
}
