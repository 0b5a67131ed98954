/** How long a gateway's loop is held, as its own thread counts it (hold-probe.ts). */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Holds {
  /** For the gateway's process. */
  readonly environment: Readonly<Record<string, string>>
  /** ms: the longest since it was last asked for. */
  longest(pid: number): Promise<number>
  remove(): void
}

export function watchHolds(): Holds {
  const folder = mkdtempSync(join(tmpdir(), 'isthmus-bench-holds-'))
  const file = join(folder, 'longest')
  const probe = new URL('./hold-probe.js', import.meta.url).href
  const { NODE_OPTIONS = '' } = process.env
  return {
    environment: { NODE_OPTIONS: `${NODE_OPTIONS} --import ${probe}`, BENCH_HOLDS: file },
    async longest(pid) {
      rmSync(file, { force: true })
      process.kill(pid, 'SIGUSR2')
      for (let waited = 0; waited < 10_000; waited += 20) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        const text = readIfAny(file)
        if (text !== '') return Number(text)
      }
      throw new Error('the gateway does not say how long its loop was held')
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function readIfAny(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
