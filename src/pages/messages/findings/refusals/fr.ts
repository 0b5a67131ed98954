/** French: what the functions of the console refuse, and what to do about it. */
import type { RefusalFindings } from '../catalogue.ts'

export const fr: RefusalFindings = {
  'name-invalid': [
    'Ce nom n’est pas possible pour une application.',
    'Utilisez des lettres, des chiffres, des points, des traits d’union et des traits de soulignement, en commençant par une lettre ou un chiffre ; 64 caractères au plus.',
  ],
  'name-taken': ['{name} existe déjà.', 'Choisissez un autre nom.'],
  'changed-meanwhile': ['Cela a été modifié entre-temps.', 'Regardez ce qu’il y a maintenant, puis décidez à nouveau.'],
  'changed-by': [
    'Quelqu’un d’autre ({author}) l’a modifié entre-temps.',
    'Regardez ce qu’il y a maintenant, puis décidez à nouveau.',
  ],
  gone: ['Il n’existe plus.', 'Regardez ce qu’il y a maintenant, puis décidez à nouveau.'],
  'no-room': [
    'Il n’y a plus de place sur le disque où sont rangées les applications.',
    'Rien n’a été modifié. Faites de la place, puis recommencez.',
  ],
  'store-away': [
    'Le stockage des applications ne répond pas.',
    'Réessayez dans un instant, et vérifiez d’abord si c’est déjà fait.',
  ],
  'done-unrecorded': [
    'C’est fait, mais le registre des actes ne le mentionne pas.',
    'Ne recommencez pas. Le journal technique le contient.',
  ],
  'made-unrecorded': [
    'Le registre des actes ne peut pas être écrit ; rien n’a donc été créé.',
    'Réessayez quand il y aura de la place.',
  ],
  'refused-unrecorded': [
    'C’est refusé, et le registre des actes ne le mentionne pas.',
    'Le journal technique le contient.',
  ],
  'settings-no-map': [
    'Les réglages de cette application ne sont pas des clés et des valeurs en YAML.',
    'Corrigez-les d’abord.',
  ],
  'revision-unknown': ['{name} n’a pas cette version antérieure.', 'L’historique montre celles qui existent.'],
  'not-looked-at': [
    'Ce qui attend pour {name} n’est plus ce que vous avez vu.',
    'Regardez ce qui attend maintenant, puis décidez à nouveau.',
  ],
  'nothing-waits': ['Plus rien n’attend pour {name}.', 'Quelqu’un d’autre a peut-être déjà décidé.'],
  'person-nameless': [
    'Cette personne n’a pas de nom ici.',
    'Donnez la revendication que nomme `subjectFrom` du service de connexion ; `sub` s’il n’en nomme aucune.',
  ],
  'time-past': ['Ce moment est passé.', 'Indiquez un moment à venir, ou aucun.'],
  'not-storable': [
    'Ce que dit le fichier ne peut pas être dit par un document du stockage.',
    'Corrigez dans le fichier ce qui est indiqué, ou écrivez un document.',
  ],
  'not-permitted': [
    'Vous pouvez regarder ceci, mais pas le modifier.',
    'Demandez à une personne que `admin.allow` admet.',
  ],
  'no-secret': ['Aucun secret de {name} n’est conservé ici.', 'Modifiez-le là où il est écrit, ou dans le document.'],
  'no-redirect-uri': ['Il manque une URI de redirection.', 'Indiquez-en au moins une.'],
  'no-address-given': ['Il manque l’adresse de l’application.', 'Indiquez-la.'],
  'address-no-web': ['{address} n’est pas une adresse web.', 'Écrivez-la en entier, en commençant par https://.'],
  'address-no-https': [
    '{address} n’est pas chiffrée.',
    'Écrivez https:// ; sans cela, seules les adresses de cette machine sont acceptées.',
  ],
  'link-days': ['Un lien de mise en place vaut de 1 à 30 jours.', 'Choisissez l’une des durées proposées.'],
  'link-used': ['Ce lien a déjà servi.', ''],
  'link-unknown': ['Ce lien de mise en place n’existe pas.', 'Demandez-en un autre à la personne qui vous l’a donné.'],
  'link-approving': [
    'Quelqu’un est en train de l’approuver, ou a été interrompu.',
    'Approuvez-le à nouveau, ou refusez-le dans cinq minutes.',
  ],
  'link-decided': ['C’est déjà décidé.', ''],
  'link-empty': ['Rien de ce qui est venu par ce lien n’attend.', ''],
  'metadata-unusable': ['Ces métadonnées ne sont pas utilisables.', ''],
  'upload-too-large': ['Ce qui a été envoyé dépasse 1 Mo.', 'Envoyez les métadonnées de cette application seulement.'],
  'no-metadata-given': [
    'Le formulaire ne contient pas de métadonnées.',
    'Choisissez un fichier ou collez les métadonnées.',
  ],
  'claims-many': ['Il y a trop de revendications.', 'Écrivez un objet, comme {"sub": "anna", "groups": ["staff"]}.'],
  'claims-no-object': [
    'Les revendications ne sont pas un objet JSON.',
    'Écrivez un objet, comme {"sub": "anna", "groups": ["staff"]}.',
  ],
  'in-files': [
    '{name} est écrit dans {where}, et se modifie là.',
    'Modifiez-le dans le fichier ; ou reprenez-le dans le stockage, puis retirez-le du fichier.',
  ],
  'app-faulty': [
    'Quelque chose ne va pas dans cette application (erreurs : {count}).',
    'Corrigez ce qui est indiqué, puis renvoyez.',
  ],
  renames: [
    '{people} personnes sur {of} vues récemment deviendraient de nouveaux comptes dans cette application.',
    'Ne confirmez que si c’est voulu.',
  ],
  'no-app': ['L’application {name} n’existe pas ici.', 'La liste montre celles qui existent.'],
  'no-app-in-force': ['L’application {name} n’est pas en vigueur.', 'Seule une application en vigueur a un aperçu.'],
  'not-kept': [
    'Ce qui était saisi ici n’est plus conservé : c’est déjà utilisé, ou cela a attendu trop longtemps.',
    'Remplissez de nouveau le formulaire.',
  ],
  'no-session': ['Cette session n’existe pas.', 'Elle est peut-être terminée.'],
  'no-upstream': ['Le service de connexion {name} n’existe pas.', ''],
  'no-address': ['Aucune métadonnée de {name} n’est lue à une adresse.', ''],
}
