/** French */
import type { HomeTexts } from './catalogue.ts'

export const fr: HomeTexts = {
  as: (name, upstream) => `En tant que ${name}, avec ${upstream}.`,
  at: (upstream) => `Avec ${upstream}.`,
  apps: 'Vous pouvez ouvrir',
  signedIn: 'Vous êtes connecté',
  signedInText:
    'Les applications qui utilisent cette connexion peuvent vous laisser entrer sans vous demander de vous reconnecter.',
  signedOut: 'Vous n’êtes pas connecté',
  signedOutText:
    'Pour vous connecter, ouvrez l’application que vous voulez utiliser. Elle vous envoie ici quand il le faut.',
  remembered: (upstream) => `Ce navigateur se connecte avec ${upstream}.`,
  forget: 'Me redemander la prochaine fois',
  forgotten: 'La question vous sera reposée la prochaine fois.',
}
