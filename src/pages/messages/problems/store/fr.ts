/** French: what the app store refuses, by the English. */
import type { StoreProblems } from '../catalogue.ts'

export const fr: StoreProblems = {
  'There are {0} documents already.': 'Il y a déjà {0} documents.',
  'Remove those that nobody needs.': 'Retirez ceux dont personne n’a besoin.',
  'This name can not be used.': 'Ce nom n’est pas possible.',
  'Use letters, digits, hyphens, underscores and dots, at most 64 of them, beginning with a letter or digit.':
    'Utilisez au plus 64 lettres, chiffres, traits d’union, traits de soulignement et points, en commençant par une lettre ou un chiffre.',
  'The settings of a document: more than {0}.': 'Les réglages d’un document : plus de {0}.',
  'The metadata of a document: more than {0}.': 'Les métadonnées d’un document : plus de {0}.',
  'Keep only what it needs.': 'Ne gardez que le nécessaire.',
  'The settings of a document: this is not text.': 'Les réglages d’un document : ce n’est pas du texte.',
  'The metadata of a document: this is not text.': 'Les métadonnées d’un document : ce n’est pas du texte.',
  'Write it again, as UTF-8.': 'Écrivez-le à nouveau, en UTF-8.',
  '{0} has this name already, in other letters (large or small).':
    '{0} porte déjà ce nom, avec d’autres majuscules ou minuscules.',
  'Choose another name, or use that one.': 'Choisissez un autre nom, ou utilisez celui-là.',
  'What was done can not be written down: it is too long.':
    'Ce qui a été fait ne peut pas être consigné : c’est trop long.',
  'This is no place in the record of acts.': 'Ce n’est pas un endroit du registre des actes.',
  'Begin without one.': 'Commencez sans en indiquer.',
  'Say it in fewer words.': 'Dites-le en moins de mots.',
  'There is no kind of document called {0}.': 'Il n’y a pas de documents du genre {0}.',
  'The app store can not be written to: {0}{1}.': 'Impossible d’écrire dans le stockage des applications : {0}{1}.',
  'Let the user that runs isthmus write to this folder, and put it where hard links are possible.':
    'Permettez à l’utilisateur qui exécute isthmus d’écrire dans ce dossier, et placez-le là où les liens physiques sont possibles.',
}
