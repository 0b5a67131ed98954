/** French: what is said of sources: a federation’s entities, addresses in metadata, files of the app store, by the English. */
import type { SourcesProblems } from '../catalogue.ts'

export const fr: SourcesProblems = {
  '{0} is too large or unreadable, and left out.': '{0} est trop grand ou illisible, et laissé de côté.',
  '{0} is there more than once, and left out.': '{0} figure plusieurs fois, et est laissé de côté.',
  '{0} more are left out.': '{0} autres sont laissés de côté.',
  'Tell the federation, if you need it.': 'Signalez-le à la fédération, si vous en avez besoin.',
  '{0}: the SingleLogoutService {1} (SOAP) is left out: {2}':
    '{0} : le SingleLogoutService {1} (SOAP) est laissé de côté : {2}',
  'it is not https, but a sign-out request names the person':
    'l’adresse n’est pas en https, alors qu’une demande de déconnexion nomme la personne',
  '{0} is not called: {1}': '{0} n’est pas appelé : {1}',
  'it has no address': 'ce nom n’a pas d’adresse',
  '{0} is not a valid address': '{0} n’est pas une adresse valable',
  '{0} is a private address, but the document that names it came from elsewhere':
    '{0} est une adresse privée, mais le document qui la cite vient d’ailleurs',
  '{0} is this machine itself, but the document that names it came from elsewhere':
    '{0} est cette machine elle-même, mais le document qui la cite vient d’ailleurs',
  '{0} is a link-local address': '{0} est une adresse de lien local',
  '{0} is an address that no server can have': '{0} est une adresse qu’aucun serveur ne peut avoir',
  'The metadata can’t be used. {0}': 'Les métadonnées sont inutilisables. {0}',
  'The metadata has no EntityDescriptor.': 'Les métadonnées n’ont pas d’EntityDescriptor.',
  'Get the metadata of the app from the app.': 'Récupérez les métadonnées de l’application auprès d’elle.',
  'Correct it in the app or in the file, or get the metadata of the app, as a service provider, again.':
    'Corrigez-les dans l’application ou dans le fichier, ou récupérez de nouveau les métadonnées de l’application, en tant que fournisseur de service.',
  'Correct it in the app or in the file, or get the metadata of the app again.':
    'Corrigez-les dans l’application ou dans le fichier, ou récupérez de nouveau les métadonnées.',
  '1 identity provider: not read.': '1 fournisseur d’identité : non lu.',
  '{0} identity providers: not read.': '{0} fournisseurs d’identité : non lus.',
  '1 entity without any SPSSODescriptor: not read.': '1 entité sans SPSSODescriptor : non lue.',
  '{0} entities without any SPSSODescriptor: not read.': '{0} entités sans SPSSODescriptor : non lues.',
  '{0} is not read: only .yaml and .xml are.': '{0} n’est pas lu : seuls les fichiers .yaml et .xml le sont.',
  'Rename it to {0}.yaml or {1}.xml.': 'Renommez-le en {0}.yaml ou {1}.xml.',
  '{0} is not read: it can not be the name of an app.': '{0} n’est pas lu : aucune application ne peut porter ce nom.',
  '{0} is not read: {1} differs only in small and large letters.':
    '{0} n’est pas lu : {1} n’en diffère que par les majuscules et les minuscules.',
  'Rename one of the two.': 'Renommez l’un des deux.',
  '{0} is a link to a file that is not there.': '{0} est un lien vers un fichier qui n’existe pas.',
  'Put that file back, or remove the link.': 'Remettez ce fichier à sa place, ou retirez le lien.',
  '{0} is no ordinary file.': '{0} n’est pas un fichier ordinaire.',
  'Put a file in its place.': 'Mettez un fichier à sa place.',
  '{0} is larger than 10 MB.': '{0} dépasse 10 Mo.',
  'Keep only the metadata of this app in it.': 'N’y gardez que les métadonnées de cette application.',
  '{0} is not text in UTF-8.': '{0} n’est pas du texte en UTF-8.',
  'Save it as UTF-8.': 'Enregistrez-le en UTF-8.',
  '{0}.xml has no {1}.yaml beside it: it is not in force.':
    'Il n’y a pas de {1}.yaml à côté de {0}.xml : ce fichier n’est pas en vigueur.',
  'Create {0}.yaml with the settings of the app (it may be empty), or move the file to metadata/.':
    'Créez {0}.yaml avec les réglages de l’application (il peut être vide), ou déplacez le fichier dans metadata/.',
  'The past of {0} can not be read, and nothing else says what it is: it is not in force.':
    'Le passé de {0} est illisible, et rien d’autre ne dit ce que c’est : ce n’est pas en vigueur.',
  'Let the user that runs isthmus read it, or restore it from a backup.':
    'Permettez à l’utilisateur qui exécute isthmus de le lire, ou restaurez-le depuis une sauvegarde.',
  'The document can not be read.': 'Le fichier ne peut pas être lu.',
  'The folder does not exist any more.': 'Le dossier n’existe plus.',
  'The folder is not readable.': 'Le dossier n’est pas lisible.',
  'Put it back, or let the user that runs isthmus read it. What it held stays in force.':
    'Remettez-le à sa place, ou permettez à l’utilisateur qui exécute isthmus de le lire. Ce qu’il contenait reste en vigueur.',
  '{0} can not be written ({1}): it does not say what is in force.':
    '{0} ne peut pas être écrit ({1}) : ce fichier ne dit pas ce qui est en vigueur.',
  'Let the user that runs isthmus replace the files of the app and write to their folder. What is edited in them does not count until then.':
    'Permettez à l’utilisateur qui exécute isthmus de remplacer les fichiers de l’application et d’écrire dans leur dossier. Ce qu’on y modifie ne compte pas d’ici là.',
}
