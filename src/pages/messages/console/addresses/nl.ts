/** Dutch. */
import type { AddressesTexts } from './catalogue.ts'

export const nl: AddressesTexts = {
  title: 'Metadata-adressen',
  text: 'Waar metadata regelmatig worden gelezen. Valt een adres uit, dan blijft de kopie van kracht tot zij eindigt.',
  none: 'Er worden geen metadata van een adres gelezen. Vul er een in onder “Metadata” van een app, of als u een app toevoegt.',
  search: 'Zoeken op adres of app',
  found: (count, shown) => (count === 1 ? '1 adres' : `${shown} adressen`),
  states: {
    good: 'Antwoordt',
    unread: 'Nog niet gelezen',
    failing: 'Valt uit',
    ended: 'Valt uit, en de kopie is verlopen',
  },
  ofApp: { unread: 'Metadata nog niet gelezen', failing: 'Metadata-adres valt uit', ended: 'Metadata verlopen' },
  waits: 'Een nieuwe kopie wacht',
  rejected: 'Een nieuwe kopie is afgewezen',
  usedBy: 'Gebruikt door',
  readAt: 'Laatst gelezen',
  nextAt: 'Wordt weer gelezen',
  failingSince: 'Valt uit sinds',
  validUntil: 'De kopie die van kracht is, geldt tot',
  noEnd: 'Dat staat er niet in',
  readNow: 'Nu lezen',
  federations: {
    title: 'Federaties',
    text: 'Hun apps worden opgezocht als zij nodig zijn en staan alleen in de lijst als u ze zoekt: op entityID, en op de hele entityID waar elke apart wordt opgevraagd.',
    name: 'Federatie',
    apps: 'Apps',
    onDemand: 'elke wordt apart opgevraagd',
    validUntil: 'Geldt tot',
  },
}
