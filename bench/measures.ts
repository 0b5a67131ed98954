/** Everything that is measured, in one process of one Node, as rows of the table. */
import { spawnSync } from 'node:child_process'
import { redisServer } from '../test/storage/redis-server.ts'
import { benchDecode } from './decode.ts'
import { benchFederation } from './federation.ts'
import { underAttack } from './flood.ts'
import { benchForgeries } from './forgeries.ts'
import { benchForwardAuth } from './forward-auth.ts'
import { latency, openStage, type Stage } from './login.ts'
import { benchLogout } from './logout.ts'
import { benchManyApps, benchManyInRedis, type Kept } from './many-apps.ts'
import { longestPause, signature } from './microseconds.ts'
import { benchOidc } from './oidc.ts'
import { benchOidcUpstream } from './oidc-upstream.ts'
import { benchResponse } from './response.ts'
import { type LoginBench, measure } from './rounds.ts'
import { benchSamlUpstream } from './saml-upstream.ts'
import { benchStart } from './start.ts'

export interface Row {
  readonly name: string
  /** What was measured, ready to print. */
  readonly value: string
  /** What it should be; empty where nothing is set. */
  readonly target: string
}

const row = (name: string, value: string, target = ''): Row => ({ name, value, target })
const milliseconds = (microseconds: number) => `${(microseconds / 1000).toFixed(2)} ms`

type Section = readonly [what: string, measure: () => Promise<Row[]>]

const sections: readonly Section[] = [
  ['messages', messages],
  ['forged messages', forgeries],
  ['start', start],
  ['logins, both signed', () => logins('both signed', {}, ['≤ 5.0', '≤ 2.9'])],
  ['logins, assertion signed', () => logins('assertion signed', { sign: 'assertion' }, ['≤ 4.0', '≤ 1.9'])],
  ['OpenID Connect', oidcLogins],
  ['header login', () => headerLogin('header login: one question of the proxy, live session')],
  ['under attack', attacked],
  ['10,000 apps, files', () => manyApps('files')],
  ['10,000 apps, stored', () => manyApps('stored')],
  ['10,000 apps, in Redis', manyInRedis],
  ['a federation of 10,000', federation],
  ['on Redis', onRedis],
]

/** Measures everything. One that fails is a row that says so. @param say told what is being measured */
export async function measureAll(say: (what: string) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, measure] of sections) {
    say(what)
    try {
      rows.push(...(await measure()))
    } catch (error) {
      say(`${what} failed: ${error instanceof Error ? error.message : String(error)}`)
      rows.push(row(what, 'failed'))
    }
  }
  return rows
}

async function messages(): Promise<Row[]> {
  const measured = [...(await benchDecode()), ...(await benchResponse()), ...(await benchLogout())]
  const unit = await signature()
  const upstream = await benchSamlUpstream()
  return [
    row('RSA-2048 signature, the unit', milliseconds(unit)),
    ...measured.map(({ name, microseconds }) => row(name, inUnits(microseconds / unit, microseconds))),
    ...upstream.map(({ name, microseconds, ratio }) => row(name, inUnits(ratio, microseconds), '≤ 4')),
  ]
}

async function forgeries(): Promise<Row[]> {
  const unit = await signature()
  return (await benchForgeries()).map(({ name, microseconds, longest }) => {
    const value = `${inUnits(microseconds / unit, microseconds)}, at most ${longest.toFixed(1)} ms`
    return row(`forged: ${name}`, value, '≤ 3, at most 5 ms')
  })
}

async function start(): Promise<Row[]> {
  const saml = await benchStart('saml')
  const oidc = await benchStart('oidc')
  return [
    row('start to ready, keys present', rounded(saml.ready, 'ms'), '≤ 1500 ms'),
    row('start to ready, with an app of OpenID Connect', rounded(oidc.ready, 'ms'), '≤ 1500 ms'),
    row('memory when idle (PSS)', rounded(saml.memory, 'MB'), '≤ 130 MB'),
    row('memory when idle, with an app of OpenID Connect', rounded(oidc.memory, 'MB'), '≤ 160 MB'),
  ]
}

