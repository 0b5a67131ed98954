import { expect } from 'chai'
import { emailFindings } from '../../../src/cli/doctor-email.ts'
import type { OidcUpstreamConfig } from '../../../src/config/oidc-upstream.ts'

const findings = (kind: OidcUpstreamConfig['kind'], trustEmail: OidcUpstreamConfig['trustEmail']) =>
  [...emailFindings({ kind, trustEmail } as OidcUpstreamConfig)].map(({ what, cure = '' }) => `${what} ${cure}`)

describe('isthmus doctor, of e-mail addresses', () => {
  it('names "Trust Email" of Keycloak and our own setting', () => {
    for (const trustEmail of ['verified', 'absent'] as const) {
      const [only = ''] = findings('keycloak', trustEmail)
      expect(only).to.include(`trustEmail: ${trustEmail}`)
      expect(only).to.include('"Trust Email"').and.to.include('`trustEmail: always`')
    }
  })

  it('tells where every address counts', () => {
    for (const kind of ['keycloak', 'generic'] as const)
      expect(findings(kind, 'always').join()).to.match(/trusted even with/)
  })

  it('has nothing to say of the others', () => {
    expect([...findings('authelia', 'absent'), ...findings('generic', 'verified')]).to.deep.equal([])
  })
})
