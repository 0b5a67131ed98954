/** German */
import type { ConsentTexts } from './catalogue.ts'

export const de: ConsentTexts = {
  title: (app) => `Darf ${app} das über Sie erfahren?`,
  text: 'Wenn Sie zustimmen, erfährt die Anwendung:',
  words: {
    pseudonym: 'Einen Namen, der für Sie steht, damit sie Sie wiedererkennt',
    account: 'Den Namen Ihres Kontos',
    name: 'Ihren Namen',
    username: 'Ihren Benutzernamen',
    email: 'Ihre E-Mail-Adresse',
    groups: 'Die Gruppen, zu denen Sie gehören',
    phone: 'Ihre Telefonnummer',
    address: 'Ihre Postanschrift',
    birthdate: 'Ihr Geburtsdatum',
    gender: 'Ihr Geschlecht',
    links: 'Ihr Bild und Ihre Website',
    locale: 'Ihre Sprache und Zeitzone',
    updated: 'Wann Ihr Profil zuletzt geändert wurde',
  },
  other: 'Außerdem:',
  alsoAllowed: 'Außerdem darf sie:',
  offline: 'All das erneut abfragen, während Sie nicht angemeldet sind',
  use: 'Benutzen:',
  remembered: 'Ihre Zustimmung wird gespeichert. Sie werden wieder gefragt, sobald die Anwendung mehr erfahren möchte.',
  allow: 'Zustimmen',
  deny: 'Ablehnen',
  given: 'Sie haben diesen Anwendungen erlaubt zu erfahren, wer Sie sind',
  withdraw: (app) => `${app} nicht mehr erlauben`,
  withdrawn: 'Ihre Zustimmung ist zurückgenommen. Die Anwendung fragt Sie bei der nächsten Anmeldung wieder.',
}
