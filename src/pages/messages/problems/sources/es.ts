/** Spanish: what is said of sources: a federation’s entities, addresses in metadata, files of the app store, by the English. */
import type { SourcesProblems } from '../catalogue.ts'

export const es: SourcesProblems = {
  '{0} is too large or unreadable, and left out.': '{0} es demasiado grande o no se puede leer, y se omite.',
  '{0} is there more than once, and left out.': '{0} aparece más de una vez, y se omite.',
  '{0} more are left out.': 'Se omiten otras {0}.',
  'Tell the federation, if you need it.': 'Avise a la federación si la necesita.',
  '{0}: the SingleLogoutService {1} (SOAP) is left out: {2}': '{0}: se omite el SingleLogoutService {1} (SOAP): {2}',
  'it is not https, but a sign-out request names the person':
    'la dirección no es https, y una petición de cierre de sesión nombra a la persona',
  '{0} is not called: {1}': 'No se llama a {0}: {1}',
  'it has no address': 'ese nombre no tiene dirección',
  '{0} is not a valid address': '{0} no es una dirección válida',
  '{0} is a private address, but the document that names it came from elsewhere':
    '{0} es una dirección privada, pero el documento que la nombra viene de otro sitio',
  '{0} is this machine itself, but the document that names it came from elsewhere':
    '{0} es esta misma máquina, pero el documento que la nombra viene de otro sitio',
  '{0} is a link-local address': '{0} es una dirección de enlace local',
  '{0} is an address that no server can have': '{0} es una dirección que ningún servidor puede tener',
  'The metadata can’t be used. {0}': 'Los metadatos no se pueden usar. {0}',
  'The metadata has no EntityDescriptor.': 'Los metadatos no tienen ningún EntityDescriptor.',
  'Get the metadata of the app from the app.': 'Obtenga los metadatos de la aplicación en la propia aplicación.',
  'Correct it in the app or in the file, or get the metadata of the app, as a service provider, again.':
    'Corríjalos en la aplicación o en el archivo, u obtenga de nuevo los metadatos de la aplicación, como proveedor de servicio.',
  'Correct it in the app or in the file, or get the metadata of the app again.':
    'Corríjalos en la aplicación o en el archivo, u obtenga de nuevo los metadatos.',
  '1 identity provider: not read.': '1 proveedor de identidad: no se lee.',
  '{0} identity providers: not read.': '{0} proveedores de identidad: no se leen.',
  '1 entity without any SPSSODescriptor: not read.': '1 entidad sin SPSSODescriptor: no se lee.',
  '{0} entities without any SPSSODescriptor: not read.': '{0} entidades sin SPSSODescriptor: no se leen.',
  '{0} is not read: only .yaml and .xml are.': '{0} no se lee: solo se leen los archivos .yaml y .xml.',
  'Rename it to {0}.yaml or {1}.xml.': 'Cámbiele el nombre a {0}.yaml o {1}.xml.',
  '{0} is not read: it can not be the name of an app.': '{0} no se lee: una aplicación no puede llamarse así.',
  '{0} is not read: {1} differs only in small and large letters.':
    '{0} no se lee: {1} solo se distingue en las mayúsculas y minúsculas.',
  'Rename one of the two.': 'Cambie el nombre a uno de los dos.',
  '{0} is a link to a file that is not there.': '{0} es un enlace a un archivo que no existe.',
  'Put that file back, or remove the link.': 'Vuelva a poner ese archivo, o quite el enlace.',
  '{0} is no ordinary file.': '{0} no es un archivo normal.',
  'Put a file in its place.': 'Ponga un archivo en su lugar.',
  '{0} is larger than 10 MB.': '{0} ocupa más de 10 MB.',
  'Keep only the metadata of this app in it.': 'Deje en él solo los metadatos de esta aplicación.',
  '{0} is not text in UTF-8.': '{0} no es texto en UTF-8.',
  'Save it as UTF-8.': 'Guárdelo en UTF-8.',
  '{0}.xml has no {1}.yaml beside it: it is not in force.':
    'Junto a {0}.xml no hay ningún {1}.yaml: el archivo no está en vigor.',
  'Create {0}.yaml with the settings of the app (it may be empty), or move the file to metadata/.':
    'Cree {0}.yaml con la configuración de la aplicación (puede estar vacío), o mueva el archivo a metadata/.',
  'The past of {0} can not be read, and nothing else says what it is: it is not in force.':
    'El pasado de {0} no se puede leer, y nada más dice qué es: no está en vigor.',
  'Let the user that runs isthmus read it, or restore it from a backup.':
    'Permita que lo lea el usuario que ejecuta isthmus, o restáurelo de una copia de seguridad.',
  'The document can not be read.': 'El archivo no se puede leer.',
  'The folder does not exist any more.': 'La carpeta ya no existe.',
  'The folder is not readable.': 'La carpeta no se puede leer.',
  'Put it back, or let the user that runs isthmus read it. What it held stays in force.':
    'Vuelva a ponerla, o permita que la lea el usuario que ejecuta isthmus. Lo que contenía sigue en vigor.',
  '{0} can not be written ({1}): it does not say what is in force.':
    '{0} no se puede escribir ({1}): no dice lo que está en vigor.',
  'Let the user that runs isthmus replace the files of the app and write to their folder. What is edited in them does not count until then.':
    'Permita que el usuario que ejecuta isthmus reemplace los archivos de la aplicación y escriba en su carpeta. Lo que se cambie en ellos no cuenta hasta entonces.',
}
