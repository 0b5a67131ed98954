import { expect } from 'chai'
import { GatewayError } from '../../../../src/core/errors.ts'
import { checkFreshness, newness } from '../../../../src/core/policy/freshness.ts'

const names = { upstream: 'op', app: 'wiki' }
const context = (issuedAt: number, authTime?: number) => ({
  amr: [],
  issuedAt,
  authenticatingAuthority: 'op',
  ...(authTime !== undefined && { authTime }),
})
const refusal = (check: () => void) => {
  try {
    check()
  } catch (error) {
    return error instanceof GatewayError ? error : undefined
  }
  return undefined
}

describe('freshness of a forced login', () => {
  const sent = 1_000_000_000
  const forced = (issuedAt: number, authTime: number | undefined, away: number) =>
    refusal(() => checkFreshness({ forceAuthn: true }, context(issuedAt, authTime), sent, sent + away * 1000, names))

  it('accepts a login that happened while the person was away', () => {
    expect(forced(5000, 4990, 10)).to.equal(undefined)
    expect(forced(5000, 5000, 0)).to.equal(undefined)
  })
  it('counts what whole seconds leave open against the login', () => {
    expect(forced(5000, 4989, 10)?.code).to.equal('upstream_invalid')
    expect(forced(5000, 4990, 10.9)).to.equal(undefined)
    expect(forced(5000, 4989, 10.9)?.code).to.equal('upstream_invalid')
    expect(forced(5001, 5000, 0.2)?.code, 'seconds after a login, answered at once').to.equal('upstream_invalid')
  })
  it('takes none for new that was known before', () => {
    const at = (authTime: number) => newness({ issuedAt: 5000, authTime }, sent, sent + 200, [5000, 4000])
    expect(at(5000)).to.equal('old')
    expect(newness({ issuedAt: 5001, authTime: 5001 }, sent, sent + 200, [5000])).to.equal('new')
    expect(newness({ issuedAt: 5001 }, sent, sent + 200, [5000])).to.equal('unknown')
  })
  it('does not compare the clock of the upstream with ours', () => {
    expect(forced(99, 98, 2)).to.equal(undefined)
  })
  it('refuses an answer without auth_time and names the setting', () => {
    const error = forced(5000, undefined, 10)
    expect(error?.code).to.equal('upstream_invalid')
    expect(error?.facts.setting).to.equal('upstreams.op.forceAuthn')
  })
  it('holds the maxAuthnAge of an app', () => {
    const aged = (age: number) =>
      refusal(() =>
        checkFreshness({ forceAuthn: false, maxAuthnAge: 60 }, context(5000, 5000 - age), sent, sent, names),
      )
    expect(aged(61)).to.equal(undefined)
    expect(aged(62)?.code).to.equal('upstream_invalid')
  })
  it('asks nothing where nothing was demanded', () => {
    expect(refusal(() => checkFreshness({ forceAuthn: false }, context(5000), sent, sent, names))).to.equal(undefined)
  })
})
