/** Dutch: what the doctor says of an OpenID Provider, by the English. */
import type { DoctorOidcProblems } from '../catalogue.ts'

export const nl: DoctorOidcProblems = {
  'It answers at {0}, and its issuer is correct.': 'Hij antwoordt op {0}, en zijn issuer klopt.',
  "Part of its discovery document can't be used: {0}.": 'Een deel van zijn discoverydocument is onbruikbaar: {0}.',
  "It can't be used; in English: {0}.": 'Hij is onbruikbaar; in het Engels: {0}.',
  "It can't be used: {0}.": 'Hij is onbruikbaar: {0}.',
  'Open the address with curl from this machine.': 'Open het adres vanaf deze machine met curl.',
  'Or dial elsewhere with `connectTo`.': 'Of maak met `connectTo` ergens anders verbinding.',
  'It knows the scopes {0}.': 'Hij kent de scopes {0}.',
  "It does not list the scopes {0}: we don't ask for them.": 'Hij noemt de scopes {0} niet: we vragen er niet om.',
  "It does not list the scope {0}: we don't ask for it.": 'Hij noemt de scope {0} niet: we vragen er niet om.',
  'In Keycloak, groups come from a mapper of the client, without a scope: `isthmus doctor --client` prints it.':
    'In Keycloak komen groepen van een mapper van de client, zonder scope: `isthmus doctor --client` toont hem.',
  'It does not list the scopes {0}: we ask for them all the same, as you wrote them.':
    'Hij noemt de scopes {0} niet: we vragen er toch om, omdat u ze opgaf.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave them out.':
    'Een OpenID-provider hoeft niet elke scope te noemen die hij kent; antwoordt hij invalid_scope, laat ze dan weg.',
  'It does not list the scope {0}: we ask for it all the same, as you wrote it.':
    'Hij noemt de scope {0} niet: we vragen er toch om, omdat u hem opgaf.',
  'An OpenID Provider need not list every scope that it knows; if it answers invalid_scope, leave it out.':
    'Een OpenID-provider hoeft niet elke scope te noemen die hij kent; antwoordt hij invalid_scope, laat hem dan weg.',
  'It accepts a login for {0} with the redirect URI {1}.':
    'Hij aanvaardt een aanmelding voor {0} met de redirect-URI {1}.',
  'Register exactly this redirect URI for the client {0}: {1} (isthmus doctor --client prints the whole client).':
    'Registreer precies deze redirect-URI voor de client {0}: {1} (isthmus doctor --client toont de hele client).',
  'It refuses to start a login ({0}).': 'Hij weigert een aanmelding te beginnen ({0}).',
  'It accepts the client secret, sent with {0}.': 'Hij aanvaardt het clientgeheim, verstuurd met {0}.',
  'The token endpoint does not say whether the client secret is right ({0}).':
    'Het token-endpoint zegt niet of het clientgeheim klopt ({0}).',
  'Compare client_id and secret, and let it accept {0} for this client (or set `clientAuthentication`).':
    'Vergelijk client_id en geheim, en laat hem {0} aanvaarden voor deze client (of stel `clientAuthentication` in).',
  'It refuses the client secret ({0}).': 'Hij weigert het clientgeheim ({0}).',
  'It does not support logout (no end_session_endpoint): its session outlasts that of Isthmus.':
    'Hij ondersteunt geen afmelden (geen end_session_endpoint): zijn sessie overleeft die van Isthmus.',
  'Set `logoutUrl` to its own logout page, which people are then offered after a logout.':
    'Zet `logoutUrl` op zijn eigen afmeldpagina: die wordt mensen dan na het afmelden aangeboden.',
  'It takes part in logouts and sends browsers back to {0}.':
    'Hij doet mee met afmelden en stuurt browsers terug naar {0}.',
  'It does not accept the address to return to after a logout: a logout here will not end its session.':
    'Hij aanvaardt het adres niet om na het afmelden naar terug te keren: afmelden hier beëindigt zijn sessie niet.',
  'Register this post logout redirect URI for the client {0}: {1}.':
    'Registreer deze post-logout-redirect-URI voor de client {0}: {1}.',
  'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).':
    'E-mailadressen worden ook met `email_verified: false` geloofd (trustEmail: always).',
  'An e-mail address is left out where it says `email_verified: false`, or nothing (trustEmail: {0}).':
    'Een e-mailadres wordt weggelaten als hij er `email_verified: false` bij zegt, of niets (trustEmail: {0}).',
  'An e-mail address is left out where it says `email_verified: false` (trustEmail: {0}).':
    'Een e-mailadres wordt weggelaten als hij er `email_verified: false` bij zegt (trustEmail: {0}).',
  'If nobody can choose their own address, `trustEmail: always` trusts them all.':
    'Als niemand het eigen adres kan kiezen: `trustEmail: always` gelooft ze allemaal.',
  'The default mapping of the scope `email` in authentik says false for everyone: give the provider a mapping that tells the truth.':
    'De standaardmapping van de scope `email` in authentik zegt voor iedereen false: geef de provider een mapping die de waarheid zegt.',
  'Entra ID says so in the optional claim `xms_edov`: add it to the ID token of the app registration.':
    'Entra ID zegt het in de optionele claim `xms_edov`: voeg die toe aan het ID-token van de app-registratie.',
  'Keycloak says false for people from LDAP or another identity provider until "Trust Email" is on in the settings of that provider.':
    'Keycloak zegt false voor mensen uit LDAP of van een andere identityprovider, tot ‘Trust Email’ aanstaat in de instellingen van die provider.',
  'Its clock is {0} s behind ours, and {1} s are allowed (`clockSkew`).':
    'Zijn klok loopt {0} s achter op de onze, en {1} s is toegestaan (`clockSkew`).',
  'Its clock is {0} s ahead of ours, and {1} s are allowed (`clockSkew`).':
    'Zijn klok loopt {0} s voor op de onze, en {1} s is toegestaan (`clockSkew`).',
  'Set the clocks of both machines by NTP.': 'Zet de klokken van beide machines gelijk met NTP.',
  'It sent: {0}': 'Hij stuurde: {0}',
  '"{0}" issued by "{1}" until {2}.': '‘{0}’, uitgegeven door ‘{1}’, geldig tot {2}.',
  'It sent no certificate.': 'Hij stuurde geen certificaat.',
}
