/** French: what the doctor says of an OpenID Provider, by the English. */
import type { DoctorOidcProblems } from '../catalogue.ts'

export const fr: DoctorOidcProblems = {
  'It answers at {0}, and its issuer is correct.': 'Il répond à {0}, et son issuer est correct.',
  "Part of its discovery document can't be used: {0}.":
    'Une partie de son document de découverte est inutilisable : {0}.',
  "It can't be used; in English: {0}.": 'Il est inutilisable ; en anglais : {0}.',
  "It can't be used: {0}.": 'Il est inutilisable : {0}.',
  'Open the address with curl from this machine.': 'Ouvrez l’adresse avec curl depuis cette machine.',
  'Or dial elsewhere with `connectTo`.': 'Ou connectez-vous ailleurs avec `connectTo`.',
  'It knows the scopes {0}.': 'Il connaît les scopes {0}.',
  "It does not list the scopes {0}: we don't ask for them.":
    'Il n’annonce pas les scopes {0} : nous ne les demandons pas.',
  "It does not list the scope {0}: we don't ask for it.": 'Il n’annonce pas le scope {0} : nous ne le demandons pas.',
  'In Keycloak, groups come from a mapper of the client, without a scope: `isthmus doctor --client` prints it.':
    'Dans Keycloak, les groupes viennent d’un mapper du client, sans scope : `isthmus doctor --client` l’affiche.',
  'It does not list the scopes {0}: we ask for them all the same, as you wrote them.':
    'Il n’annonce pas les scopes {0} : nous les demandons quand même, puisque vous les avez écrits.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave them out.':
    'Un fournisseur OpenID n’a pas à annoncer tous les scopes qu’il connaît ; s’il répond invalid_scope, retirez-les.',
  'It does not list the scope {0}: we ask for it all the same, as you wrote it.':
    'Il n’annonce pas le scope {0} : nous le demandons quand même, puisque vous l’avez écrit.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave it out.':
    'Un fournisseur OpenID n’a pas à annoncer tous les scopes qu’il connaît ; s’il répond invalid_scope, retirez-le.',
  'It accepts a login for {0} with the redirect URI {1}.':
    'Il accepte une connexion pour {0} avec l’URI de redirection {1}.',
  'Register exactly this redirect URI for the client {0}: {1} (isthmus doctor --client prints the whole client).':
    'Enregistrez exactement cette URI de redirection pour le client {0} : {1} (isthmus doctor --client affiche le client complet).',
  'It refuses to start a login ({0}).': 'Il refuse de commencer une connexion ({0}).',
  'It accepts the client secret, sent with {0}.': 'Il accepte le secret du client, envoyé par {0}.',
  'The token endpoint does not say whether the client secret is right ({0}).':
    'Le point d’accès des jetons ne dit pas si le secret du client est juste ({0}).',
  'Compare client_id and secret, and let it accept {0} for this client (or set `clientAuthentication`).':
    'Comparez le client_id et le secret, et faites-lui accepter {0} pour ce client (ou réglez `clientAuthentication`).',
  'It refuses the client secret ({0}).': 'Il refuse le secret du client ({0}).',
  'It does not support logout (no end_session_endpoint): its session outlasts that of Isthmus.':
    'Il ne prend pas en charge la déconnexion (pas d’end_session_endpoint) : sa session survit à celle d’Isthmus.',
  'Set `logoutUrl` to its own logout page, which people are then offered after a logout.':
    'Donnez à `logoutUrl` sa propre page de déconnexion : elle est alors proposée après une déconnexion.',
  'It takes part in logouts and sends browsers back to {0}.':
    'Il participe aux déconnexions et renvoie les navigateurs à {0}.',
  'It does not accept the address to return to after a logout: a logout here will not end its session.':
    'Il n’accepte pas l’adresse de retour après une déconnexion : une déconnexion ici ne mettra pas fin à sa session.',
  'Register this post logout redirect URI for the client {0}: {1}.':
    'Enregistrez cette URI de retour après déconnexion (post logout redirect URI) pour le client {0} : {1}.',
  'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).':
    'Les adresses e-mail sont crues même avec `email_verified: false` (trustEmail: always).',
  'An e-mail address is left out where it says `email_verified: false`, or nothing (trustEmail: {0}).':
    'Une adresse e-mail est omise s’il indique `email_verified: false`, ou rien (trustEmail: {0}).',
  'An e-mail address is left out where it says `email_verified: false` (trustEmail: {0}).':
    'Une adresse e-mail est omise s’il indique `email_verified: false` (trustEmail: {0}).',
  'If nobody can choose their own address, `trustEmail: always` trusts them all.':
    'Si personne ne peut choisir sa propre adresse, `trustEmail: always` les croit toutes.',
  'The default mapping of the scope `email` in authentik says false for everyone: give the provider a mapping that tells the truth.':
    'Le mapping par défaut du scope `email` dans authentik indique false pour tous : donnez au fournisseur un mapping qui dit vrai.',
  'Entra ID says so in the optional claim `xms_edov`: add it to the ID token of the app registration.':
    'Entra ID l’indique dans la revendication facultative `xms_edov` : ajoutez-la au jeton d’ID de l’inscription d’application.',
  'Keycloak says false for people from LDAP or another identity provider until "Trust Email" is on in the settings of that provider.':
    'Keycloak indique false pour les personnes venant de LDAP ou d’un autre fournisseur d’identité tant que « Trust Email » n’est pas activé dans les réglages de celui-ci.',
  'Its clock is {0} s behind ours, and {1} s are allowed (`clockSkew`).':
    'Son horloge retarde de {0} s sur la nôtre, et {1} s sont admises (`clockSkew`).',
  'Its clock is {0} s ahead of ours, and {1} s are allowed (`clockSkew`).':
    'Son horloge avance de {0} s sur la nôtre, et {1} s sont admises (`clockSkew`).',
  'Set the clocks of both machines by NTP.': 'Réglez les horloges des deux machines par NTP.',
  'It sent: {0}': 'Il a envoyé : {0}',
  '"{0}" issued by "{1}" until {2}.': '« {0} », délivré par « {1} », valable jusqu’au {2}.',
  'It sent no certificate.': 'Il n’a envoyé aucun certificat.',
}
