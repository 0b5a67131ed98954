/** `isthmus start`: the gateway, until it is told to end. */
import { existsSync } from 'node:fs'
import { explain } from './output.ts'
import { closeOnSignal } from './signals.ts'

/** ms in which /readyz says no before the listener closes, so that a load balancer looks elsewhere. */
const notice = 2_000

/** @param orDemo run the demo instead where there is no config file */
export async function runStart(configFile: string, { orDemo }: { readonly orDemo: boolean }): Promise<void> {
  if (orDemo && !existsSync(configFile)) {
    const { runDemo } = await import('./demo.ts')
    await runDemo()
    return
  }
  const { start } = await import('../start.ts')
  const running = await start({ configFile })
  closeOnSignal((signal) => running.close(signal === 'SIGTERM' ? notice : 0))
  const reason = await running.lost
  console.error(explain(reason))
  await running.close(0)
  process.exit(1)
}
