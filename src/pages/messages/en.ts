/** English. */
import type { Messages } from './catalogue.ts'

const backAndAgain = 'Go back to the application and sign in again.'

export const en: Messages = {
  errors: {
    malformed_request: {
      title: 'This request could not be read',
      text: 'The request is incomplete or in the wrong format.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    unknown_app: {
      title: 'This application is not registered here',
      text: 'The application that sent you here to sign in is not known here.',
      next: 'Check that you opened the application at its usual address. If so, ask your administrator to register it.',
    },
    app_unusable: {
      title: 'This application cannot sign you in yet',
      text: 'The federation that it belongs to has published something about it that cannot be used. Nothing is wrong with your account.',
      next: 'Tell those who look after the application. The reason below says what they have to correct.',
    },
    reply_address_unknown: {
      title: 'The way back to the application is not registered',
      text: 'The application asked for your sign-in to be sent to an address that is not registered for it. Nothing was sent, so that it cannot fall into the wrong hands.',
      next: 'Open the application at its usual address. If that does not help, tell your administrator: the addresses below must match, character for character.',
    },
    answer_way_unknown: {
      title: 'The application asks for a way of answering that is not offered',
      text: 'It wants your sign-in sent to it in a way that is not available here. Its address is not the trouble. Nothing was sent.',
      next: 'Tell your administrator: the application has to ask for its answer in the expected way below, or leave the choice open.',
    },
    signature_refused: {
      title: 'The application could not be recognised',
      text: 'Its message must be signed with a registered key, but the signature is missing or does not match.',
      next: 'Tell your administrator. The application may have a new certificate that is not registered here yet.',
    },
    weak_algorithm: {
      title: 'The application uses an outdated signature',
      text: 'Its message is signed with a method that can be forged today, so it was not accepted.',
      next: 'Tell your administrator. The application can be set to a newer method, or the old one can be allowed for it.',
    },
    service_refused: {
      title: 'The sign-in service could not be recognised',
      text: 'Its message must be signed with a registered key and a safe method, but it is not.',
      next: 'Tell your administrator. The sign-in service may have a new certificate that is not registered here yet, or sign in an outdated way.',
    },
    stale_or_replayed: {
      title: 'This sign-in request is no longer valid',
      text: 'A request can be used only once, and only for a short time. This one has already been answered, or is too old.',
      next: backAndAgain,
    },
    transaction_lost: {
      title: 'This sign-in cannot be continued',
      text: 'It took too long, was finished in another tab, or was started in another browser.',
      next: 'Start again at the application. If that does not help, allow cookies for this site.',
    },
    rate_limited: {
      title: 'Too many attempts',
      text: 'There were too many sign-ins from your network in a short time.',
      next: 'Wait a minute, then try again.',
    },
    access_denied: {
      title: 'You do not have access to this application',
      text: 'You are signed in, but your account is not allowed to use this application.',
      next: 'If you should have access, ask your administrator.',
    },
    subject_mismatch: {
      title: 'The application expects someone else',
      text: 'It asked for a particular person, but you are signed in as someone else.',
      next: 'Sign out, then sign in with the account that the application expects.',
    },
    subject_policy_unmet: {
      title: 'The application asked for a kind of user name that is not available',
      text: 'This service cannot give it the kind of user name that it asked for.',
      next: 'Tell your administrator. The application and its registration must agree on the kind of user name.',
    },
    context_unmet: {
      title: 'The application requires a stronger sign-in',
      text: 'It requires a way of signing in that you did not use, such as a second factor.',
      next: `${backAndAgain} If you were not asked for a second factor, tell your administrator.`,
    },
    login_required: {
      title: 'You are not signed in',
      text: 'The application asked whether you are already signed in, and you are not.',
      next: backAndAgain,
    },
    consent_required: {
      title: 'The application needs your consent first',
      text: 'It asked to be told who you are without a question to you, but you have not agreed to that yet.',
      next: backAndAgain,
    },
    upstream_denied: {
      title: 'The sign-in was not completed',
      text: 'The service where you sign in stopped it: it was cancelled, or is not allowed.',
      next: backAndAgain,
    },
    upstream_unavailable: {
      title: 'The sign-in service is not responding',
      text: 'The service where you sign in cannot be reached at the moment.',
      next: 'Wait a moment, then try again.',
    },
    upstream_invalid: {
      title: 'The sign-in service sent an invalid answer',
      text: 'Its answer could not be verified, so it was not accepted. You were not signed in.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    internal: {
      title: 'Something went wrong',
      text: 'The error is on our side, not yours. You were not signed in.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    not_found: {
      title: 'Page not found',
      text: 'The address may be mistyped, or the link may be out of date.',
      next: 'To sign in, open the application that you want to use.',
    },
    wrong_method: {
      title: 'This page cannot be opened directly',
      text: 'It is one step of a sign-in and does not work on its own.',
      next: 'To sign in, open the application that you want to use.',
    },
    too_large: {
      title: 'This request is too large',
      text: 'It is larger than any sign-in needs to be. A file that you upload may have 1 MB at most.',
      next: `${backAndAgain} If you uploaded a file, choose a smaller one instead. If it happens again, tell your administrator.`,
    },
    wrong_type: {
      title: 'This request could not be read',
      text: 'It was sent in a format that this service does not understand.',
      next: `${backAndAgain} If it happens again, tell your administrator.`,
    },
    client_refused: {
      title: 'The sign-in service does not accept this site',
      text: 'This site could not identify itself to the service where you sign in. This has nothing to do with you or your password.',
      next: 'Tell your administrator. Trying again will not help until this is fixed.',
    },
    storage_away: {
      title: 'Signing in is not possible at the moment',
      text: 'Part of this service is not responding. It will recover by itself.',
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
    slash: 'trailing slash',
    indexPhp: '“index.php” in the path',
    case: 'upper and lower case',
    query: 'query (after “?”)',
    fragment: 'fragment (after “#”)',
  },
  error: {
    nextStep: 'What you can do',
    backTo: (app) => `Back to ${app}`,
    forAdministrator: 'For your administrator',
    giveThis: 'If you ask for help, give your administrator this number: it leads to the reason in the log.',
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
  logout: {
    title: 'Sign out?',
    text: 'This ends your sign-in here.',
    apps: 'You signed in to these applications from here. They will be told that you are signing out:',
    notTold: 'These applications cannot be told. If you need to, sign out of them yourself:',
    signOut: 'Sign out',
    stay: 'Stay signed in',
  },
  logoutAsked: {
    title: (app) => `${app} wants to sign you out`,
    text: (app) =>
      `The request carries no proof that it comes from ${app}, so nothing has happened yet. Do you want to sign out?`,
    named: (app) =>
      `${app} asked for this, but not under the name with which you are signed in to it, so nothing has happened yet. Do you want to sign out?`,
  },
  loggingOut: {
    title: 'Signing out…',
    text: 'Your applications are being told. This takes a moment.',
    go: 'Continue',
  },
  loggedOut: {
    title: 'You are signed out here',
    text: 'Your sign-in at this service has ended.',
    list: 'The applications that you used:',
    outcomes: {
      ended: 'Signed out',
      told: 'It was told, but it did not confirm that you are signed out.',
      unanswered: 'It did not answer: you may still be signed in there.',
      refused: 'It refused to sign you out.',
      unreachable: 'It could not be reached: you may still be signed in there.',
      untold: 'It cannot be told: you may still be signed in there.',
    },
    tryAgain: (app) => `Sign out of ${app}`,
    upstreamEnded: (name) => `Your sign-in at ${name} has ended too.`,
    upstream: (name) => `You may still be signed in at ${name}, which could let you in again without a password.`,
    atUpstream: (name) => `Sign out of ${name}`,
    close: 'On a shared computer, close the browser when you are done.',
  },
  alreadySignedIn: {
    title: 'You have already signed in',
    text: (app) => `You are signed in, and ${app} has been told. There is nothing more to do on this page.`,
    startAgain: (app) => `Start again at ${app}`,
  },
}
