/** What `doctor` says about e-mail addresses: whose are believed, and where Keycloak says that none is verified. */
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import { inARow, said } from '../core/said.ts'
import { type Finding, finding } from './doctor-finding.ts'

/** Nobody's claims can be seen without a login, so this states the rule where it may surprise. */
export function* emailFindings({ kind, trustEmail }: OidcUpstreamConfig): Generator<Finding> {
  const cure = cures[kind]
  if (trustEmail === 'always') {
    const what = 'E-mail addresses are trusted even with `email_verified: false` (trustEmail: always).'
    yield finding('unknown', what)
  } else if (cure !== undefined) {
    const what =
      trustEmail === 'verified'
        ? said`An e-mail address is left out where it says \`email_verified: false\`, or nothing (trustEmail: ${trustEmail}).`
        : said`An e-mail address is left out where it says \`email_verified: false\` (trustEmail: ${trustEmail}).`
    const without = 'If nobody can choose their own address, `trustEmail: always` trusts them all.'
    yield finding('unknown', what, inARow(cure, without))
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
