import { once } from 'node:events'
import http from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { expect } from 'chai'
import type { Alert } from '../../src/alerts/alert.ts'
import { createAlerts } from '../../src/alerts/alerts.ts'
import { sourceNews } from '../../src/alerts/sources.ts'
import type { AlertsConfig } from '../../src/config/alerts.ts'
import { makeTestCa, type TestCa } from '../fixtures/test-ca.ts'
import { lines, Scratch } from './config/scratch.ts'

const outbound = { authorities: [], proxy: { no: '' }, allowAddresses: [] }
const alert: Alert = {
  event: 'metadata.waits',
  title: 'new metadata of wiki.home.lan waits for your look',
  lines: ['It has a new key.', '.', 'Look at it.'],
  facts: { name: 'wiki' },
}

describe('alerts', () => {
  const failures: string[] = []
  beforeEach(() => failures.splice(0))
  const told = (config: AlertsConfig, more: { now?: () => number } = {}) =>
    createAlerts({
      config: () => config,
      outbound: () => outbound,
      onFailure: (way, title, error) => {
        expect(String(error)).not.to.contain('secret')
        failures.push(`${way} ${title}`)
      },
      pauses: [0],
      ...more,
    })

  it('posts JSON with a text that chats show, and again where it failed', async () => {
    const bodies: string[] = []
    const server = http.createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        bodies.push(body)
        response.writeHead(bodies.length === 1 ? 503 : 204).end()
      })
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const alerts = told({ webhook: `http://127.0.0.1:${port}/hook` }, { now: () => 0 })
    alerts.send(alert)
    await alerts.settled()
    server.close()
    expect(bodies).to.have.length(2)
    expect(failures).to.deep.equal([])
    expect(JSON.parse(bodies[1] ?? '')).to.deep.equal({
      v: 1,
      event: 'metadata.waits',
      time: '1970-01-01T00:00:00.000Z',
      title: alert.title,
      text: [alert.title, ...alert.lines].join('\n'),
      facts: { name: 'wiki' },
    })
  })

  it('says in the log what could not be told, without the address of the webhook', async () => {
    const alerts = told({ webhook: 'http://127.0.0.1:1/secret' })
    alerts.send(alert)
    await alerts.settled()
    expect(failures).to.deep.equal([`webhook ${alert.title}`])
  })

  it('tells no more than twenty in an hour', async () => {
    let now = 0
    const alerts = told({ webhook: 'http://127.0.0.1:1/' }, { now: () => now })
    for (let time = 0; time < 30; time++) alerts.send(alert)
    await alerts.settled()
    expect(failures).to.have.length(20)
    now += 3_600_001
    alerts.send(alert)
    await alerts.settled()
    expect(failures).to.have.length(21)
  })

  it('sends a mail by SMTP, its text as it is', async () => {
    const server = await mailServer()
    const mail = {
      host: '127.0.0.1',
      port: server.port,
      tls: false,
      local: true,
      from: 'i@home.lan',
      to: ['a@home.lan', 'b@home.lan'],
    }
    const alerts = told({ mail })
    alerts.send(alert)
    await alerts.settled()
    server.close()
    expect(failures).to.deep.equal([])
    expect(server.heard.filter((line) => /^(MAIL|RCPT)/.test(line))).to.deep.equal([
      'MAIL FROM:<i@home.lan>',
      'RCPT TO:<a@home.lan>',
      'RCPT TO:<b@home.lan>',
    ])
    expect(server.heard).to.include('Subject: Isthmus: new metadata of wiki.home.lan waits for your look')
    expect(server.heard).to.include('Auto-Submitted: auto-generated')
  })

  it('sends no password and no mail to a server without TLS that is not this machine', async () => {
    const server = await mailServer()
    const mail = {
      host: '127.0.0.1',
      port: server.port,
      tls: false,
      local: false,
      user: 'i',
      password: 'secret',
      from: 'i@home.lan',
      to: ['a@home.lan'],
    }
    const alerts = told({ mail })
    alerts.send(alert)
    await alerts.settled()
    server.close()
    expect(failures).to.deep.equal([`mail ${alert.title}`])
    expect(server.heard.join('\n')).to.not.match(/AUTH|MAIL|secret/)
  })

  it('says of an address that fails for how long its last copy is still good', () => {
    const sent: Alert[] = []
    const log = { info: () => {}, warn: () => {} } as unknown as Parameters<typeof sourceNews>[0]['log']
    const send = (one: Alert) => void sent.push(one)
    const news = sourceNews({ alerts: { send }, log, publicUrl: 'https://sso.home.lan', inWords: () => [] })
    const status = {
      name: 'wiki-1',
      address: 'https://wiki.home.lan/md',
      failingSince: Date.parse('2026-11-26T10:00:00Z'),
      fault: { message: 'It does not answer.', cure: 'Start it.' },
    }
    const validUntil = Date.parse('2026-11-29T12:30:00Z')
    news.failing?.({ ...status, state: 'failing', readAt: 0, validUntil })
    news.failing?.({ ...status, state: 'failing', readAt: 0 })
    news.failing?.({ ...status, state: 'ended', readAt: 0, validUntil })
    news.failing?.({ ...status, state: 'unread' })
    expect(sent.map(({ lines: said }) => said.at(-1))).to.deep.equal([
      'Its last copy stays in force until 2026-11-29 12:30 UTC.',
      'Its last copy stays in force, and does not say until when it is good.',
      'Its last copy ended on 2026-11-29 12:30 UTC: its app is out of force.',
      'There is no copy of it: its app is unknown until it answers.',
    ])
    expect(sent[0]?.lines.join(' ')).to.contain('can not be read since 2026-11-26 10:00 UTC').and.contain('Start it.')
  })

  describe('by a mail server with TLS', () => {
    const reasons: string[] = []
    beforeEach(() => reasons.splice(0))
    /** What the server heard of one mail, and why it was not sent. */
    async function mailed(options: MailServerOptions, more: { ca?: string; host?: string } = {}): Promise<string> {
      const server = await mailServer(options)
      const address = { from: 'i@home.lan', to: ['a@home.lan'], user: 'isthmus', password: 'let-me-in' }
      const mail = {
        host: '127.0.0.1',
        port: server.port,
        local: false,
        tls: options.tls !== undefined,
        ...address,
        ...more,
      }
      const alerts = createAlerts({
        config: () => ({ mail }),
        outbound: () => outbound,
        onFailure: (_, __, error) => void reasons.push(String(error)),
        pauses: [],
      })
      alerts.send(alert)
      await alerts.settled()
      server.close()
      return server.heard.join('\n')
    }
    let ca: TestCa
    let own: { key: string; cert: string }
    before(async () => {
      ca = await makeTestCa('Home CA')
      own = await ca.issue('127.0.0.1')
    })
    const plain = Buffer.from('\0isthmus\0let-me-in').toString('base64')

    it('sends it inside of TLS, from the start or by STARTTLS, with the password', async () => {
      for (const options of [{ tls: own }, { startTls: own }]) {
        const heard = await mailed(options, { ca: ca.pem })
        expect(reasons).to.deep.equal([])
        expect(heard)
          .to.contain(`+AUTH PLAIN ${plain}`)
          .and.contain('+RCPT TO:<a@home.lan>')
          .and.contain('+It has a new key.')
        expect(heard.split('\n').filter((line) => /AUTH|MAIL|RCPT/.test(line) && !line.startsWith('+'))).to.deep.equal(
          [],
        )
      }
    })

    it('tells nothing to a server whose certificate is of an unknown authority, or for another host', async () => {
      const other = await (await makeTestCa('Other CA')).issue('127.0.0.1')
      const elsewhere = await ca.issue('mail.home.lan')
      for (const cert of [other, elsewhere])
        for (const options of [{ tls: cert }, { startTls: cert }]) {
          const heard = await mailed(options, { ca: ca.pem })
          expect(heard).not.to.match(/AUTH|MAIL|RCPT|new key/)
        }
      expect(reasons).to.have.length(4)
      expect(await mailed({ tls: own }), 'without its caFile').not.to.match(/AUTH|MAIL/)
      expect(reasons).to.have.length(5)
    })

    it('says that the password was refused, without it', async () => {
      const heard = await mailed({ startTls: own, refusesPasswords: true }, { ca: ca.pem })
      expect(heard).not.to.match(/MAIL|RCPT/)
      expect(reasons.join()).to.match(/535/).and.not.contain('let-me-in').and.not.contain(plain)
    })
  })

  describe('in the config', () => {
    let scratch: Scratch
    beforeEach(() => {
      scratch = new Scratch()
    })
    afterEach(() => scratch.remove())
    const load = (alerts: string) =>
      scratch.load(
        `publicUrl: https://sso.home.lan\nupstreams:\n  a: { kind: authelia, issuer: https://auth.home.lan, clientId: i, clientSecretFile: secrets/a }\nalerts: ${alerts}\n`,
      )

    it('control: both ways, with their secrets in files', async () => {
      scratch.write('secrets/a', 'a-secret')
      scratch.write('secrets/hook', 'https://hooks.home.lan/T0/B0\n')
      scratch.write('secrets/mail', 'letmein\n')
      const { config } = await load(
        '{ webhookFile: secrets/hook, mail: { server: "smtps://isthmus@mail.home.lan", passwordFile: secrets/mail, from: i@home.lan, to: a@home.lan } }',
      )
      expect(config?.alerts).to.deep.equal({
        webhook: 'https://hooks.home.lan/T0/B0',
        mail: {
          host: 'mail.home.lan',
          port: 465,
          tls: true,
          local: false,
          user: 'isthmus',
          password: 'letmein',
          from: 'i@home.lan',
          to: ['a@home.lan'],
        },
      })
    })

    const wrong: readonly (readonly [what: string, alerts: string, said: RegExp])[] = [
      ['nobody', '{}', /nobody who is to be told/],
      ['a webhook without TLS', '{ webhook: "http://hooks.home.lan/" }', /Plain http/],
      [
        'a password in the address',
        '{ mail: { server: "smtps://i:p@mail.home.lan", from: i@home.lan, to: a@home.lan } }',
        /password in it/,
      ],
      [
        'a user without a password',
        '{ mail: { server: "smtps://i@mail.home.lan", from: i@home.lan, to: a@home.lan } }',
        /not both/,
      ],
      [
        'a line break in an address',
        '{ mail: { server: "smtps://mail.home.lan", from: "i@home.lan\\nBcc: x@y", to: a@home.lan } }',
        /not an e-mail address/,
      ],
    ]
    for (const [what, alerts, said] of wrong) {
      it(`refuses ${what}`, async () => {
        scratch.write('secrets/a', 'a-secret')
        const loaded = await load(alerts)
        expect(loaded.config).to.equal(undefined)
        expect(lines(loaded).join('\n')).to.match(said).and.not.match(/i:p/)
      })
    }
  })
})

