import { expect } from 'chai'
import { type ParsedStorage, parseStorageUrl, StorageUrlProblem } from '../../../src/storage/url.ts'

describe('the address of the storage', () => {
  const server = { kind: 'server', tls: false, db: 0 } as const
  const accepted: readonly (readonly [url: string, expected: ParsedStorage])[] = [
    ['redis://redis', { ...server, server: { host: 'redis', port: 6379 } }],
    ['redis://127.0.0.1:6380/0', { ...server, server: { host: '127.0.0.1', port: 6380 } }],
    ['redis://localhost/15', { ...server, server: { host: 'localhost', port: 6379 }, db: 15 }],
    ['redis://localhost/', { ...server, server: { host: 'localhost', port: 6379 } }],
    ['redis://[::1]:6380', { ...server, server: { host: '::1', port: 6380 } }],
    ['redis://:secret@r', { ...server, server: { host: 'r', port: 6379 }, password: 'secret' }],
    [
      'redis://us%3Aer:p%40%2F%3F%23%25%20:x@r',
      { ...server, server: { host: 'r', port: 6379 }, username: 'us:er', password: 'p@/?#% :x' },
    ],
    ['rediss://r:6390', { ...server, tls: true, server: { host: 'r', port: 6390 } }],
    [
      'rediss://r/1?ca=certs%2Fredis%20ca.pem',
      { ...server, tls: true, ca: 'certs/redis ca.pem', server: { host: 'r', port: 6379 }, db: 1 },
    ],
    ['redis+unix:///run/redis/redis.sock', { kind: 'socket', tls: false, path: '/run/redis/redis.sock', db: 0 }],
    [
      'redis+unix://:pw@/run/a%20b.sock?db=2',
      { kind: 'socket', tls: false, path: '/run/a b.sock', db: 2, password: 'pw' },
    ],
    [
      'redis+sentinel://a,b:26380,[fd00::1]/mymaster',
      {
        kind: 'sentinel',
        tls: false,
        name: 'mymaster',
        db: 0,
        sentinels: [
          { host: 'a', port: 26379 },
          { host: 'b', port: 26380 },
          { host: 'fd00::1', port: 26379 },
        ],
      },
    ],
    [
      'rediss+sentinel://u:p@a/my%20master/3?ca=/ca.pem&sentinelUsername=su&sentinelPassword=s%26p',
      {
        kind: 'sentinel',
        tls: true,
        ca: '/ca.pem',
        name: 'my master',
        db: 3,
        username: 'u',
        password: 'p',
        sentinelUsername: 'su',
        sentinelPassword: 's&p',
        sentinels: [{ host: 'a', port: 26379 }],
      },
    ],
    [
      'redis+cluster://a:7000,b',
      {
        kind: 'cluster',
        tls: false,
        db: 0,
        nodes: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 6379 },
        ],
      },
    ],
    [
      'rediss+cluster://:p@a/0',
      { kind: 'cluster', tls: true, db: 0, password: 'p', nodes: [{ host: 'a', port: 6379 }] },
    ],
  ]
  for (const [url, expected] of accepted)
    it(`is read: ${url}`, () => {
      expect(parseStorageUrl(url)).to.deep.equal(expected)
    })

  const refused: readonly (readonly [url: string, message: RegExp])[] = [
    ['', /no address|not an address/],
    ['127.0.0.1:6379', /not an address/],
    ['redis:/host', /not an address/],
    ['redis://host#x', /not an address/],
    ['redis://secret@part@host', /not an address/],
    ['http://host', /^http:\/\/ is not a known kind/],
    ['memory://host', /^memory:\/\/ is not a known kind/],
    ['redis+tls://host', /^redis\+tls:\/\/ is not a known kind/],
    ['redis+sentinel+x://host', /kind/],
    ['redis+constructor://host', /kind/],
    ['redis+server://host', /kind/],
    ['redis://', /host or port/],
    ['redis://host:0', /host or port/],
    ['redis://host:65536', /host or port/],
    ['redis://host:port', /host or port/],
    ['redis://ho st', /host or port/],
    ['redis://::1:6379', /host or port/],
    ['redis://a,b', /one host/],
    ['redis://host/x', /database/],
    ['redis://host/-1', /database/],
    ['redis://host/0/1', /database/],
    ['redis://secret@host', /no password/],
    ['redis://user:@host', /no password/],
    ['redis://:secret%zz@host', /percent code/],
    ['redis://host?ca=x.pem', /\?ca=/],
    ['redis://host?secret', /\?secret=/],
    ['rediss://host?ca=', /\?ca=/],
    ['rediss://host?db=1', /\?db=/],
    ['redis+unix://host/path', /Unix socket/],
    ['redis+unix://', /Unix socket/],
    ['rediss+unix:///path', /Unix socket/],
    ['redis+unix:///path?db=x', /database/],
    ['redis+sentinel://a,b', /name of the master/],
    ['redis+sentinel://a,,b/name', /host or port/],
    ['redis+sentinel://a/name/x', /database/],
    ['redis+cluster://a/1', /database 0 only/],
    ['redis+cluster://', /host or port/],
  ]
  for (const [url, message] of refused)
    it(`is refused with a cure, and without its text: ${url}`, () => {
      let problem: unknown
      try {
        parseStorageUrl(url)
      } catch (error) {
        problem = error
      }
      if (!(problem instanceof StorageUrlProblem)) throw new Error('it was accepted')
      expect(problem.message).to.match(message)
      expect(problem.cure).to.match(/\.$/)
      if (!url.includes('?secret')) expect(problem.message + problem.cure).not.to.contain('secret')
    })
})
