/** French: why an address does not answer with metadata, by the English. */
import type { AddressesProblems } from '../catalogue.ts'

export const fr: AddressesProblems = {
  'Find out what makes it slow.': 'Cherchez ce qui la ralentit.',
  'Is it running? Is there a firewall in between?': 'Le service tourne-t-il ? Y a-t-il un pare-feu entre les deux ?',
  '{0} did not answer completely within {1} ms: {2}': '{0} n’a pas répondu complètement en {1} ms : {2}',
  '{0} (connecting to {1}) did not answer completely within {2} ms: {3}':
    '{0} (connexion à {1}) n’a pas répondu complètement en {2} ms : {3}',
  'the answer started but did not end': 'la réponse a commencé mais ne s’est pas terminée',
  'no connection was made': 'aucune connexion n’a été établie',
  'the connection was not established': 'la connexion n’a pas été établie',
  'the TLS handshake did not finish': 'la négociation TLS ne s’est pas terminée',
  'the request was sent, but there was no answer': 'la demande a été envoyée, mais il n’y a pas eu de réponse',
  "{0}: the proxy {1} can't be used ({2})": '{0} : le proxy {1} n’est pas utilisable ({2})',
  'Correct HTTPS_PROXY or HTTP_PROXY, or list the host in NO_PROXY.':
    'Corrigez HTTPS_PROXY ou HTTP_PROXY, ou ajoutez l’hôte à NO_PROXY.',
  'the name of {0} does not resolve ({1})': 'le nom de {0} ne se résout pas ({1})',
  'Correct the host name, or name resolution on this machine.':
    'Corrigez le nom d’hôte, ou la résolution des noms sur cette machine.',
  'nothing listens at {0} ({1})': 'rien n’écoute à {0} ({1})',
  'Is it running, and is the port right?': 'Le service tourne-t-il, et le port est-il le bon ?',
  "{0} can't be reached from this machine ({1})": '{0} n’est pas joignable depuis cette machine ({1})',
  'Is there a firewall in between, or is the network down?':
    'Y a-t-il un pare-feu entre les deux, ou le réseau est-il en panne ?',
  '{0} closed the connection ({1})': '{0} a fermé la connexion ({1})',
  'Look in its log, and in that of any proxy in between.':
    'Regardez dans son journal, et dans celui d’un éventuel proxy entre les deux.',
  '{0} does not answer in HTTP': '{0} ne répond pas en HTTP',
  'Is this the port for https? Then write https://.': 'Est-ce le port de https ? Alors écrivez https://.',
  'Is this the right port?': 'Est-ce le bon port ?',
  'the certificate of {0} is for {1}, not for {2}': 'le certificat de {0} est pour {1}, pas pour {2}',
  'Use a name that it contains, or get a certificate for this name.':
    'Utilisez un nom qu’il contient, ou obtenez un certificat pour ce nom.',
  'the certificate of {0} has expired': 'le certificat de {0} a expiré',
  'Renew it there. Is the clock of this machine right?':
    'Renouvelez-le là-bas. L’horloge de cette machine est-elle à l’heure ?',
  'the certificate of {0} is not valid yet': 'le certificat de {0} n’est pas encore valable',
  'Are the clocks of both machines right?': 'Les horloges des deux machines sont-elles à l’heure ?',
  '`caFile` is set, but does not contain the CA that issued this certificate: name the file of that CA.':
    '`caFile` est donné, mais ne contient pas l’autorité qui a émis ce certificat : nommez le fichier de cette autorité.',
  'Save the certificate of the CA that issued it as PEM and name the file as `caFile` (or add it to the system, or to NODE_EXTRA_CA_CERTS).':
    'Enregistrez en PEM le certificat de l’autorité qui l’a émis, et nommez ce fichier dans `caFile` (ou ajoutez-le au système, ou à NODE_EXTRA_CA_CERTS).',
  'the certificate of {0} is from a CA that is not trusted here ({1})':
    'le certificat de {0} vient d’une autorité qui n’est pas reconnue ici ({1})',
  '{0} does not speak TLS': '{0} ne parle pas TLS',
  'Is this the port for http? Write the one for https.': 'Est-ce le port de http ? Écrivez celui de https.',
  'the call to {0} failed ({1})': 'l’appel à {0} a échoué ({1})',
  'Open the address with curl from this machine.': 'Ouvrez l’adresse avec curl depuis cette machine.',
  'the answer of {0} is larger than {1} octets': 'la réponse de {0} dépasse {1} octets',
  'Is this the right address?': 'Est-ce la bonne adresse ?',
  '{0} answered with Content-Encoding {1}, although none was asked for':
    '{0} a répondu avec Content-Encoding {1}, alors qu’aucun n’était demandé',
  'Make it answer without compression, or with gzip.': 'Faites-le répondre sans compression, ou en gzip.',
  "the answer of {0} says it is {1} and can't be unpacked": 'la réponse de {0} se dit {1} et ne se décompresse pas',
  'Make it answer without compression.': 'Faites-le répondre sans compression.',
  '{0} redirects more than {1} times': '{0} redirige plus de {1} fois',
  'Write the address that it leads to.': 'Écrivez l’adresse à laquelle elle mène.',
  '{0} redirects to a broken address, which is not in your config':
    '{0} redirige vers une adresse qui n’en est pas une',
  '{0} redirects to {1}, which is not in your config': '{0} redirige vers {1}, qui n’est pas dans votre configuration',
  'Write that address itself if it is right.': 'Écrivez cette adresse elle-même, si c’est la bonne.',
  'Put user and password into HTTPS_PROXY.': 'Mettez l’utilisateur et le mot de passe dans HTTPS_PROXY.',
  'Allow the host there, or list it in NO_PROXY.': 'Autorisez l’hôte là-bas, ou ajoutez-le à NO_PROXY.',
  'the proxy {0} does not let us to {1} (HTTP {2})': 'le proxy {0} ne nous laisse pas joindre {1} (HTTP {2})',
  'If it is right, list its network under `allowAddresses`; addresses of this machine are never allowed.':
    'Si elle est juste, ajoutez son réseau à `allowAddresses` ; les adresses de cette machine ne sont jamais permises.',
  'It did not answer completely in time.': 'La réponse n’est pas arrivée complète à temps.',
  'It answered {0}, not 200.': 'L’adresse répond {0}, pas 200.',
  'Open the address from this machine, and correct it where it gives no metadata.':
    'Ouvrez l’adresse depuis cette machine, et corrigez-la si elle ne donne pas de métadonnées.',
  'It cannot be fetched.': 'L’adresse ne peut pas être lue.',
  "It can't be fetched: {0}.": 'L’adresse ne peut pas être lue : {0}.',
  'The validUntil of the metadata has passed, and there is no newer metadata.':
    'Le validUntil des métadonnées est passé, et il n’y en a pas de plus récentes.',
  'Ask its publisher.': 'Demandez à qui les publie.',
  'The file does not exist.': 'Le fichier n’existe pas.',
  'Put it there, or correct the path.': 'Mettez-le là, ou corrigez le chemin.',
  'The file is not readable.': 'Le fichier n’est pas lisible.',
  'Let the user that runs isthmus read it.': 'Permettez à l’utilisateur qui exécute isthmus de le lire.',
  "It can't be read.": 'Les métadonnées ne peuvent pas être lues.',
  'Correct it in the app or in the file, or get the metadata from the app again.':
    'Corrigez cela dans l’application ou dans le fichier, ou récupérez à nouveau les métadonnées auprès de l’application.',
  'Get the metadata of this app only, from the app or from the federation’s service for single entities (MDQ); or keep only the entities that you need in the file.':
    'Récupérez seulement les métadonnées de cette application, auprès d’elle ou du service de la fédération pour une seule entité (MDQ) ; ou ne gardez dans le fichier que les entités utiles.',
  'The metadata is larger than 10 MB.': 'Les métadonnées dépassent 10 Mo.',
  'Get it from its publisher again, or correct `fingerprint` or `certFile`.':
    'Récupérez-les à nouveau auprès de qui les publie, ou corrigez `fingerprint` ou `certFile`.',
  'The signature of the metadata does not hold.': 'La signature des métadonnées ne tient pas.',
  "The metadata can't be used.": 'Les métadonnées sont inutilisables.',
  'The metadata has not been read since the start; until then the app is unknown.':
    'Les métadonnées n’ont pas été lues depuis le démarrage ; d’ici là, l’application est inconnue.',
  'Nothing to do if it answers soon.': 'Rien à faire si l’adresse répond bientôt.',
  'The new metadata was rejected.': 'Les nouvelles métadonnées ont été rejetées.',
  'Let the app publish its old metadata again; or approve the new one after all.':
    'Faites publier à l’application ses anciennes métadonnées ; ou acceptez finalement les nouvelles.',
  "The new metadata waits for somebody's look since {0}.":
    'Les nouvelles métadonnées attendent depuis le {0} que quelqu’un les regarde.',
  'Compare it with what its operator says, then `isthmus app approve {0} --digest {1}`, or in the console.':
    'Comparez-les à ce que dit leur exploitant, puis `isthmus app approve {0} --digest {1}`, ou dans la console.',
  'The app may be using it already, and its logins fail until then.':
    'L’application les utilise peut-être déjà, et ses connexions échouent d’ici là.',
  'Expect the app to use its new key from {0} on.': 'L’application devrait utiliser sa nouvelle clé à partir du {0}.',
  'What is in force ends on {0}.': 'Ce qui est en vigueur prend fin le {0}.',
  'The validUntil of the metadata has passed, or is not a date.':
    'Le validUntil des métadonnées est passé, ou n’est pas une date.',
  'The metadata of {0} is older than the one in force, or has lost its validUntil.':
    'Les métadonnées de {0} sont plus anciennes que celles en vigueur, ou ont perdu leur validUntil.',
  'If the app lacks something by it, correct it in the app or in the file.':
    'S’il manque ainsi quelque chose à l’application, corrigez-le dans l’application ou dans le fichier.',
  '1 more warning.': 'Encore 1 avertissement.',
  '{0} more warnings.': 'Encore {0} avertissements.',
  '{0} more apps of this file have the like.': '{0} autres applications de ce fichier sont dans le même cas.',
  'Its last good version stays in force.': 'La dernière bonne version reste en vigueur.',
  'Its last good version stays in force, until {0} UTC.':
    'La dernière bonne version reste en vigueur, jusqu’au {0} UTC.',
  '{0} holds {1} service providers: {2}.': '{0} contient {1} fournisseurs de service : {2}.',
  'Choose one with `entityId`.': 'Choisissez-en un avec `entityId`.',
  '{0} has no {1}; it has {2}.': '{0} ne contient pas {1} ; il contient {2}.',
  'Write one of these, character for character.': 'Écrivez l’un d’eux, caractère par caractère.',
  '{0} waits: {1} has an app of this name, and that one is in force.':
    '{0} attend : {1} a une application de ce nom, et c’est elle qui est en vigueur.',
  'Remove `apps.{0}` there, and this one takes its place; or remove this one.':
    'Retirez-y `apps.{0}`, et celle-ci prend sa place ; ou retirez celle-ci.',
  'It is asked again; until it has answered, its last good copy stays in force.':
    'Elle est interrogée à nouveau ; jusqu’à sa réponse, la dernière bonne copie reste en vigueur.',
  'The client_id {0} already belongs to {1}.': 'Le client_id {0} appartient déjà à {1}.',
  'Choose another one, here and in the app.': 'Choisissez-en un autre, ici et dans l’application.',
  'The address did not answer.': 'L’adresse n’a pas répondu.',
  'It is asked again after it is put; until it has answered, the app is not in force.':
    'Elle est interrogée à nouveau après l’enregistrement ; jusqu’à sa réponse, l’application n’est pas en vigueur.',
  'Correct it here, and in the app.': 'Corrigez-le ici et dans l’application.',
  '{0} and {1} are both {2}, and let different people in; neither is in force.':
    '{0} et {1} sont tous deux {2}, et n’admettent pas les mêmes personnes ; aucun des deux n’est en vigueur.',
  '{0} already belongs to {1}; {2} is not in force.': '{0} appartient déjà à {1} ; {2} n’est pas en vigueur.',
  'Remove one of the two, or write its own `{0}` under the app.':
    'Retirez l’un des deux, ou donnez à l’application son propre `{0}`.',
  'This is no ordinary file.': 'Ce n’est pas un fichier ordinaire.',
  'Put a file with the metadata in its place.': 'Mettez à sa place un fichier contenant les métadonnées.',
  'Files in metadata/ are not in force ({0}: {1}): an app has, or had, `allow` or `upstream`, and nothing says who may use these.':
    'Des fichiers de metadata/ ne sont pas en vigueur ({0} : {1}) : une application a, ou avait, `allow` ou `upstream`, et rien ne dit qui peut utiliser ceux-ci.',
  'Write `defaults: { allow: … }`, with "true" for everyone; or name each of them under `apps`, with its own `allow`.':
    'Écrivez `defaults: { allow: … }`, avec "true" pour tout le monde ; ou nommez chacun d’eux sous `apps`, avec son propre `allow`.',
}
