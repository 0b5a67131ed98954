/** French. */
import type { Messages } from './messages.ts'

const backAndAgain = 'Revenez à l’application et connectez-vous de nouveau.'
const tell = 'Prévenez votre administrateur.'
const ifAgain = 'Si cela se reproduit, prévenez votre administrateur.'

export const fr: Messages = {
  errors: {
    malformed_request: {
      title: 'Cette demande n’a pas pu être lue',
      text: 'Ce qui est arrivé ici est incomplet ou n’a pas la forme attendue.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Cette application n’est pas enregistrée ici',
      text: 'Une application inconnue ici vous a envoyé vous connecter.',
      next: 'Vérifiez que vous avez ouvert l’application à son adresse habituelle. Si oui, demandez à votre administrateur de l’enregistrer.',
    },
    reply_address_unknown: {
      title: 'Le chemin de retour vers l’application n’est pas enregistré',
      text: 'L’application veut recevoir votre connexion à une adresse qui n’est pas enregistrée pour elle. Rien n’a été envoyé, afin que personne d’autre ne la reçoive.',
      next: 'Ouvrez l’application à son adresse habituelle. Si cela n’aide pas, prévenez votre administrateur\u00a0: les adresses ci-dessous doivent être identiques, caractère pour caractère.',
    },
    answer_way_unknown: {
      title: 'L’application demande un mode de réponse qui n’est pas proposé ici',
      text: 'Elle veut recevoir votre connexion d’une manière qui n’est pas disponible ici. Son adresse n’est pas en cause. Rien n’a été envoyé.',
      next: 'Prévenez votre administrateur\u00a0: l’application doit demander sa réponse de la manière attendue ci-dessous, ou laisser le choix ouvert.',
    },
    signature_refused: {
      title: 'L’application n’a pas été reconnue',
      text: 'Son message devrait porter une signature faite avec une clé enregistrée. La signature manque ou ne correspond pas.',
      next: `${tell} L’application a peut-être un nouveau certificat, pas encore enregistré ici.`,
    },
    weak_algorithm: {
      title: 'L’application signe d’une manière dépassée',
      text: 'Son message est protégé par un procédé que l’on sait aujourd’hui falsifier. Il n’a donc pas été accepté.',
      next: `${tell} L’application peut être réglée sur un procédé plus récent, ou l’ancien être permis pour elle.`,
    },
    stale_or_replayed: {
      title: 'Cette demande de connexion n’est plus valable',
      text: 'Chaque demande ne compte qu’une fois et peu de temps. Celle-ci a déjà reçu sa réponse, ou elle est trop ancienne.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Cette connexion ne peut pas être poursuivie',
      text: 'Elle a pris trop de temps, s’est terminée dans un autre onglet ou a commencé dans un autre navigateur.',
      next: 'Recommencez depuis l’application. Si cela n’aide pas, autorisez les cookies pour ce site.',
    },
    rate_limited: {
      title: 'Trop de tentatives',
      text: 'Beaucoup de connexions sont venues de votre réseau en peu de temps.',
      next: 'Attendez une minute, puis réessayez.',
    },
    access_denied: {
      title: 'Vous n’avez pas accès à cette application',
      text: 'Vous êtes connecté, mais l’application n’est pas ouverte à votre compte.',
      next: 'Si vous devriez y avoir accès, demandez à votre administrateur.',
    },
    subject_mismatch: {
      title: 'L’application attend quelqu’un d’autre',
      text: 'Elle a demandé une personne précise, et vous êtes connecté sous une autre identité.',
      next: 'Déconnectez-vous, puis connectez-vous avec le compte que l’application attend.',
    },
    subject_policy_unmet: {
      title: 'L’application demande un nom d’utilisateur qu’elle ne peut pas obtenir',
      text: 'Le type de nom d’utilisateur qu’elle veut n’est pas disponible ici pour elle.',
      next: `${tell} L’application et son enregistrement doivent s’accorder sur le type de nom d’utilisateur.`,
    },
    context_unmet: {
      title: 'L’application demande une connexion plus forte',
      text: 'Elle exige une manière de se connecter, un second facteur par exemple, qui n’a pas été utilisée.',
      next: `${backAndAgain} Si aucun second facteur ne vous a été demandé, prévenez votre administrateur.`,
    },
    login_required: {
      title: 'Vous n’êtes pas connecté',
      text: 'L’application a demandé si vous étiez déjà connecté, et vous ne l’êtes pas.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'La connexion n’a pas abouti',
      text: 'Le service où vous vous connectez y a mis fin\u00a0: elle a été annulée ou n’est pas permise.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'Le service de connexion ne répond pas',
      text: 'Le service où vous vous connectez est injoignable pour le moment.',
      next: 'Attendez un instant, puis réessayez.',
    },
    upstream_invalid: {
      title: 'Le service de connexion a donné une réponse inutilisable',
      text: 'Sa réponse n’a pas pu être vérifiée et n’a donc pas été acceptée. Vous n’avez pas été connecté.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Un problème est survenu',
      text: 'L’erreur est de ce côté-ci, pas du vôtre. Vous n’avez pas été connecté.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Cette page n’existe pas',
      text: 'L’adresse contient peut-être une faute de frappe, ou un lien est périmé.',
      next: 'Pour vous connecter, ouvrez l’application que vous voulez utiliser.',
    },
    wrong_method: {
      title: 'Cette page ne s’ouvre pas ainsi',
      text: 'Elle fait partie d’une connexion en cours et n’existe pas seule.',
      next: 'Pour vous connecter, ouvrez l’application que vous voulez utiliser.',
    },
    too_large: {
      title: 'Cette demande est trop volumineuse',
      text: 'Il est arrivé ici plus que ce dont une connexion a jamais besoin.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    wrong_type: {
      title: 'Cette demande n’a pas pu être lue',
      text: 'Elle a été envoyée sous une forme qui n’est pas comprise ici.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'Le service de connexion refuse ce site',
      text: 'Ce site n’a pas pu s’identifier auprès du service de connexion. Cela n’a rien à voir avec vous ni avec votre mot de passe.',
      next: `${tell} Réessayer ne sert à rien tant que ce n’est pas corrigé.`,
    },
    storage_away: {
      title: 'La connexion est impossible pour le moment',
      text: 'Une partie de ce service ne répond pas. Elle se rétablit d’elle-même.',
      next: 'Attendez un instant, puis réessayez.',
    },
  },
  facts: {
    claimed: 'Se présente comme',
    received: 'Reçu',
    registered: 'Enregistré',
    expected: 'Attendu',
    difference: 'Différence',
    setting: 'Réglage',
  },
  urlParts: {
    scheme: 'schéma (http ou https)',
    host: 'nom d’hôte',
    port: 'port',
    path: 'chemin',
    slash: 'barre oblique à la fin',
    case: 'majuscules et minuscules',
    query: 'requête (après «\u00a0?\u00a0»)',
    fragment: 'fragment (après «\u00a0#\u00a0»)',
  },
  error: {
    nextStep: 'Ce que vous pouvez faire',
    backTo: (app) => `Retour à ${app}`,
    forAdministrator: 'Pour votre administrateur',
    giveThis:
      'Si vous demandez de l’aide, donnez ce numéro à votre administrateur. Il permet de trouver la raison dans le journal.',
    errorId: 'Numéro d’erreur',
    time: 'Heure',
    reason: 'Motif (technique, en anglais)',
    code: 'Code',
    differsIn: (parts) => `Différent\u00a0: ${parts}`,
    more: (count) => `et ${count} de plus`,
  },
  chooser: {
    title: 'Où voulez-vous vous connecter\u00a0?',
    text: (app) => `Choisissez un service pour vous connecter à ${app}.`,
    remembered: 'Votre choix est retenu dans ce navigateur.',
  },
  passage: {
    signingIn: (app) => `Connexion à ${app}`,
    oneMoment: 'Un instant',
    pressIfNothing: 'Si rien ne se passe, appuyez sur le bouton.',
    go: 'Continuer',
  },
  denied: {
    application: 'Application',
    signedInAs: 'Vous êtes connecté en tant que',
    signedInAt: 'Connecté avec',
    ask: (whom) => `Si vous devriez y avoir accès, adressez-vous à : ${whom}.`,
    askAdministrator: 'Si vous devriez y avoir accès, adressez-vous à votre administrateur.',
    orAnother: 'Si un autre de vos comptes donne accès à l’application, connectez-vous avec celui-là.',
    another: 'Utiliser un autre compte',
  },
  home: {
    as: (name, upstream) => `En tant que ${name}, avec ${upstream}.`,
    at: (upstream) => `Avec ${upstream}.`,
    apps: 'Vous pouvez ouvrir',
    signedIn: 'Vous êtes connecté',
    signedInText: 'Les applications qui utilisent cette connexion peuvent vous laisser entrer sans redemander.',
    signedOut: 'Vous n’êtes pas connecté',
    signedOutText:
      'Pour vous connecter, ouvrez l’application que vous voulez utiliser. Elle vous envoie ici quand il le faut.',
    remembered: (upstream) => `Ce navigateur se connecte avec ${upstream}.`,
    forget: 'Me redemander la prochaine fois',
  },
  logout: {
    title: 'Se déconnecter\u00a0?',
    text: 'Cela met fin à votre connexion ici.',
    apps: 'Vous vous êtes connecté ici à ces applications. Elles seront averties de votre déconnexion\u00a0:',
    notTold: 'Celles-ci ne peuvent pas être averties. Au besoin, déconnectez-vous-en vous-même\u00a0:',
    signOut: 'Se déconnecter',
    stay: 'Rester connecté',
  },
  logoutAsked: {
    title: (app) => `${app} veut vous déconnecter`,
    text: (app) =>
      `Rien ne prouve que cette demande vient de ${app}, donc rien ne s’est encore passé. Voulez-vous vous déconnecter\u00a0?`,
    named: (app) =>
      `${app} l’a demandé, mais pas sous le nom avec lequel vous y êtes connecté\u00a0: rien n’a donc encore été fait. Voulez-vous vous déconnecter\u00a0?`,
  },
  loggingOut: {
    title: 'Déconnexion…',
    text: 'Vos applications sont averties. Cela prend un instant.',
    go: 'Continuer',
  },
  loggedOut: {
    title: 'Vous êtes déconnecté ici',
    text: 'Votre connexion à ce service a pris fin.',
    list: 'Voici ce qu’il en est des applications que vous avez utilisées\u00a0:',
    outcomes: {
      ended: 'Déconnecté',
      told: 'Elle a été avertie, mais on ne peut pas voir d’ici si elle vous a déconnecté.',
      unanswered: 'Elle n’a pas répondu\u00a0: vous y êtes peut-être encore connecté.',
      refused: 'Elle a refusé de vous déconnecter.',
      unreachable: 'Elle n’a pas pu être jointe\u00a0: vous y êtes peut-être encore connecté.',
      untold: 'Il n’y a aucun moyen de l’avertir\u00a0: vous y êtes peut-être encore connecté.',
    },
    tryAgain: (app) => `Se déconnecter de ${app}`,
    upstreamEnded: (name) => `Votre connexion à ${name} a pris fin aussi.`,
    upstream: (name) =>
      `Vous êtes peut-être encore connecté à ${name}, qui pourrait vous laisser entrer de nouveau sans mot de passe.`,
    atUpstream: (name) => `Se déconnecter de ${name}`,
    close: 'Sur un ordinateur partagé, fermez le navigateur quand vous avez terminé.',
  },
  alreadySignedIn: {
    title: 'Cette connexion est déjà faite',
    text: (app) => `Vous êtes connecté, et ${app} a reçu sa réponse. Il n’y a plus rien à faire sur cette page.`,
    startAgain: (app) => `Recommencer depuis ${app}`,
  },
}
