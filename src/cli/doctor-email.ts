/** What `doctor` says of e-mail addresses: whose are believed, and where Keycloak says that none is verified. */
import type { UpstreamConfig } from '../config/config.ts'
import type { Finding } from './doctor-upstream.ts'

const believed: Readonly<Record<UpstreamConfig['trustEmail'], string>> = {
  verified:
    'An e-mail address counts where it says `email_verified: true`, else it is left out (trustEmail: verified).',
  absent: 'An e-mail address counts unless it says `email_verified: false`; then it is left out (trustEmail: absent).',
  always: 'An e-mail address counts even where it says `email_verified: false` (trustEmail: always).',
}

/** Nobody's claims can be seen without a login, so this tells the rule and what is known of Keycloak. */
export function emailFinding({ kind, trustEmail }: UpstreamConfig): Finding {
  const what = believed[trustEmail]
  if (trustEmail === 'always') return { outcome: 'unknown', what }
  if (kind !== 'keycloak') return { outcome: 'good', what }
  const cure =
    'Keycloak says false of people from LDAP or another identity provider until "Trust Email" is on in its settings there. Where nobody can choose their own address, `trustEmail: always` does without.'
  return { outcome: 'unknown', what, cure }
}
