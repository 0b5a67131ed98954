import { expect } from 'chai'
import { proxyFor } from '../../../src/outbound/proxy.ts'

const proxy = { http: 'http://plain:1', https: 'http://secure:2' }
const way = (url: string, no = ''): string | undefined => proxyFor(new URL(url), { ...proxy, no })?.host

describe('outbound: which calls go through a proxy', () => {
  it('each scheme has its own; none where none is set', () => {
    expect(way('https://op.example/')).to.equal('secure:2')
    expect(way('http://op.example/')).to.equal('plain:1')
    expect(proxyFor(new URL('https://op.example/'), { no: '' })).to.equal(undefined)
  })

  it('this machine is never asked for through one', () => {
    for (const host of ['localhost', 'op.localhost', '127.0.0.1', '127.1', '[::1]', 'localhost.'])
      expect(way(`https://${host}/`), host).to.equal(undefined)
  })

  it('NO_PROXY: names and all below them, addresses, networks, ports, everything', () => {
    const exempt: readonly (readonly [url: string, no: string])[] = [
      ['https://op.example/', 'op.example'],
      ['https://op.example/', 'other.example, OP.example'],
      ['https://auth.op.example/', 'op.example'],
      ['https://auth.op.example/', '.op.example'],
      ['https://auth.op.example/', '*.op.example'],
      ['https://op.example./', 'op.example'],
      ['https://op.example:8443/', 'op.example:8443'],
      ['https://op.example/', 'op.example:443'],
      ['https://op.example/', '*'],
      ['https://10.1.2.3/', '10.0.0.0/8'],
      ['https://10.1.2.3/', '10.1.2.3'],
      ['https://[fd00::7]/', 'fd00::/8'],
      ['https://[fd00::7]:9/', '[fd00::7]:9'],
    ]
    for (const [url, no] of exempt) expect(way(url, no), `${url} by ${no}`).to.equal(undefined)
    const proxied: readonly (readonly [url: string, no: string])[] = [
      ['https://notop.example/', 'op.example'],
      ['https://op.example:8443/', 'op.example:443'],
      ['https://11.1.2.3/', '10.0.0.0/8'],
      ['https://op.example/', ''],
      ['https://op.example/', '10.0.0.0/8,.'],
      ['https://10.1.2.3/', 'ten/8'],
    ]
    for (const [url, no] of proxied) expect(way(url, no), `${url} by ${no}`).to.equal('secure:2')
  })
})
