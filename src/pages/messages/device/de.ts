/** German */
import type { DeviceTexts } from './catalogue.ts'

export const de: DeviceTexts = {
  title: 'Anmeldung an einem anderen Gerät',
  text: 'Geben Sie den Code ein, den das Gerät zeigt.',
  code: 'Code',
  next: 'Weiter',
  faults: {
    unknown: 'Diesen Code gibt es nicht. Vergleichen Sie ihn Zeichen für Zeichen mit dem Gerät.',
    expired: 'Dieser Code ist abgelaufen. Beginnen Sie am Gerät von vorn.',
    used: 'Dieser Code wurde schon benutzt. Beginnen Sie am Gerät von vorn.',
  },
  asked: {
    title: (app) => `An einem anderen Gerät bei ${app} anmelden?`,
    text: 'Machen Sie nur weiter, wenn Sie dies selbst begonnen haben, an einem Gerät vor Ihnen. Hat Ihnen jemand den Code oder den Link geschickt, wäre diese Person unter Ihrem Namen angemeldet.',
    compare: 'Vergleichen Sie den Code: Das Gerät muss denselben zeigen.',
    application: 'Anwendung',
    began: 'Begonnen',
    ago: (minutes) =>
      minutes < 1 ? 'vor weniger als einer Minute' : minutes === 1 ? 'vor 1 Minute' : `vor ${minutes} Minuten`,
    from: 'Von der Adresse',
    device: 'Mit',
    go: 'Die Codes sind gleich: anmelden',
    refuse: 'Das war ich nicht',
    next: 'Als Nächstes melden Sie sich an, auch wenn Sie es hier schon sind.',
  },
  done: {
    granted: 'Das Gerät ist angemeldet',
    grantedText: (app) => `Sie können diese Seite schließen und am Gerät mit ${app} weitermachen.`,
    refused: 'Das Gerät ist nicht angemeldet',
    refusedText: (app) => `Niemand wurde bei ${app} angemeldet. Sie können diese Seite schließen.`,
  },
}
