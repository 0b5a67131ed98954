/** French. */
import type { Messages } from './catalogue.ts'

const backAndAgain = 'Revenez à l’application et connectez-vous de nouveau.'
const tell = 'Prévenez votre administrateur.'
const ifAgain = 'Si cela se reproduit, prévenez votre administrateur.'

export const fr: Messages = {
  errors: {
    malformed_request: {
      title: 'Cette demande n’a pas pu être lue',
      text: 'La demande est incomplète ou n’est pas au bon format.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    unknown_app: {
      title: 'Cette application n’est pas enregistrée ici',
      text: 'L’application qui vous a envoyé ici pour vous connecter n’est pas connue de ce service.',
      next: 'Vérifiez que vous avez ouvert l’application à son adresse habituelle. Si oui, demandez à votre administrateur de l’enregistrer.',
    },
    app_unusable: {
      title: 'Cette application ne peut pas encore vous connecter',
      text: 'Ce que sa fédération publie à son sujet est inutilisable. Votre compte n’est pas en cause.',
      next: 'Prévenez les responsables de l’application. La raison ci-dessous dit ce qu’ils doivent corriger.',
    },
    reply_address_unknown: {
      title: 'L’adresse de retour vers l’application n’est pas enregistrée',
      text: 'L’application a demandé que votre connexion soit envoyée à une adresse qui n’est pas enregistrée pour elle. Rien n’a été envoyé, afin qu’elle ne tombe pas entre de mauvaises mains.',
      next: 'Ouvrez l’application à son adresse habituelle. Si cela n’aide pas, prévenez votre administrateur\u00a0: les adresses ci-dessous doivent être identiques, caractère pour caractère.',
    },
    answer_way_unknown: {
      title: 'L’application demande un mode de réponse qui n’est pas proposé ici',
      text: 'Elle veut recevoir votre connexion d’une manière qui n’est pas disponible ici. Son adresse n’est pas en cause. Rien n’a été envoyé.',
      next: 'Prévenez votre administrateur\u00a0: l’application doit demander sa réponse de la manière attendue ci-dessous, ou laisser le choix ouvert.',
    },
    signature_refused: {
      title: 'L’application n’a pas été reconnue',
      text: 'Son message doit être signé avec une clé enregistrée, mais la signature est absente ou ne correspond pas.',
      next: `${tell} L’application a peut-être un nouveau certificat, pas encore enregistré ici.`,
    },
    weak_algorithm: {
      title: 'L’application utilise une signature obsolète',
      text: 'Son message est signé avec un procédé que l’on sait aujourd’hui falsifier. Il n’a donc pas été accepté.',
      next: `${tell} L’application peut être réglée sur un procédé plus récent, ou l’ancien peut être autorisé pour elle.`,
    },
    service_refused: {
      title: 'Le service de connexion n’a pas été reconnu',
      text: 'Son message doit être signé avec une clé enregistrée et un procédé sûr, mais il ne l’est pas.',
      next: `${tell} Le service a peut-être un nouveau certificat, pas encore enregistré ici, ou signe avec un procédé obsolète.`,
    },
    stale_or_replayed: {
      title: 'Cette demande de connexion n’est plus valide',
      text: 'Une demande ne peut servir qu’une fois, et pendant peu de temps. Celle-ci a déjà reçu une réponse, ou elle est trop ancienne.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'Cette connexion ne peut pas être poursuivie',
      text: 'Elle a pris trop de temps, s’est terminée dans un autre onglet ou a commencé dans un autre navigateur.',
      next: 'Recommencez depuis l’application. Si cela n’aide pas, autorisez les cookies pour ce site.',
    },
    rate_limited: {
      title: 'Trop de tentatives',
      text: 'Trop de connexions sont venues de votre réseau en peu de temps.',
      next: 'Attendez une minute, puis réessayez.',
    },
    access_denied: {
      title: 'Vous n’avez pas accès à cette application',
      text: 'Vous êtes connecté, mais votre compte n’est pas autorisé à utiliser cette application.',
      next: 'Si vous devriez y avoir accès, demandez à votre administrateur.',
    },
    subject_mismatch: {
      title: 'L’application attend quelqu’un d’autre',
      text: 'Elle a demandé une personne précise, mais vous êtes connecté sous une autre identité.',
      next: 'Déconnectez-vous, puis connectez-vous avec le compte que l’application attend.',
    },
    subject_policy_unmet: {
      title: 'L’application demande un type de nom d’utilisateur qui n’est pas disponible',
      text: 'Ce service ne peut pas lui fournir le type de nom d’utilisateur demandé.',
      next: `${tell} L’application et son enregistrement doivent s’accorder sur le type de nom d’utilisateur.`,
    },
    context_unmet: {
      title: 'L’application exige une connexion plus forte',
      text: 'Elle exige un mode de connexion que vous n’avez pas utilisé, par exemple un second facteur.',
      next: `${backAndAgain} Si aucun second facteur ne vous a été demandé, prévenez votre administrateur.`,
    },
    login_required: {
      title: 'Vous n’êtes pas connecté',
      text: 'L’application a demandé si vous étiez déjà connecté, et vous ne l’êtes pas.',
      next: backAndAgain,
    },
    consent_required: {
      title: 'L’application a d’abord besoin de votre accord',
      text: 'Elle a voulu savoir qui vous êtes sans vous poser de question, mais vous n’avez pas encore donné votre accord.',
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
      title: 'Le service de connexion a envoyé une réponse non valide',
      text: 'Sa réponse n’a pas pu être vérifiée et n’a donc pas été acceptée. Vous n’avez pas été connecté.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    internal: {
      title: 'Un problème est survenu',
      text: 'L’erreur vient de notre côté, pas du vôtre. Vous n’avez pas été connecté.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    not_found: {
      title: 'Cette page n’existe pas',
      text: 'L’adresse contient peut-être une faute de frappe, ou le lien n’est plus à jour.',
      next: 'Pour vous connecter, ouvrez l’application que vous voulez utiliser.',
    },
    wrong_method: {
      title: 'Cette page ne peut pas être ouverte directement',
      text: 'C’est une étape d’une connexion, qui ne fonctionne pas seule.',
      next: 'Pour vous connecter, ouvrez l’application que vous voulez utiliser.',
    },
    too_large: {
      title: 'Cette demande est trop volumineuse',
      text: 'Elle dépasse ce dont une connexion a besoin. Un fichier envoyé peut faire 1 Mo au plus.',
      next: `${backAndAgain} Si vous avez envoyé un fichier, choisissez-en plutôt un plus petit. ${ifAgain}`,
    },
    wrong_type: {
      title: 'Cette demande n’a pas pu être lue',
      text: 'Elle a été envoyée dans un format que ce service ne comprend pas.',
      next: `${backAndAgain} ${ifAgain}`,
    },
    client_refused: {
      title: 'Le service de connexion n’accepte pas ce site',
      text: 'Ce site n’a pas pu s’identifier auprès du service de connexion. Cela n’a rien à voir avec vous ni avec votre mot de passe.',
      next: `${tell} Réessayer ne servira à rien tant que ce n’est pas corrigé.`,
    },
    storage_away: {
      title: 'La connexion est impossible pour le moment',
      text: 'Une partie de ce service ne répond pas. Elle se rétablira d’elle-même.',
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
    indexPhp: '«\u00a0index.php\u00a0» dans le chemin',
    case: 'majuscules et minuscules',
    query: 'paramètres (après «\u00a0?\u00a0»)',
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
    title: 'Où voulez\u2011vous vous connecter\u00a0?',
    text: (app) => `Choisissez un service pour vous connecter à ${app}.`,
    remembered: 'Votre choix est mémorisé dans ce navigateur.',
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
    ask: (whom) => `Si vous devriez y avoir accès, adressez-vous à : ${whom}.`,
    askAdministrator: 'Si vous devriez y avoir accès, adressez-vous à votre administrateur.',
    orAnother: 'Si un autre de vos comptes donne accès à l’application, connectez-vous avec celui-là.',
    another: 'Utiliser un autre compte',
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
      `Rien ne prouve que cette demande vient de ${app}, donc rien n’a encore été fait. Voulez-vous vous déconnecter\u00a0?`,
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
    list: 'Les applications que vous avez utilisées\u00a0:',
    outcomes: {
      ended: 'Déconnecté',
      told: 'Elle a été avertie, mais elle n’a pas confirmé que vous êtes déconnecté.',
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
    title: 'Vous êtes déjà connecté',
    text: (app) => `Vous êtes connecté, et ${app} en a été informée. Il n’y a plus rien à faire sur cette page.`,
    startAgain: (app) => `Recommencer depuis ${app}`,
  },
}
