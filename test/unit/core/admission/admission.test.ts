import { expect } from 'chai'
import { createAdmission } from '../../../../src/core/admission/admission.ts'
import { GatewayError } from '../../../../src/core/errors.ts'

const minute = 60_000
const mebioctet = 1024 * 1024

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
    begin('2001:db8::1', 100)
    begin('2001:db8::2', 100)
    limited(() => begin('2001:db8::3', 100))
    begin('2001:db8:0:1::1', 100)
    end('2001:db8::9', 100)
    begin('2001:db8::4', 100)
    limited(() => begin('2001:db8::5', 100))
    now += minute + 1
    begin('2001:db8::6', 100)
  })

  it('counts their octets for half an hour, and gives back those of a login that ended', () => {
    const { begin, end } = admission()
    begin('192.0.2.1', 12 * mebioctet)
    now += minute + 1
    limited(() => begin('192.0.2.1', 1))
    begin('192.0.2.2', 1)
    end('192.0.2.1', 6 * mebioctet)
    end('192.0.2.2', 6 * mebioctet)
    begin('192.0.2.1', 6 * mebioctet)
    limited(() => begin('192.0.2.1', 1))
    now += 30 * minute
    begin('192.0.2.1', 12 * mebioctet)
  })

  it('lets a client’s posted messages wait up to 8 MiB a minute', () => {
    const { wait, resume } = admission()
    wait('192.0.2.1', 8 * mebioctet)
    limited(() => wait('192.0.2.1', 1))
    resume('192.0.2.1', 10)
    wait('192.0.2.1', 10)
    limited(() => wait('192.0.2.1', 1))
    wait('192.0.2.2', 1)
    now += minute + 1
    wait('192.0.2.1', 1)
  })

  it('runs no check once a client’s have cost 3 s in vain, until the minute is over', () => {
    const { weigh } = admission()
    for (let count = 0; count < 2; count += 1) {
      expect(() => weigh('192.0.2.1', costing(1500, forged))).to.throw(forged.message)
    }
    limited(() => weigh('192.0.2.1', costing(1)))
    expect(time).to.equal(3000)
    expect(weigh('192.0.2.2', costing(1))).to.equal('taken')
    now += minute + 1
    expect(weigh('192.0.2.1', costing(1))).to.equal('taken')
  })

  it('does not count what a check costs that succeeds', () => {
    const { weigh } = admission()
    for (let count = 0; count < 5; count += 1) expect(weigh('192.0.2.1', costing(1500))).to.equal('taken')
  })
})
