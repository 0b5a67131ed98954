/**
 * SimpleSAMLphp of Debian as an identity provider, on PHP's own server. `config/` is its configuration; what differs from run to
 * run comes in the environment.
 */
import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endProcess } from '../../fixtures/end-process.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { makeOwnKey } from '../own-key.ts'

const config = fileURLToPath(new URL('../../../../test/interop/simplesamlphp/config', import.meta.url))
const pages = '/usr/share/simplesamlphp/www'

export interface SimpleSamlPhp {
  readonly origin: string
  /** Address of its metadata. */
  readonly metadata: string
  /** Registers the metadata of a service provider, under one of the names in `saml20-sp-remote.php`. */
  register(name: string, metadata: string): Promise<void>
  /** What it logged. */
  log(): Promise<string>
  close(): Promise<void>
}

/** Resolves once it answers. */
export async function startSimpleSamlPhp(): Promise<SimpleSamlPhp> {
  const { directory, remove } = await makeOwnKey('simplesamlphp')
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const environment = { SIMPLESAMLPHP_CONFIG_DIR: config, ORIGIN: `${origin}/`, FOLDER: directory }
  const server = spawn('/usr/bin/php', ['-S', `127.0.0.1:${port}`, '-t', pages], {
    stdio: 'ignore',
    env: { PATH: process.env.PATH, ...environment },
  })
  const close = async () => {
    await endProcess(server, 5_000)
    await remove()
  }
  const metadata = `${origin}/saml2/idp/metadata.php`
  await answers(metadata).catch(async (error: unknown) => {
    await close()
    throw error
  })
  return {
    origin,
    metadata,
    register: (name, text) => writeFile(join(directory, `${name}.xml`), text),
    log: () => readFile(join(directory, 'log'), 'utf8').catch(() => ''),
    close,
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => undefined,
    )
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`SimpleSAMLphp does not answer at ${url}`)
}
