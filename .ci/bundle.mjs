// What was compiled → few files: a start would else find, read and compile a thousand modules one by one, which takes longer
// than all else that it does (docs/decisions/0016-few-files-to-start.md). Tests import modules as they were compiled; what they
// start as a process of its own is this.
import { chmodSync, cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

const folder = 'build/src/bundle'

/** What is begun by the name of its file: the command line, the demo, and threads (`…-aside.js`); without a bundle of before. */
const beginnings = () => [
  'build/src/cli.js',
  'build/demo/main.js',
  ...readdirSync('build/src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-aside.js'))
    .map((name) => join('build/src', name)),
]

/** It looks for a file that lies beside it; and what the demo alone needs. */
const apart = ['libxml2-wasm', 'samlify', '@node-saml/node-saml']

/** Modules of the older kind take these as given. */
const banner = `import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)
const { dirname: __dirname, filename: __filename } = import.meta`

export async function bundle() {
  rmSync(folder, { recursive: true, force: true })
  await build({
    entryPoints: Object.fromEntries(beginnings().map((file) => [basename(file, '.js'), file])),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: apart,
    banner: { js: banner },
    legalComments: 'inline',
    logLevel: 'warning',
  })
  cpSync('build/src/saml/schemas', join(folder, 'schemas'), { recursive: true })
  writeFileSync('build/src/cli.js', "#!/usr/bin/env node\nimport './bundle/cli.js'\n")
  writeFileSync('build/demo/main.js', "export * from '../src/bundle/main.js'\n")
  for (const map of ['build/src/cli.js.map', 'build/demo/main.js.map']) rmSync(map, { force: true })
  chmodSync('build/src/cli.js', 0o755)
}
