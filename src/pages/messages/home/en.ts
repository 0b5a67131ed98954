/** English */
import type { HomeTexts } from './catalogue.ts'

export const en: HomeTexts = {
  as: (name, upstream) => `As ${name}, with ${upstream}.`,
  at: (upstream) => `With ${upstream}.`,
  apps: 'You can open',
  signedIn: 'You are signed in',
  signedInText: 'Applications that use this sign-in can let you in without asking again.',
  signedOut: 'You are not signed in',
  signedOutText: 'To sign in, open the application that you want to use. It sends you here when it needs to.',
  remembered: (upstream) => `This browser signs in with ${upstream}.`,
  forget: 'Ask me again next time',
  forgotten: 'You will be asked again next time.',
}
