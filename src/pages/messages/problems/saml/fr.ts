/** French: what does not hold between the settings of an app, by the English. */
import type { SamlProblems } from '../catalogue.ts'

export const fr: SamlProblems = {
  'Requests signed with SHA-1 are accepted: such a signature can be forged.':
    'Les demandes signées en SHA-1 sont acceptées : une telle signature peut être falsifiée.',
  'Make the app sign with rsa-sha256, then remove this.':
    'Faites signer l’application en rsa-sha256, puis retirez ceci.',
  'Assertions are encrypted with {0}, which does not show whether someone changed them on the way.':
    'Les assertions sont chiffrées avec {0}, qui ne montre pas si quelqu’un les a modifiées en chemin.',
  'Keep `sign` at `both` or `assertion`, and remove this as soon as the app reads aes256-gcm.':
    'Gardez `sign` à `both` ou `assertion`, et retirez ceci dès que l’application lit aes256-gcm.',
  'People from different upstreams could get the same name: this NameID is not a pseudonym made here.':
    'Des personnes de services de connexion différents pourraient recevoir le même nom : ce NameID n’est pas un pseudonyme créé ici.',
  'Keep it only where two people can never get the same name from {0}; otherwise name one upstream.':
    'Ne gardez ceci que si deux personnes de {0} ne peuvent jamais recevoir le même nom ; sinon, nommez un seul service de connexion.',
  'Add `upstream:` with the one that may vouch for these names, or use `nameId: persistent`. Upstreams that know the same people get one `subjectNamespace`.':
    'Ajoutez `upstream:` avec le service de connexion qui peut garantir ces noms, ou écrivez `nameId: persistent`. Les services de connexion qui connaissent les mêmes personnes reçoivent un même `subjectNamespace`.',
  '{0} is not a NameID format.': '{0} n’est pas un format de NameID.',
  'Write one of {0}, or the URI of a format.': 'Écrivez l’un de ceux-ci : {0} ; ou l’URI d’un format.',
  'This format needs a value.': 'Ce format a besoin d’une valeur.',
  'Add `value` with an expression, as in claims.email.': 'Ajoutez `value` avec une expression, comme claims.email.',
  'A transient name is random and has no value.': 'Un nom transitoire est aléatoire et n’a pas de valeur.',
  'Leave `value` out.': 'Retirez `value`.',
  'No upstream is called {0}.': 'Aucun service de connexion ne s’appelle {0}.',
  '`{0}` is in the metadata already.': '`{0}` se trouve déjà dans les métadonnées.',
  'Remove `{0}` or `metadata`.': 'Retirez `{0}` ou `metadata`.',
  'The metadata lies beside the settings already.': 'Les métadonnées se trouvent déjà à côté des réglages.',
  'Remove `metadata`, or the metadata itself.': 'Retirez `metadata`, ou les métadonnées elles-mêmes.',
  'A file has no new keys but those that somebody puts into it.':
    'Un fichier n’a de nouvelles clés que celles que quelqu’un y met.',
  'Remove `keys`, or name the address of the metadata.': 'Retirez `keys`, ou nommez l’adresse des métadonnées.',
  'New keys in the metadata apply unseen: whoever serves the address decides which signatures count.':
    'Les nouvelles clés des métadonnées s’appliquent sans être vues : qui répond à l’adresse décide quelles signatures comptent.',
  'Remove `keys`, or pin the metadata with `fingerprint` or `certFile`.':
    'Retirez `keys`, ou liez les métadonnées à une clé avec `fingerprint` ou `certFile`.',
  'There is no metadata here whose signature it could verify.':
    'Il n’y a pas ici de métadonnées dont cela pourrait vérifier la signature.',
  'Remove `{0}`, or name the metadata that must be signed.':
    'Retirez `{0}`, ou nommez les métadonnées qui doivent être signées.',
  'Name its metadata (a file or an address), or write `entityId` and `acs` here.':
    'Nommez ses métadonnées (un fichier ou une adresse), ou écrivez `entityId` et `acs` ici.',
  "{0} holds a certificate that can't be read.": '{0} contient un certificat illisible.',
  'Export it from the app again, as PEM.': 'Exportez-le à nouveau de l’application, en PEM.',
}
