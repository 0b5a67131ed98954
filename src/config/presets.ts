/** What each kind of upstream is known to need; every line of it can be overridden in the config. */
import type { ContextRow } from '../core/ports/roles.ts'
import type { OidcUpstreamConfig, UpstreamKind } from './oidc-upstream.ts'

export type UpstreamPreset = Pick<
  OidcUpstreamConfig,
  | 'scopes'
  | 'sendUnlistedScopes'
  | 'subjectFrom'
  | 'clientAuthentication'
  | 'contexts'
  | 'trustEmail'
  | 'passive'
  | 'forceAuthn'
>

const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'
const timeSyncTokenClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken'
/** https://refeds.org/profile/mfa: two factors of different kinds, whatever they are. */
const refedsMfaClass = 'https://refeds.org/profile/mfa'

/** `amr` as RFC 8176 names methods; an OP that knows REFEDS' profile says it as `acr`. */
const genericContexts: readonly ContextRow[] = [
  { class: passwordClass, amr: ['pwd'] },
  { class: timeSyncTokenClass, amr: ['otp', 'mfa'] },
  { class: refedsMfaClass, acr: [refedsMfaClass] },
  { class: refedsMfaClass, amr: ['mfa'] },
]

/** Authelia has no acr of its own and answers every acr_values with "0": `amr` alone tells. */
const autheliaContexts: readonly ContextRow[] = [
  { class: passwordClass, amr: ['pwd'] },
  { class: timeSyncTokenClass, amr: ['otp', 'mfa'] },
  { class: refedsMfaClass, amr: ['mfa'] },
]

/** Levels of a realm's acr-to-LoA map; without a map, "1" is a fresh login and "0" one from its own session. */
const keycloakContexts: readonly ContextRow[] = [
  { class: passwordClass, acr: ['1'] },
  { class: timeSyncTokenClass, acr: ['2'] },
  { class: refedsMfaClass, acr: ['2'] },
]

/** Auth0 asks for a second factor where acr_values names this policy (PAPE), and says so in `amr`. */
const pape = 'http://schemas.openid.net/pape/policies/2007/06/multi-factor'
const auth0Contexts: readonly ContextRow[] = [...genericContexts, { class: refedsMfaClass, acr: [pape] }]

const common = {
  scopes: ['openid', 'profile', 'email', 'groups'],
  sendUnlistedScopes: false,
  subjectFrom: 'sub',
  clientAuthentication: 'client_secret_basic',
  contexts: genericContexts,
  trustEmail: 'verified',
  passive: true,
  /** max_age makes auth_time come back, so that a fresh login can be told from an old one. */
  forceAuthn: { prompt: 'login', maxAge: 3600 },
} as const satisfies UpstreamPreset

const withoutGroups = ['openid', 'profile', 'email'] as const

/** docs/upstreams.md says what each one rests on. */
export const upstreamPresets: Readonly<Record<UpstreamKind, UpstreamPreset>> = {
  authelia: {
    ...common,
    contexts: autheliaContexts,
    trustEmail: 'absent',
    /** prompt=none strands the browser on its portal where a second factor or a consent is missing. */
    passive: false,
    /** prompt=login costs a consent page, max_age=0 is a dead end. */
    forceAuthn: { maxAge: 1 },
  },
  /** Groups come with `profile`. Its mapping for e-mail says `email_verified: false`, since people can change it. */
  authentik: { ...common, scopes: withoutGroups },
  auth0: { ...common, scopes: withoutGroups, contexts: auth0Contexts },
  /** It shows a page whatever `prompt` says. */
  dex: { ...common, passive: false },
  /** `sub` differs for each client, so it would be lost with the registration; `oid` is the person in the tenant. */
  entra: { ...common, scopes: withoutGroups, subjectFrom: 'oid' },
  /** `prompt=login` is an error there. */
  google: { ...common, scopes: withoutGroups, forceAuthn: { maxAge: 3600 } },
  kanidm: { ...common, passive: false },
  keycloak: { ...common, contexts: keycloakContexts, trustEmail: 'absent' },
  okta: common,
  /** Roles come with a reserved scope, which its discovery document never lists. */
  zitadel: {
    ...common,
    scopes: [...withoutGroups, 'urn:zitadel:iam:org:projects:roles'],
    sendUnlistedScopes: true,
  },
  generic: common,
}
