import { expect } from 'chai'
import { claimedClient, clientKeys } from '../../../../src/core/admission/client-key.ts'

describe('core: who is one client', () => {
  const clientKey = (client: string) => clientKeys(client)[0]

  it('an IPv4 address is, however it is written', () => {
    expect(clientKeys('198.51.100.7')).to.deep.equal(['198.51.100.7'])
    expect(clientKeys('::ffff:198.51.100.7')).to.deep.equal(['198.51.100.7'])
    expect(clientKeys('::FFFF:c633:6407')).to.deep.equal(['198.51.100.7'])
    expect(clientKeys('unix')).to.deep.equal(['unix'])
  })

  it('of IPv6 a /64 is, in a /48 that it shares', () => {
    expect(clientKeys('2001:db8:1:2:3:4:5:6')).to.deep.equal(['2001:db8:1:2::/64', '2001:db8:1::/48'])
    expect(clientKeys('2001:0DB8:0001:0002::9')).to.deep.equal(['2001:db8:1:2::/64', '2001:db8:1::/48'])
    expect(clientKeys('fe80::1%eth0')).to.deep.equal(['fe80:0:0:0::/64', 'fe80:0:0::/48'])
    expect(clientKeys('2001:db8:1:3::9')[1]).to.equal('2001:db8:1::/48')
  })

  it('what a proxy says that is not trusted counts beside that proxy alone', () => {
    const alice = claimedClient('198.51.100.7', '10.0.0.2')
    expect(clientKeys(alice)).to.deep.equal(['198.51.100.7 via 10.0.0.2', 'via 10.0.0.2'])
    expect(clientKey(alice)).to.not.equal(clientKey('198.51.100.7'))
    expect(clientKey(alice)).to.not.equal(clientKey(claimedClient('198.51.100.7', '10.0.0.3')))
    expect(clientKey(alice)).to.not.equal(clientKey(claimedClient('198.51.100.8', '10.0.0.2')))
    const [one, two] = ['2001:db8::1', '2001:db8::2'].map((text) => clientKey(claimedClient(text, '::1')))
    expect(one).to.equal(two)
  })

  it('what is no address there is one name for all', () => {
    for (const text of ['unknown', '', 'a via b', '1.2.3.4'.repeat(99), '\n']) {
      expect(clientKeys(claimedClient(text, '10.0.0.2')), text).to.deep.equal(['unknown via 10.0.0.2', 'via 10.0.0.2'])
    }
  })
})
