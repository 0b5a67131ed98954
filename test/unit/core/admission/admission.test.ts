import { expect } from 'chai'
import { createAdmission } from '../../../../src/core/admission/admission.ts'
import { GatewayError } from '../../../../src/core/errors.ts'

const minute = 60_000
const mebioctet = 1024 * 1024

describe('admission', () => {
  let now: number
  let time: number
  let spent: string[]
  let serial: number
  const admission = (limit = 2) =>
    createAdmission({
      limit,
      now: () => now,
      clock: () => time,
      onSpent: (budget, client) => spent.push(`${budget}: ${client}`),
    })
  beforeEach(() => {
    now = 1_000_000
    time = 0
    serial = 0
    spent = []
  })
  const id = () => `record ${serial++}`
  const limited = (run: () => unknown) => expect(run).to.throw(GatewayError).with.property('code', 'rate_limited')
  const costing = (ms: number, thrown?: Error) => () => {
    time += ms
    if (thrown !== undefined) throw thrown
    return 'taken'
  }
  const forged = new GatewayError('signature_refused', 'It is forged.')

  describe('logins', () => {
    const begin = (to: ReturnType<typeof admission>, client: string) => to.begin(client, id(), 100, 90 * minute)

    it('counts those of a client that are open, an IPv6 one by its /64, for a minute', () => {
      const to = admission()
      begin(to, '2001:db8::1')
      begin(to, '2001:db8::2')
      limited(() => begin(to, '2001:db8::3'))
      begin(to, '2001:db8:0:1::1')
      to.succeed('2001:db8::9')
      begin(to, '2001:db8::4')
      limited(() => begin(to, '2001:db8::5'))
      now += minute + 1
      begin(to, '2001:db8::6')
      expect(spent, 'said once for each client and window').to.deep.equal(['logins: 2001:db8:0:0::/64'])
    })

    it('counts a /48 as three clients, and another one beside it for itself', () => {
      const to = admission()
      for (let net = 0; net < 6; net += 1) begin(to, `2001:db8:0:${net}::1`)
      for (let net = 6; net < 50; net += 1) limited(() => begin(to, `2001:db8:0:${net.toString(16)}::1`))
      expect(spent, 'one line for the site').to.deep.equal(['logins: 2001:db8:0::/48'])
      begin(to, '2001:db8:1::1')
    })

    it('past what is common holds back whom it was spent by, never those who did little', () => {
      const to = admission(100)
      for (let host = 0; host < 6; host += 1) {
        for (let count = 0; count < 100; count += 1) begin(to, `192.0.2.${host}`)
      }
      for (let count = 0; count < 5; count += 1) begin(to, '198.51.100.1')
      limited(() => begin(to, '198.51.100.1'))
      begin(to, '198.51.100.2')
    })
  })

  describe('what is kept', () => {
    const twelve = 12 * mebioctet - 250

    it('counts until its time is over or it is deleted, whatever became of the login', () => {
      const to = admission(1000)
      to.keep('192.0.2.1', 'a', twelve, 90 * minute)
      limited(() => to.keep('192.0.2.1', id(), 1, minute))
      to.keep('192.0.2.2', id(), 1, minute)
      to.succeed('192.0.2.1')
      now += 89 * minute
      limited(() => to.keep('192.0.2.1', id(), 1, minute))
      to.leave('192.0.2.1', 'a', twelve / 2, 60 * minute)
      to.keep('192.0.2.1', 'b', twelve / 2 - 250, 60 * minute)
      limited(() => to.keep('192.0.2.1', id(), 1, minute))
      to.drop('192.0.2.1', 'b')
      to.keep('192.0.2.1', 'c', twelve / 2 - 250, minute)
      now += 62 * minute
      to.keep('192.0.2.1', id(), twelve, minute)
    })

    it('gives back one of a client’s own where a record that another node wrote is deleted here', () => {
      const to = admission()
      to.keep('192.0.2.1', 'a', twelve, 90 * minute)
      to.drop('192.0.2.2', 'elsewhere')
      limited(() => to.keep('192.0.2.1', id(), 1, minute))
      to.drop('192.0.2.1', 'elsewhere')
      to.keep('192.0.2.1', id(), twelve, minute)
    })

    it('counts records as well: many small ones are as much as a few large ones', () => {
      const to = admission()
      let kept = 0
      limited(() => {
        for (; kept < 100_000; kept += 1) to.keep('192.0.2.1', id(), 1, 90 * minute)
      })
      expect(kept).to.be.within(40_000, 60_000)
    })

    it('holds a /48 to three clients’ share, and leaves something to everyone who has little', () => {
      const to = admission()
      for (let net = 0; net < 3; net += 1) to.keep(`2001:db8:0:${net}::1`, id(), twelve, minute)
      limited(() => to.keep('2001:db8:0:4::1', id(), 1000, minute))
      to.keep('2001:db8:1::1', id(), twelve, minute)
      limited(() => to.keep('2001:db8:2::1', id(), 65_400, minute * 2))
      to.keep('2001:db8:2::1', id(), 10_000, minute)
      expect(spent).to.have.length(2)
    })

    it('counts a person’s for the person', () => {
      const to = admission()
      to.keepForPerson('alice', 'a', 96 * mebioctet - 250, minute)
      limited(() => to.keepForPerson('alice', id(), 1, minute))
      to.keepForPerson('bob', id(), 1, minute)
      to.keep('192.0.2.1', id(), twelve, minute)
    })
  })

  describe('work', () => {
    it('runs no check once a client’s have cost 250 ms in vain, until the ten seconds are over', () => {
      const { weigh } = admission()
      const waste = (client: string) => () => weigh(client, 'post', 0, costing(125, forged))
      expect(waste('192.0.2.1')).to.throw(forged.message)
      expect(waste('192.0.2.1')).to.throw(forged.message)
      limited(() => weigh('192.0.2.1', 'post', 0, costing(1)))
      expect(time).to.equal(250)
      expect(weigh('192.0.2.1', 'query', 0, costing(1)), 'by the other binding').to.equal('taken')
      expect(weigh('192.0.2.2', 'post', 0, costing(1))).to.equal('taken')
      now += 10_001
      expect(weigh('192.0.2.1', 'post', 0, costing(1))).to.equal('taken')
      expect(spent).to.deep.equal(['posted messages: 192.0.2.1'])
    })

    it('does not count what a check costs that succeeds, but where it proves nothing', () => {
      const { weigh } = admission()
      for (let count = 0; count < 5; count += 1) {
        expect(weigh('192.0.2.1', 'post', 0, costing(250))).to.equal('taken')
      }
      expect(weigh('192.0.2.1', 'post', 9000, costing(250))).to.equal('taken')
      limited(() => weigh('192.0.2.1', 'post', 9000, costing(1)))
    })

    it('gives a whole /48 a tenth of the time at most', () => {
      const { weigh } = admission()
      let wasted = 0
      for (let net = 0; net < 1000; net += 1) {
        try {
          weigh(`2001:db8:0:${net.toString(16)}::1`, 'post', 0, costing(10, forged))
        } catch (error) {
          if (error === forged) wasted += 10
        }
      }
      expect(wasted).to.be.within(700, 1000)
      expect(weigh('2001:db8:1::1', 'post', 0, costing(1))).to.equal('taken')
    })
  })

  it('signs for a client as often as it may begin logins', () => {
    const { sign } = admission(5)
    for (let count = 0; count < 5; count += 1) sign('192.0.2.1')
    limited(() => sign('192.0.2.1'))
    sign('192.0.2.2')
    now += minute + 1
    sign('192.0.2.1')
  })
})
