/** `isthmus demo`. The demo is outside src/ and needs development packages, so it is looked up at run time. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Plain } from './output.ts'
import { closeOnSignal } from './signals.ts'

interface DemoModule {
  runDemo(): Promise<{ close(): Promise<void> }>
}

/** @throws Plain where this copy of Isthmus came without the demo */
export async function runDemo(): Promise<void> {
  const demo = new URL('../../demo/main.js', import.meta.url)
  if (!existsSync(fileURLToPath(demo))) {
    throw new Plain('The demo is not part of this installation. Clone the repository and run `npm start` there.')
  }
  const module = (await import(demo.href)) as DemoModule
  const { close } = await module.runDemo()
  closeOnSignal(close)
}
