/** What `doctor` says about e-mail addresses: whose are believed, and where Keycloak says that none is verified. */
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import type { Finding } from './doctor-finding.ts'

/** Nobody's claims can be seen without a login, so this states the rule where it may surprise. */
export function* emailFindings({ kind, trustEmail }: OidcUpstreamConfig): Generator<Finding> {
  if (trustEmail === 'always') {
    const what = 'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).'
    yield { outcome: 'unknown', what }
  } else if (cures[kind] !== undefined) {
    const what = `An e-mail address is left out where it says \`email_verified: false\`${trustEmail === 'verified' ? ', or nothing' : ''} (trustEmail: ${trustEmail}).`
    const without = 'If nobody can choose their own address, `trustEmail: always` trusts them all.'
    yield { outcome: 'unknown', what, cure: `${cures[kind]} ${without}` }
  }
}

/** Products whose addresses count as unverified until an administrator does something there. */
const cures: Readonly<Partial<Record<OidcUpstreamConfig['kind'], string>>> = {
  authentik:
    'The default mapping of the scope `email` in authentik says false for everyone: give the provider a mapping that tells the truth.',
  entra: 'Entra ID says so in the optional claim `xms_edov`: add it to the ID token of the app registration.',
  keycloak:
    'Keycloak says false for people from LDAP or another identity provider until "Trust Email" is on in the settings of that provider.',
}
