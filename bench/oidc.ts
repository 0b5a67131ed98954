/**
 * Logins of an app of OpenID Connect, authorize and token: at the gateway with an upstream, from a live session, and at
 * oidc-provider alone, which the first two are compared with.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import http from 'node:http'
import { createInterface } from 'node:readline'
import { type Answer, readAnswer } from './answer.ts'
import { bareClient, bareProviderPath } from './bare-provider.ts'
import { cpuOf, type Latency, latency, openStage } from './login.ts'
import { compare, type LoginBench, type Measured, measure } from './rounds.ts'

const verifier = 'v'.repeat(43)
const { id, secret, redirectUri } = bareClient
const query = new URLSearchParams({
  client_id: id,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'openid profile email',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
})
/** None is used again after so long that whoever is measured by turns may be closing it. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 64, timeout: 3000 })

function send(url: string, cookie: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', authorization: basic }
    const headers = { ...(cookie !== '' && { cookie }), ...(body !== undefined && form) }
    const asked = http.request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (response) =>
      readAnswer(response, resolve),
    )
    asked.on('error', reject).end(body)
  })
}

const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`

/** Follows from the authorization endpoint to the app. */
async function authorize(address: string, path: string, kept = ''): Promise<{ code: string; cookie: string }> {
  let answer = await send(`${address}${path}?${query}`, kept)
  let cookie = [kept, answer.cookie].filter((one) => one !== '').join('; ')
  while (!answer.location.startsWith(redirectUri)) {
    if (answer.location === '') throw new Error(`${answer.status} ${answer.body}`)
    answer = await send(new URL(answer.location, address).href, cookie)
    if (answer.cookie !== '') cookie = `${cookie}; ${answer.cookie}`
  }
  return { code: new URL(answer.location).searchParams.get('code') ?? '', cookie }
}

async function redeem(address: string, path: string, code: string): Promise<{ milliseconds: number; token: string }> {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  const began = performance.now()
  const { status, body } = await send(`${address}${path}`, '', new URLSearchParams(fields).toString())
  if (status !== 200) throw new Error(`${status} ${body}`)
  return { milliseconds: performance.now() - began, token: JSON.parse(body).access_token }
}

export interface OidcBench {
  readonly bare: LoginBench
  readonly whole: LoginBench
  readonly live: LoginBench
  /** Over `bare`, measured with it by turns. */
  readonly over: { readonly whole: number; readonly live: number }
  readonly introspection: LoginBench
  /** ms at half of what it can do: the token endpoint's own answer. The calmest of eight rounds: others only add. */
  readonly token: Latency
  /** The same of `bare`. */
  readonly bareToken: Latency
}

export async function benchOidc(): Promise<OidcBench> {
  const bare = await startBare()
  const client = {
    protocol: 'oidc',
    clientId: id,
    clientSecretHash: `sha256:${createHash('sha256').update(secret).digest('hex')}`,
    redirectUris: [redirectUri],
  }
  const stage = await openStage({}, { apps: { portal: client } })
  try {
    const address = stage.gateways[0]?.address ?? ''
    const login = async (kept = '') => {
      const { code, cookie } = await authorize(address, '/oidc/authorize', kept)
      return { cookie, ...(await redeem(address, '/oidc/token', code)) }
    }
    const whole = await compare(bare, { stage, one: () => login() }, { count: 300, warmUp: 2500 })
    const { cookie, token } = await login()
    const again = await compare(bare, { stage, one: () => login(cookie) }, { count: 300, warmUp: 700 })
    const live = again.second
    const ours = await calmest(live.rate, () => login(cookie))
    const bareToken = await calmest(again.first.rate, () => bare.one())
    const introspection = await measure(stage, { count: 3000, warmUp: 5000 }, async () => {
      const { body } = await send(`${address}/oidc/introspect`, '', new URLSearchParams({ token }).toString())
      if (!body.includes('"active":true')) throw new Error(body)
    })
    return {
      ...{ bare: whole.first, whole: whole.second, live, over: { whole: whole.over, live: again.over } },
      ...{ introspection, token: ours, bareToken },
    }
  } finally {
    bare.close()
    await stage.close()
    agent.destroy()
  }
}

/** The least of eight rounds at half of this rate: on two threads of a shared machine a single pause is a hundredth of one. @param capacity a second */
async function calmest(capacity: number, one: () => Promise<{ milliseconds: number }>): Promise<Latency> {
  const rounds: Latency[] = []
  for (let round = 0; round < 8; round += 1) rounds.push(await latency(Math.ceil(capacity / 2), 4, one))
  return rounds.reduce((a, b) => (b.p99 < a.p99 ? b : a))
}

interface Bare extends Measured {
  one(): Promise<{ milliseconds: number }>
  close(): void
}

/** oidc-provider alone, and a login there. */
async function startBare(): Promise<Bare> {
  const child = spawn(process.execPath, [bareProviderPath], { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  const { address } = JSON.parse(line) as { address: string }
  return {
    stage: { gateways: [child], cpu: () => cpuOf(child.pid ?? 0) },
    async one() {
      const { code } = await authorize(address, '/auth')
      return redeem(address, '/token', code)
    },
    close: () => void child.stdin.end(),
  }
}
