import { expect } from 'chai'
import { otherReadings, readPath } from '../../../src/forward-auth/path.ts'

describe('header login: a path', () => {
  const read = (target: string, encodedSlashes = false) => {
    try {
      return readPath(target, { encodedSlashes })
    } catch (error) {
      return String(Reflect.get(error as object, 'cause'))
    }
  }

  it('is decoded, and ends where the query begins', () => {
    expect(read('/a%20b/%C3%B6?x=/../%00\\')).to.equal('/a b/ö')
    expect(read('/')).to.equal('/')
    expect(read('/a%3fb')).to.equal('/a?b')
  })

  it('is refused for the fault that it has, in either case of its codes', () => {
    for (const [fault, ...targets] of [
      ['the path has a backslash', '/a\\b', '/a%5cb', '/a%5Cb'],
      ['the path has an encoded slash (allowEncodedSlashes)', '/a%2fb', '/a%2Fb'],
      ['the path is encoded twice', '/a%252Fb', '/a%252fb', '/a%25AF', '/a%25af'],
      ['the path has a control character', '/%00', '/%0A', '/%0a', '/%1F', '/%1f', '/%7F', '/%7f', '/a%09b'],
      ['the path has a broken percent code', '/%', '/%4', '/%zz', '/%c0%af', '/%ed%a0%80', '/%ff', '/%f5%80%80%80'],
      ['the path has an empty segment', '//', '/a//b', '/a//', '/;x/b', '/%ef%bc%8f%ef%bc%8fa'],
      [
        'the path has a dot segment',
        '/.',
        '/..',
        '/a/./b',
        '/a/%2e%2e/b',
        '/a/.%20./b',
        '/a/..;x/b',
        '/a/.%e2%80%a5/..%20',
      ],
    ] as const)
      for (const target of targets) expect(read(target), target).to.equal(fault)
  })

  it('may have encoded slashes where the site says so, and nothing else for that', () => {
    expect(read('/a%2Fb', true)).to.equal('/a/b')
    expect(read('/a%2F..%2Fb', true)).to.equal('the path has a dot segment')
    expect(read('/a%2F%2Fb', true)).to.equal('the path has an empty segment')
    expect(read('/a%5Cb', true)).to.equal('the path has a backslash')
  })

  it('may have names that only look like dot segments', () => {
    for (const target of ['/...', '/a/....', '/.a', '/a.', '/..a', '/.well-known/x', '/%20', '/100%25'])
      expect(read(target), target).to.equal(decodeURIComponent(target))
  })

  it('has no other reading where it is plain', () => {
    for (const path of ['/', '/a/b.c', '/.a/..b', '/a,b=c&d']) expect(otherReadings(path), path).to.deep.equal([])
  })

  it('is another one to Java, and to Windows', () => {
    expect(otherReadings('/a;x/b')).to.deep.equal(['/a/b', '/a/b'])
    expect(otherReadings('/a./b')).to.deep.equal(['/a./b', '/a/b'])
    expect(otherReadings('/a/b. .')).to.deep.equal(['/a/b. .', '/a/b'])
    expect(otherReadings('/a /b')).to.deep.equal(['/a /b', '/a/b'])
    expect(otherReadings('/ａ．/ｂ；ｃ')).to.deep.equal(['/ａ．/ｂ；ｃ', '/a/b'])
    expect(otherReadings('/ﬁle')).to.deep.equal(['/ﬁle', '/file'])
  })
})
