/** Dutch. */
import type { ClientTexts } from './catalogue.ts'

export const nl: ClientTexts = {
  choose: {
    saml: 'Een app die SAML spreekt: de metadata',
    title: 'Een app die OpenID Connect spreekt',
    text: 'Kies uw app als die hier staat: dan is bekend wat er nodig is.',
    other: 'Een andere app die OpenID Connect spreekt',
  },
  form: {
    title: (product) => `${product} toevoegen`,
    otherTitle: 'App met OpenID Connect toevoegen',
    text: 'De app is van kracht zodra u haar registreert. Daarna ziet u wat er bij de app moet worden ingevuld, en eenmalig haar geheim.',
    addresses: 'De adressen, één per regel',
    noAddress: 'Zij heeft hier geen adres nodig.',
    nameHint: 'Ook de client_id: letters, cijfers, punten, koppeltekens en lage streepjes.',
    displayNameHint: (product) => `Wat mensen zien als zij zich aanmelden; ${product} als u het leeg laat.`,
    redirectUris: 'Adressen waarop mensen naar de app terugkeren (redirect-URI’s), één per regel',
    redirectUrisHint: 'Precies zoals de app ze stuurt, bijvoorbeeld https://app.example.org/callback',
    postLogoutRedirectUris: 'Adressen waarheen mensen na het afmelden mogen terugkeren, één per regel',
    authentication: 'Hoe de app bewijst wie zij is',
    authentications: {
      client_secret_basic: 'Met een geheim in de header (client_secret_basic), zoals de meeste',
      client_secret_post: 'Met een geheim in het formulier (client_secret_post)',
      none: 'Niet: zij draait in een browser of op een telefoon en kan geen geheim bewaren (none)',
    },
    noPkce: 'De app ondersteunt geen PKCE',
    noKeys:
      'Isthmus heeft nog geen sleutels voor OpenID Connect: voer hierna isthmus keys init --missing uit en start het opnieuw.',
  },
  done: {
    title: (app) => `${app} is geregistreerd`,
    newSecret: (app) => `${app} heeft een nieuw geheim`,
    once: 'Het geheim wordt alleen nu getoond en nergens bewaard. Vul het bij de app in voordat u deze pagina verlaat.',
    values: 'Wat de app van ons moet weten',
    clientId: 'Client-ID',
    secret: 'Clientgeheim',
    discovery: 'Discovery-document',
    there: (product) => `Wat bij ${product} moet worden ingevuld`,
    toApp: 'Naar de app',
    tryOut: 'Bekijken wat zij te horen zou krijgen',
  },
  renew: {
    label: 'Nieuw geheim maken',
    hint: 'Voor een geheim dat kwijt is of dat iemand heeft gezien. Het oude werkt meteen niet meer.',
  },
}
