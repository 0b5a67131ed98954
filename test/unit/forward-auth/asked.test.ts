import { expect } from 'chai'
import type { ForwardedRequest } from '../../../src/core/forwarded-request.ts'
import { readAsked, readHost } from '../../../src/forward-auth/asked.ts'
import { address, parts } from './gate.ts'

describe('header login: which request a proxy asks about', () => {
  /** Host, method and target; or the status of the refusal. */
  const read = (forwarded: ForwardedRequest | undefined, scheme: 'http' | 'https' = 'https') => {
    try {
      const { host, method, target, askedBy } = readAsked(forwarded, scheme)
      return `${askedBy} ${method} ${host} ${target}`
    } catch (error) {
      return `${Reflect.get(error as object, 'code')} ${Reflect.get(error as object, 'status')}`
    }
  }
  const refused = 'malformed_request 403'

  it('is said in parts or as one address', () => {
    expect(read(parts('/a?b', 'POST'))).to.equal('parts POST wiki.test /a?b')
    expect(read(address('/a?b', 'POST'))).to.equal('address POST wiki.test /a?b')
    expect(read({ ...address('/a'), ...parts('/a') })).to.equal('address GET wiki.test /a')
  })

  it('is not believed of a sender who is no proxy of ours', () => {
    expect(read(undefined)).to.equal(refused)
  })

  it('is not put together from what the proxy did not say', () => {
    const names = ['x-forwarded-host', 'x-forwarded-uri', 'x-forwarded-method'] as const
    for (const name of names) expect(read({ ...parts(), [name]: undefined }), name).to.equal(refused)
    const { 'x-original-method': _, ...unsaid } = address()
    expect(read({ ...unsaid, 'x-forwarded-method': 'GET' })).to.equal(refused)
  })

  it('is refused where a header that a visitor may have sent says something else', () => {
    const lies: ForwardedRequest = {
      'x-forwarded-host': 'open.test',
      'x-forwarded-uri': '/public/',
      'x-forwarded-method': 'OPTIONS',
      'x-original-method': 'OPTIONS',
    }
    for (const [name, value] of Object.entries(lies)) {
      if (name !== 'x-original-method') expect(read({ ...address('/a'), [name]: value }), name).to.equal(refused)
    }
    expect(read({ ...parts('/a'), 'x-original-method': 'OPTIONS' })).to.equal(refused)
    expect(read({ ...parts('/a'), 'x-original-url': 'https://wiki.test/public/' })).to.equal(refused)
  })

  it('has one method, in capitals as it stands in the first line', () => {
    expect(read(parts('/', 'MKCALENDAR'))).to.equal('parts MKCALENDAR wiki.test /')
    for (const method of ['get', 'GET, OPTIONS', 'GET ', '', 'M-SEARCH', 'A'.repeat(21)])
      expect(read(parts('/', method)), method).to.equal(refused)
  })

  it('has a path and a query of visible ASCII, without a fragment, of at most 8192 characters', () => {
    for (const path of ['a', '', '*', '/a b', '/a#b', '/ä', '/\u0000', '/a\r\nb', '/a\u007f'])
      expect(read(parts(path)), JSON.stringify(path)).to.equal(refused)
    expect(read(parts(`/${'a'.repeat(8191)}`))).to.match(/^parts GET/)
    expect(read(parts(`/${'a'.repeat(8192)}`))).to.equal(refused)
  })

  it('is at the host of the address and no other, whatever stands before it', () => {
    const at = (url: string) => read({ ...address(), 'x-original-url': url })
    expect(at('https://WIKI.test:443/a')).to.equal('address GET wiki.test /a')
    for (const url of [
      'https://open.test@wiki.test/',
      'https://wiki.test\\@open.test/',
      'https://wiki.test?@open.test/',
      'https://wiki.test#/a',
      'https://wiki.test',
      'https:///a',
      '//wiki.test/a',
      '/a',
      'ftp://wiki.test/a',
      'https://wiki.test/a, https://open.test/a',
      ' https://wiki.test/a',
    ])
      expect(at(url), url).to.equal(refused)
  })
})

describe('header login: the name of a host', () => {
  it('is in lower case, without the port that goes without saying', () => {
    expect(readHost('WIKI.Test', 'https')).to.equal('wiki.test')
    expect(readHost('wiki.test:443', 'https')).to.equal('wiki.test')
    expect(readHost('wiki.test:80', 'http')).to.equal('wiki.test')
    expect(readHost('[::1]:443', 'https')).to.equal('[::1]')
  })

  it('keeps every other port: another port is another site', () => {
    expect(readHost('wiki.test:80', 'https')).to.equal('wiki.test:80')
    expect(readHost('wiki.test:443', 'http')).to.equal('wiki.test:443')
    expect(readHost('wiki.test:8443', 'https')).to.equal('wiki.test:8443')
    expect(readHost('wiki.test:0443', 'https')).to.equal('wiki.test:0443')
  })

  it('is one name', () => {
    for (const text of [
      '',
      'a.test, wiki.test',
      'a.test,wiki.test',
      'x@wiki.test',
      'wiki.test/',
      'wiki.test:443:443',
      'wiki.test:443x',
      'wiki.test ',
      'wiki%2etest',
      'wiki_.test',
      'wıki.test',
      '::1',
      '[::1',
      '[fe80::1%25eth0]',
      `${'a'.repeat(254)}`,
    ])
      expect(readHost(text, 'https'), text).to.equal(undefined)
  })
})
