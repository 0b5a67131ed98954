/** Spanish: what the keys of an app are for, by the English. */
import type { KeysProblems } from '../catalogue.ts'

export const es: KeysProblems = {
  'CEL: who may use the app. Default: everyone who can log in upstream. Once any entry under `apps` has it, files in `metadata/` need it in `defaults`.':
    'CEL: quién puede usar la aplicación. Por defecto: quien pueda iniciar sesión. En cuanto una entrada de `apps` lo tiene, los archivos de `metadata/` lo necesitan en `defaults`.',
  'The upstream, or list of upstreams, through which people may sign in.':
    'El servicio de inicio de sesión, o la lista de servicios, con el que se puede entrar.',
  'If the login upstream is older than this, the person must log in again.':
    'Si el inicio de sesión es más antiguo, la persona debe iniciar sesión de nuevo.',
  'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.':
    'Adónde va una persona que no puede usar la aplicación: `app` la envía allí con el rechazo; `page` muestra antes nuestra página, con a quién preguntar (`support`) y un camino a otra cuenta. Muchas aplicaciones muestran un rechazo como si fuera un fallo.',
  'Whether people are asked what the app may be told: `ask` at their first sign-in, and again once it would be told more; `requested` only where the request wants it (`prompt=consent`); `never`.':
    'Si se pregunta a las personas qué puede saber la aplicación: `ask` en el primer inicio de sesión, y otra vez cuando fuera a saber más; `requested` solo si la solicitud lo pide (`prompt=consent`); `never` nunca.',
  'Nobody is let in: `true`, or until this time.': 'No se deja entrar a nadie: `true`, o hasta ese momento.',
  'PasswordProtectedTransport and similar classes need proof from `contexts` too.':
    'También PasswordProtectedTransport y clases parecidas necesitan una prueba en `contexts`.',
  'The name that people see. Default: from the metadata, if there is any, else the key here.':
    'El nombre que ven las personas. Por defecto: el de los metadatos, si los hay; si no, la clave de aquí.',
  'Where people start at the app; error pages link to it.':
    'Dónde se empieza en la aplicación; las páginas de error enlazan ahí.',
  'CEL: one value, or a list of them.': 'CEL: un valor, o una lista de ellos.',
  'NameFormat of the attribute. Default: `uri` for a name that is a URI, else `basic`.':
    'NameFormat del atributo. Por defecto: `uri` para un nombre que es una URI; si no, `basic`.',
  'FriendlyName of the attribute.': 'FriendlyName del atributo.',
  '`persistent`, `transient`, `email`, `unspecified`, or the URI of a format.':
    '`persistent`, `transient`, `email`, `unspecified`, o la URI de un formato.',
  'CEL: the value of the NameID, for a format of your choice.':
    'CEL: el valor del NameID, para un formato de su elección.',
  'Give this NameID even where the app asks for another.': 'Dar este NameID aunque la aplicación pida otro.',
  'What the app is told: a set by name, or a map of attribute → CEL over `claims`, `groups`, `upstream`.':
    'Lo que se comunica a la aplicación: un conjunto por su nombre, o atributo → CEL sobre `claims`, `groups`, `upstream`.',
  'How people are named: `persistent` (a different pseudonym at each app), `transient`, `email`, or your own.':
    'Cómo se nombra a las personas: `persistent` (un seudónimo distinto en cada aplicación), `transient`, `email`, o uno propio.',
  'What is signed. Every known app accepts `both`.': 'Qué se firma. Todas las aplicaciones conocidas aceptan `both`.',
  "Encrypt assertions with the key in the app's metadata. On where `encryption` is set.":
    'Cifrar las aserciones con la clave de los metadatos de la aplicación. Activado donde se indica `encryption`.',
  'How assertions are encrypted, whatever the metadata lists. CBC is for apps that can not read GCM: it does not show whether the text was changed. Where absent, the first of the methods in the metadata that is one of these, else `aes256-gcm`.':
    'Cómo se cifran las aserciones, digan lo que digan los metadatos. CBC es para aplicaciones que no leen GCM: no muestra si el texto se cambió. Si falta, el primer método de los metadatos que sea uno de estos; si no, `aes256-gcm`.',
  'Refuse unsigned requests, whatever the metadata says.':
    'Rechazar las solicitudes sin firma, digan lo que digan los metadatos.',
  'Accept requests signed with rsa-sha1, which is broken: only for old apps.':
    'Aceptar solicitudes firmadas con rsa-sha1, que está roto: solo para aplicaciones antiguas.',
  'An older request is refused.': 'Una solicitud más antigua se rechaza.',
  'How the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Default: the best that its metadata offers.':
    'Cómo se entera la aplicación de un cierre de sesión: `soap` (sin el navegador), `frame` (en una página nuestra), `chain` (el navegador va allí), o `none`. Por defecto: lo mejor que ofrezcan sus metadatos.',
  'The protocol of the app.': 'El protocolo de la aplicación.',
  "The app's SAML metadata: a file, or an https address that is fetched again every day.":
    'Los metadatos SAML de la aplicación: un archivo, o una dirección https que se lee de nuevo cada día.',
  'CA bundle (PEM) to trust while metadata is fetched.':
    'Certificados de CA (PEM) en los que confiar al leer los metadatos.',
  'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.':
    'Qué pasa con una clave nueva en metadatos que se leen de una dirección: `ask` la hace esperar hasta que un administrador la haya mirado; `follow` la toma en el acto.',
  'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as announced by its publisher.':
    'Los metadatos deben estar firmados, con un certificado de esta huella SHA-256 (o de una de estas), tal como la anuncia quien los publica.',
  'The metadata must be signed with the key of this certificate (PEM), or of one of these.':
    'Los metadatos deben estar firmados con la clave de este certificado (PEM), o de uno de estos.',
  "The app's entityID: needed if there is no metadata, or to choose one of several in a file.":
    'El entityID de la aplicación: hace falta si no hay metadatos, o para elegir una de varias en un archivo.',
  'AssertionConsumerService addresses (HTTP-POST), if there is no metadata; the first is the default.':
    'Direcciones AssertionConsumerService (HTTP-POST), si no hay metadatos; la primera es la predeterminada.',
  "Files with the app's certificates (PEM), if there is no metadata: to verify its signatures and to encrypt to it.":
    'Los certificados de la aplicación (PEM), si no hay metadatos: para comprobar sus firmas y cifrar para ella.',
  'Somebody else uploaded the metadata: addresses in it are judged like those of metadata that was fetched. What comes by a setup link has it; remove it once you have looked at them.':
    'Otra persona subió los metadatos: sus direcciones se juzgan como las de metadatos leídos de fuera. Lo que llega por un enlace de configuración lo lleva; quítelo cuando las haya mirado.',
}
