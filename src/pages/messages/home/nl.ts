/** Dutch */
import type { HomeTexts } from './catalogue.ts'

export const nl: HomeTexts = {
  as: (name, upstream) => `Als ${name}, via ${upstream}.`,
  at: (upstream) => `Via ${upstream}.`,
  apps: 'U kunt openen',
  signedIn: 'U bent aangemeld',
  signedInText: 'Applicaties die deze aanmelding gebruiken, kunnen u binnenlaten zonder opnieuw te vragen.',
  signedOut: 'U bent niet aangemeld',
  signedOutText:
    'Open om u aan te melden de applicatie die u wilt gebruiken. Die stuurt u hierheen wanneer dat nodig is.',
  remembered: (upstream) => `Deze browser meldt zich aan met ${upstream}.`,
  forget: 'De volgende keer weer vragen',
  forgotten: 'De volgende keer wordt het u opnieuw gevraagd.',
}
