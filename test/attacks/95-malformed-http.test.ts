/**
 * Attack 95, by octets: messages whose end two readers could see in two places (request smuggling), several on one
 * connection, and what is no HTTP. A sentence says what is wrong, the connection ends, everyone else is served.
 */
import { connect } from 'node:net'
import { expect } from 'chai'
import { type AttackStage, requestAt, startAttackStage } from '../fixtures/attack-stage.ts'
import { sendOctets } from '../fixtures/raw-http.ts'
import { posted, signedRedirect } from '../saml/request.ts'

describe('attack 95: malformed HTTP', () => {
  let stage: AttackStage
  let url: string
  before(async () => {
    stage = await startAttackStage()
    url = stage.gateway.url
  })
  after(() => stage.close())
  afterEach(() => stage.expectLogin())

  const post = 'POST /saml/sso HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n'
  const smuggled = 'GET /logout HTTP/1.1\r\nHost: x\r\n\r\n'
  const statuses = (answer: string) => [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))

  it('control: a message with a length, and one in chunks', async () => {
    const { body } = posted(requestAt(stage.place()))
    const whole = await sendOctets(url, `${post}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    expect(statuses(whole)).to.deep.equal([200])
    const chunks = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
    const chunked = await sendOctets(url, `${post}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`)
    expect(statuses(chunked)).to.deep.equal([200])
  })

  const ambiguous: Readonly<Record<string, string>> = {
    'a length and chunks': `${post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    'chunks and a length': `${post}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${smuggled}`,
    'two lengths': `${post}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc${smuggled}`,
    'two lengths in one': `${post}Content-Length: 3, 4\r\n\r\na=bc${smuggled}`,
    'a length below nothing': `${post}Content-Length: -1\r\n\r\n${smuggled}`,
    'a length with a sign': `${post}Content-Length: +3\r\n\r\na=b${smuggled}`,
    'a length in hexadecimal': `${post}Content-Length: 0x3\r\n\r\na=b${smuggled}`,
    'a length before a colon': `${post}Content-Length : 3\r\n\r\na=b${smuggled}`,
    'another last coding': `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`,
    'a disguised coding': `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`,
    'a coding after a control': `${post}Transfer-Encoding: \u000bchunked\r\n\r\n0\r\n\r\n${smuggled}`,
    'a folded coding': `${post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`,
    'a chunk that is no number': `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\nab\r\n0\r\n\r\n${smuggled}`,
    'a chunk longer than any': `${post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nab\r\n0\r\n\r\n${smuggled}`,
    'line feeds alone': `${post.replaceAll('\r\n', '\n')}Content-Length: 3\n\na=b${smuggled}`,
    'a header without colon': `${post}Evil\r\n\r\n${smuggled}`,
    'a NUL in a header': `${post}Evil: a\0b\r\n\r\n${smuggled}`,
    'a return in a header': `${post}Evil: a\rb\r\n\r\n${smuggled}`,
    'no host': 'GET /logout HTTP/1.1\r\n\r\n',
    'another version': 'GET /logout HTTP/9.9\r\nHost: x\r\n\r\n',
    'HTTP/2 by prior knowledge': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'a TLS hello': '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
    'nothing that is HTTP': 'hello\r\n\r\n',
  }
  for (const [name, octets] of Object.entries(ambiguous)) {
    it(`${name}: 400, and nothing after it is read`, async () => {
      const answer = await sendOctets(url, Buffer.from(octets, 'latin1'), 2000)
      expect(statuses(answer), answer).to.have.length(1)
      expect(statuses(answer)[0]).to.be.oneOf([400, 413, 415, 501])
      expect(answer).to.match(/^connection: close\r$/im)
      expect(answer.split('\r\n\r\n')[1], 'not blank').to.match(/\w/)
      expect(answer).to.not.include('/logout')
    })
  }

  it('too long an address or too many cookies: 431 and a sentence', async () => {
    for (const octets of [
      `GET /saml/sso?${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET /logout HTTP/1.1\r\nHost: x\r\nCookie: ${'a=b; '.repeat(15_000)}\r\n\r\n`,
      `GET /logout HTTP/1.1\r\nHost: x\r\n${`X: ${'y'.repeat(80)}\r\n`.repeat(900)}\r\n`,
    ]) {
      const answer = await sendOctets(url, octets)
      expect(statuses(answer)).to.deep.equal([431])
      expect(answer.split('\r\n\r\n')[1]).to.match(/too long/)
    }
  })

  it('a thousand small cookies and headers, duplicates included, are no error', async () => {
    const cookies = Array.from({ length: 1000 }, (_, n) => `isthmus_tx_${n}=m1.${n}`).join('; ')
    const headers = `Host: x\r\nHost: evil.test\r\n${'X-A: b\r\n'.repeat(900)}Cookie: ${cookies}\r\nCookie: isthmus=x\r\nConnection: close\r\n`
    const { query } = signedRedirect(requestAt(stage.place()))
    const answer = await sendOctets(url, `GET /saml/sso?${query} HTTP/1.1\r\n${headers}\r\n`)
    expect(statuses(answer)[0]).to.be.oneOf([302, 400])
    expect(answer).to.not.include('evil.test')
  })

  it('requests one after the other on one connection are answered in their order, each by itself', async () => {
    const { query } = signedRedirect(requestAt(stage.place()))
    const first = `GET /saml/sso?${query} HTTP/1.1\r\nHost: x\r\n\r\n`
    const last = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    const bad = 'GET /saml/sso?SAMLRequest=x HTTP/1.1\r\nHost: x\r\nCookie: isthmus=y\r\n\r\n'
    const answer = await sendOctets(url, first + bad + smuggled + last)
    expect(statuses(answer), answer).to.deep.equal([302, 400, 200, 200])
    expect(answer.match(/^set-cookie:/gim), 'the cookie of the first alone').to.have.length(1)
  })

  it('a body that was not read is not taken for the next request', async () => {
    const body = `a=${smuggled}`
    const headers = 'Host: x\r\nContent-Type: text/plain\r\n'
    const refused = `POST /saml/sso HTTP/1.1\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`
    const answer = await sendOctets(url, `${refused}GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(statuses(answer)[0]).to.equal(415)
    expect(statuses(answer).length).to.be.at.most(2)
    expect(answer).to.not.match(/<form[^>]*logout/)
    const onGet = `GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`
    const got = await sendOctets(url, `${onGet}GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(statuses(got)).to.deep.equal([200, 200])
  })

  it('three hundred clients that hang up in the middle leave no error behind', async () => {
    const before = stage.gateway.log.length
    const { body } = posted(requestAt(stage.place()))
    const parts = [
      `${post}Content-Length: 9000\r\n\r\na=`,
      `${post}Content-Length: ${body.length}\r\n\r\n${body}`,
      'GET / H',
    ]
    await Promise.all(
      Array.from({ length: 300 }, (_, at) => {
        return new Promise<void>((resolve) => {
          const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
            socket.write(parts[at % parts.length] ?? '', () => socket.resetAndDestroy())
          })
          socket.on('error', () => undefined).on('close', () => resolve())
        })
      }),
    )
    await stage.expectLogin()
    const levels = stage.gateway.log.slice(before).map(({ level }) => level)
    expect(levels).to.not.include('error')
  })
})
