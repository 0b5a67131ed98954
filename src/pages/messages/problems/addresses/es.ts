/** Spanish: why an address does not answer with metadata, by the English. */
import type { AddressesProblems } from '../catalogue.ts'

export const es: AddressesProblems = {
  'Find out what makes it slow.': 'Averigüe qué la hace tan lenta.',
  'Is it running? Is there a firewall in between?': '¿Está en marcha? ¿Hay un cortafuegos en medio?',
  '{0} did not answer completely within {1} ms: {2}': '{0} no respondió por completo en {1} ms: {2}',
  '{0} (connecting to {1}) did not answer completely within {2} ms: {3}':
    '{0} (conexión a {1}) no respondió por completo en {2} ms: {3}',
  'the answer started but did not end': 'la respuesta empezó, pero no terminó',
  'no connection was made': 'no se estableció ninguna conexión',
  'the connection was not established': 'la conexión no llegó a establecerse',
  'the TLS handshake did not finish': 'la negociación TLS no terminó',
  'the request was sent, but there was no answer': 'la solicitud se envió, pero no hubo respuesta',
  "{0}: the proxy {1} can't be used ({2})": '{0}: el proxy {1} no se puede usar ({2})',
  'Correct HTTPS_PROXY or HTTP_PROXY, or list the host in NO_PROXY.':
    'Corrija HTTPS_PROXY o HTTP_PROXY, o incluya el host en NO_PROXY.',
  'the name of {0} does not resolve ({1})': 'el nombre de {0} no se resuelve ({1})',
  'Correct the host name, or name resolution on this machine.':
    'Corrija el nombre del host, o la resolución de nombres en esta máquina.',
  'nothing listens at {0} ({1})': 'nada escucha en {0} ({1})',
  'Is it running, and is the port right?': '¿Está en marcha, y es correcto el puerto?',
  "{0} can't be reached from this machine ({1})": 'no se llega a {0} desde esta máquina ({1})',
  'Is there a firewall in between, or is the network down?': '¿Hay un cortafuegos en medio, o está caída la red?',
  '{0} closed the connection ({1})': '{0} cerró la conexión ({1})',
  'Look in its log, and in that of any proxy in between.':
    'Mire en su registro, y en el de cualquier proxy intermedio.',
  '{0} does not answer in HTTP': '{0} no responde en HTTP',
  'Is this the port for https? Then write https://.': '¿Es el puerto de https? Entonces escriba https://.',
  'Is this the right port?': '¿Es el puerto correcto?',
  'the certificate of {0} is for {1}, not for {2}': 'el certificado de {0} es para {1}, no para {2}',
  'Use a name that it contains, or get a certificate for this name.':
    'Use un nombre que contenga, u obtenga un certificado para este nombre.',
  'the certificate of {0} has expired': 'el certificado de {0} ha caducado',
  'Renew it there. Is the clock of this machine right?': 'Renuévelo allí. ¿Está en hora el reloj de esta máquina?',
  'the certificate of {0} is not valid yet': 'el certificado de {0} aún no es válido',
  'Are the clocks of both machines right?': '¿Están en hora los relojes de las dos máquinas?',
  '`caFile` is set, but does not contain the CA that issued this certificate: name the file of that CA.':
    '`caFile` está puesto, pero no contiene la CA que emitió este certificado: indique el archivo de esa CA.',
  'Save the certificate of the CA that issued it as PEM and name the file as `caFile` (or add it to the system, or to NODE_EXTRA_CA_CERTS).':
    'Guarde como PEM el certificado de la CA que lo emitió e indique el archivo en `caFile` (o añádalo al sistema, o a NODE_EXTRA_CA_CERTS).',
  'the certificate of {0} is from a CA that is not trusted here ({1})':
    'el certificado de {0} es de una CA en la que aquí no se confía ({1})',
  '{0} does not speak TLS': '{0} no habla TLS',
  'Is this the port for http? Write the one for https.': '¿Es el puerto de http? Escriba el de https.',
  'the call to {0} failed ({1})': 'la llamada a {0} falló ({1})',
  'Open the address with curl from this machine.': 'Abra la dirección con curl desde esta máquina.',
  'the answer of {0} is larger than {1} octets': 'la respuesta de {0} pasa de {1} octetos',
  'Is this the right address?': '¿Es la dirección correcta?',
  '{0} answered with Content-Encoding {1}, although none was asked for':
    '{0} respondió con Content-Encoding {1}, aunque no se pidió ninguno',
  'Make it answer without compression, or with gzip.': 'Haga que responda sin compresión, o con gzip.',
  "the answer of {0} says it is {1} and can't be unpacked":
    'la respuesta de {0} dice ser {1} y no se puede descomprimir',
  'Make it answer without compression.': 'Haga que responda sin compresión.',
  '{0} redirects more than {1} times': '{0} redirige más de {1} veces',
  'Write the address that it leads to.': 'Escriba la dirección a la que lleva.',
  '{0} redirects to a broken address, which is not in your config': '{0} redirige a una dirección que no es válida',
  '{0} redirects to {1}, which is not in your config': '{0} redirige a {1}, que no está en su configuración',
  'Write that address itself if it is right.': 'Escriba esa dirección directamente, si es la correcta.',
  'Put user and password into HTTPS_PROXY.': 'Ponga usuario y contraseña en HTTPS_PROXY.',
  'Allow the host there, or list it in NO_PROXY.': 'Permita el host allí, o inclúyalo en NO_PROXY.',
  'the proxy {0} does not let us to {1} (HTTP {2})': 'el proxy {0} no nos deja llegar a {1} (HTTP {2})',
  'If it is right, list its network under `allowAddresses`; addresses of this machine are never allowed.':
    'Si es correcta, incluya su red en `allowAddresses`; las direcciones de esta máquina nunca se permiten.',
  'It did not answer completely in time.': 'La respuesta no llegó completa a tiempo.',
  'It answered {0}, not 200.': 'La dirección responde {0}, no 200.',
  'Open the address from this machine, and correct it where it gives no metadata.':
    'Abra la dirección desde esta máquina, y corríjala si no da metadatos.',
  'It cannot be fetched.': 'La dirección no se puede leer.',
  "It can't be fetched: {0}.": 'La dirección no se puede leer: {0}.',
  'The validUntil of the metadata has passed, and there is no newer metadata.':
    'El validUntil de los metadatos ha pasado, y no los hay más nuevos.',
  'Ask its publisher.': 'Pregunte a quien los publica.',
  'The file does not exist.': 'El archivo no existe.',
  'Put it there, or correct the path.': 'Póngalo allí, o corrija la ruta.',
  'The file is not readable.': 'El archivo no se puede leer.',
  'Let the user that runs isthmus read it.': 'Permita que lo lea el usuario que ejecuta isthmus.',
  "It can't be read.": 'Los metadatos no se pueden leer.',
  'Correct it in the app or in the file, or get the metadata from the app again.':
    'Corríjalo en la aplicación o en el archivo, o pida otra vez los metadatos a la aplicación.',
  'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.':
    'Obtenga solo los metadatos de esta aplicación, de ella o del servicio de la federación para entidades sueltas (MDQ); o deje en el archivo solo las entidades que necesita.',
  'The metadata is larger than 10 MB.': 'Los metadatos pasan de 10 MB.',
  'Get it from its publisher again, or correct `fingerprint` or `certFile`.':
    'Pídalos otra vez a quien los publica, o corrija `fingerprint` o `certFile`.',
  'The signature of the metadata does not hold.': 'La firma de los metadatos no es válida.',
  "The metadata can't be used.": 'Los metadatos no se pueden usar.',
  'The metadata has not been read since the start; until then the app is unknown.':
    'Los metadatos no se han leído desde el arranque; hasta entonces la aplicación es desconocida.',
  'Nothing to do if it answers soon.': 'No hay nada que hacer si responde pronto.',
  'The new metadata was rejected.': 'Los metadatos nuevos se rechazaron.',
  'Let the app publish its old metadata again; or approve the new one after all.':
    'Haga que la aplicación publique otra vez sus metadatos anteriores; o apruebe al final los nuevos.',
  "The new metadata waits for somebody's look since {0}.":
    'Los metadatos nuevos esperan desde el {0} a que alguien los mire.',
  'Compare it with what its operator says, then `isthmus app approve {0} --digest {1}`, or in the console.':
    'Compárelos con lo que dice quien la opera; después `isthmus app approve {0} --digest {1}`, o en la consola.',
  'The app may be using it already, and its logins fail until then.':
    'Quizá la aplicación ya los use, y sus inicios de sesión fallan hasta entonces.',
  'Expect the app to use its new key from {0} on.': 'La aplicación usará probablemente su clave nueva desde el {0}.',
  'What is in force ends on {0}.': 'Lo que está en vigor acaba el {0}.',
  'The validUntil of the metadata has passed, or is not a date.':
    'El validUntil de los metadatos ha pasado, o no es una fecha.',
  'The metadata of {0} is older than the one in force, or has lost its validUntil.':
    'Los metadatos de {0} son más antiguos que los vigentes, o han perdido su validUntil.',
  'If the app lacks something by it, correct it in the app or in the file.':
    'Si a la aplicación le falta algo por ello, corríjalo en la aplicación o en el archivo.',
  '1 more warning.': '1 aviso más.',
  '{0} more warnings.': '{0} avisos más.',
  '{0} more apps of this file have the like.': 'A otras {0} aplicaciones de este archivo les pasa lo mismo.',
  'Its last good version stays in force.': 'La última versión buena sigue en vigor.',
  'Its last good version stays in force, until {0} UTC.': 'La última versión buena sigue en vigor, hasta el {0} UTC.',
  '{0} holds {1} service providers: {2}.': '{0} contiene {1} proveedores de servicio: {2}.',
  'Choose one with `entityId`.': 'Elija uno con `entityId`.',
  '{0} has no {1}; it has {2}.': '{0} no contiene {1}; contiene {2}.',
  'Write one of these, character for character.': 'Escriba uno de estos, carácter por carácter.',
  '{0} waits: {1} has an app of this name, and that one is in force.':
    '{0} espera: {1} tiene una aplicación con este nombre, y es la que está en vigor.',
  'Remove `apps.{0}` there, and this one takes its place; or remove this one.':
    'Quite allí `apps.{0}`, y esta ocupará su lugar; o quite esta.',
  'It is asked again; until it has answered, its last good copy stays in force.':
    'Se la vuelve a consultar; hasta que responda, sigue en vigor la última copia buena.',
  'The client_id {0} already belongs to {1}.': 'El client_id {0} ya pertenece a {1}.',
  'Choose another one, here and in the app.': 'Elija otro, aquí y en la aplicación.',
  'The address did not answer.': 'La dirección no respondió.',
  'It is asked again after it is put; until it has answered, the app is not in force.':
    'Se la vuelve a consultar después de guardar; hasta que responda, la aplicación no está en vigor.',
  'Correct it here, and in the app.': 'Corríjalo aquí y en la aplicación.',
  '{0} and {1} are both {2}, and let different people in; neither is in force.':
    '{0} y {1} son los dos {2}, y dejan entrar a personas distintas; ninguno está en vigor.',
  '{0} already belongs to {1}; {2} is not in force.': '{0} ya pertenece a {1}; {2} no está en vigor.',
  'Remove one of the two, or write its own `{0}` under the app.':
    'Quite uno de los dos, o escriba en la aplicación su propio `{0}`.',
  'This is no ordinary file.': 'Esto no es un archivo normal.',
  'Put a file with the metadata in its place.': 'Ponga en su lugar un archivo con los metadatos.',
  'Files in metadata/ are not in force ({0}: {1}): an app has, or had, `allow` or `upstream`, and nothing says who may use these.':
    'Hay archivos de metadata/ que no están en vigor ({0}: {1}): una aplicación tiene, o tenía, `allow` o `upstream`, y nada dice quién puede usar estos.',
  'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.':
    'Escriba `defaults: { allow: … }`, con "true" para todos; o indique cada uno en `apps`, con su propio `allow`.',
}
