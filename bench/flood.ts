/**
 * One attacker at full speed against other people's logins, by what it sends (flood-kinds.ts). What is measured is the
 * gateway's fairness and not the scheduler's: the gateway has a core of its own where there are several, OP, people and
 * attacker share the rest, and the attacker yields to them (nice 10). On a machine that does other work run it by
 * `chrt --rr 5 node build/bench/flood.js`, with some of the kinds as arguments: then only the attacker is held up by that.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { constants, cpus, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { spKey } from '../test/fixtures/gateway.ts'
import { idpKey, idpMetadata } from '../test/saml/answer.ts'
import { bareClient } from './bare-provider.ts'
import { floods, samlUpstream, siteHost } from './flood-kinds.ts'
import { openStage, type Stage } from './login.ts'

const seconds = 4
/** Logins a second of the others. */
const rate = 25
const attackerPath = fileURLToPath(new URL('./attacker.js', import.meta.url))

export interface UnderAttack {
  readonly kind: string
  /** The 95th percentile of our answers of a login, ms, alone and under attack. */
  readonly idle: number
  readonly busy: number
  /** Answers a second that the attacker got. */
  readonly answered: number
  /** Of one core, what the gateway used under attack. */
  readonly cpu: number
}

/** Each kind after a while without one. @param wanted all where absent */
export async function underAttack(wanted: readonly string[] = Object.keys(floods)): Promise<readonly UnderAttack[]> {
  const stage = await openUnderAttack()
  const measured: UnderAttack[] = []
  try {
    await percentile(stage)
    apart(stage)
    await percentile(stage)
    for (const kind of wanted) {
      const idle = await percentile(stage)
      const attack = flood(stage.gateways[0]?.address ?? '', kind)
      await new Promise((resolve) => setTimeout(resolve, 500))
      const before = stage.cpu()
      const busy = await percentile(stage)
      const cpu = (stage.cpu() - before) / 1e6 / seconds
      measured.push({ kind, idle, busy, cpu, answered: (await attack.stop()) / seconds })
    }
    return measured
  } finally {
    await stage.close()
  }
}

/** With every role that a stranger reaches. */
async function openUnderAttack(): Promise<Stage> {
  const secret = `sha256:${createHash('sha256').update(bareClient.secret).digest('hex')}`
  const portal = {
    protocol: 'oidc',
    clientId: bareClient.id,
    clientSecretHash: secret,
    redirectUris: [bareClient.redirectUri],
    grants: ['authorization_code', 'device_code'],
  }
  const { n, e, kty } = idpKey.publicKey.export({ format: 'jwk' })
  const keyed = {
    protocol: 'oidc',
    clientAuthentication: 'private_key_jwt',
    jwks: { keys: [{ n, e, kty, alg: 'RS256', use: 'sig' }] },
    redirectUris: [bareClient.redirectUri],
  }
  const more = {
    trustedProxies: ['127.0.0.1'],
    defaultUpstream: 'op',
    admin: { allow: '"admins" in groups' },
    forwardAuth: { sites: { [siteHost]: { allow: '"staff" in groups' } } },
  }
  return openStage(
    { certificates: 'app.pem' },
    {
      more,
      moreApps: { portal, keyed },
      upstreams: { [samlUpstream]: { kind: 'saml', metadata: 'corp.xml' } },
      // A key of the app: without one no signature is tried.
      files: { 'app.pem': spKey().certificate, 'corp.xml': idpMetadata() },
    },
  )
}

/** The gateway on the last core, everything else on the others; and before what else the machine does, if we may. */
function apart({ gateways, op }: Stage): void {
  const last = cpus().length - 1
  const measured = [...gateways.map(({ pid }) => pid), op.pid, process.pid]
  for (const pid of measured) quietly(() => setPriority(pid, constants.priority.PRIORITY_HIGH))
  if (last === 0) return
  for (const { pid } of gateways) quietly(() => pin(pid, `${last}`))
  for (const pid of [op.pid, process.pid]) quietly(() => pin(pid, `0-${last - 1}`))
}

/** Only the thread on which everything runs: those that help it (RSA, collecting garbage) must not wait for it. */
const pin = (pid: number, cores: string) =>
  execFileSync('taskset', ['-p', '-c', cores, String(pid)], { stdio: 'ignore' })

/** Not every machine lets us. */
function quietly(run: () => void): void {
  try {
    run()
  } catch {
    return
  }
}

async function percentile(stage: Stage): Promise<number> {
  const times: number[] = []
  const running: Promise<void>[] = []
  for (let login = 0; login < rate * seconds; login += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000 / rate))
    running.push(stage.login().then(({ milliseconds }) => void times.push(milliseconds)))
  }
  await Promise.all(running)
  return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
}

function flood(gateway: string, kind: string): { stop(): Promise<number> } {
  const attacker = spawn(process.execPath, [attackerPath, gateway, kind], { stdio: ['pipe', 'pipe', 'inherit'] })
  quietly(() => execFileSync('chrt', ['--other', '--pid', '0', String(attacker.pid)], { stdio: 'ignore' }))
  quietly(() => setPriority(attacker.pid ?? 0, 10))
  return {
    async stop() {
      const answered = once(attacker.stdout, 'data')
      attacker.stdin.end()
      return Number((await answered)[0])
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const asked = process.argv.slice(2)
  for (const { kind, idle, busy, answered, cpu } of await underAttack(asked.length > 0 ? asked : undefined)) {
    const figures = `${(busy / idle).toFixed(1)} × (${busy.toFixed(1)} over ${idle.toFixed(1)} ms)`
    console.log(`${kind}: ${figures}, attacker ${Math.round(answered)}/s, ${cpu.toFixed(2)} of a core`)
  }
}
