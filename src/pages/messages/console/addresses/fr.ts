/** French. */
import type { AddressesTexts } from './catalogue.ts'

export const fr: AddressesTexts = {
  title: 'Adresses de métadonnées',
  text: 'Là où des métadonnées sont lues régulièrement. Si une adresse ne répond plus, la copie en vigueur reste jusqu’à son terme.',
  none: 'Aucune métadonnée n’est lue à une adresse. Saisissez-en une sous « Métadonnées » d’une application, ou en ajoutant une application.',
  search: 'Chercher par adresse ou application',
  found: (count, shown) => (count < 2 ? `${shown} adresse` : `${shown} adresses`),
  states: { good: 'Répond', unread: 'Pas encore lue', failing: 'En échec', ended: 'En échec, et sa copie a expiré' },
  ofApp: {
    unread: 'Métadonnées pas encore lues',
    failing: 'Adresse des métadonnées en échec',
    ended: 'Métadonnées expirées',
  },
  waits: 'Une nouvelle copie attend',
  rejected: 'Une nouvelle copie a été rejetée',
  usedBy: 'Utilisée par',
  readAt: 'Dernière lecture',
  nextAt: 'Prochaine lecture',
  failingSince: 'En échec depuis',
  validUntil: 'La copie en vigueur est valable jusqu’au',
  noEnd: 'Elle ne le dit pas',
  readNow: 'Lire maintenant',
  federations: {
    title: 'Fédérations',
    text: 'Leurs applications sont cherchées quand on en a besoin et ne figurent dans la liste que si vous les cherchez : par entityID, et par l’entityID complet là où chacune est demandée séparément.',
    name: 'Fédération',
    apps: 'Applications',
    onDemand: 'chacune demandée séparément',
    validUntil: 'Valable jusqu’au',
  },
}
