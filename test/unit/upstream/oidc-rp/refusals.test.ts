import { expect } from 'chai'
import { clientKeys } from '../../../../src/core/admission/client-key.ts'
import { refusalLimit } from '../../../../src/upstream/oidc-rp/refusals.ts'
import { memoryLimits, refusalOf } from '../../../fixtures/upstream-rig.ts'

describe('oidc-rp: refusals by one client', () => {
  const addresses: Readonly<Record<string, string>> = {
    '192.0.2.1': '192.0.2.1',
    '::ffff:192.0.2.1': '192.0.2.1',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:0DB8:0001:0002::1': '2001:db8:1:2::/64',
    '2001:db8::1': '2001:db8:0:0::/64',
    '::1': '0:0:0:0::/64',
    '::': '0:0:0:0::/64',
    'fe80::1%eth0': 'fe80:0:0:0::/64',
    '64:ff9b::192.0.2.1': '64:ff9b:0:0::/64',
    '2001:db8:1:2:3:4:192.0.2.1': '2001:db8:1:2::/64',
    unknown: 'unknown',
  }
  for (const [address, client] of Object.entries(addresses)) {
    it(`${address} is ${client}`, () => expect(clientKeys(address)[0]).to.equal(client))
  }

  const refuse = () => Promise.reject(new Error('refused'))
  const fail = () => Promise.reject(new Error('down'))
  const refused = (error: unknown) => error instanceof Error && error.message === 'refused'

  it('are counted only where they are the OP’s own', async () => {
    const limit = refusalLimit('op', memoryLimits(), 1000)
    for (let call = 0; call < 20; call++) await refusalOf(limit.run('192.0.2.1', fail, refused))
    expect(await limit.run('192.0.2.1', async () => 'good', refused)).to.equal('good')
    for (let call = 0; call < 10; call++) await refusalOf(limit.run('192.0.2.1', refuse, refused))
    expect((await refusalOf(limit.run('192.0.2.1', async () => 'good', refused))).code).to.equal('rate_limited')
    expect(await limit.run('192.0.2.2', async () => 'good', refused)).to.equal('good')
  })

  it('one upstream’s are not another’s', async () => {
    const limits = memoryLimits()
    for (let call = 0; call < 10; call++)
      await refusalOf(refusalLimit('a', limits, 1000).run('192.0.2.1', refuse, refused))
    expect(await refusalLimit('b', limits, 1000).run('192.0.2.1', async () => 'good', refused)).to.equal('good')
  })

  it('who waits for a turn that does not come hears so in bounded time', async () => {
    const limit = refusalLimit('op', memoryLimits(), 50)
    const stuck: ((value: string) => void)[] = []
    const hang = () => new Promise<string>((resolve) => stuck.push(resolve))
    const calls = Array.from({ length: 10 }, () => limit.run('192.0.2.1', hang, refused))
    expect((await refusalOf(limit.run('192.0.2.1', async () => 'late', refused))).code).to.equal('upstream_unavailable')
    for (const resolve of stuck) resolve('good')
    expect(await Promise.all(calls)).to.deep.equal(Array(10).fill('good'))
    expect(await limit.run('192.0.2.1', async () => 'good', refused)).to.equal('good')
  })
})
