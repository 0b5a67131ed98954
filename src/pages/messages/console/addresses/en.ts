/** English. */
import type { AddressesTexts } from './catalogue.ts'

export const en: AddressesTexts = {
  title: 'Metadata addresses',
  text: 'Where metadata is read regularly. If an address fails, the copy in force stays until it ends.',
  none: 'No metadata is read from an address. Enter one under “Metadata” of an app, or when you add an app.',
  search: 'Search by address or app',
  found: (count, shown) => (count === 1 ? '1 address' : `${shown} addresses`),
  states: { good: 'Answers', unread: 'Not read yet', failing: 'Fails', ended: 'Fails, and its copy has ended' },
  ofApp: { unread: 'Metadata not read yet', failing: 'Metadata address fails', ended: 'Metadata has ended' },
  waits: 'A new copy waits',
  rejected: 'A new copy was rejected',
  usedBy: 'Used by',
  readAt: 'Last read',
  nextAt: 'Next reading',
  failingSince: 'Fails since',
  validUntil: 'The copy in force is good until',
  noEnd: 'It does not say',
  readNow: 'Read it now',
  federations: {
    title: 'Federations',
    text: 'Their apps are looked up when they are needed, and stand in the list only where you search for them: by entityID, by the whole one where each is asked for by itself.',
    name: 'Federation',
    apps: 'Apps',
    onDemand: 'each asked for by itself',
    validUntil: 'Good until',
  },
}
