/** French */
import type { ConsentTexts } from './catalogue.ts'

export const fr: ConsentTexts = {
  title: (app) => `${app} peut\u2011elle recevoir ces informations sur vous ?`,
  text: 'Si vous acceptez, l’application recevra :',
  words: {
    pseudonym: 'Un nom qui vous représente, pour vous reconnaître',
    account: 'Le nom de votre compte',
    name: 'Votre nom',
    username: 'Votre nom d’utilisateur',
    email: 'Votre adresse e-mail',
    groups: 'Les groupes dont vous faites partie',
    phone: 'Votre numéro de téléphone',
    address: 'Votre adresse postale',
    birthdate: 'Votre date de naissance',
    gender: 'Votre genre',
    links: 'Votre photo et votre site web',
    locale: 'Votre langue et votre fuseau horaire',
    updated: 'La date de la dernière modification de votre profil',
  },
  other: 'Aussi :',
  alsoAllowed: 'Elle pourra aussi :',
  offline: 'Redemander tout cela alors que vous n’êtes pas connecté',
  use: 'Utiliser :',
  remembered:
    'Votre accord est mémorisé. La question vous sera posée à nouveau si l’application veut en savoir davantage.',
  allow: 'Accepter',
  deny: 'Refuser',
  given: 'Vous avez accepté que ces applications sachent qui vous êtes',
  withdraw: (app) => `Ne plus l’autoriser pour ${app}`,
  withdrawn: 'Votre accord est retiré. L’application vous le redemandera à votre prochaine connexion.',
}
