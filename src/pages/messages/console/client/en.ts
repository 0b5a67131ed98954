/** English. */
import type { ClientTexts } from './catalogue.ts'

export const en: ClientTexts = {
  choose: {
    saml: 'An app that speaks SAML: its metadata',
    title: 'An app that speaks OpenID Connect',
    text: 'Choose yours if it is here: what it needs is known then.',
    other: 'Another app that speaks OpenID Connect',
  },
  form: {
    title: (product) => `Add ${product}`,
    otherTitle: 'Add an app that speaks OpenID Connect',
    text: 'The app is in force as soon as you register it. You then see what to enter at its side, and its secret, once.',
    addresses: 'Its addresses, one on each line',
    noAddress: 'It needs no address here.',
    nameHint: 'Also its client_id: letters, digits, dots, hyphens and underscores.',
    displayNameHint: (product) => `What people see when they sign in; ${product} if you leave it empty.`,
    redirectUris: 'Addresses where people return to the app (redirect URIs), one on each line',
    redirectUrisHint: 'Exactly as the app sends them, for example https://app.example.org/callback',
    postLogoutRedirectUris: 'Addresses where people may return to after signing out, one on each line',
    authentication: 'How the app proves who it is',
    authentications: {
      client_secret_basic: 'With a secret in the header (client_secret_basic), which most apps do',
      client_secret_post: 'With a secret in the form (client_secret_post)',
      none: 'Not at all: it runs in a browser or on a phone and can keep no secret (none)',
    },
    noPkce: 'The app can’t do PKCE',
    noKeys:
      'Isthmus has no keys for OpenID Connect yet: after this, run isthmus keys init --missing and start it again.',
  },
  done: {
    title: (app) => `${app} is registered`,
    newSecret: (app) => `${app} has a new secret`,
    once: 'The secret is shown only now, and kept nowhere. Enter it at the app before you leave this page.',
    values: 'What the app needs to know of us',
    clientId: 'Client ID',
    secret: 'Client secret',
    discovery: 'Discovery document',
    there: (product) => `What to enter at ${product}`,
    toApp: 'Go to the app',
    tryOut: 'See what it would be told',
  },
  renew: {
    label: 'Make a new secret',
    hint: 'For a secret that is lost or that somebody has seen. The old one stops working at once.',
  },
}
