/** English */
import type { ConsentTexts } from './catalogue.ts'

export const en: ConsentTexts = {
  title: (app) => `May ${app} know this about you?`,
  text: 'If you allow it, the application is told:',
  words: {
    pseudonym: 'A name that stands for you, so that it recognises you',
    account: 'The name of your account',
    name: 'Your name',
    username: 'Your user name',
    email: 'Your e-mail address',
    groups: 'The groups you belong to',
    phone: 'Your telephone number',
    address: 'Your postal address',
    birthdate: 'Your date of birth',
    gender: 'Your gender',
    links: 'Your picture and your website',
    locale: 'Your language and time zone',
    updated: 'When your profile was last changed',
  },
  other: 'Also:',
  alsoAllowed: 'It may also do this:',
  offline: 'Ask for all of this again while you are not signed in',
  use: 'Use:',
  remembered: 'Your answer is remembered if you allow it. You are asked again when the application wants to know more.',
  allow: 'Allow',
  deny: 'Deny',
  given: 'You have allowed these applications to know who you are',
  withdraw: (app) => `No longer allow ${app}`,
  withdrawn: 'You have taken that back. The application will ask you again when you next sign in to it.',
}
