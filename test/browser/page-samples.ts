/** One reply of each kind that a person may see, as roles and hub send them. */
import { GatewayError } from '../../src/core/errors.ts'
import type { Reply, Route } from '../../src/core/http.ts'

type Sample = Reply | GatewayError

const wiki = { app: 'Wiki', url: 'https://wiki.home.example.net/' }

/** By name: what a route answers or throws. */
export const samples: Readonly<Record<string, Sample>> = {
  'error-acs': new GatewayError(
    'reply_address_unknown',
    'The application wants its answer at an address that is not registered.',
    {
      startAgain: wiki,
      facts: {
        received: 'http://wiki.home.example.net:8443/saml/module.php/saml/sp/saml2-acs.php/default-sp/',
        registered: [
          'https://wiki.home.example.net/saml/module.php/saml/sp/saml2-acs.php/default-sp',
          'https://wiki.example.org/saml/acs',
        ],
        difference: 'scheme, port',
      },
    },
  ),
  'error-lost': new GatewayError('transaction_lost', 'This sign-in has ended, or took too long.', { startAgain: wiki }),
  'error-internal': new GatewayError('internal', 'Something went wrong inside the gateway.'),
  'error-sha1': new GatewayError('weak_algorithm', 'The request is signed with rsa-sha1.', {
    facts: { received: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', setting: 'apps.wiki.allowSha1Requests' },
  }),
  chooser: {
    kind: 'page',
    name: 'chooser',
    params: {
      app: 'Wiki',
      choices: [
        { name: 'Home account (Authelia)', url: '/choose/t/authelia' },
        { name: 'Keycloak of the Society for Very Long Names and Even Longer Descriptions', url: '/choose/t/keycloak' },
        { name: 'Guests', url: '/choose/t/guests' },
      ],
    },
  },
  device: { kind: 'page', name: 'device', params: { token: 't' } },
  'device-fault': { kind: 'page', name: 'device', params: { token: 't', code: 'BCDF-GHJK', fault: 'unknown' } },
  'device-asked': {
    kind: 'page',
    name: 'deviceAsked',
    params: {
      app: 'SSH at server.home.example.net',
      code: 'BCDF-GHJK',
      age: 130,
      address: '192.168.7.21',
      agent: 'pam_oauth2_device/0.4.3 (server.home.example.net)',
      token: 't',
    },
  },
  'device-done': { kind: 'page', name: 'deviceDone', params: { app: 'SSH', granted: true } },
  continue: { kind: 'page', name: 'continue', params: { location: '/text', app: 'Wiki' } },
  denied: {
    kind: 'page',
    name: 'denied',
    status: 403,
    params: {
      app: 'Wiki',
      code: 'access_denied',
      person: 'anna',
      upstream: 'Home account (Authelia)',
      support: { name: 'IT helpdesk', email: 'help@home.example.net', url: 'https://help.home.example.net/' },
      errorId: 'A1B2C3D4',
      another: '/denied/t/another',
      onward: '/denied/t/app',
    },
  },
  'denied-mismatch': {
    kind: 'page',
    name: 'denied',
    status: 403,
    params: {
      app: 'The Wiki of the Society for Very Long Names and Even Longer Descriptions',
      code: 'subject_mismatch',
      upstream: 'Authelia',
      errorId: 'A1B2C3D4',
      another: '/denied/t/another',
      onward: '/denied/t/app',
    },
  },
  consent: {
    kind: 'page',
    name: 'consent',
    params: {
      app: 'Wiki',
      person: 'anna',
      upstream: 'Home account (Authelia)',
      told: ['email', 'email_verified', 'given_name', 'groups', 'name', 'persistent', 'vm_access'],
      allowed: ['offline_access', 'https://api.home.example.net/'],
      remembered: true,
      allow: '/consent/t/allow',
      deny: '/consent/t/deny',
    },
  },
  home: {
    kind: 'page',
    name: 'home',
    params: {
      people: [
        { name: 'anna', upstream: 'Home account (Authelia)' },
        { name: 'Anna Example-of-a-Rather-Long-Name', upstream: 'Company' },
        { upstream: 'Guests' },
      ],
      apps: [
        { name: 'Files & Photos', url: 'https://files.home.example.net/' },
        { name: 'Wiki', url: 'https://wiki.home.example.net/' },
      ],
      allowed: [
        { name: 'Survey', app: 'oidc:survey', token: 't' },
        { name: 'The Wiki of the Society for Very Long Names and Even Longer Descriptions', app: 'saml:x', token: 't' },
      ],
      remembered: { name: 'Authelia', token: 't' },
      done: 'withdrawn',
    },
  },
  'home-out': { kind: 'page', name: 'home', params: { people: [], apps: [] } },
  logout: {
    kind: 'page',
    name: 'logout',
    params: {
      apps: [
        { name: 'Wiki', told: true },
        { name: 'Files & Photos', told: false },
      ],
      token: 't',
    },
  },
  'logout-asked': {
    kind: 'page',
    name: 'logoutAsked',
    params: {
      app: 'Wiki',
      proved: false,
      apps: [
        { name: 'Wiki', told: true },
        { name: 'Files & Photos', told: false },
      ],
      request: 'r',
      token: 't',
    },
  },
  'logging-out': {
    kind: 'page',
    name: 'loggingOut',
    params: { frames: [{ app: 'Wiki', url: '/text', origin: 'https://wiki.home.example.net' }], next: '/logged-out' },
  },
  'logged-out': {
    kind: 'page',
    name: 'loggedOut',
    params: {
      apps: [
        { name: 'Wiki', outcome: 'ended' },
        { name: 'Files & Photos', outcome: 'unreachable', tryAgain: '/logout/k/again/p' },
        { name: 'Calendar', outcome: 'told', tryAgain: '/logout/k/again/q' },
        { name: 'Tasks', outcome: 'unanswered', tryAgain: '/logout/k/again/r' },
        { name: 'Chat', outcome: 'untold' },
      ],
      upstreams: [
        {
          name: 'authelia',
          host: 'auth.home.example.net',
          ended: false,
          url: 'https://auth.home.example.net/logout',
        },
        { name: 'Company', ended: true },
      ],
    },
  },
  'already-signed-in': { kind: 'page', name: 'alreadySignedIn', params: wiki },
  'form-post': {
    kind: 'formPost',
    action: 'http://localhost:9/acs',
    app: 'Wiki',
    fields: { SAMLResponse: 'PHNhbWxwOlJlc3BvbnNlLz4=', RelayState: 'https://wiki.home.example.net/a?b=c&d="e"' },
  },
}

/** A route for each sample, at `/<name>`. */
export function sampleRoutes(): readonly Route[] {
  return Object.entries(samples).map(([name, sample]) => ({
    method: 'GET',
    path: `/${name}`,
    safe: true,
    answer: async () => {
      if (sample instanceof GatewayError) throw sample
      return sample
    },
  }))
}
