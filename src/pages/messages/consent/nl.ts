/** Dutch */
import type { ConsentTexts } from './catalogue.ts'

export const nl: ConsentTexts = {
  title: (app) => `Mag ${app} dit over u weten?`,
  text: 'Als u dit toestaat, krijgt de applicatie:',
  words: {
    pseudonym: 'Een naam die voor u staat, zodat u wordt herkend',
    account: 'De naam van uw account',
    name: 'Uw naam',
    username: 'Uw gebruikersnaam',
    email: 'Uw e-mailadres',
    groups: 'De groepen waartoe u behoort',
    phone: 'Uw telefoonnummer',
    address: 'Uw postadres',
    birthdate: 'Uw geboortedatum',
    gender: 'Uw geslacht',
    links: 'Uw foto en uw website',
    locale: 'Uw taal en tijdzone',
    updated: 'Wanneer uw profiel voor het laatst is gewijzigd',
  },
  other: 'Ook:',
  alsoAllowed: 'Verder mag de applicatie:',
  offline: 'Dit alles opnieuw opvragen terwijl u niet bent aangemeld',
  use: 'Gebruiken:',
  remembered: 'Uw toestemming wordt onthouden. U wordt opnieuw gevraagd zodra de applicatie meer wil weten.',
  allow: 'Toestaan',
  deny: 'Weigeren',
  given: 'U hebt deze applicaties toegestaan te weten wie u bent',
  withdraw: (app) => `${app} niet meer toestaan`,
  withdrawn: 'U hebt uw toestemming ingetrokken. De applicatie vraagt het u opnieuw wanneer u zich daar weer aanmeldt.',
}
