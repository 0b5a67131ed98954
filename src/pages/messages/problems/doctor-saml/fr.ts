/** French: what the doctor says of a SAML identity provider, by the English. */
import type { DoctorSamlProblems } from '../catalogue.ts'

export const fr: DoctorSamlProblems = {
  'Its metadata can be read: {0} is {1}.': 'Ses métadonnées sont lisibles : {0} est {1}.',
  'Its metadata is a file here, so whether it has a new signing certificate by now can’t be seen.':
    'Ses métadonnées sont ici un fichier : on ne peut pas voir s’il a désormais un nouveau certificat de signature.',
  'If its answers are refused, get its metadata again and replace the file.':
    'Si ses réponses sont refusées, récupérez de nouveau ses métadonnées et remplacez le fichier.',
  'Its signing certificates are those in force here.':
    'Ses certificats de signature sont ceux qui sont en vigueur ici.',
  'Its metadata lists a signing key ({0}) that is not in force here: answers signed with it are refused.':
    'Ses métadonnées indiquent une clé de signature ({0}) qui n’est pas en vigueur ici : les réponses qu’elle signe sont refusées.',
  'Compare the new metadata with what its administrator says, and accept it (`isthmus app quarantine`).':
    'Comparez les nouvelles métadonnées avec ce que dit son administrateur, puis acceptez-les (`isthmus app quarantine`).',
  'Its signing certificate (key {0}) is valid until {1}.':
    'Son certificat de signature (clé {0}) est valable jusqu’au {1}.',
  'Its signing certificate (key {0}) ended on {1}.': 'Son certificat de signature (clé {0}) a expiré le {1}.',
  'Its signing certificate (key {0}) ends on {1}.': 'Son certificat de signature (clé {0}) expire le {1}.',
  'Its signatures still count, as the metadata says so. Get its new metadata as soon as it has a new one.':
    'Ses signatures comptent toujours, puisque les métadonnées le disent. Récupérez ses nouvelles métadonnées dès qu’il en a un nouveau.',
  'Its metadata lists transient NameIDs only, which identify nobody: every login will be refused.':
    'Ses métadonnées n’annoncent que des NameID transitoires, qui n’identifient personne : toute connexion sera refusée.',
  'Let it offer persistent ones, or set `subjectFrom` to an attribute that lasts.':
    'Faites-lui proposer des NameID persistants, ou donnez à `subjectFrom` un attribut durable.',
  'Its metadata does not list the NameID format that we ask for ({0}).':
    'Ses métadonnées n’annoncent pas le format de NameID que nous demandons ({0}).',
  'If it answers InvalidNameIDPolicy, set `nameIdFormat: none`.':
    'S’il répond InvalidNameIDPolicy, réglez `nameIdFormat: none`.',
  'It may vouch for the scopes {0}.': 'Il peut se porter garant des scopes {0}.',
  'The scopes in its metadata are regular expressions, which are not read: every scoped value is left out.':
    'Les scopes de ses métadonnées sont des expressions régulières, qui ne sont pas lues : toute valeur avec scope est omise.',
  'Name its scopes in `scopes`.': 'Nommez ses scopes dans `scopes`.',
  'Browsers must reach it.': 'Les navigateurs doivent pouvoir l’atteindre.',
  'It has no address for sign-ins.': 'Il n’a pas d’adresse de connexion.',
  'Its sign-in answers: {0}': 'Sa connexion répond : {0}',
  'Its sign-in does not answer from here: {0}': 'Sa connexion ne répond pas d’ici : {0}',
  'It has no address for sign-outs by browser: its own session stays when somebody signs out here.':
    'Il n’a pas d’adresse de déconnexion par navigateur : sa propre session demeure quand quelqu’un se déconnecte ici.',
  'Its sign-out answers: {0}': 'Sa déconnexion répond : {0}',
  'Its sign-out does not answer from here: {0}': 'Sa déconnexion ne répond pas d’ici : {0}',
  'To register there: our metadata {0}; or entityID {1}, reply address (ACS) {2}, sign-out address {3}, and our signing certificate, SHA-256 {4}.':
    'À enregistrer là-bas : nos métadonnées {0} ; ou l’entityID {1}, l’adresse de réponse (ACS) {2}, l’adresse de déconnexion {3} et notre certificat de signature, SHA-256 {4}.',
  'Correct it at the identity provider, or get its metadata again.':
    'Corrigez cela chez le fournisseur d’identité, ou récupérez de nouveau ses métadonnées.',
  '{0} holds {1} identity providers: {2}.': '{0} contient {1} fournisseurs d’identité : {2}.',
  'Choose one with `idpEntityId`.': 'Choisissez-en un avec `idpEntityId`.',
  '{0} has no {1}; it has {2}.': '{0} ne contient pas {1}, mais {2}.',
  'Write one of these, character for character.': 'Écrivez l’un d’eux, caractère pour caractère.',
}
