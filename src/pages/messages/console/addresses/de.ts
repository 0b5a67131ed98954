/** German. */
import type { AddressesTexts } from './catalogue.ts'

export const de: AddressesTexts = {
  title: 'Metadaten-Adressen',
  text: 'Hier werden Metadaten regelmäßig gelesen. Fällt eine Adresse aus, gilt die Kopie in Kraft weiter, bis sie endet.',
  none: 'Es werden keine Metadaten von einer Adresse gelesen. Geben Sie eine unter „Metadaten“ einer Anwendung an oder wenn Sie eine Anwendung hinzufügen.',
  search: 'Nach Adresse oder Anwendung suchen',
  found: (count, shown) => (count === 1 ? '1 Adresse' : `${shown} Adressen`),
  states: {
    good: 'Antwortet',
    unread: 'Noch nicht gelesen',
    failing: 'Fällt aus',
    ended: 'Fällt aus, und die Kopie ist abgelaufen',
  },
  ofApp: {
    unread: 'Metadaten noch nicht gelesen',
    failing: 'Metadaten-Adresse fällt aus',
    ended: 'Metadaten abgelaufen',
  },
  waits: 'Eine neue Kopie wartet',
  rejected: 'Eine neue Kopie wurde abgelehnt',
  usedBy: 'Benutzt von',
  readAt: 'Zuletzt gelesen',
  nextAt: 'Wird wieder gelesen',
  failingSince: 'Fällt aus seit',
  validUntil: 'Die Kopie in Kraft gilt bis',
  noEnd: 'Das steht nicht darin',
  readNow: 'Jetzt lesen',
  federations: {
    title: 'Föderationen',
    text: 'Ihre Anwendungen werden nachgeschlagen, wenn sie gebraucht werden, und stehen nur in der Liste, wenn Sie nach ihnen suchen: nach der entityID, nach der ganzen, wo jede einzeln erfragt wird.',
    name: 'Föderation',
    apps: 'Anwendungen',
    onDemand: 'jede wird einzeln erfragt',
    validUntil: 'Gilt bis',
  },
}
