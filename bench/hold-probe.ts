/**
 * Loaded into a gateway by NODE_OPTIONS: how long its thread was busy between two turns of the loop, in CPU of that thread,
 * so that what else runs on the machine does not count. On SIGUSR2 the longest is written to the file that BENCH_HOLDS
 * names, and forgotten.
 */
import { openSync, readSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

function probe(to: string): void {
  const file = openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
  const buffer = Buffer.alloc(64)
  /** ms */
  const busy = () => Number(buffer.toString('latin1', 0, readSync(file, buffer, 0, 64, 0)).split(' ')[0]) / 1e6
  let [last, longest] = [busy(), 0]
  const look = () => {
    longest = Math.max(longest, busy() - last)
    last = busy()
    setTimeout(look, 1).unref()
  }
  look()
  process.on('SIGUSR2', () => {
    writeFileSync(to, String(longest))
    longest = 0
  })
}

const { BENCH_HOLDS } = process.env
if (isMainThread && BENCH_HOLDS !== undefined) probe(BENCH_HOLDS)