interface MailServerOptions {
  /** With TLS from the start, or once STARTTLS was said. */
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly startTls?: { readonly key: string; readonly cert: string }
  readonly refusesPasswords?: boolean
}

/** Just enough of RFC 5321, 3207 and 4954 to be given a mail. */
async function mailServer({ tls: own, startTls, refusesPasswords = false }: MailServerOptions = {}) {
  /** Lines, those inside of TLS with a `+` before them. */
  const heard: string[] = []
  const serve = (socket: Duplex, inTls: boolean) => {
    let inText = false
    let rest = ''
    socket.on('error', () => undefined)
    socket.on('data', function listen(chunk: Buffer) {
      rest += chunk.toString()
      const all = rest.split('\r\n')
      rest = all.pop() ?? ''
      for (const line of all) {
        heard.push(`${inTls ? '+' : ''}${line}`)
        if (inText) {
          if (line !== '.') continue
          inText = false
          socket.write('250 taken\r\n')
        } else if (/^EHLO/.test(line)) {
          const offers = [...(startTls && !inTls ? ['STARTTLS'] : []), 'AUTH PLAIN', '8BITMIME']
          socket.write(`250-mail\r\n${offers.map((one) => `250-${one}\r\n`).join('')}250 ok\r\n`)
        } else if (/^DATA/.test(line)) {
          inText = true
          socket.write('354 go on\r\n')
        } else if (/^STARTTLS/.test(line) && startTls) {
          socket.removeListener('data', listen)
          socket.write('220 go on\r\n')
          serve(new TLSSocket(socket as Socket, { isServer: true, ...startTls }), true)
        } else if (/^STARTTLS/.test(line)) socket.write('502 not here\r\n')
        else if (/^AUTH/.test(line)) socket.write(refusesPasswords ? '535 5.7.8 no\r\n' : '235 welcome\r\n')
        else if (/^QUIT/.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  }
  const greet = (socket: Socket) => {
    socket.write('220 mail ESMTP\r\n')
    serve(socket, own !== undefined)
  }
  const server = own === undefined ? createServer(greet) : createTlsServer(own, greet).on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { heard, port: (server.address() as AddressInfo).port, close: () => server.close() }
}
