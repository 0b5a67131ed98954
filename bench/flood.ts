/** One attacker at full speed against other people's logins: forged messages on some connections, each from another /64 of a /48. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { spKey } from '../test/fixtures/gateway.ts'
import { openStage, type Stage } from './login.ts'

const seconds = 8
/** Logins a second of the others. */
const rate = 10

/** The 95th percentile of our answers of a login, ms, alone and under attack, and how many answers a second the attacker got. */
export async function underAttack(): Promise<{ idle: number; busy: number; answered: number }> {
  // A key of the app: without one no signature is tried.
  const files = { 'app.pem': spKey().certificate }
  const stage = await openStage({ certificates: 'app.pem' }, { more: { trustedProxies: ['127.0.0.1'] }, files })
  try {
    await percentile(stage)
    const idle = await percentile(stage)
    const attack = flood(stage.gateways[0]?.address ?? '')
    const busy = await percentile(stage)
    return { idle, busy, answered: (await attack.stop()) / seconds }
  } finally {
    await stage.close()
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

/** The attacker is a thread of its own (attacker.ts): it must not hold up those whose time is taken here. */
function flood(gateway: string): { stop(): Promise<number> } {
  const attacker = new Worker(new URL('./attacker.js', import.meta.url), { workerData: gateway })
  return {
    async stop() {
      const answered = once(attacker, 'message')
      attacker.postMessage('stop')
      return Number((await answered)[0])
    },
  }
}