const rounded = (number: number | undefined, unit: string) =>
  number === undefined ? 'not told' : `${Math.round(number)} ${unit}`
const inUnits = (ratio: number, microseconds: number) => `${ratio.toFixed(2)} (${milliseconds(microseconds)})`
const cpuOf = ({ ratio, cpu }: LoginBench) => inUnits(ratio, cpu)
/** What one core answers follows from the CPU of one answer. */
const perCore = (one: LoginBench) => `${cpuOf(one)}, ${Math.round(1e6 / one.cpu)} a second`

/** Compared with oidc-provider alone, in the same run. */
async function oidcLogins(): Promise<Row[]> {
  const { bare, whole, live, over, introspection, token, bareToken } = await benchOidc()
  const times = (ratio: number, one: LoginBench) => `${ratio.toFixed(2)} × (${cpuOf(one)})`
  const unit = await signature()
  const own = await benchOidcUpstream()
  const saml = (await benchSamlUpstream()).find(({ name }) => name.endsWith(', assertion signed'))
  return [
    row('oidc-provider alone, in a Map: authorize, interaction, token', cpuOf(bare)),
    row('OpenID Connect app, whole login with an upstream, over that', times(over.whole, whole), '≤ 1.5 ×'),
    row('what is new in it beside a live session', inUnits(whole.ratio - live.ratio, whole.cpu - live.cpu)),
    row('of which the OpenID Provider: request, code grant, ID Token, userinfo', inUnits(own / unit, own)),
    row(
      'of which a SAML identity provider would be, assertion signed',
      inUnits(saml?.ratio ?? Number.NaN, saml?.microseconds ?? Number.NaN),
      '≤ 4',
    ),
    row('OpenID Connect app, from a live session, over that', times(over.live, live), '≤ 1.2 ×'),
    row('token endpoint, at half of capacity: p50', `${token.p50.toFixed(1)} ms`),
    row('token endpoint, at half of capacity: p99', `${token.p99.toFixed(1)} ms`, '≤ 15 ms'),
    row('the same of oidc-provider alone: p50; p99', `${bareToken.p50.toFixed(1)}; ${bareToken.p99.toFixed(1)} ms`),
    row('this machine: the longest pause of a loop that does nothing, in 4 s', `${longestPause(4000).toFixed(1)} ms`),
    row('introspection', perCore(introspection), '≥ 3000 a second'),
  ]
}

async function headerLogin(name: string, storage?: string): Promise<Row[]> {
  return [row(name, perCore(await benchForwardAuth(storage)), '≥ 5000 a second')]
}

/** Targets of a gateway with ten thousand apps; a login there is to cost what it costs with one. */
async function manyApps(kept: Kept): Promise<Row[]> {
  const { ready, memory, inForce, longestHold, login, listPage } = await benchManyApps(kept)
  const what = `10,000 apps, ${kept}`
  return [
    row(`${what}: start to ready`, rounded(ready, 'ms'), '≤ 5000 ms'),
    row(`${what}: memory (PSS)`, rounded(memory, 'MB'), '≤ 300 MB'),
    row(`${what}: a changed one in force`, rounded(inForce, 'ms'), '≤ 1000 ms'),
    row(`${what}: longest hold of the loop, reload included`, rounded(longestHold, 'ms of CPU'), '≤ 50 ms'),
    row(`${what}: login, over that with one app`, `${login.toFixed(2)} ×`, '≤ 1.05 ×'),
    row(`${what}: page of the console's list`, `${listPage.toFixed(1)} ms of CPU`, '≤ 50 ms'),
  ]
}

/** The targets are the same as for files: Redis is on this machine. */
async function manyInRedis(): Promise<Row[]> {
  const what = '10,000 apps, in Redis'
  return withRedis([`${what}: start to ready`], async (storage) => {
    const { ready, memory, inForce } = await benchManyInRedis(storage)
    return [
      row(`${what}: start to ready`, rounded(ready, 'ms'), '≤ 5000 ms'),
      row(`${what}: memory (PSS)`, rounded(memory, 'MB'), '≤ 300 MB'),
      row(`${what}: a changed one in force`, rounded(inForce, 'ms'), '≤ 1000 ms'),
    ]
  })
}

