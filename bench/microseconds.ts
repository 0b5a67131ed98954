/** CPU time of a piece of work, the thread pool included, and the unit that all of it is told in. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** CPU microseconds of one call, the median of the rounds after one to warm up. */
export async function microsecondsOf(work: () => unknown, calls = 400, rounds = 7): Promise<number> {
  const times: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage()
    for (let call = 0; call < calls; call += 1) await work()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / calls)
  }
  return median(times.slice(1))
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const octets = randomBytes(900)

/** What one RSA-2048 signature costs at this moment, µs: other processes on the machine change it. */
export function signature(): Promise<number> {
  return microsecondsOf(() => sign('sha256', octets, privateKey), 100, 3)
}

/** The middle one; of an even number the upper of the two in the middle. NaN where there is none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
