/** What `doctor` says of e-mail addresses: whose are believed, and where Keycloak says that none is verified. */
import type { UpstreamConfig } from '../config/config.ts'
import type { Finding } from './doctor-upstream.ts'

/** Nobody's claims can be seen without a login, so this tells the rule, where it may surprise. */
export function* emailFindings({ kind, trustEmail }: UpstreamConfig): Generator<Finding> {
  if (trustEmail === 'always') {
    const what = 'An e-mail address counts even where it says `email_verified: false` (trustEmail: always).'
    yield { outcome: 'unknown', what }
  } else if (kind === 'keycloak') {
    const what = `An e-mail address is left out where it says \`email_verified: false\` (trustEmail: ${trustEmail}).`
    const cure =
      'Keycloak says false of people from LDAP or another identity provider until "Trust Email" is on in its settings there. Where nobody can choose their own address, `trustEmail: always` does without.'
    yield { outcome: 'unknown', what, cure }
  }
}
