/** What each kind of upstream is known to need; every line of it can be overridden in the config. */
import type { ContextRow } from '../core/ports/roles.ts'
import type { UpstreamConfig } from './config.ts'

export type UpstreamPreset = Pick<
  UpstreamConfig,
  'scopes' | 'clientAuthentication' | 'contexts' | 'trustEmail' | 'passive' | 'forceAuthn'
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

const common = {
  scopes: ['openid', 'profile', 'email', 'groups'],
  clientAuthentication: 'client_secret_basic',
  passive: true,
  /** max_age makes auth_time come back, so that a fresh login can be told from an old one. */
  forceAuthn: { prompt: 'login', maxAge: 3600 },
} as const satisfies Partial<UpstreamPreset>

export const upstreamPresets: Readonly<Record<UpstreamConfig['kind'], UpstreamPreset>> = {
  authelia: {
    ...common,
    contexts: autheliaContexts,
    trustEmail: 'absent',
    /** prompt=none strands the browser on its portal where a second factor or a consent is missing. */
    passive: false,
    /** prompt=login costs a consent page, max_age=0 is a dead end. */
    forceAuthn: { maxAge: 1 },
  },
  keycloak: { ...common, contexts: keycloakContexts, trustEmail: 'absent' },
  generic: { ...common, contexts: genericContexts, trustEmail: 'verified' },
}
