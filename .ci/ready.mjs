// Makes a clone runnable: installs the locked dependencies when they are missing or outdated, and compiles when a source
// has changed since. Whether one has is seen from names, sizes and times alone, so a command of a clone that is built
// starts at once, for a user too who may not write there. Types are checked by `npm run build` and by the tests.
// Plain JavaScript on Node's own modules, because nothing is installed yet when it runs.
//   node .ci/ready.mjs        what the gateway and its demo need
//   node .ci/ready.mjs all    tests and benchmarks too
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  console.error(`Isthmus needs Node 20.19 or later, or 22.12 or later; this is ${process.versions.node}.`)
  process.exit(1)
}

const all = process.argv[2] === 'all'
const project = all ? 'tsconfig.json' : 'tsconfig.build.json'
/** What was compiled, when it last was: the gateway and its demo; the same with tests and benchmarks. */
const stamps = { 'build/.built': ['src', 'demo'], 'build/.built-all': ['src', 'demo', 'test', 'bench'] }

try {
  if (!isInstalled()) {
    console.error('Installing dependencies …')
    // The demo's are half of them: those of the tests (test/package.json) come when they are asked for.
    const fewer = all || existsSync('node_modules/mocha') ? [] : ['--workspaces=false']
    run('npm', 'ci', '--include=dev', ...fewer, '--no-audit', '--no-fund', '--loglevel=error')
  }
  const wanted = all ? Object.keys(stamps) : ['build/.built']
  if (wanted.some((stamp) => read(stamp) !== stampOf(stamps[stamp]))) {
    mkdirSync('build', { recursive: true })
    // A run that is interrupted must not pass for a whole one.
    for (const stamp of wanted) writeFileSync(stamp, '')
    run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', project, '--noCheck')
    for (const schema of filesBelow('src', /\.xsd$/)) {
      mkdirSync(dirname(join('build', schema)), { recursive: true })
      copyFileSync(schema, join('build', schema))
    }
    const { bundle } = await import('./bundle.mjs')
    await bundle()
    for (const stamp of wanted) writeFileSync(stamp, stampOf(stamps[stamp]))
  }
} catch (error) {
  if (error.code !== 'EACCES' && error.code !== 'EPERM' && error.code !== 'EROFS') throw error
  console.error(`What is built here is older than the sources, and this user may not write to ${root}.`)
  console.error('Run `npm run build` there as its owner, then this command again.')
  process.exit(1)
}

function isInstalled() {
  const installed = 'node_modules/.package-lock.json'
  if (all && !existsSync('node_modules/mocha')) return false
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
}

/** Names, sizes and times of everything that is compiled. */
function stampOf(folders) {
  const hash = createHash('sha256')
  for (const file of [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    '.ci/bundle.mjs',
    ...folders.flatMap((folder) => filesBelow(folder)),
  ]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

function filesBelow(folder, wanted = /\.(tsx?|xsd)$/) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => wanted.test(name))
    .map((name) => join(folder, name))
    .sort()
}

function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

// All of it on stderr: what a command prints may be read by another one (`npm run -s isthmus -- schema > …`).
function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: ['inherit', 2, 2], shell: process.platform === 'win32' })
  if (error) console.error(error.message)
  if (status !== 0) process.exit(status ?? 1)
}
