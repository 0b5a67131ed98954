/** `isthmus start`: the gateway, until it is told to end. */
import { existsSync } from 'node:fs'
import { explain } from './output.ts'
import { closeOnSignal } from './signals.ts'

/** @param orDemo run the demo instead where there is no config file */
export async function runStart(configFile: string, { orDemo }: { readonly orDemo: boolean }): Promise<void> {
  if (orDemo && !existsSync(configFile)) {
    const { runDemo } = await import('./demo.ts')
    await runDemo()
    return
  }
  const { start } = await import('../start.ts')
  const running = await start({ configFile })
  closeOnSignal((signal) => running.close(signal === 'SIGTERM' ? running.config().drain.notice : 0))
  const reason = await running.lost
  console.error(explain(reason))
  await running.close(0)
  process.exit(1)
}
