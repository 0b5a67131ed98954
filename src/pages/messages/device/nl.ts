/** Dutch */
import type { DeviceTexts } from './catalogue.ts'

export const nl: DeviceTexts = {
  title: 'Aanmelden op een ander apparaat',
  text: 'Vul de code in die het apparaat laat zien.',
  code: 'Code',
  next: 'Verder',
  faults: {
    unknown: 'Deze code bestaat niet. Vergelijk hem teken voor teken met het apparaat.',
    expired: 'Deze code is verlopen. Begin opnieuw op het apparaat.',
    used: 'Deze code is al gebruikt. Begin opnieuw op het apparaat.',
  },
  asked: {
    title: (app) => `Aanmelden bij ${app} op een ander apparaat?`,
    text: 'Ga alleen verder als u dit zelf bent begonnen, op een apparaat dat voor u staat. Heeft iemand u de code of de link gestuurd, dan zou die persoon onder uw naam aangemeld zijn.',
    compare: 'Vergelijk de code: het apparaat moet dezelfde laten zien.',
    application: 'Applicatie',
    began: 'Begonnen',
    ago: (minutes) =>
      minutes < 1 ? 'minder dan een minuut geleden' : minutes === 1 ? '1 minuut geleden' : `${minutes} minuten geleden`,
    from: 'Vanaf het adres',
    device: 'Met',
    go: 'De codes zijn gelijk: aanmelden',
    refuse: 'Dit was ik niet',
    next: 'Hierna meldt u zich aan, ook als u hier al aangemeld bent.',
  },
  done: {
    granted: 'Het apparaat is aangemeld',
    grantedText: (app) => `U kunt deze pagina sluiten en op het apparaat verdergaan met ${app}.`,
    refused: 'Het apparaat is niet aangemeld',
    refusedText: (app) => `Niemand is aangemeld bij ${app}. U kunt deze pagina sluiten.`,
  },
}
