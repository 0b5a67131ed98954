/**
 * An identity provider whose server takes the question about an artifact and then never answers, drips, breaks off or
 * answers something else: the login ends within a bound, and nobody else's login waits for it.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { expect } from 'chai'
import { freePort } from '../fixtures/free-port.ts'
import { responseForm, statusOf } from '../fixtures/gateway.ts'
import { type SamlUpstreamStage, startSamlUpstreamStage } from '../fixtures/saml-idp-stage.ts'
import { idpEntityId } from '../saml/answer.ts'

/** seconds: what is given to a server, and a little to judge it on a busy machine */
const bound = 20
/** seconds: what is refused as soon as it is there */
const soon = 6

const artifact = () =>
  Buffer.concat([Buffer.from([0, 4, 0, 0]), createHash('sha1').update(idpEntityId).digest(), randomBytes(20)]).toString(
    'base64',
  )

type Trouble = (response: ServerResponse) => void

const xml = { 'content-type': 'text/xml' }
const drip = (response: ServerResponse, write: () => void) => {
  const drops = setInterval(write, 200)
  response.on('close', () => clearInterval(drops))
}

const forever: Readonly<Record<string, Trouble>> = {
  'that never answers': () => {},
  'that answers its head alone': (response) => response.writeHead(200, xml).flushHeaders(),
  'that drips its head': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n')
    drip(response, () => response.socket?.write('x-a: b\r\n'))
  },
  'that drips its body': (response) => {
    response.writeHead(200, xml)
    drip(response, () => response.write(' '))
  },
}

const atOnce: Readonly<Record<string, Trouble>> = {
  'that resets the connection': (response) => response.socket?.resetAndDestroy(),
  'that breaks off': (response) => {
    response.writeHead(200, { ...xml, 'content-length': '1000' })
    response.write('<S:Envelope', () => response.socket?.destroy())
  },
  'that never ends': (response) => {
    response.writeHead(200, xml)
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    }
    response.on('drain', pour)
    pour()
  },
  'that answers in a coding nobody asked for': (response) =>
    response.writeHead(200, { ...xml, 'content-encoding': 'br' }).end(randomBytes(100)),
  'that answers a web page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title><p>Sign in'),
  'that redirects to itself': (response) => response.writeHead(307, { location: '/artifact' }).end(),
}

describe('flow: a server that does not answer about an artifact', () => {
  let stage: SamlUpstreamStage
  let idp: Server
  let asked = 0
  let trouble: Trouble = () => {}
  before(async () => {
    const port = await freePort()
    idp = createServer((request, response) => {
      asked++
      const answer = trouble
      request.resume().on('end', () => answer(response))
    })
    await new Promise<void>((resolve) => idp.listen(port, '127.0.0.1', resolve))
    stage = await startSamlUpstreamStage({ idp: { base: `http://127.0.0.1:${port}` }, corp: ['artifact: accepted'] })
  })
  after(async () => {
    idp.closeAllConnections()
    idp.close()
    await stage.close()
  })
  beforeEach(() => {
    asked = 0
  })

  /** How it ends, and after how many seconds. */
  async function bring() {
    const begun = await stage.begin()
    const relay = begun.address.searchParams.get('RelayState') ?? ''
    const began = performance.now()
    const page = await begun.browser.follow(
      `${stage.acs}?${new URLSearchParams({ SAMLart: artifact(), RelayState: relay })}`,
    )
    return { status: statusOf(responseForm(page)), seconds: (performance.now() - began) / 1000 }
  }

  it('ends within the bound, and meanwhile others log in', async () => {
    const endings: Promise<Awaited<ReturnType<typeof bring>>>[] = []
    for (const [what, one] of Object.entries(forever)) {
      trouble = one
      const before = asked
      endings.push(bring())
      while (asked === before) await new Promise((resolve) => setTimeout(resolve, 10))
      const began = performance.now()
      const other = await (await stage.begin()).reply()
      expect(statusOf(responseForm(other)), what).to.deep.equal(['Success'])
      expect((performance.now() - began) / 1000, what).to.be.lessThan(soon)
    }
    for (const { status, seconds } of await Promise.all(endings)) {
      expect(status).to.include('Responder').and.not.include('Success')
      expect(seconds).to.be.greaterThan(soon).and.lessThan(bound)
    }
  })

  for (const [what, one] of Object.entries(atOnce)) {
    it(`is refused at once: one ${what}`, async () => {
      trouble = one
      const { status, seconds } = await bring()
      expect(status).to.not.include('Success').and.not.deep.equal([])
      expect(seconds).to.be.lessThan(soon)
      expect(asked).to.equal(1)
    })
  }
})
