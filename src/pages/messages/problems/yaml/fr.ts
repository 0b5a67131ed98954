/** French: what is no YAML, by the English. */
import type { YamlProblems } from '../catalogue.ts'

export const fr: YamlProblems = {
  'This is not YAML.': 'Ce n’est pas du YAML.',
  'This is not YAML: the same key stands here twice.': 'Ce n’est pas du YAML : la même clé se trouve ici deux fois.',
  'This is not YAML: the indentation is wrong.': 'Ce n’est pas du YAML : l’indentation est incorrecte.',
  'This is not YAML: something is missing here.': 'Ce n’est pas du YAML : il manque quelque chose ici.',
  'This is not YAML: a key ends on the line where it begins.':
    'Ce n’est pas du YAML : une clé se termine sur la ligne où elle commence.',
  'This is not YAML: no other key or list can begin on this line.':
    'Ce n’est pas du YAML : ni autre clé ni liste ne peuvent commencer sur cette ligne.',
  'This is not YAML: in double quotes, this has no meaning after a backslash.':
    'Ce n’est pas du YAML : entre guillemets doubles, cela n’a pas de sens après une barre oblique inverse.',
  'This is not YAML: no value can begin with this character.':
    'Ce n’est pas du YAML : aucune valeur ne peut commencer par ce caractère.',
  'This is not YAML: this does not belong here.': 'Ce n’est pas du YAML : ceci n’a pas sa place ici.',
  'This is not YAML: this tag is not known.': 'Ce n’est pas du YAML : cette étiquette (« ! ») est inconnue.',
  'This is not YAML: these are several documents in one.':
    'Ce n’est pas du YAML : il y a ici plusieurs documents en un.',
  'These settings have more than {0} keys.': 'Ces paramètres ont plus de {0} clés.',
  'These settings have too many lines and values.': 'Ces paramètres ont trop de lignes et de valeurs.',
  'There are {0} entries here: more than {1} are not read.': 'Il y a ici {0} entrées : au-delà de {1}, rien n’est lu.',
  'Problems of the same kind that are not listed: {0}.': 'Problèmes du même genre non listés : {0}.',
  'Correct those that are listed first.': 'Corrigez d’abord ceux qui sont listés.',
  'The expressions are {0} characters long in all: more than {1} are not read.':
    'Les expressions ont {0} caractères en tout : au-delà de {1}, rien n’est lu.',
  'Keep what one app needs.': 'Gardez ce dont une application a besoin.',
  'This is nested more than {0} levels deep.': 'L’imbrication dépasse {0} niveaux.',
  'Write it with fewer levels.': 'Écrivez-le avec moins de niveaux.',
  'A value begins with *, which means an alias, but there is no such anchor.':
    'Une valeur commence par *, ce qui désigne un alias, mais l’ancre correspondante n’existe pas.',
  'Put quotes around the value.': 'Mettez la valeur entre guillemets.',
  'The file uses too many aliases.': 'Il y a trop d’alias.',
  'Use each anchor at most {0} times in all.': 'Utilisez les ancres au plus {0} fois en tout.',
  'Put quotes around a value with special characters.':
    'Mettez entre guillemets une valeur qui contient des caractères spéciaux.',
  'Check the indentation of this line and those around it: keys that belong together start in the same column.':
    'Vérifiez l’indentation de cette ligne et de ses voisines : les clés qui vont ensemble commencent dans la même colonne.',
  'Put quotes around an IPv6 address: "[::1]:8080".': 'Mettez une adresse IPv6 entre guillemets : "[::1]:8080".',
  'Indent with spaces, not with tabs.': 'Indentez avec des espaces, pas avec des tabulations.',
  'Keep one of them: --- begins another.': 'Gardez-en un seul : --- en commence un autre.',
  'Keep one of the two, or merge them.': 'Gardez l’une des deux, ou réunissez-les.',
  'Put a colon and a space after the key.': 'Mettez deux-points et une espace après la clé.',
  'Close the quote, here or on a line before.': 'Fermez le guillemet, ici ou sur une ligne précédente.',
  'Close the bracket that was opened above.': 'Fermez le crochet ouvert plus haut.',
  'Write a backslash twice, or put the value into single quotes.':
    'Doublez la barre oblique inverse, ou mettez la valeur entre guillemets simples.',
  'Put each item of a list on a line of its own, after a hyphen and a space.':
    'Mettez chaque élément d’une liste sur sa propre ligne, après un tiret et une espace.',
  'This key is not plain text.': 'Cette clé n’est pas un texte simple.',
  'Write a simple name before the colon.': 'Écrivez un nom simple avant les deux-points.',
  'This alias (*) stands inside the value that it means.': 'Cet alias (*) se trouve dans la valeur qu’il désigne.',
  'Write the value itself in its place.': 'Écrivez à sa place la valeur elle-même.',
  '{0} has too many values.': '{0} a trop de valeurs.',
  '{0} is nested too deeply.': '{0} est trop profondément imbriqué.',
  'Write it as in the document.': 'Écrivez-le comme dans le document.',
}
