/** Why logins at an OpenID Provider fail, and those of both protocols (login-faults.ts). */
import type { LoginFault } from './login-fault.ts'

const oidc = ['oidc'] as const
const both = ['saml', 'oidc'] as const

export const ofOidc: readonly LoginFault[] = [
  {
    key: 'client',
    protocols: oidc,
    log: 'does not accept this gateway: the client ID or client secret is wrong',
    cause: /does not accept this gateway: the client ID or client secret is wrong\./,
    cure: 'compare `clientId` and the secret with what is registered there; `isthmus doctor` tries the secret',
    isProved: true,
  },
  {
    key: 'client-audience',
    protocols: oidc,
    log: 'is meant for another client than this gateway',
    cause: /is meant for another client than this gateway\.$/,
    cure: '`clientId` is not the one that it knows us by',
    isProved: true,
  },
  {
    key: 'authorized-party',
    protocols: oidc,
    log: 'several audiences but no azp',
    cause: /^ID Token: several audiences but no azp/,
    cure: 'name the others under `audiences`, if you know whose they are',
    isProved: true,
  },
  {
    key: 'userinfo',
    protocols: oidc,
    log: 'userinfo answered …',
    cause: /^userinfo answered \d/,
    cure: 'if the ID Token has all claims, set `userinfo: false`',
    isProved: true,
  },
  {
    key: 'id-token-key',
    protocols: oidc,
    log: 'signature verification failed, no applicable key found',
    cause: /^(?:signature verification failed|no applicable key found in the JSON Web Key Set)/,
    cure: 'it signs with a key that its `jwks_uri` does not list',
    isProved: true,
  },
  {
    key: 'invalid-scope',
    protocols: oidc,
    log: 'the OP answered error=invalid_scope',
    cause: /^the OP answered error=invalid_scope:/,
    cure: 'it does not know one of `scopes`: leave that one out',
    isProved: false,
  },
  {
    key: 'answered',
    protocols: oidc,
    log: 'the OP answered error=… (another)',
    cause: /^the OP answered error=/,
    cure: 'it ended the login itself: its own log says why',
    isProved: false,
  },
  {
    key: 'code',
    protocols: oidc,
    log: 'the token endpoint answered …',
    cause: /^the token endpoint answered \d/,
    cure: 'it refused the code: its own log says why; compare the redirect URI there (`isthmus doctor --client`)',
    isProved: false,
  },
]

export const ofBoth: readonly LoginFault[] = [
  {
    key: 'time',
    protocols: both,
    log: 'not valid at this time',
    cause: /is not valid at this time: its clock, or the one here, is wrong\.$/,
    cure: 'a clock is wrong: more than `clockSkew.incoming` apart',
    isProved: true,
  },
  {
    key: 'older',
    protocols: both,
    log: 'answered with an older login than was asked for',
    cause: /^The sign-in service answered with an older login than was asked for\.$/,
    cure: 'an app wanted a new login, and it let the person in without asking: let it honour that wish',
    isProved: true,
  },
  {
    key: 'auth-time',
    protocols: oidc,
    log: 'did not say when it asked for the password',
    cause: /^The sign-in service did not say when it asked for the password\.$/,
    cure: 'let it send `auth_time` (`require_auth_time` of the client), or set `allowMissingAuthTime: true`',
    isProved: true,
  },
  {
    key: 'subject',
    protocols: both,
    log: 'did not say who you are',
    cause: /^The sign-in service did not say who you are\.$/,
    cure: 'let it send the claim of `subjectFrom`, as text',
    isProved: true,
  },
  {
    key: 'context',
    protocols: both,
    log: 'not as strong as the application requires',
    cause: /^The login was not as strong as the application requires\.$/,
    cure: 'let it ask for more, or say in `contexts` what proves it (docs/errors.md#context_unmet)',
    isProved: true,
  },
  {
    key: 'away',
    protocols: both,
    log: 'is not responding, reported an internal error, cannot be reached',
    cause:
      / (?:is not responding|reported an internal error \(HTTP \d+\)|cannot be reached at the moment)\.$| can't be used for logins at the moment: /,
    cure: '`isthmus doctor` asks it, and says what is in the way',
    isProved: true,
  },
]
