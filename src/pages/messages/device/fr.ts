/** French */
import type { DeviceTexts } from './catalogue.ts'

export const fr: DeviceTexts = {
  title: 'Connexion sur un autre appareil',
  text: 'Saisissez le code affiché par l’appareil.',
  code: 'Code',
  next: 'Continuer',
  faults: {
    unknown: 'Ce code n’existe pas. Comparez-le caractère par caractère avec l’appareil.',
    expired: 'Ce code a expiré. Recommencez sur l’appareil.',
    used: 'Ce code a déjà servi. Recommencez sur l’appareil.',
  },
  asked: {
    title: (app) => `Se connecter à ${app} sur un autre appareil ?`,
    text: 'Ne continuez que si vous avez commencé vous-même, sur un appareil que vous avez devant vous. Si quelqu’un vous a envoyé le code ou le lien, cette personne serait connectée sous votre nom.',
    compare: 'Comparez le code : l’appareil doit afficher le même.',
    application: 'Application',
    began: 'Commencé',
    ago: (minutes) =>
      minutes < 1 ? 'il y a moins d’une minute' : minutes === 1 ? 'il y a 1 minute' : `il y a ${minutes} minutes`,
    from: 'Depuis l’adresse',
    device: 'Par',
    go: 'Les codes sont identiques : se connecter',
    refuse: 'Ce n’était pas moi',
    next: 'L’étape suivante est la connexion, même si vous êtes déjà connecté ici.',
  },
  done: {
    granted: 'L’appareil est connecté',
    grantedText: (app) => `Vous pouvez fermer cette page et continuer sur l’appareil avec ${app}.`,
    refused: 'L’appareil n’est pas connecté',
    refusedText: (app) => `Personne n’a été connecté à ${app}. Vous pouvez fermer cette page.`,
  },
}
