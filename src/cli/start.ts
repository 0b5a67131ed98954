/** `isthmus start`: the gateway, until it is told to stop. */
import { existsSync } from 'node:fs'
import type { Running } from '../start.ts'
import { explain, printAside } from './output.ts'
import { closeOnSignal } from './signals.ts'

/** @param orDemo run the demo instead where there is no config file */
export async function runStart(configFile: string, { orDemo }: { readonly orDemo: boolean }): Promise<void> {
  if (orDemo && !existsSync(configFile)) {
    const { runDemo } = await import('./demo.ts')
    await runDemo()
    return
  }
  // Warnings of Node go to standard error, which may be closed: that must not end us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const running = await begin(configFile)
  closeOnSignal((signal) => running.close(signal === 'SIGTERM' ? running.config().drain.notice : 0))
  const reason = await running.lost
  printAside(explain(reason))
  await running.close(0)
  process.exit(1)
}

/** Whatever keeps it from starting, and whatever is still open then, the process exits and says why. */
async function begin(configFile: string): Promise<Running> {
  const { start } = await import('../start.ts')
  try {
    return await start({ configFile })
  } catch (error) {
    printAside(explain(error))
    process.exit(1)
  }
}
