/** German. */
import type { ClientTexts } from './catalogue.ts'

export const de: ClientTexts = {
  choose: {
    saml: 'Eine Anwendung, die SAML spricht: ihre Metadaten',
    title: 'Eine Anwendung, die OpenID Connect spricht',
    text: 'Wählen Sie Ihre, wenn sie hier steht: Dann ist bekannt, was sie braucht.',
    other: 'Eine andere Anwendung, die OpenID Connect spricht',
  },
  form: {
    title: (product) => `${product} hinzufügen`,
    otherTitle: 'Anwendung mit OpenID Connect hinzufügen',
    text: 'Die Anwendung ist in Kraft, sobald Sie sie eintragen. Danach sehen Sie, was bei ihr einzutragen ist, und einmalig ihr Geheimnis.',
    addresses: 'Ihre Adressen, eine je Zeile',
    noAddress: 'Sie braucht hier keine Adresse.',
    nameHint: 'Auch ihre client_id: Buchstaben, Ziffern, Punkte, Binde- und Unterstriche.',
    displayNameHint: (product) => `Das sehen Menschen, wenn sie sich anmelden; ${product}, wenn Sie es leer lassen.`,
    redirectUris: 'Adressen, an denen man zur Anwendung zurückkehrt (Redirect-URIs), eine je Zeile',
    redirectUrisHint: 'Genau so, wie die Anwendung sie sendet, zum Beispiel https://app.example.org/callback',
    postLogoutRedirectUris: 'Adressen, zu denen man nach dem Abmelden zurückkehren darf, eine je Zeile',
    authentication: 'Womit die Anwendung beweist, wer sie ist',
    authentications: {
      client_secret_basic: 'Mit einem Geheimnis im Kopf der Anfrage (client_secret_basic), wie die meisten',
      client_secret_post: 'Mit einem Geheimnis im Formular (client_secret_post)',
      none: 'Gar nicht: Sie läuft im Browser oder auf einem Telefon und kann kein Geheimnis bewahren (none)',
    },
    noPkce: 'Die Anwendung beherrscht PKCE nicht',
    noKeys:
      'Isthmus hat noch keine Schlüssel für OpenID Connect: Führen Sie danach isthmus keys init --missing aus und starten Sie es neu.',
  },
  done: {
    title: (app) => `${app} ist eingetragen`,
    newSecret: (app) => `${app} hat ein neues Geheimnis`,
    once: 'Das Geheimnis wird nur jetzt gezeigt und nirgends aufbewahrt. Tragen Sie es bei der Anwendung ein, bevor Sie diese Seite verlassen.',
    values: 'Was die Anwendung von uns wissen muss',
    clientId: 'Client-ID',
    secret: 'Client-Geheimnis',
    discovery: 'Discovery-Dokument',
    there: (product) => `Was bei ${product} einzutragen ist`,
    toApp: 'Zur Anwendung',
    tryOut: 'Ansehen, was sie erfahren würde',
  },
  renew: {
    label: 'Neues Geheimnis erzeugen',
    hint: 'Wenn ein Geheimnis verloren ist oder jemand es gesehen hat. Das alte gilt sofort nicht mehr.',
  },
}
