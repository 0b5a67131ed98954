import { expect } from 'chai'
import { networkOf, networks, rangeOf, readAddress } from '../../../src/core/ip-address.ts'

describe('core: IP addresses', () => {
  it('have one spelling each', () => {
    expect(readAddress('2001:DB8:0::1')).to.equal('2001:db8::1')
    expect(readAddress('::ffff:10.0.0.1')).to.equal('10.0.0.1')
    expect(readAddress('::ffff:a00:1')).to.equal('10.0.0.1')
    expect(readAddress('fe80::1%eth0')).to.equal('fe80::1')
  })

  it('are not what some resolvers take for one', () => {
    for (const text of [
      '0177.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '127.0.0.1 ',
      '127.0.0.256',
      '',
      '::g',
      'a',
    ]) {
      expect(readAddress(text), text).to.equal(undefined)
      expect(rangeOf(text), text).to.equal(undefined)
    }
  })

  it('lie in networks', () => {
    const within = networks(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])
    for (const text of ['127.0.0.1', '10.255.0.1', '::ffff:10.0.0.1', '::1', 'fd12::1']) {
      expect(within(text), text).to.equal(true)
    }
    for (const text of ['127.0.0.2', '11.0.0.1', '::2', 'fe00::1', 'unix', ''])
      expect(within(text), text).to.equal(false)
    expect(networks(['0.0.0.0/0'])('192.0.2.1')).to.equal(true)
    expect(networks(['0.0.0.0/0'])('::1')).to.equal(false)
    expect(networks([])('127.0.0.1')).to.equal(false)
  })

  it('refuse what is no network', () => {
    for (const entry of [
      'proxy',
      '10.0.0.0/33',
      '10.0.0.0/x',
      '10.0.0.0/8/8',
      '',
      '10.0.0.0/',
      '::1/129',
      '010.0.0.1',
    ]) {
      expect(() => networks([entry]), entry).to.throw(TypeError)
    }
  })

  it('know the network around them, and its kind', () => {
    expect(networkOf('2001:db8:1:2:3::4', 48)).to.equal('2001:db8:1::/48')
    expect(networkOf('::1', 64)).to.equal('0:0:0:0::/64')
    expect(networkOf('192.0.2.77', 64)).to.equal(undefined)
    expect(rangeOf('127.9.9.9')).to.equal('loopback')
    expect(rangeOf('::ffff:192.168.1.1')).to.equal('private')
    expect(rangeOf('fd00::1')).to.equal('uniqueLocal')
    expect(rangeOf('192.0.2.1')).to.equal('reserved')
    expect(rangeOf('8.8.8.8')).to.equal('unicast')
  })
})
