/** From the start of a gateway's process to its word that it is ready, and the memory that it then holds. */
import { readFileSync } from 'node:fs'
import { freePort } from '../test/fixtures/free-port.ts'
import { startGatewayProcess } from '../test/fixtures/gateway-process.ts'
import { keyFiles } from './key-files.ts'
import { median } from './microseconds.ts'

export interface StartBench {
  /** ms */
  readonly ready: number
  /** Proportional set size of the idle process, MB; undefined where the kernel does not tell. */
  readonly memory: number | undefined
}

const starts = 3
/** ms after which nothing of the start is left to do. */
const settled = 5000

/** The median of three starts, keys present, memory storage, one upstream (which does not answer) and one app. */
export async function benchStart(app: keyof typeof apps): Promise<StartBench> {
  const ready: number[] = []
  const memory: number[] = []
  for (let count = 1; count <= starts; count += 1) {
    const port = await freePort()
    const files = { ...(await keyFiles()), secret: 'a secret of the bench\n' }
    const began = Date.now()
    const gateway = await startGatewayProcess({ port, config: { upstreams, apps: apps[app] }, files })
    ready.push(saidReady(gateway.output()) - began)
    if (count === starts) {
      await new Promise((resolve) => setTimeout(resolve, settled))
      memory.push(...proportionalSetSize(gateway.pid))
    }
    await gateway.close()
  }
  return { ready: median(ready), memory: memory[0] }
}

const upstreams = { op: { issuer: 'http://127.0.0.1:9', clientId: 'isthmus', clientSecretFile: 'secret' } }

const apps = {
  saml: { bench: { entityId: 'https://app.bench.test/metadata', acs: 'https://app.bench.test/acs' } },
  oidc: {
    bench: { protocol: 'oidc', clientAuthentication: 'none', redirectUris: ['https://app.bench.test/callback'] },
  },
}

/** ms since 1970, from its log. */
export function saidReady(output: string): number {
  const line = output.split('\n').find((text) => text.includes('Isthmus is ready')) ?? ''
  return Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '')
}

/** MB; empty where /proc has no such file. */
export function proportionalSetSize(pid: number): number[] {
  try {
    const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return kilobytes === undefined ? [] : [Number(kilobytes) / 1024]
  } catch {
    return []
  }
}
