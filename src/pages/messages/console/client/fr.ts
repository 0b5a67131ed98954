/** French. */
import type { ClientTexts } from './catalogue.ts'

export const fr: ClientTexts = {
  choose: {
    saml: 'Une application qui parle SAML : ses métadonnées',
    title: 'Une application qui parle OpenID Connect',
    text: 'Choisissez la vôtre si elle figure ici : ce dont elle a besoin est alors connu.',
    other: 'Une autre application qui parle OpenID Connect',
  },
  form: {
    title: (product) => `Ajouter ${product}`,
    otherTitle: 'Ajouter une application OpenID Connect',
    text: 'L’application est en vigueur dès que vous l’enregistrez. Vous voyez ensuite ce qu’il faut saisir chez elle et, une seule fois, son secret.',
    addresses: 'Ses adresses, une par ligne',
    noAddress: 'Elle n’a besoin d’aucune adresse ici.',
    nameHint: 'Aussi son client_id : lettres, chiffres, points, traits d’union et tirets bas.',
    displayNameHint: (product) => `Ce que l’on voit en se connectant ; ${product} si vous le laissez vide.`,
    redirectUris: 'Adresses de retour vers l’application (URI de redirection), une par ligne',
    redirectUrisHint: 'Exactement comme l’application les envoie, par exemple https://app.example.org/callback',
    postLogoutRedirectUris: 'Adresses de retour permises après la déconnexion, une par ligne',
    authentication: 'Comment l’application prouve qui elle est',
    authentications: {
      client_secret_basic: 'Par un secret dans l’en-tête (client_secret_basic), comme la plupart',
      client_secret_post: 'Par un secret dans le formulaire (client_secret_post)',
      none: 'Elle ne le prouve pas : elle tourne dans un navigateur ou sur un téléphone et ne peut garder aucun secret (none)',
    },
    noPkce: 'L’application ne sait pas utiliser PKCE',
    noKeys:
      'Isthmus n’a pas encore de clés pour OpenID Connect : exécutez ensuite isthmus keys init --missing, puis redémarrez-le.',
  },
  done: {
    title: (app) => `${app} est enregistrée`,
    newSecret: (app) => `${app} a un nouveau secret`,
    once: 'Le secret n’est affiché que maintenant et n’est conservé nulle part. Saisissez-le dans l’application avant de quitter cette page.',
    values: 'Ce que l’application doit savoir de nous',
    clientId: 'ID client',
    secret: 'Secret client',
    discovery: 'Document de découverte',
    there: (product) => `Ce qu’il faut saisir dans ${product}`,
    toApp: 'Aller à l’application',
    tryOut: 'Voir ce qu’elle recevrait',
  },
  renew: {
    label: 'Créer un nouveau secret',
    hint: 'Pour un secret perdu ou que quelqu’un a vu. L’ancien cesse aussitôt de fonctionner.',
  },
}
