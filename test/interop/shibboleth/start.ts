/** Apache with mod_shib and its shibd, as private instances that trust one gateway. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Page, unescapeHtml } from '../../fixtures/browser-session.ts'
import { endProcess } from '../../fixtures/end-process.ts'
import { freePort } from '../../fixtures/free-port.ts'
import { makeOwnKey } from '../own-key.ts'

const startsWithin = 30_000

export interface Shibboleth {
  /** What it publishes itself. */
  readonly metadata: string
  /** For people who have signed in. */
  readonly page: string
  readonly logout: string
  /** What the application behind it gets to see; its error where it lets nobody in. */
  environment(page: Page): ReadonlyMap<string, string>
  /** What shibd has to say, for a test that fails. */
  log(): Promise<string>
  close(): Promise<void>
}

/** @param signing whether it signs its requests */
export async function startShibboleth(gatewayUrl: string, signing: boolean): Promise<Shibboleth> {
  const key = await makeOwnKey('shibboleth')
  const { directory } = key
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const user = process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''
  const values = {
    directory,
    origin,
    port: String(port),
    idp: `${gatewayUrl}/saml/metadata`,
    signing: String(signing),
    modules: '/usr/lib/apache2/modules',
    user,
  }
  await writeFile(join(directory, 'idp.xml'), await (await fetch(values.idp)).text())
  for (const file of ['shibboleth2.xml', 'attribute-map.xml', 'apache.conf']) {
    await writeFile(join(directory, file), filled(file, values))
  }
  for (const name of ['shibd', 'native']) await writeFile(join(directory, `${name}.logger`), loggerOf(directory, name))
  await mkdir(join(directory, 'pages'))
  await writeFile(join(directory, 'pages', 'page.shtml'), '<pre><!--#printenv --></pre>\n')
  // Apache's children are another user: they read the pages and speak to shibd.
  await chmod(directory, 0o711)
  const log = async () => {
    const texts = ['shibd.log', 'error.log'].map((name) => readFile(join(directory, name), 'utf8').catch(() => ''))
    return (await Promise.all(texts)).join('\n')
  }
  const shibd = spawn('/usr/sbin/shibd', ['-f', '-F', '-c', join(directory, 'shibboleth2.xml')], { stdio: 'ignore' })
  const apache = spawn('/usr/sbin/apache2', ['-f', join(directory, 'apache.conf'), '-DFOREGROUND'], { stdio: 'ignore' })
  const close = async () => {
    await Promise.all([endProcess(apache, 5000), endProcess(shibd, 5000)])
    await key.remove()
  }
  try {
    const metadata = await published(`${origin}/Shibboleth.sso/Metadata`)
    const page = `${origin}/page.shtml`
    return { metadata, page, logout: `${origin}/Shibboleth.sso/Logout`, environment, log, close }
  } catch (error) {
    const said = await log()
    await close()
    throw new Error(`Shibboleth did not start:\n${said}`, { cause: error })
  }
}

function filled(file: string, values: Readonly<Record<string, string>>): string {
  const path = fileURLToPath(new URL(`../../../../test/interop/shibboleth/${file}`, import.meta.url))
  return readFileSync(path, 'utf8').replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}

const loggerOf = (directory: string, name: string): string => `log4j.rootCategory=INFO, log
log4j.appender.log=org.apache.log4j.FileAppender
log4j.appender.log.fileName=${directory}/${name}.log
log4j.appender.log.layout=org.apache.log4j.PatternLayout
log4j.appender.log.layout.ConversionPattern=%p %c: %m%n
`

async function published(address: string): Promise<string> {
  for (const until = Date.now() + startsWithin; ; ) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
    if (answer?.ok === true) return answer.text()
    if (Date.now() > until) throw new Error(`${address}: ${answer?.status ?? 'no answer'}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

const environment = (page: Page): ReadonlyMap<string, string> =>
  new Map(
    [...unescapeHtml(page.body).matchAll(/^(?:<pre>)?([\w-]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
