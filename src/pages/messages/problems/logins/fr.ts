/** French: why logins at an upstream failed, by the English. */
import type { LoginsProblems } from '../catalogue.ts'

export const fr: LoginsProblems = {
  'The last login succeeded at {0}; none is known to have failed.':
    'La dernière connexion a réussi le {0} ; aucun échec n’est connu.',
  'If people can’t sign in there, this is the likely reason.':
    'Si l’on ne peut pas s’y connecter, c’est sans doute la raison.',
  'The last failed login: {0}, error number {1}, {2}.':
    'La dernière connexion échouée : {0}, numéro d’erreur {1}, {2}.',
  'The last failed login: {0}, error number {1}, {2}, the log says “{3}”.':
    'La dernière connexion échouée : {0}, numéro d’erreur {1}, {2} ; le journal technique dit « {3} ».',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}.':
    'La dernière réponse refusée, qui ne vient pas forcément de là : {0}, numéro d’erreur {1}, {2}.',
  'The last refused answer that need not have come from there: {0}, error number {1}, {2}, the log says “{3}”.':
    'La dernière réponse refusée, qui ne vient pas forcément de là : {0}, numéro d’erreur {1}, {2} ; le journal technique dit « {3} ».',
  'Logins have succeeded since, the last one at {0}.': 'Des connexions ont réussi depuis, la dernière le {0}.',
  'No login has succeeded since.': 'Aucune connexion n’a réussi depuis.',
  'No login has succeeded since (the last one at {0}).': 'Aucune connexion n’a réussi depuis (la dernière le {0}).',
  'The log has the reason under that number.': 'Le journal technique en donne la raison sous ce numéro.',
  'Let it send a persistent one, or set `subjectFrom`.':
    'Faites-lui envoyer un NameID persistant, ou réglez `subjectFrom`.',
  'Its setting for our entityID is not `entityId` here; `isthmus doctor` prints it.':
    'Son réglage pour notre entityID n’est pas l’`entityId` d’ici ; `isthmus doctor` l’affiche.',
  'Its reply address for us is not the one in our metadata.':
    'Son adresse de réponse pour nous n’est pas celle de nos métadonnées.',
  'It must repeat the ID of our request in SubjectConfirmationData: ask its maker.':
    'Il doit répéter l’ID de notre demande dans SubjectConfirmationData : adressez-vous à son éditeur.',
  'Its entityID has changed: fetch its metadata again.':
    'Son entityID a changé : récupérez de nouveau ses métadonnées.',
  'Let it release that attribute to us, or change `subjectFrom`.':
    'Faites-lui nous transmettre cet attribut, ou changez `subjectFrom`.',
  'Let it sign assertions, or set `wantAssertionsSigned: false`.':
    'Faites-lui signer les assertions, ou réglez `wantAssertionsSigned: false`.',
  'A clock is wrong: more than `clockSkew.incoming` apart.':
    'Une horloge n’est pas à l’heure : l’écart dépasse `clockSkew.incoming`.',
  'It signs with a new certificate: fetch its metadata again.':
    'Il signe avec un nouveau certificat : récupérez de nouveau ses métadonnées.',
  'Switch signing on there.': 'Activez-y la signature.',
  'Let it sign with SHA-256, or set `allowSha1`.': 'Faites-lui signer avec SHA-256, ou réglez `allowSha1`.',
  'Let it encrypt with AES-GCM, or set `allowCbc`.': 'Faites-lui chiffrer avec AES-GCM, ou réglez `allowCbc`.',
  'Let it encrypt the key with RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), not with RSA 1.5.':
    'Faites-lui chiffrer la clé avec RSA-OAEP (`rsa-oaep-mgf1p`, SHA-1), et non avec RSA 1.5.',
  'Give it our metadata again, with `encryptionKey: true`, or switch encryption off there.':
    'Redonnez-lui nos métadonnées, avec `encryptionKey: true`, ou désactivez-y le chiffrement.',
  'It has no NameID of that format: `nameIdFormat`.': 'Il n’a pas de NameID de ce format : `nameIdFormat`.',
  'It ended the login itself: its own log says why.':
    'Il a lui-même mis fin à la connexion : son propre journal dit pourquoi.',
  '`isthmus doctor` reads it, and says what is wrong.': '`isthmus doctor` les lit et dit ce qui ne va pas.',
  'Compare `clientId` and the secret with what is registered there; `isthmus doctor` tries the secret.':
    'Comparez `clientId` et le secret avec ce qui y est enregistré ; `isthmus doctor` essaie le secret.',
  '`clientId` is not the one that it knows us by.': '`clientId` n’est pas celui sous lequel il nous connaît.',
  'Name the others under `audiences`, if you know whose they are.':
    'Nommez les autres dans `audiences`, si vous savez à qui ils sont.',
  'If the ID Token has all claims, set `userinfo: false`.':
    'Si le jeton d’ID contient toutes les revendications, réglez `userinfo: false`.',
  'It signs with a key that its `jwks_uri` does not list.': 'Il signe avec une clé que son `jwks_uri` n’indique pas.',
  'It does not know one of `scopes`: leave that one out.': 'Il ne connaît pas l’un des `scopes` : retirez-le.',
  'It refused the code: its own log says why; compare the redirect URI there (`isthmus doctor --client`).':
    'Il a refusé le code : son propre journal dit pourquoi ; comparez-y l’URI de redirection (`isthmus doctor --client`).',
  'An app wanted a new login, and it let the person in without asking: let it honour that wish.':
    'Une application voulait une nouvelle connexion, et il a laissé entrer la personne sans rien demander : faites-lui respecter ce souhait.',
  'Let it send `auth_time` (`require_auth_time` of the client), or set `allowMissingAuthTime: true`.':
    'Faites-lui envoyer `auth_time` (`require_auth_time` du client), ou réglez `allowMissingAuthTime: true`.',
  'Let it send the claim of `subjectFrom`, as text.':
    'Faites-lui envoyer la revendication de `subjectFrom`, sous forme de texte.',
  'Let it ask for more, or say in `contexts` what proves it (docs/errors.md#context_unmet).':
    'Faites-lui exiger davantage, ou dites dans `contexts` ce qui le prouve (docs/errors.md#context_unmet).',
  '`isthmus doctor` asks it, and says what is in the way.': '`isthmus doctor` l’interroge et dit ce qui fait obstacle.',
}
