/** French: the document and its text. */
import type { DocumentFindings } from '../catalogue.ts'

export const fr: DocumentFindings = {
  'too-large': ['Le document dépasse 10 Mo.', 'Ne déposez que les métadonnées de cette application.'],
  'too-busy': ['Trop de métadonnées sont examinées en ce moment.', 'Réessayez dans un instant.'],
  'too-slow': ['La lecture prend trop de temps.', 'Ne déposez que les métadonnées de cette application.'],
  'too-much-memory': ['La lecture demande trop de mémoire.', 'Ne déposez que les métadonnées de cette application.'],
  'reader-failed': ['Le document n’a pas pu être lu.', 'Ne déposez que les métadonnées de cette application.'],
  'too-complex': ['Le document est trop volumineux : {detail}', 'Ne déposez que les métadonnées de cette application.'],
  unreadable: [
    'Un élément est illisible : {detail}',
    'Corrigez-le dans l’application ou dans le fichier, s’il manque quelque chose à l’application.',
  ],
  'encoding-unknown': [
    'Les métadonnées ne sont ni en UTF-8 ni en UTF-16.',
    'Enregistrez le fichier en UTF-8 et écrivez encoding="UTF-8" sur la première ligne.',
  ],
  'encoding-unlike': [
    'Les métadonnées ne sont ni en UTF-8 ni en UTF-16 ; elles annoncent {declared}.',
    'Enregistrez le fichier en UTF-8 et écrivez encoding="UTF-8" sur la première ligne.',
  ],
  'encoding-wrong': [
    'Les métadonnées annoncent {declared}, mais elles sont en UTF-8 avec d’autres caractères que l’ASCII.',
    'Écrivez encoding="UTF-8" sur la première ligne, si toutes les lettres s’affichent bien ainsi.',
  ],
  picture: [
    'C’est une image ({kind}), pas des métadonnées.',
    'Choisissez un autre fichier : les métadonnées sont un fichier XML que l’application affiche à une adresse ou permet de télécharger.',
  ],
  'other-document': [
    'C’est un document ({kind}), pas des métadonnées.',
    'Choisissez un autre fichier : les métadonnées sont un fichier XML que l’application affiche à une adresse ou permet de télécharger.',
  ],
  archive: [
    'C’est une archive ({kind}), pas des métadonnées.',
    'Décompressez-la et choisissez le fichier XML qu’elle contient.',
  ],
  empty: ['Les métadonnées sont vides.', 'Récupérez-les de nouveau auprès de l’application.'],
  'web-page': [
    'C’est une page web, pas des métadonnées.',
    'Ouvrez l’adresse dans un navigateur : une connexion ou une erreur peut s’interposer. Enregistrez le XML lui-même.',
  ],
  'web-page-titled': [
    'C’est une page web, {title}, pas des métadonnées.',
    'Ouvrez l’adresse dans un navigateur : une connexion ou une erreur peut s’interposer. Enregistrez le XML lui-même.',
  ],
  doctype: [
    'Le XML contient une déclaration de type de document (DOCTYPE), que SAML interdit.',
    'Supprimez <!DOCTYPE …>, du < jusqu’au > qui le termine.',
  ],
  'discovery-document': [
    'Ce n’est pas du XML : c’est un document de découverte OpenID Connect (JSON).',
    'Récupérez les métadonnées SAML de l’application, qui sont en XML ; ou ajoutez l’application par OpenID Connect.',
  ],
  'client-description': [
    'Ce n’est pas du XML : c’est la description d’un client OpenID Connect (JSON).',
    'Récupérez les métadonnées SAML de l’application, qui sont en XML ; ou ajoutez l’application par OpenID Connect.',
  ],
  'key-set': [
    'Ce n’est pas du XML : c’est un jeu de clés (JWKS, JSON).',
    'Récupérez les métadonnées SAML de l’application, qui sont en XML ; ou ajoutez l’application par OpenID Connect.',
  ],
  json: [
    'Ce n’est pas du XML : c’est du JSON.',
    'Récupérez les métadonnées SAML de l’application, qui sont en XML ; ou ajoutez l’application par OpenID Connect.',
  ],
  'not-xml': [
    'Ce n’est pas du XML : le texte commence par {found}.',
    'Enregistrez le XML lui-même : rien ne doit précéder son premier <, et la copie d’une page ne suffit pas.',
  ],
  ampersand: [
    'Le XML contient un & qui n’est pas écrit &amp;, au caractère {column} de la ligne : {found}.',
    'Écrivez &amp; là où vous voulez un &, y compris dans les adresses.',
  ],
  'prefix-undeclared': [
    'Le préfixe « {prefix} » n’est déclaré nulle part dans le XML.',
    'Écrivez xmlns:{prefix}="{namespace}" dans le premier élément.',
  ],
  'xml-broken': [
    'Le XML est mal formé : {detail}',
    'Corrigez-le à cet endroit, ou récupérez-le de nouveau auprès de l’application, en fichier et non par copie.',
  ],
  'namespace-missing': [
    '{element} n’a pas d’espace de noms.',
    'Écrivez-y {declaration}, ou dans un élément qui l’entoure.',
  ],
  'namespace-wrong': [
    '{element} est dans un autre espace de noms : {found}.',
    'Corrigez-le en {declaration} ; chaque caractère compte.',
  ],
  'login-request': [
    'Ce ne sont pas des métadonnées SAML : c’est une demande de connexion ({element}).',
    'Récupérez les métadonnées de l’application : leur premier élément est EntityDescriptor.',
  ],
  'login-answer': [
    'Ce ne sont pas des métadonnées SAML : c’est la réponse à une connexion, ou une partie ({element}).',
    'Récupérez les métadonnées de l’application : leur premier élément est EntityDescriptor.',
  ],
  'saml-message': [
    'Ce ne sont pas des métadonnées SAML : c’est un message SAML ({element}).',
    'Récupérez les métadonnées de l’application : leur premier élément est EntityDescriptor.',
  ],
  'other-root': [
    'Ce ne sont pas des métadonnées SAML : le premier élément est {element}.',
    'Récupérez les métadonnées de l’application : leur premier élément est EntityDescriptor.',
  ],
  schema: [
    'Le schéma de la norme ne le permet pas : {detail}',
    'C’est lu malgré tout ; d’autres logiciels peuvent le refuser. Corrigez-le dans l’application, si possible.',
  ],
  'none-in-it': [
    'Le document ne contient aucun fournisseur de service.',
    'Récupérez les métadonnées de l’application en tant que fournisseur de service (SP).',
  ],
  choose: [
    'Le document contient plusieurs fournisseurs de service : {entityIds}.',
    'Choisissez-en un avec entityId dans les réglages.',
  ],
  absent: [
    '{entityId} n’y est pas ; on y trouve {entityIds}.',
    'Écrivez l’une de ces valeurs, caractère pour caractère.',
  ],
  'child-twice': ['{element} a plus d’un {child}.', 'Corrigez-le dans l’application ou dans le fichier.'],
  'text-mixed': [
    '{element} contient des éléments là où seul du texte est permis.',
    'Corrigez-le dans l’application ou dans le fichier.',
  ],
}
