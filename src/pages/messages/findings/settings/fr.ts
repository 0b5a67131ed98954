/** French: what does not fit between the settings of an app and its metadata. */
import type { SettingsFindings } from '../catalogue.ts'

export const fr: SettingsFindings = {
  'encryption-key-missing': [
    'encryptAssertions est activé, mais les métadonnées de {entityId} ne contiennent pas de clé de chiffrement.',
    'Récupérez auprès de l’application des métadonnées avec un tel certificat, ou retirez encryptAssertions.',
  ],
  'signing-key-required': [
    'requireSignedRequests est activé, mais les métadonnées de {entityId} ne contiennent pas de clé pour vérifier les demandes.',
    'Récupérez auprès de l’application des métadonnées avec un certificat de signature.',
  ],
  'signing-key-missing': [
    '{entityId} dit signer ses demandes, mais les métadonnées ne contiennent pas de clé pour les vérifier.',
    'Récupérez auprès de l’application des métadonnées avec un certificat de signature.',
  ],
  'names-shared': [
    '{entityId} veut des adresses e-mail comme noms, mais reçoit un pseudonyme ou un refus : plusieurs services de connexion pourraient connaître la même adresse.',
    'Limitez upstream à l’un d’eux, ou donnez un même subjectNamespace aux services de connexion qui connaissent les mêmes personnes. Ou écrivez nameId: persistent.',
  ],
  'format-misspelt': [
    '{entityId} annonce le NameIDFormat {written}, que la norme ne connaît pas ; il est lu comme {read}.',
    'Corrigez-le dans l’application, si possible.',
  ],
  'formats-unknown': [
    '{entityId} n’annonce que des formats de NameID sans valeur ici ({formats}) : elle reçoit un pseudonyme, et une demande pour l’un d’eux est refusée.',
    "Dites ce qu’est un tel nom : nameId: { format: '{first}', value: … } avec une expression.",
  ],
  'format-unlisted': [
    '{entityId} reçoit le format de NameID {given}, mais n’en annonce que d’autres ({formats}).',
    'Réglez nameId sur l’un d’eux, ou nameId: { format, force: true } pour donner celui-ci même si elle en demande un autre.',
  ],
  'logout-way-missing': [
    'slo: {slo} est réglé, mais {entityId} n’a pas de SingleLogoutService pour cela ({bindings}) : l’application n’apprendra jamais une déconnexion.',
    'Récupérez auprès de l’application des métadonnées qui en ont un, retirez slo, ou écrivez slo: none.',
  ],
  'attributes-missing': [
    '{entityId} exige des attributs que les réglages ne lui donnent pas : {attributes}.',
    "Écrivez-les sous attributes de l’application, par exemple '{first}': claims.email",
  ],
  'attributes-in-set': [
    '{entityId} exige des attributs que les réglages ne lui donnent pas : {attributes}.',
    'attributes: {set} les contient.',
  ],
  'subject-id-missing': [
    '{entityId} exige l’un de {wanted} (subject-id:req), que les réglages ne lui donnent pas.',
    'Écrivez-le sous attributes de l’application, par exemple \'{name}\': claims.preferred_username + "@example.org", si ces noms ne changent jamais.',
  ],
  'pairwise-id-missing': [
    '{entityId} exige {wanted} (subject-id:req), que les réglages ne lui donnent pas.',
    'Demandez si un NameID persistant suffit : pairwise-id n’est pas produit ici.',
  ],
  'cipher-foreign': [
    '{entityId} annonce des méthodes de chiffrement ({methods}) dont aucune ne va avec les nôtres : elle reçoit {given}.',
    'Écrivez encryption: aes256-cbc (ou aes128-cbc), que lisent les logiciels plus anciens, et vérifiez que l’application accepte rsa-oaep-mgf1p. Sinon, retirez encryptAssertions.',
  ],
  'key-transport-foreign': [
    '{entityId} annonce des méthodes de chiffrement ({methods}) dont aucune ne va avec les nôtres : elle reçoit {given}.',
    'Vérifiez que l’application accepte rsa-oaep-mgf1p pour la clé. Sinon, retirez encryptAssertions.',
  ],
  'assertion-unsigned': [
    '{entityId} veut des assertions signées (WantAssertionsSigned), et seule la Response l’est.',
    'Écrivez sign: both ou sign: assertion dans les réglages de l’application.',
  ],
  'characters-unseen': [
    '{entityId} contient des caractères invisibles : {places}.',
    'Retapez-le là où il a été copié : l’application elle-même n’enverra guère ce caractère, et ne sera alors pas reconnue.',
  ],
}
