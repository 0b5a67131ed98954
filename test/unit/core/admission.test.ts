import { expect } from 'chai'
import { createAdmission } from '../../../src/core/admission.ts'
import { GatewayError } from '../../../src/core/errors.ts'

describe('admission', () => {
  let now: number
  let time: number
  const admission = () =>
    createAdmission(
      2,
      () => now,
      () => time,
    )
  beforeEach(() => {
    now = 1_000_000
    time = 0
  })
  const limited = (run: () => unknown) => expect(run).to.throw(GatewayError).with.property('code', 'rate_limited')
  const costing = (ms: number, thrown?: Error) => () => {
    time += ms
    if (thrown !== undefined) throw thrown
    return 'taken'
  }
  const forged = new GatewayError('signature_refused', 'It is forged.')

  it('counts the open logins of a client, an IPv6 one by its /64, for a minute', () => {
    const { begin, end } = admission()
    begin('2001:db8::1')
    begin('2001:db8::2')
    limited(() => begin('2001:db8::3'))
    begin('2001:db8:0:1::1')
    end('2001:db8::9')
    begin('2001:db8::4')
    limited(() => begin('2001:db8::5'))
    now += 60_001
    begin('2001:db8::6')
  })

  it('runs no check once a client’s have cost 3 s in vain, until the minute is over', () => {
    const { weigh } = admission()
    for (let count = 0; count < 2; count += 1) {
      expect(() => weigh('192.0.2.1', costing(1500, forged))).to.throw(forged.message)
    }
    limited(() => weigh('192.0.2.1', costing(1)))
    expect(time).to.equal(3000)
    expect(weigh('192.0.2.2', costing(1))).to.equal('taken')
    now += 60_001
    expect(weigh('192.0.2.1', costing(1))).to.equal('taken')
  })

  it('does not count what a check costs that succeeds', () => {
    const { weigh } = admission()
    for (let count = 0; count < 5; count += 1) expect(weigh('192.0.2.1', costing(1500))).to.equal('taken')
  })
})
