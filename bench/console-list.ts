/** What the console's list of apps costs: its first page, one far behind, one of a search and one of a filter. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { GatewayProcess } from '../test/fixtures/gateway-process.ts'
import { cpuOf } from './login.ts'

const cli = fileURLToPath(new URL('../src/cli.js', import.meta.url))
const pages = ['/admin', '/admin?at=150', '/admin?q=sp77', '/admin?troubled=1']
/** V8 compiles what runs often; CPU is counted in ticks of 10 ms. */
const [warmUp, counted] = [30, 50]

/** ms of CPU of the costliest of these pages, as an administrator gets them who came in by `isthmus admin link`. */
export async function costliestListPage(gateway: GatewayProcess): Promise<number> {
  const cookie = await adminCookie(gateway)
  const costs: number[] = []
  for (const path of pages) costs.push(await costOf(gateway, path, cookie))
  return Math.max(...costs)
}

async function adminCookie({ directory }: GatewayProcess): Promise<string> {
  const config = join(directory, 'isthmus.yaml')
  const { stdout } = await promisify(execFile)(process.execPath, [cli, 'admin', 'link', '--config', config])
  const link = stdout.trim()
  const headers = { origin: new URL(link).origin }
  const opened = await fetch(link, { method: 'POST', headers, body: new URLSearchParams(), redirect: 'manual' })
  const cookie = opened.headers.getSetCookie().map((one) => one.split(';', 1)[0])
  if (cookie.length === 0) throw new Error(`the link of the console is answered ${opened.status}`)
  return cookie.join('; ')
}

async function costOf({ address, pid }: GatewayProcess, path: string, cookie: string): Promise<number> {
  const get = async () => {
    const answer = await fetch(`${address}${path}`, { headers: { cookie } })
    const text = await answer.text()
    if (answer.status !== 200 || !text.includes('</html>')) throw new Error(`${path} is answered ${answer.status}`)
  }
  for (let count = 0; count < warmUp; count += 1) await get()
  const before = cpuOf(pid)
  for (let count = 0; count < counted; count += 1) await get()
  return (cpuOf(pid) - before) / 1000 / counted
}
