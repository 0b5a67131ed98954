/** Why `allow` says what it says. */
import { expect } from 'chai'
import { type ExplainedPart, explainAllow } from '../../../../src/core/policy/explain.ts'

const anna = { claims: { email: 'anna@home.lan', level: 3 }, groups: ['staff'], upstream: 'authelia' }

const outline = ({ source, result, joined, parts = [] }: ExplainedPart): unknown =>
  parts.length === 0 ? [source, result] : [joined, result, ...parts.map(outline)]

describe('explainAllow', () => {
  it('shows each rule with its own result', () => {
    const source =
      '"staff" in groups && !(claims.level < 2 || upstream == "corp") && claims.email.endsWith("@home.lan")'
    expect(outline(explainAllow(source, anna))).to.deep.equal([
      'and',
      true,
      ['"staff" in groups', true],
      ['not', true, ['or', false, ['claims.level < 2', false], ['upstream == "corp"', false]]],
      ['claims.email.endsWith("@home.lan")', true],
    ])
  })

  it('says which rule refuses, and which could not be evaluated, without a claim’s value', () => {
    const explained = explainAllow('claims.department == "it" || "admins" in groups', anna)
    expect(outline(explained)).to.deep.equal([
      'or',
      'failed',
      ['claims.department == "it"', 'failed'],
      ['"admins" in groups', false],
    ])
    expect(explained.parts?.[0]?.reason).to.contain('No such key: department')
    const secret = explainAllow('int(claims.email) > 2', anna)
    expect(secret.result).to.equal('failed')
    expect(JSON.stringify(secret)).not.to.contain('anna@')
  })

  it('is one rule where nothing joins it', () => {
    expect(explainAllow('groups.exists(g, g == "staff" && true)', anna)).to.deep.equal({
      source: 'groups.exists(g, g == "staff" && true)',
      result: true,
    })
  })

  it('refuses what the config would refuse', () => {
    expect(() => explainAllow('claims.email.matches("a+")', anna)).to.throw('regular expression')
  })
})
