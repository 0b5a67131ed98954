import type { IncomingMessage } from 'node:http'
import { expect } from 'chai'
import { clientKeys } from '../../../src/core/admission/client-key.ts'
import { clientAddressReader, clientReader } from '../../../src/http/client-address.ts'

/** What the reader looks at of a request. */
function from(remoteAddress: string | undefined, forwarded?: string): IncomingMessage {
  const request = {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }
  return request as IncomingMessage
}

describe('http: client address', () => {
  const read = clientAddressReader(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'])

  it('is the peer unless the peer is a trusted proxy', () => {
    expect(read(from('192.0.2.1', '198.51.100.7'))).to.equal('192.0.2.1')
    expect(read(from('127.0.0.1', '198.51.100.7'))).to.equal('198.51.100.7')
    expect(read(from('127.0.0.1'))).to.equal('127.0.0.1')
  })

  it('is the first address from the right that no trusted proxy has', () => {
    expect(read(from('127.0.0.1', '203.0.113.9, 198.51.100.7, 10.1.2.3'))).to.equal('198.51.100.7')
    expect(read(from('127.0.0.1', '10.9.9.9, 10.1.2.3'))).to.equal('10.9.9.9')
  })

  it('knows IPv6, mapped IPv4, ports and unix sockets', () => {
    expect(read(from('::ffff:127.0.0.1', '2001:db8::1'))).to.equal('2001:db8::1')
    expect(read(from('::1', '[2001:DB8::1]:4711'))).to.equal('2001:db8::1')
    expect(read(from('fd12::1', '198.51.100.7:80'))).to.equal('198.51.100.7')
    expect(read(from(undefined, '198.51.100.7'))).to.equal('198.51.100.7')
    expect(read(from(undefined))).to.equal('unix')
  })

  it('stops at what is no address', () => {
    expect(read(from('127.0.0.1', 'evil"\n, 10.1.2.3'))).to.equal('10.1.2.3')
    expect(read(from('127.0.0.1', 'unknown'))).to.equal('127.0.0.1')
    expect(read(from('127.0.0.1', ''))).to.equal('127.0.0.1')
    expect(read(from('127.0.0.1', '1.2.3.4'.repeat(20)))).to.equal('127.0.0.1')
  })

  it('says for whom a proxy beside us asks that is not trusted, and believes it no address', () => {
    const claims = clientReader([])
    for (const proxy of ['127.0.0.1', '10.0.0.2', '192.168.1.1', '::1', 'fd00::1', 'fe80::1', '100.64.0.1']) {
      const { address, claimed } = claims(from(proxy, '6.6.6.6, 198.51.100.7'))
      expect(address).to.equal(proxy)
      expect(claimed?.proxy).to.equal(proxy)
      expect(clientKeys(claimed?.client ?? '')).to.deep.equal([`198.51.100.7 via ${proxy}`, `via ${proxy}`])
    }
    expect(claims(from('::ffff:10.0.0.2', 'unknown')).claimed?.client).to.equal('unknown via 10.0.0.2')
  })

  it('takes what somebody on the internet says of himself for nothing', () => {
    for (const peer of ['198.51.100.9', '203.0.113.1', '8.8.8.8', '2606:4700::1', '2001:db8::1']) {
      expect(clientReader([])(from(peer, '6.6.6.6'))).to.deep.equal({ address: peer })
    }
    expect(clientReader([])(from('127.0.0.1'))).to.deep.equal({ address: '127.0.0.1' })
    expect(clientReader(['127.0.0.1'])(from('127.0.0.1', '6.6.6.6'))).to.deep.equal({ address: '6.6.6.6' })
  })

  it('refuses an entry that is neither an address nor a range', () => {
    for (const entry of ['proxy', '10.0.0.0/33', '10.0.0.0/x', '10.0.0.0/8/8', '']) {
      expect(() => clientAddressReader([entry]), entry).to.throw()
    }
  })
})
