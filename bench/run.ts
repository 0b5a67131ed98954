/**
 * `npm run bench`: everything in docs/performance.md, on the Node that runs it and on Node 24, as one Markdown table.
 *
 *   run.ts        this Node and the other (other-node.ts), one after the other → the table (table.ts)
 *   measures.ts   what is measured, in which order, with which target
 *   decode.ts response.ts   messages alone     logout.ts   a logout over memory     login.ts   whole logins over HTTP     start.ts   start and memory
 *   rounds.ts     rounds of the same, alone or two by turns
 *   oidc.ts       logins of OpenID Connect apps, beside oidc-provider alone (bare-provider.ts)
 *   oidc-upstream.ts        what the OpenID Provider behind a login costs
 *   forward-auth.ts         what a proxy asks before each request
 *   many-apps.ts            ten thousand apps, files, stored and in Redis: start, memory, a reload, a login; console-list.ts their list
 *   holds.ts, hold-probe.ts how long a gateway's loop is held
 *   federation.ts           a federation of ten thousand: verified, and a login
 *   flood.ts      other people's logins under attack, by kind (flood-kinds.ts); attacker.ts the attacker's process
 *   answer.ts               what the benches' browsers read of an answer
 *   microseconds.ts         CPU time, and the unit: one RSA-2048 signature
 *
 * With `--write` the table replaces the one in docs/performance.md. `--json` is for the other Node.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { measureAll } from './measures.ts'
import { nodeOf } from './other-node.ts'
import { type Measured, toMarkdown, writeInto } from './table.ts'

const other = 24
const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))

async function measureHere(): Promise<Measured> {
  const { node, openssl } = process.versions
  const rows = await measureAll((what) => console.error(`Node ${node}: ${what} …`))
  return { node, openssl, rows }
}

function measureThere(path: string): Measured {
  const script = fileURLToPath(import.meta.url)
  const { stdout, status } = spawnSync(path, ['--enable-source-maps', script, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the run on ${path} failed`)
  const measured: Measured = JSON.parse(stdout)
  return measured
}

const measured = [await measureHere()]
if (process.argv.includes('--json')) {
  console.log(JSON.stringify(measured[0]))
} else {
  const lacking: string[] = []
  const found = nodeOf(other)
  if ('reason' in found) lacking.push(`Not measured on Node ${other}: ${found.reason}`)
  else if (found.path !== process.execPath) measured.push(measureThere(found.path))
  const table = toMarkdown(measured, lacking)
  console.log(table)
  if (process.argv.includes('--write')) writeInto(page, table)
}
