import { once } from 'node:events'
import http from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { expect } from 'chai'
import type { Alert } from '../../src/alerts/alert.ts'
import { createAlerts } from '../../src/alerts/alerts.ts'
import type { AlertsConfig } from '../../src/config/alerts.ts'
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
      onFailure: (way, title) => void failures.push(`${way} ${title}`),
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

/** Just enough of RFC 5321 to be given a mail. */
async function mailServer() {
  const heard: string[] = []
  const server = createServer((socket) => {
    let inText = false
    let rest = ''
    socket.write('220 mail ESMTP\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      rest += chunk.toString()
      const all = rest.split('\r\n')
      rest = all.pop() ?? ''
      for (const line of all) {
        heard.push(line)
        if (inText) {
          if (line !== '.') continue
          inText = false
          socket.write('250 taken\r\n')
        } else if (/^EHLO/.test(line)) socket.write('250-mail\r\n250 8BITMIME\r\n')
        else if (/^DATA/.test(line)) {
          inText = true
          socket.write('354 go on\r\n')
        } else if (/^STARTTLS/.test(line)) socket.write('502 not here\r\n')
        else if (/^QUIT/.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { heard, port: (server.address() as AddressInfo).port, close: () => server.close() }
}
