/** French. */
import type { FrameTexts } from './catalogue.ts'

export const fr: FrameTexts = {
  skip: 'Aller au contenu',
  menu: 'Console',
  sections: {
    apps: 'Applications',
    quarantine: 'En attente',
    addresses: 'Adresses',
    sessions: 'Sessions',
    upstreams: 'Services de connexion',
    keys: 'Clés',
    audit: 'Journal',
  },
  reader: 'consultation seule',
  readerText: 'Vous pouvez tout consulter ici, mais rien modifier.',
  signOut: 'Se déconnecter',
  emergency: (until) => `Accès de secours jusqu’au ${until}. Tout ce que vous faites est enregistré comme tel.`,
  notices: {
    created: 'L’application est enregistrée et en vigueur.',
    saved: 'Enregistré et en vigueur.',
    unchanged: 'Rien n’a changé.',
    removed: 'L’application est supprimée. Son historique est conservé.',
    undone: 'L’état précédent est de nouveau en vigueur.',
    disabled: 'Personne n’a accès à cette application tant qu’elle n’est pas réactivée.',
    enabled: 'L’application est réactivée.',
    takenOver: 'Une copie est dans le dépôt. Elle prendra effet dès que l’entrée aura disparu du fichier.',
    approved: 'Approuvé et en vigueur.',
    rejected: 'Refusé. La version en vigueur est conservée.',
    ended: 'La session est terminée.',
    forgotten: 'L’autorisation est retirée.',
    read: 'L’adresse vient d’être lue.',
    lost: 'Votre session avait pris fin, et votre envoi était trop volumineux pour être conservé. Veuillez l’envoyer de nouveau.',
  },
  severities: { error: 'Erreur', warning: 'Avertissement', good: 'Bon', note: 'Remarque' },
  parts: { settings: 'Réglages', metadata: 'Métadonnées' },
  line: (line) => `ligne ${line}`,
  actOn: (act, on) => `${act} : ${on}`,
  leftOut: 'C’est laissé de côté.',
  faults: 'Il y a un problème',
  copy: 'Copier',
  copied: 'Copié',
  again: {
    title: 'Envoyer maintenant ?',
    text: 'Votre session avait pris fin lorsque vous avez envoyé ce formulaire. Rien n’a encore été fait. Relisez votre saisie, puis envoyez-la.',
    send: 'Envoyer',
    discard: 'Abandonner',
    fields: {
      revision: 'Modification de départ',
      to: 'État à rétablir',
      digest: 'Différences qui ont été vues (empreinte)',
      reference: 'Session concernée',
      unused: 'Le lien n’a pas servi',
    },
  },
  confirm: {
    yes: 'Oui, continuer',
    no: 'Non, revenir',
    acts: {
      remove: {
        title: (on) => `Supprimer ${on} ?`,
        text: 'Plus personne ne pourra s’y connecter. L’historique est conservé, vous pourrez donc la rétablir.',
      },
      end: {
        title: (on) => `Déconnecter ${on} ?`,
        text: 'La session prend fin tout de suite, ici et dans les applications qui peuvent être prévenues.',
      },
      approve: {
        title: (on) => `Approuver les nouvelles métadonnées de ${on} ?`,
        text: 'Ses nouvelles clés et adresses seront dès lors acceptées. Assurez-vous qu’elles viennent du responsable de l’application.',
      },
      reject: {
        title: (on) => `Refuser les nouvelles métadonnées de ${on} ?`,
        text: 'La version en vigueur est conservée. Si l’application a vraiment une nouvelle clé, les connexions échoueront dès qu’elle s’en servira.',
      },
      takeBack: {
        title: (on) => `Retirer le lien d’installation de ${on} ?`,
        text: 'Plus personne ne pourra envoyer de métadonnées par ce lien. Rien n’a été envoyé jusqu’ici.',
      },
      rename: {
        title: (on) => `Donner de nouveaux noms aux personnes dans ${on} ?`,
        text: 'Les personnes qui utilisent déjà cette application y auraient de nouveaux comptes. Ne le faites que si c’est voulu.',
      },
      takeOver: {
        title: (on) => `Reprendre ${on} dans le dépôt ?`,
        text: 'Une copie modifiable ici est créée. Le fichier prime : la copie attend que l’entrée en ait disparu.',
      },
      secret: {
        title: (on) => `Créer un nouveau secret pour ${on} ?`,
        text: 'L’ancien secret cesse aussitôt de fonctionner : personne ne peut s’y connecter tant que le nouveau n’est pas saisi dans l’application.',
      },
      forget: {
        title: (on) => `Retirer l’autorisation donnée à ${on} ?`,
        text: 'La question sera de nouveau posée à la personne à sa prochaine connexion, et d’ici là l’application ne peut rien renouveler.',
      },
      undo: {
        title: (on) => `Rétablir cet état antérieur de ${on} ?`,
        text: 'Il devient une nouvelle modification, que vous pourrez annuler à son tour.',
      },
    },
  },
  refused: { missing: 'Introuvable', title: 'Cela n’a pas été fait', back: 'Revenir' },
  link: {
    title: 'Accès de secours',
    text: 'Ceci ouvre la console pendant une demi-heure sans service de connexion. Cela ne fonctionne qu’une fois, et tout est enregistré.',
    enter: 'Ouvrir la console',
    overTitle: 'Ce lien n’est pas utilisable',
    overText:
      'Il a déjà servi, date de plus de dix minutes ou est endommagé ; ou l’horloge de la machine qui l’a créé est mal réglée. Pour en créer un autre : isthmus admin link',
  },
}
