/** German */
import type { HomeTexts } from './catalogue.ts'

export const de: HomeTexts = {
  as: (name, upstream) => `Als ${name}, über ${upstream}.`,
  at: (upstream) => `Über ${upstream}.`,
  apps: 'Sie können öffnen',
  signedIn: 'Sie sind angemeldet',
  signedInText: 'Anwendungen, die diese Anmeldung nutzen, können Sie ohne erneute Anmeldung einlassen.',
  signedOut: 'Sie sind nicht angemeldet',
  signedOutText:
    'Öffnen Sie zum Anmelden die Anwendung, die Sie benutzen möchten. Sie schickt Sie hierher, wenn es nötig ist.',
  remembered: (upstream) => `Dieser Browser meldet sich mit ${upstream} an.`,
  forget: 'Beim nächsten Mal wieder fragen',
  forgotten: 'Beim nächsten Mal werden Sie wieder gefragt.',
}
