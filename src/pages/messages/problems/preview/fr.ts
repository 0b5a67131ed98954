/** French: why an app would be told something or not, by the English. */
import type { PreviewProblems } from '../catalogue.ts'

export const fr: PreviewProblems = {
  'the lists are too long for the work on each of their items':
    'les listes sont trop longues pour le travail à faire sur chaque élément',
  '`allow` must give true or false': '`allow` doit donner true ou false',
  'the list has no item at this place': 'la liste n’a pas d’élément à cet endroit',
  'there is no {0}': '{0} n’existe pas',
  "it can't be evaluated; in English: {0}": 'cela ne peut pas être évalué ; en anglais : {0}',
  'what is not a text is only in claims.groups': 'ce qui n’est pas un texte n’est que dans claims.groups',
  'the upstream does not say that it is verified ({0} is {1})':
    'le service de connexion ne dit pas qu’elle est vérifiée ({0} vaut {1})',
  'the upstream says that it is not verified ({0} is {1})':
    'le service de connexion dit qu’elle n’est pas vérifiée ({0} vaut {1})',
  'the upstream says of several addresses that one is verified ({0} is {1})':
    'le service de connexion dit de plusieurs adresses qu’une est vérifiée ({0} vaut {1})',
  'a list within a list has no text form; name the member that you mean':
    'une liste dans une liste n’a pas de forme textuelle ; nommez l’élément voulu',
  'a map has no text form; name the member that you mean':
    'un objet n’a pas de forme textuelle ; nommez l’élément voulu',
  'people from {0} may not use it (upstream)': 'les personnes venant de {0} ne peuvent pas l’utiliser (upstream)',
  'it is switched off (disabled)': 'elle est désactivée (disabled)',
  'the account has no e-mail address': 'le compte n’a pas d’adresse e-mail',
  'the account has no e-mail address that may be used: {0}': 'le compte n’a pas d’adresse e-mail utilisable : {0}',
  'the config has no expression for the name': 'la configuration n’a pas d’expression pour le nom',
  '{0} gives no name for this account': '{0} ne donne pas de nom pour ce compte',
  'the name can not be made: {0}': 'le nom ne peut pas être formé : {0}',
  'the name of this person begins or ends with a space, or has a character that can not be seen':
    'le nom de cette personne commence ou finit par une espace, ou contient un caractère invisible',
  'There is no answer; in English: {0}': 'Il n’y a pas de réponse ; en anglais : {0}',
}
