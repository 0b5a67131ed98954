/**
 * Whole logins over HTTP: this process is the browser, the OP and the gateway are processes of their own. CPU is that of
 * the gateway's process (user and system, from the kernel), per login.
 */

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import http from 'node:http'
import { deflateRawSync } from 'node:zlib'
import { freePort } from '../test/fixtures/free-port.ts'
import { type GatewayProcess, startGatewayProcess } from '../test/fixtures/gateway-process.ts'
import { type OpProcess, startOpProcess } from '../test/fixtures/op-process.ts'
import { type Answer, readAnswer } from './answer.ts'
import { keyFiles } from './key-files.ts'

const entityId = 'https://app.bench.test/metadata'
const acs = 'https://app.bench.test/acs'

export interface Latency {
  /** ms, the sum of our answers over one login */
  readonly p50: number
  readonly p99: number
  readonly rate: number
}

/** A gateway and an OP, each in its own process, and an app with these settings. */
export class Stage {
  readonly gateways: readonly GatewayProcess[]
  readonly op: OpProcess
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 64 })

  constructor(gateways: readonly GatewayProcess[], op: OpProcess) {
    this.gateways = gateways
    this.op = op
  }

  /** One login from nothing; resolves to the ms that the gateway's own answers took, and its session cookie. */
  async login(at = 0): Promise<{ milliseconds: number; cookie: string }> {
    const gateway = this.#gateway(at)
    const sent = await this.#timed(`${gateway}/saml/sso?SAMLRequest=${request(`${this.#gateway(0)}/saml/sso`)}`)
    const callback = await this.#get(sent.location)
    const target = new URL(callback.location)
    const back = await this.#timed(`${this.#gateway(at + 1)}${target.pathname}${target.search}`, sent.cookie)
    if (back.status !== 200 || !back.body.includes('SAMLResponse')) throw new Error(`${back.status} ${back.body}`)
    return { milliseconds: sent.milliseconds + back.milliseconds, cookie: back.cookie }
  }

  /** One login from a live session. */
  async again(cookie: string): Promise<{ milliseconds: number }> {
    const gateway = this.#gateway(0)
    const { status, body, milliseconds } = await this.#timed(
      `${gateway}/saml/sso?SAMLRequest=${request(`${gateway}/saml/sso`)}`,
      cookie,
    )
    if (status !== 200 || !body.includes('SAMLResponse')) throw new Error(`${status} ${body}`)
    return { milliseconds }
  }

  /** CPU of all gateway processes so far, µs. */
  cpu(): number {
    return this.gateways.reduce((sum, { pid }) => sum + cpuOf(pid), 0)
  }

  async close(): Promise<void> {
    this.#agent.destroy()
    await Promise.all(this.gateways.map((gateway) => gateway.close()))
    await this.op.close()
  }

  #gateway(at: number): string {
    return this.gateways[at % this.gateways.length]?.address ?? ''
  }

  async #timed(url: string, cookie = '') {
    const began = performance.now()
    const answer = await this.#get(url, cookie)
    return { ...answer, milliseconds: performance.now() - began }
  }

  #get(url: string, cookie = ''): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = cookie === '' ? {} : { cookie }
      const asked = http.get(url, { agent: this.#agent, headers }, (response) => readAnswer(response, resolve))
      asked.on('error', reject)
    })
  }
}

export interface StageOptions {
  readonly nodes?: number
  readonly storage?: string
  /** Config beside what every stage has. */
  readonly more?: Readonly<Record<string, unknown>>
  /** Further files of each gateway: path below its folder → text. */
  readonly files?: Readonly<Record<string, string>>
  /** Of each gateway's process, beside that of this one. */
  readonly environment?: Readonly<Record<string, string>>
  /** In place of the one app. */
  readonly apps?: Readonly<Record<string, unknown>>
  readonly moreApps?: Readonly<Record<string, unknown>>
  /** Beside the OP. */
  readonly upstreams?: Readonly<Record<string, unknown>>
}

/** Starts the processes. More than one gateway needs a storage that they share; requests then go to them in turns. */
export async function openStage(
  app: Readonly<Record<string, unknown>> = {},
  options: StageOptions = {},
): Promise<Stage> {
  const { nodes = 1, storage, more = {}, files = {}, apps = { bench: { entityId, acs, ...app } } } = options
  const op = await startOpProcess({ autoLogin: 'alice' })
  const port = await freePort()
  const gateways: GatewayProcess[] = []
  const certs = await keyFiles()
  for (let node = 0; node < nodes; node += 1) {
    const listen = node === 0 ? port : await freePort()
    const config = {
      ...more,
      ...(storage !== undefined && { storage }),
      upstreams: {
        op: { issuer: op.issuer, clientId: op.clientId, clientSecretFile: 'secret' },
        ...options.upstreams,
      },
      apps: { ...apps, ...options.moreApps },
    }
    const publicUrl = `http://127.0.0.1:${port}`
    gateways.push(
      await startGatewayProcess({
        port: listen,
        publicUrl,
        config,
        ...(options.environment && { environment: options.environment }),
        files: { secret: op.clientSecret, ...certs, ...files },
      }),
    )
  }
  return new Stage(gateways, op)
}

function request(destination: string): string {
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_${randomBytes(16).toString('hex')}" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${destination}" AssertionConsumerServiceURL="${acs}"><saml:Issuer>${entityId}</saml:Issuer></samlp:AuthnRequest>`
  return encodeURIComponent(deflateRawSync(xml).toString('base64'))
}

/** User and system time of a process, µs: fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

/** Latency of logins that arrive evenly at `rate` a second, whoever is still on the way. */
export async function latency(
  rate: number,
  seconds: number,
  one: () => Promise<{ milliseconds: number }>,
): Promise<Latency> {
  const times: number[] = []
  const running: Promise<void>[] = []
  const began = performance.now()
  for (let index = 0; index < rate * seconds; index += 1) {
    const due = began + (index * 1000) / rate
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    running.push(one().then(({ milliseconds }) => void times.push(milliseconds)))
  }
  await Promise.all(running)
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99), rate }
}
