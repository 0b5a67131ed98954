/** French: what the keys of an app are for, by the English. */
import type { KeysProblems } from '../catalogue.ts'

export const fr: KeysProblems = {
  'CEL: who may use the app. Default: everyone who can log in upstream. Once any entry under `apps` has it, files in `metadata/` need it in `defaults`.':
    'CEL : qui peut utiliser l’application. Par défaut : toute personne qui peut se connecter. Dès qu’une entrée sous `apps` l’a, les fichiers de `metadata/` en ont besoin dans `defaults`.',
  'The upstream, or list of upstreams, through which people may sign in.':
    'Le service de connexion, ou la liste de services, par lequel on peut se connecter.',
  'If the login upstream is older than this, the person must log in again.':
    'Si la connexion au service est plus ancienne, la personne doit se reconnecter.',
  'Where a person goes whom the app is not open to: `app` sends them there with the refusal; `page` shows ours first, with whom to ask (`support`) and a way to another account. Many apps show a refusal as a crash.':
    'Où va une personne qui n’a pas accès à l’application : `app` l’y envoie avec le refus ; `page` montre d’abord notre page, avec qui contacter (`support`) et un moyen de changer de compte. Beaucoup d’applications affichent un refus comme une panne.',
  'Whether people are asked what the app may be told: `ask` at their first sign-in, and again once it would be told more; `requested` only where the request wants it (`prompt=consent`); `never`.':
    'Si l’on demande aux personnes ce que l’application peut apprendre : `ask` à la première connexion, puis dès qu’elle en apprendrait plus ; `requested` seulement si la demande le veut (`prompt=consent`) ; `never` jamais.',
  'Nobody is let in: `true`, or until this time.': 'Personne n’est admis : `true`, ou jusqu’à ce moment.',
  'PasswordProtectedTransport and similar classes need proof from `contexts` too.':
    'PasswordProtectedTransport et les classes semblables doivent elles aussi être prouvées par `contexts`.',
  'The name that people see. Default: from the metadata, if there is any, else the key here.':
    'Le nom que voient les personnes. Par défaut : celui des métadonnées s’il y en a, sinon la clé utilisée ici.',
  'Where people start at the app; error pages link to it.':
    'Où l’on commence dans l’application ; les pages d’erreur y renvoient.',
  'CEL: one value, or a list of them.': 'CEL : une valeur, ou une liste de valeurs.',
  'NameFormat of the attribute. Default: `uri` for a name that is a URI, else `basic`.':
    'NameFormat de l’attribut. Par défaut : `uri` pour un nom qui est une URI, sinon `basic`.',
  'FriendlyName of the attribute.': 'FriendlyName de l’attribut.',
  '`persistent`, `transient`, `email`, `unspecified`, or the URI of a format.':
    '`persistent`, `transient`, `email`, `unspecified`, ou l’URI d’un format.',
  'CEL: the value of the NameID, for a format of your choice.':
    'CEL : la valeur du NameID, pour un format de votre choix.',
  'Give this NameID even where the app asks for another.':
    'Donner ce NameID même si l’application en demande un autre.',
  'What the app is told: a set by name, or a map of attribute → CEL over `claims`, `groups`, `upstream`.':
    'Ce que l’application apprend : un ensemble nommé, ou attribut → CEL sur `claims`, `groups`, `upstream`.',
  'How people are named: `persistent` (a different pseudonym at each app), `transient`, `email`, or your own.':
    'Comment les personnes sont nommées : `persistent` (un pseudonyme différent par application), `transient`, `email`, ou à votre façon.',
  'What is signed. Every known app accepts `both`.':
    'Ce qui est signé. Toutes les applications connues acceptent `both`.',
  "Encrypt assertions with the key in the app's metadata. On where `encryption` is set.":
    'Chiffrer les assertions avec la clé des métadonnées de l’application. Activé là où `encryption` est donné.',
  'How assertions are encrypted, whatever the metadata lists. CBC is for apps that can not read GCM: it does not show whether the text was changed. Where absent, the first of the methods in the metadata that is one of these, else `aes256-gcm`.':
    'Comment les assertions sont chiffrées, quoi que disent les métadonnées. CBC est pour les applications qui ne lisent pas GCM : il ne montre pas si le texte a été modifié. Si la clé est absente, la première des méthodes des métadonnées qui figure ici, sinon `aes256-gcm`.',
  'Refuse unsigned requests, whatever the metadata says.':
    'Refuser les demandes non signées, quoi que disent les métadonnées.',
  'Accept requests signed with rsa-sha1, which is broken: only for old apps.':
    'Accepter les demandes signées en rsa-sha1, qui est cassé : seulement pour de vieilles applications.',
  'An older request is refused.': 'Une demande plus ancienne est refusée.',
  'How the app is told of a logout: `soap` (behind the browser), `frame` (in a page of ours), `chain` (the browser goes there), or `none`. Default: the best that its metadata offers.':
    'Comment l’application apprend une déconnexion : `soap` (hors du navigateur), `frame` (dans une page à nous), `chain` (le navigateur y va), ou `none`. Par défaut : le meilleur que ses métadonnées offrent.',
  'The protocol of the app.': 'Le protocole de l’application.',
  "The app's SAML metadata: a file, or an https address that is fetched again every day.":
    'Les métadonnées SAML de l’application : un fichier, ou une adresse https relue chaque jour.',
  'CA bundle (PEM) to trust while metadata is fetched.':
    'Certificats d’autorité (PEM) de confiance pour récupérer les métadonnées.',
  'What becomes of a new key in metadata that is read by address: `ask` lets it wait until an administrator has looked at it; `follow` takes it at once.':
    'Ce que devient une nouvelle clé dans des métadonnées lues à une adresse : `ask` la fait attendre qu’un administrateur l’ait regardée ; `follow` la prend aussitôt.',
  'The metadata must be signed, by a certificate with this SHA-256 fingerprint (or one of these), as announced by its publisher.':
    'Les métadonnées doivent être signées, par un certificat ayant cette empreinte SHA-256 (ou l’une d’elles), telle que l’annonce celui qui les publie.',
  'The metadata must be signed with the key of this certificate (PEM), or of one of these.':
    'Les métadonnées doivent être signées avec la clé de ce certificat (PEM), ou de l’un d’eux.',
  "The app's entityID: needed if there is no metadata, or to choose one of several in a file.":
    'L’entityID de l’application : nécessaire sans métadonnées, ou pour en choisir une parmi plusieurs dans un fichier.',
  'AssertionConsumerService addresses (HTTP-POST), if there is no metadata; the first is the default.':
    'Adresses AssertionConsumerService (HTTP-POST), s’il n’y a pas de métadonnées ; la première est celle par défaut.',
  "Files with the app's certificates (PEM), if there is no metadata: to verify its signatures and to encrypt to it.":
    'Les certificats de l’application (PEM), s’il n’y a pas de métadonnées : pour vérifier ses signatures et chiffrer pour elle.',
  'Somebody else uploaded the metadata: addresses in it are judged like those of metadata that was fetched. What comes by a setup link has it; remove it once you have looked at them.':
    'Quelqu’un d’autre a envoyé les métadonnées : leurs adresses sont jugées comme celles de métadonnées récupérées. Ce qui vient d’un lien de configuration l’a ; retirez-le une fois que vous les avez regardées.',
}
