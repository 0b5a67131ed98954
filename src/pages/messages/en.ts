/** English. */
import type { Messages } from './messages.ts'

const backAndAgain = 'Go back to the application and sign in again.'

export const en: Messages = {
  errors: {
    malformed_request: {
      title: 'This request could not be read',
      text: 'What arrived here is incomplete or not in the form it should have.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    unknown_app: {
      title: 'This application is not registered here',
      text: 'You were sent here to sign in by an application that is not known here.',
      next: 'Check that you opened the application at its usual address. If so, ask your administrator to register it.',
    },
    reply_address_unknown: {
      title: 'The way back to the application is not registered',
      text: 'The application wants your sign-in sent to an address that is not registered for it. Nothing was sent, so that nobody else can receive it.',
      next: 'Open the application at its usual address. If that does not help, tell your administrator: the addresses below have to be the same, character for character.',
    },
    answer_way_unknown: {
      title: 'The application asks for a way of answering that is not offered',
      text: 'It wants your sign-in sent to it in a way that is not available here. Its address is not the trouble. Nothing was sent.',
      next: 'Tell your administrator: the application has to ask for its answer in the expected way below, or leave the choice open.',
    },
    signature_refused: {
      title: 'The application could not be recognised',
      text: 'Its message should carry a signature made with a registered key. The signature is missing, or does not match.',
      next: 'Tell your administrator. The application may have a new certificate that is not registered here yet.',
    },
    weak_algorithm: {
      title: 'The application signs in an outdated way',
      text: 'Its message is protected by a method that can be forged today, so it was not accepted.',
      next: 'Tell your administrator. The application can be set to a newer method, or the old one be allowed for it.',
    },
    stale_or_replayed: {
      title: 'This sign-in request cannot be used any more',
      text: 'Each request counts once and for a short time. This one was answered already, or it is too old.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'This sign-in cannot be continued',
      text: 'It took too long, was finished in another tab, or was begun in another browser.',
      next: 'Start again at the application. If that does not help, allow cookies for this site.',
    },
    rate_limited: {
      title: 'Too many attempts',
      text: 'Many sign-ins came from your network in a short time.',
      next: 'Wait a minute, then try again.',
    },
    access_denied: {
      title: 'You do not have access to this application',
      text: 'You are signed in, but the application is not open to your account.',
      next: 'If you should have access, ask your administrator.',
    },
    subject_mismatch: {
      title: 'The application expects someone else',
      text: 'It asked for a particular person, and you are signed in as another.',
      next: 'Sign out, then sign in with the account that the application expects.',
    },
    subject_policy_unmet: {
      title: 'The application asks for a user name that it cannot have',
      text: 'The kind of user name it wants is not available for it here.',
      next: 'Tell your administrator. The application and its registration have to agree on the kind of user name.',
    },
    context_unmet: {
      title: 'The application asks for a stronger sign-in',
      text: 'It demands a way of signing in, a second factor for instance, that was not used.',
      next: `${backAndAgain} If you were not asked for a second factor, tell your administrator.`,
    },
    login_required: {
      title: 'You are not signed in',
      text: 'The application asked whether you are signed in already, and you are not.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'The sign-in was not completed',
      text: 'The service where you sign in ended it: it was cancelled, or not allowed.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'The sign-in service does not answer',
      text: 'The service where you sign in cannot be reached at the moment.',
      next: 'Wait a moment, then try again.',
    },
    upstream_invalid: {
      title: 'The sign-in service gave an unusable answer',
      text: 'Its answer could not be verified, so it was not accepted. You were not signed in.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    internal: {
      title: 'Something went wrong',
      text: 'The mistake is on this side, not yours. You were not signed in.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    not_found: {
      title: 'There is no such page',
      text: 'The address may be misspelt, or a link may be old.',
      next: 'To sign in, open the application that you want to use.',
    },
    wrong_method: {
      title: 'This page cannot be opened like this',
      text: 'It belongs to the middle of a sign-in and does not stand alone.',
      next: 'To sign in, open the application that you want to use.',
    },
    too_large: {
      title: 'This request is too large',
      text: 'More was sent here than a sign-in ever needs.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    wrong_type: {
      title: 'This request could not be read',
      text: 'It was sent in a form that is not understood here.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    client_refused: {
      title: 'The sign-in service refuses this site',
      text: 'This site could not identify itself to the service where you sign in. That has nothing to do with you or your password.',
      next: 'Tell your administrator. Trying again does not help until this is corrected.',
    },
    storage_away: {
      title: 'Signing in is not possible at the moment',
      text: 'A part of this service does not answer. It recovers by itself.',
      next: 'Wait a moment, then try again.',
    },
  },
  facts: {
    claimed: 'It says it is',
    received: 'Received',
    registered: 'Registered',
    expected: 'Expected',
    difference: 'Difference',
    setting: 'Setting',
  },
  urlParts: {
    scheme: 'scheme (http or https)',
    host: 'host name',
    port: 'port',
    path: 'path',
    slash: 'slash at the end',
    case: 'upper and lower case',
    query: 'query (after “?”)',
    fragment: 'fragment (after “#”)',
  },
  error: {
    nextStep: 'What you can do',
    backTo: (app) => `Back to ${app}`,
    forAdministrator: 'For your administrator',
    giveThis: 'If you ask for help, give this number to your administrator. It finds the reason in the log.',
    errorId: 'Error number',
    time: 'Time',
    reason: 'Reason (technical)',
    code: 'Code',
    differsIn: (parts) => `Different: ${parts}`,
    more: (count) => `and ${count} more`,
  },
  chooser: {
    title: 'Where do you want to sign in?',
    text: (app) => `Choose a service to sign in to ${app}.`,
    remembered: 'Your choice is remembered in this browser.',
  },
  passage: {
    signingIn: (app) => `Signing you in to ${app}`,
    oneMoment: 'One moment',
    pressIfNothing: 'If nothing happens, press the button.',
    go: 'Continue',
  },
  denied: {
    application: 'Application',
    signedInAs: 'You are signed in as',
    signedInAt: 'Signed in with',
    ask: (whom) => `If you should have access, ask ${whom}.`,
    askAdministrator: 'If you should have access, ask your administrator.',
    orAnother: 'If you have another account that may use the application, sign in with that one.',
    another: 'Use another account',
  },
  home: {
    as: (name, upstream) => `As ${name}, with ${upstream}.`,
    at: (upstream) => `With ${upstream}.`,
    apps: 'You can open',
    signedIn: 'You are signed in',
    signedInText: 'Applications that use this sign-in can let you in without asking again.',
    signedOut: 'You are not signed in',
    signedOutText: 'To sign in, open the application that you want to use. It sends you here when it needs to.',
    remembered: (upstream) => `This browser signs in with ${upstream}.`,
    forget: 'Ask me again next time',
  },
  logout: {
    title: 'Sign out?',
    text: 'This ends your sign-in here.',
    apps: 'You signed in to these applications from here. They will be told that you sign out:',
    notTold: 'These can not be told. Sign out there yourself if you need to:',
    signOut: 'Sign out',
    stay: 'Stay signed in',
  },
  logoutAsked: {
    title: (app) => `${app} wants to sign you out`,
    text: (app) =>
      `The request carries no proof that it comes from ${app}, so nothing has happened yet. Do you want to sign out?`,
    named: (app) =>
      `${app} asked, but not in the name under which you are signed in to it, so nothing has happened yet. Do you want to sign out?`,
  },
  loggingOut: {
    title: 'Signing out…',
    text: 'Your applications are being told. This takes a moment.',
    go: 'Continue',
  },
  loggedOut: {
    title: 'You are signed out here',
    text: 'Your sign-in at this service has ended.',
    list: 'What became of the applications that you used:',
    outcomes: {
      ended: 'Signed out',
      told: 'It was told, but whether it signed you out can not be seen from here.',
      unanswered: 'It has not answered: you may still be signed in there.',
      refused: 'It refused to sign you out.',
      unreachable: 'It could not be reached: you may still be signed in there.',
      untold: 'There is no way to tell it: you may still be signed in there.',
    },
    tryAgain: (app) => `Sign out of ${app}`,
    upstreamEnded: (name) => `Your sign-in at ${name} has ended too.`,
    upstream: (name) => `You may still be signed in at ${name}, which could let you in again without a password.`,
    atUpstream: (name) => `Sign out of ${name}`,
    close: 'On a shared computer, close the browser when you are done.',
  },
  alreadySignedIn: {
    title: 'This sign-in is already done',
    text: (app) => `You are signed in, and ${app} has had its answer. There is nothing more to do on this page.`,
    startAgain: (app) => `Start again at ${app}`,
  },
}
