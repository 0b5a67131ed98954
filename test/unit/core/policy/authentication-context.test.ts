import { expect } from 'chai'
import type { ContextDemand } from '../../../../src/core/login/transaction.ts'
import { acrValuesFor, answerDemand, satisfiedClasses } from '../../../../src/core/policy/authentication-context.ts'
import type { ContextRow } from '../../../../src/core/ports/roles.ts'

const ac = (name: string) => `urn:oasis:names:tc:SAML:2.0:ac:classes:${name}`
const mfa = 'https://refeds.org/profile/mfa'
const keycloak: ContextRow[] = [
  { class: ac('PasswordProtectedTransport'), acr: ['1'] },
  { class: mfa, acr: ['2'] },
]
const authelia: ContextRow[] = [
  { class: ac('PasswordProtectedTransport'), amr: ['pwd'] },
  { class: ac('TimeSyncToken'), amr: ['otp', 'mfa'] },
  { class: mfa, amr: ['mfa'] },
]
const context = (acr: string | undefined, ...amr: string[]) => ({
  amr,
  issuedAt: 0,
  authenticatingAuthority: 'op',
  ...(acr !== undefined && { acr }),
})
const exact = (...classes: string[]): ContextDemand => ({ comparison: 'exact', classes })

function answer(demand: ContextDemand | undefined, table: ContextRow[], acr?: string, ...amr: string[]) {
  return answerDemand(demand, satisfiedClasses(context(acr, ...amr), table, false), table)
}

describe('authentication context', () => {
  it('meets exact PasswordProtectedTransport with every login, a stronger one too, and asserts what was asked', () => {
    const asked = exact(ac('PasswordProtectedTransport'))
    expect(answer(asked, keycloak, '0')).to.equal(ac('PasswordProtectedTransport'))
    expect(answer(asked, keycloak, '2')).to.equal(ac('PasswordProtectedTransport'))
    expect(answer(asked, authelia, undefined, 'pwd', 'kba', 'otp', 'mfa')).to.equal(ac('PasswordProtectedTransport'))
    expect(answer(exact(ac('Password')), [], undefined)).to.equal(ac('Password'))
  })

  it('asserts the strongest class proved where nothing is asked', () => {
    expect(answer(undefined, keycloak, '2')).to.equal(mfa)
    expect(answer(undefined, keycloak, '1')).to.equal(ac('PasswordProtectedTransport'))
    expect(answer(undefined, authelia, undefined, 'pwd', 'kba', 'otp', 'mfa')).to.equal(mfa)
  })

  it('needs proof for stronger classes', () => {
    expect(answer(exact(mfa), keycloak, '1')).to.equal(undefined)
    expect(answer(exact(mfa), keycloak, '2')).to.equal(mfa)
    expect(answer(exact(ac('TimeSyncToken')), authelia, undefined, 'pwd', 'sms', 'mfa')).to.equal(undefined)
    expect(answer(exact(ac('TimeSyncToken')), authelia, undefined, 'pwd', 'otp', 'mfa')).to.equal(ac('TimeSyncToken'))
    expect(answer(exact('urn:federation:authentication:windows'), keycloak, '2')).to.equal(undefined)
  })

  it('takes the first class of several that is met', () => {
    expect(answer(exact(mfa, ac('Password')), keycloak, '1')).to.equal(ac('Password'))
    expect(answer(exact(mfa, ac('Password')), keycloak, '2')).to.equal(mfa)
  })

  it('compares by strength', () => {
    const than = (comparison: ContextDemand['comparison'], name: string) => ({ comparison, classes: [name] })
    const ppt = ac('PasswordProtectedTransport')
    expect(answer(than('minimum', ppt), keycloak, '2')).to.equal(ppt)
    expect(answer(than('minimum', mfa), keycloak, '1')).to.equal(undefined)
    expect(answer(than('better', ppt), keycloak, '1')).to.equal(undefined)
    expect(answer(than('better', ppt), keycloak, '2')).to.equal(mfa)
    expect(answer(than('maximum', ppt), keycloak, '2')).to.equal(ppt)
    expect(answer(than('maximum', mfa), keycloak, '2')).to.equal(mfa)
    expect(answer(than('minimum', 'urn:unknown'), keycloak, '2')).to.equal(undefined)
  })

  it('in strict apps needs a row for the ordinary classes too', () => {
    const strict = (acr: string) => satisfiedClasses(context(acr), keycloak, true)
    expect(strict('0')).to.deep.equal([])
    expect(strict('1')).to.deep.equal([ac('PasswordProtectedTransport')])
    expect(answerDemand(undefined, strict('0'), keycloak)).to.equal(ac('unspecified'))
  })

  it('asks acr values only from rows that name one', () => {
    expect(acrValuesFor(exact(mfa), keycloak, false)).to.deep.equal(['2'])
    expect(acrValuesFor(exact(mfa), authelia, false)).to.deep.equal([])
    expect(acrValuesFor(undefined, keycloak, false)).to.deep.equal([])
    expect(acrValuesFor(exact('urn:other'), keycloak, false)).to.deep.equal([])
    expect(acrValuesFor({ comparison: 'better', classes: [ac('Password')] }, keycloak, true)).to.deep.equal(['1', '2'])
  })

  it('does not ask for what every login meets, so that a session at the upstream still answers', () => {
    const ppt = ac('PasswordProtectedTransport')
    const asked = (demand: ContextDemand) => acrValuesFor(demand, keycloak, false)
    expect(asked(exact(ppt))).to.deep.equal([])
    expect(asked(exact(ppt, mfa))).to.deep.equal([])
    expect(asked({ comparison: 'minimum', classes: [ppt] })).to.deep.equal([])
    expect(asked({ comparison: 'minimum', classes: [mfa] })).to.deep.equal(['2'])
    expect(asked(exact(mfa, ppt))).to.deep.equal(['2'])
    expect(acrValuesFor(exact(ppt), keycloak, true)).to.deep.equal(['1'])
  })
})
