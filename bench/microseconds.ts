/** CPU time of a piece of work, the thread pool included, the unit that all of it is told in, and how steady the machine is. */
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

/** ms: for how long nothing of ours ran, at most, in a loop of `during` ms. No answer can be quicker than that always. */
export function longestPause(during: number): number {
  const end = performance.now() + during
  let longest = 0
  for (let last = performance.now(); last < end; ) {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }
  return longest
}

/** The middle one; of an even number the upper of the two in the middle. NaN where there is none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
