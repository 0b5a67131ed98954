/** Spanish: what does not hold between the settings of an app, by the English. */
import type { SamlProblems } from '../catalogue.ts'

export const es: SamlProblems = {
  'Requests signed with SHA-1 are accepted: such a signature can be forged.':
    'Se aceptan solicitudes firmadas con SHA-1: una firma así se puede falsificar.',
  'Make the app sign with rsa-sha256, then remove this.':
    'Haga que la aplicación firme con rsa-sha256, y quite esto después.',
  'Assertions are encrypted with {0}, which does not show whether someone changed them on the way.':
    'Las aserciones se cifran con {0}, que no muestra si alguien las cambió por el camino.',
  'Keep `sign` at `both` or `assertion`, and remove this as soon as the app reads aes256-gcm.':
    'Deje `sign` en `both` o `assertion`, y quite esto en cuanto la aplicación lea aes256-gcm.',
  'People from different upstreams could get the same name: this NameID is not a pseudonym made here.':
    'Personas de distintos servicios de inicio de sesión podrían recibir el mismo nombre: este NameID no es un seudónimo creado aquí.',
  'Keep it only where two people can never get the same name from {0}; otherwise name one upstream.':
    'Déjelo solo si dos personas de {0} no pueden recibir nunca el mismo nombre; si no, indique un solo servicio de inicio de sesión.',
  'Add `upstream:` with the one that may vouch for these names, or use `nameId: persistent`. Upstreams that know the same people get one `subjectNamespace`.':
    'Añada `upstream:` con el servicio de inicio de sesión que puede responder de estos nombres, o use `nameId: persistent`. Los servicios que conocen a las mismas personas llevan un mismo `subjectNamespace`.',
  '{0} is not a NameID format.': '{0} no es un formato de NameID.',
  'Write one of {0}, or the URI of a format.': 'Escriba uno de estos: {0}; o la URI de un formato.',
  'This format needs a value.': 'Este formato necesita un valor.',
  'Add `value` with an expression, as in claims.email.': 'Añada `value` con una expresión, como claims.email.',
  'A transient name is random and has no value.': 'Un nombre transitorio es aleatorio y no tiene valor.',
  'Leave `value` out.': 'Quite `value`.',
  'No upstream is called {0}.': 'Ningún servicio de inicio de sesión se llama {0}.',
  '`{0}` is in the metadata already.': '`{0}` ya está en los metadatos.',
  'Remove `{0}` or `metadata`.': 'Quite `{0}` o `metadata`.',
  'The metadata lies beside the settings already.': 'Los metadatos ya están junto a la configuración.',
  'Remove `metadata`, or the metadata itself.': 'Quite `metadata`, o los propios metadatos.',
  'A file has no new keys but those that somebody puts into it.':
    'Un archivo no tiene más claves nuevas que las que alguien pone en él.',
  'Remove `keys`, or name the address of the metadata.': 'Quite `keys`, o indique la dirección de los metadatos.',
  'New keys in the metadata apply unseen: whoever serves the address decides which signatures count.':
    'Las claves nuevas de los metadatos valen sin que nadie las vea: quien responde en la dirección decide qué firmas cuentan.',
  'Remove `keys`, or pin the metadata with `fingerprint` or `certFile`.':
    'Quite `keys`, o fije los metadatos a una clave con `fingerprint` o `certFile`.',
  'There is no metadata here whose signature it could verify.': 'Aquí no hay metadatos cuya firma pudiera comprobar.',
  'Remove `{0}`, or name the metadata that must be signed.':
    'Quite `{0}`, o indique los metadatos que deben estar firmados.',
  'Name its metadata (a file or an address), or write `entityId` and `acs` here.':
    'Indique sus metadatos (un archivo o una dirección), o escriba aquí `entityId` y `acs`.',
  "{0} holds a certificate that can't be read.": '{0} contiene un certificado que no se puede leer.',
  'Export it from the app again, as PEM.': 'Expórtelo otra vez de la aplicación, como PEM.',
}