/** A federation's aggregate, and a login of one of its apps. */
async function federation(): Promise<Row[]> {
  const { size, inForce, peak, memory, longestHold, login } = await benchFederation()
  const megabytes = (number: number | undefined) => (number === undefined ? 'not told' : `${Math.round(number)} MB`)
  const name = `a federation of 10,000 (${megabytes(size)})`
  return [
    row(`${name}: verified and in force after`, `${Math.round(inForce)} ms`),
    row(`${name}: memory (PSS) at most, afterwards`, `${megabytes(peak)}, ${megabytes(memory)}`, '≤ 300 MB'),
    row(`${name}: longest hold of the loop meanwhile`, `${Math.round(longestHold)} ms of CPU`, '≤ 50 ms'),
    row(`${name}: login of one of its apps, both signed`, cpuOf(login), '≤ 5.0'),
  ]
}

async function logins(name: string, app: object, [whole, again]: readonly [string, string]): Promise<Row[]> {
  const stage = await openStage({ ...app })
  try {
    const anew = await measure(stage, { count: 300, warmUp: 1500 }, () => stage.login())
    const timed = name === 'both signed' ? await latencyRows(stage, anew.rate) : []
    const { cookie } = await stage.login()
    const live = await measure(stage, { count: 300, warmUp: 700 }, () => stage.again(cookie))
    return [
      row(`login, ${name}`, cpuOf(anew), whole),
      row(`login from a live session, ${name}`, cpuOf(live), again),
      row(`logins a second, ${name}`, `${Math.round(anew.rate)}; live session ${Math.round(live.rate)}`),
      ...timed,
    ]
  } finally {
    await stage.close()
  }
}

async function latencyRows(stage: Stage, capacity: number): Promise<Row[]> {
  const { p50, p99 } = await latency(Math.round(capacity / 2), 8, () => stage.login())
  const at = 'our answers of one login, at half of that rate'
  return [row(`${at}: p50`, `${p50.toFixed(1)} ms`), row(`${at}: p99`, `${p99.toFixed(1)} ms`, '≤ 10 ms')]
}

/** Others' logins while one attacker sends at full speed from all over a /48. */
async function attacked(): Promise<Row[]> {
  const name = "p95 of others' answers, one attacker from a /48, over idle"
  return (await underAttack()).map(({ kind, idle, busy, answered }) => {
    const told = `${busy.toFixed(1)} over ${idle.toFixed(1)} ms; the attacker got ${Math.round(answered)} answers a second`
    return row(`${name}: ${kind}`, `${(busy / idle).toFixed(1)} × (${told})`, '≤ 3 ×')
  })
}

/** What a login costs on Redis, and how much more where two processes share it and each login goes through both. */
async function onRedis(): Promise<Row[]> {
  const names = ['login on Redis, one process', 'two processes on one Redis, CPU of both over that of one'] as const
  return withRedis(names, async (storage) => {
    const one = await withStage({ storage, nodes: 1 }, 1500)
    const two = await withStage({ storage, nodes: 2 }, 3000)
    const asked = await headerLogin('header login on Redis: the same', storage)
    return [row(names[0], cpuOf(one)), row(names[1], (two.ratio / one.ratio).toFixed(2), '≤ 1.1'), ...asked]
  })
}

/** @param names of the rows that say so where there is no Redis */
async function withRedis(names: readonly string[], work: (storage: string) => Promise<Row[]>): Promise<Row[]> {
  if (spawnSync('redis-server', ['--version']).status !== 0) {
    return names.map((name) => row(name, 'not measured: no redis-server'))
  }
  const redis = await redisServer()
  await redis.start()
  try {
    return await work(`redis+unix://${redis.socket}`)
  } finally {
    await redis.remove()
  }
}

async function withStage(on: { storage: string; nodes: number }, warmUp: number): Promise<LoginBench> {
  const stage = await openStage({}, on)
  try {
    return await measure(stage, { count: 300, warmUp }, (index) => stage.login(index))
  } finally {
    await stage.close()
  }
}
