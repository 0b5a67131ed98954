/** Attack 95 on the running gateway: crowds that hold connections, and clients that do not wait. Others log in meanwhile. */
import { connect, type Socket } from 'node:net'
import { expect } from 'chai'
import { type AttackStage, startAttackStage } from '../fixtures/attack-stage.ts'

const halves = [
  '',
  'GET /saml/sso?SAMLReq',
  'GET /saml/sso HTTP/1.1\r\nHost: x\r\nCookie: isthmus=',
  'POST /saml/sso HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\nSAML',
  'POST /saml/slo HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n<x',
]

describe('attack 95: crowds', () => {
  let stage: AttackStage
  let sockets: Socket[]
  beforeEach(async () => {
    stage = await startAttackStage()
    sockets = []
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await stage.expectLogin()
    await stage.close()
  })

  function open(octets: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(stage.gateway.url).port), '127.0.0.1', () => {
        socket.write(octets, () => resolve(socket))
      })
      socket.on('error', reject)
      sockets.push(socket)
    })
  }

  async function timeOfLogin(): Promise<number> {
    const began = performance.now()
    await stage.expectLogin()
    return performance.now() - began
  }

  it('a thousand connections that say half of something', async () => {
    await timeOfLogin()
    // What a login takes on this machine at this moment, where other suites run too.
    const alone = await timeOfLogin()
    const bearable = Math.max(10_000, 20 * alone)
    await Promise.all(Array.from({ length: 1000 }, (_, at) => open(halves[at % halves.length] ?? '')))
    expect(await timeOfLogin()).to.be.below(bearable)
    for (const socket of sockets.splice(0)) socket.resetAndDestroy()
    expect(await timeOfLogin()).to.be.below(bearable)
  })

  it('clients that ask thousands of times at once', async () => {
    await timeOfLogin()
    const bearable = Math.max(10_000, 20 * (await timeOfLogin()))
    const asked = stage.gateway.log.length
    const before = process.memoryUsage().heapUsed
    const question = 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(4000)
    await Promise.all(Array.from({ length: 20 }, () => ask(question)))
    expect(await timeOfLogin()).to.be.below(bearable)
    expect((process.memoryUsage().heapUsed - before) / 2 ** 20, 'MiB').to.be.below(100)
    expect(stage.gateway.log.length - asked, 'questions that were looked at').to.be.below(20 * 20)
  })

  it('control: a client that asks a few times at once gets all of its answers', async () => {
    const answer = await ask('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(15), 1000)
    expect(answer.split('\r\n\r\nok\n')).to.have.length(16)
  })

  /** What is answered until the connection is closed, or so many ms are over. */
  async function ask(octets: string, patience = 5000): Promise<string> {
    const socket = await open(octets).catch(() => undefined)
    let answer = ''
    socket?.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    })
    for (let waited = 0; waited < patience && socket?.closed === false; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return answer
  }
})
