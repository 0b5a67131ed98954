// Makes a fresh clone runnable: installs the locked dependencies when they are missing or outdated, then builds.
// Plain JavaScript on Node's own modules, because nothing is installed yet when it runs.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`Isthmus needs Node 20.19 or later, or 22.12 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

// All of it on stderr: what a command prints may be read by another one (`npm run -s isthmus -- schema > …`).
function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: ['inherit', 2, 2], shell: process.platform === 'win32' })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
}

const installed = 'node_modules/.package-lock.json'
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  console.error('Installing dependencies …')
  run('npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error')
}
run('npm', 'run', '--silent', 'build')
