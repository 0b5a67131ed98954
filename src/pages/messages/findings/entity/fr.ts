/** French: the app as its metadata describes it, and its addresses. */
import type { EntityFindings } from '../catalogue.ts'

export const fr: EntityFindings = {
  'entity-unnamed': ['Un EntityDescriptor n’a pas d’entityID valable.', 'Ajoutez-la dans l’application.'],
  'entity-twice': ['{entityId} figure plusieurs fois dans les métadonnées.', 'Supprimez-les toutes sauf la bonne.'],
  taken: [
    '{entityId} appartient déjà à {owner}.',
    'Modifiez ou retirez d’abord cette autre application ; ou donnez à celle-ci sa propre entityID, dans l’application.',
  ],
  'valid-until-odd': [
    'validUntil de {element} n’est pas une date, {value}, et compte comme expiré.',
    'Récupérez de nouveau les métadonnées ; ou donnez leur adresse, qui sera relue à temps.',
  ],
  'valid-until-past': [
    'Les métadonnées ont expiré (validUntil) : {date}',
    'Récupérez de nouveau les métadonnées ; ou donnez leur adresse, qui sera relue à temps.',
  ],
  'copy-ends': [
    'Cette copie se dit valable encore {days} jour(s), jusqu’au {date}.',
    'Elle sert ensuite quand même, avec un avertissement. Mieux : donnez l’adresse des métadonnées, qui sera relue à temps.',
  ],
  'signed-copy-ends': [
    'Cette copie se dit valable encore {days} jour(s), jusqu’au {date}.',
    'Elle est signée et cesse donc de valoir ensuite. Donnez l’adresse des métadonnées, qui sera relue à temps.',
  ],
  'several-roles': ['Il y a plusieurs SPSSODescriptor : le premier est utilisé.', ''],
  'no-protocols': ['Le SPSSODescriptor n’a pas de protocolSupportEnumeration ; il est lu comme du SAML 2.0.', ''],
  'other-protocol': [
    'Aucun SPSSODescriptor n’annonce SAML 2.0 dans protocolSupportEnumeration.',
    'Écrivez protocolSupportEnumeration="{protocol}", si l’application parle SAML 2.0.',
  ],
  'no-sp-role': [
    'Il n’y a pas de SPSSODescriptor.',
    'Récupérez les métadonnées de l’application en tant que fournisseur de service (SP).',
  ],
  'idp-metadata': [
    'Il n’y a pas de SPSSODescriptor : ce sont sans doute les métadonnées d’un fournisseur d’identité (IdP).',
    'Récupérez les métadonnées de l’application en tant que fournisseur de service (SP). Celles d’un fournisseur d’identité, c’est nous qui les donnons à l’application.',
  ],
  'no-acs': [
    'Il n’y a pas d’AssertionConsumerService.',
    'Ajoutez dans l’application une adresse avec le binding HTTP-POST : les réponses ne vont nulle part ailleurs.',
  ],
  'no-post': [
    'Aucun AssertionConsumerService n’accepte HTTP-POST : aucune connexion ne peut recevoir de réponse.',
    'Ajoutez dans l’application une adresse avec le binding HTTP-POST : les réponses ne vont nulle part ailleurs.',
  ],
  'no-post-binding': [
    'Aucun AssertionConsumerService n’accepte HTTP-POST : aucune connexion ne peut recevoir de réponse ; {bindings} n’est pas un binding.',
    'Écrivez Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST".',
  ],
  'index-twice': ['Deux AssertionConsumerService ont le même index : le premier est utilisé.', ''],
  'index-odd': ['L’index de {element} n’est pas un nombre jusqu’à 65535, {value} : il compte comme absent.', ''],
  'address-missing': ['{element} n’a pas d’adresse (Location).', 'Ajoutez-la dans l’application.'],
  'address-script': [
    '{element} a une adresse qui n’est ni en http ni en https : {address}.',
    'Une telle adresse est un programme qui s’exécuterait sur une de nos pages. Corrigez-la dans l’application.',
  ],
  'address-hidden': [
    '{element} a une adresse avec un caractère invisible ({characters}) : {address}.',
    'Retapez l’adresse, dans l’application ou dans le fichier : ce caractère vient d’une copie.',
  ],
  'address-wrong': [
    '{element} a une adresse qui n’est ni en http ni en https : {address}.',
    'Écrivez-la en entier, avec https:// et l’hôte, dans l’application (souvent son URL de base) ou dans le fichier.',
  ],
  'address-unencrypted': [
    '{element} a une adresse non chiffrée (http) : {address}.',
    'Faites publier du https à l’application, même derrière un proxy : sinon, tout ce qui y est envoyé peut être lu en chemin.',
  ],
  'binding-missing': [
    '{element} n’a pas de Binding.',
    'Écrivez Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", ou ce que l’application accepte à cette adresse.',
  ],
  'flag-odd': ['{name} de {element} vaut {value}, ni true ni false.', 'Corrigez-le dans l’application.'],
  'flag-case': ['{name} de {element} est écrit {value}, et lu comme {read}.', ''],
  'signs-assumed': ['AuthnRequestsSigned compte comme true, puisqu’il y a une clé.', ''],
  'signs-ignored': ['AuthnRequestsSigned compte comme false, puisqu’il n’y a pas de clé.', ''],
  'signs-without-key': [
    'AuthnRequestsSigned vaut true, mais aucune clé n’est utilisable : toute demande sera refusée.',
    'Récupérez auprès de l’application des métadonnées avec un certificat de signature.',
  ],
  'no-idp-role': [
    'Il n’y a pas d’IDPSSODescriptor : ce ne sont pas les métadonnées d’un fournisseur d’identité.',
    'Récupérez les métadonnées du fournisseur d’identité (IdP) : leur premier ou deuxième élément est IDPSSODescriptor.',
  ],
  'idp-other-protocol': [
    'Aucun IDPSSODescriptor n’indique {protocol} dans protocolSupportEnumeration.',
    'Écrivez protocolSupportEnumeration="{protocol}" s’il parle SAML 2.0.',
  ],
  'idp-no-key': [
    'Il n’y a pas de clé de signature utilisable.',
    'Récupérez de nouveau ses métadonnées : il doit y avoir un KeyDescriptor avec son certificat de signature.',
  ],
  'idp-no-sso': [
    'Il n’y a pas de SingleSignOnService pour HTTP-Redirect ou HTTP-POST ; ses bindings : {bindings}',
    'Récupérez de nouveau ses métadonnées, ou faites-lui proposer HTTP-Redirect ou HTTP-POST pour les connexions.',
  ],
  'idp-several-roles': ['Il y a plusieurs IDPSSODescriptor : le premier est utilisé.', ''],
  'scope-expression': [
    'Le domaine (Scope) {scope} est une expression régulière, et n’est pas lu.',
    'Indiquez les domaines dans `scopes`.',
  ],
}
