import { expect } from 'chai'
import { upstreamName } from '../../../../src/core/identifiers.ts'
import { contextUnmet } from '../../../../src/core/policy/authentication-context.ts'

describe('a context that is not met', () => {
  const upstream = {
    name: upstreamName('op'),
    contextTable: [{ class: 'urn:mfa', acr: ['2', '3'], amr: ['otp', 'mfa'] }],
  }
  const login = (acr: string | undefined, ...amr: string[]) => ({
    ...(acr !== undefined && { acr }),
    amr,
    issuedAt: 1,
    authenticatingAuthority: 'x',
  })
  const cause = (asked: string, context: ReturnType<typeof login>) =>
    contextUnmet({ required: { comparison: 'exact', classes: [asked] } }, context, upstream, false).cause

  it('is told with the row that would prove it', () => {
    expect(cause('urn:mfa', login('1', 'pwd'))).to.match(/proved by acr 2 or 3 or amr otp and mfa/)
  })

  it('is told with the row to add, where none proves it', () => {
    expect(cause('urn:x', login('1', 'pwd', 'pin'))).to.match(/contexts .*add \{ class: urn:x, amr: \[pwd, pin\] \}/)
    expect(cause('urn:x', login('1'))).to.match(/add \{ class: urn:x, acr: '1' \}/)
    expect(cause('urn:x', login(undefined))).to.match(/neither acr nor amr/)
  })

  it('says what was asked and what was proved', () => {
    const required = { comparison: 'minimum', classes: ['urn:mfa'] } as const
    const { facts } = contextUnmet({ required }, login('1', 'pwd'), upstream, true)
    expect(facts).to.deep.equal({
      expected: ['minimum:', 'urn:mfa'],
      received: ['acr 1', 'amr pwd'],
      setting: 'upstreams.op.contexts',
    })
  })
})
