/**
 * What a login through an OpenID Provider costs besides the app's side and our own HTTP: the request out, and behind the
 * callback the code grant, the ID Token and userinfo. The OP is another process; the browser's way there is not measured.
 */
import http from 'node:http'
import { startOpProcess } from '../test/fixtures/op-process.ts'
import { type Started, startRig } from '../test/fixtures/upstream-rig.ts'
import { type Answer, readAnswer } from './answer.ts'
import { median } from './microseconds.ts'
import { atOnce, run } from './rounds.ts'

const logins = 300
/** V8 compiles what runs often for long; then the median of as many. */
const warmUp = 5
const rounds = 5

/** CPU, µs for one login. */
export async function benchOidcUpstream(): Promise<number> {
  const op = await startOpProcess({ autoLogin: 'alice' })
  const rig = startRig(op)
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce })
  const queryOf = async ({ location }: Started): Promise<string> => {
    const answer = await new Promise<Answer>((resolve, reject) => {
      http.get(location, { agent }, (response) => readAnswer(response, resolve)).on('error', reject)
    })
    return new URL(answer.location).search.slice(1)
  }
  /** One that is begun, seen by the OP and completed, by turns with many others. */
  const round = async (): Promise<number> => {
    const begun: Started[] = []
    const queries: string[] = []
    const asking = await cpuOf(async () => void begun.push(await rig.begin()))
    await run(logins, atOnce, async (index) => {
      queries[index] = await queryOf(begun[index] as Started)
    })
    const proving = await cpuOf((index) => rig.complete(begun[index] as Started, queries[index] ?? ''))
    return asking + proving
  }
  try {
    for (let index = 0; index < warmUp; index += 1) await round()
    const measured: number[] = []
    for (let index = 0; index < rounds; index += 1) measured.push(await round())
    return median(measured)
  } finally {
    agent.destroy()
    await rig.close()
    await op.close()
  }
}

/** µs of this process for each of that many. */
async function cpuOf(one: (index: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await run(logins, atOnce, one)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / logins
}
