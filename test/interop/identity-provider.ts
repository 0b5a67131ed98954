/** What the identity providers in Python have in common: a process of each, a gateway whose upstream it is, an app. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserSession, formOf, type Page } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import { certificateOf, createSp, spKey, startGateway, type TestGateway, type TestSp } from '../fixtures/gateway.ts'
import { idpMetadata } from '../saml/answer.ts'

export interface PythonIdentityProvider {
  /** Its own origin. */
  readonly origin: string
  readonly gateway: TestGateway
  /** An app of the gateway. */
  readonly sp: TestSp
  /** Submits each form that carries a message, until one that is for the app, or a page without any. */
  readonly carried: (browser: BrowserSession, from: Page) => Promise<Page>
  readonly close: () => Promise<void>
}

/**
 * Starts both. The gateway comes first, with metadata of nobody, since an identity provider reads ours when it starts.
 * @param script in test/interop: gets `--port`, and as files `--sp-metadata`, `--key` and `--certificate`
 * @param metadata path of its metadata
 * @param env for its process besides ours
 */
export async function startPythonIdp(script: string, metadata: string, env = {}): Promise<PythonIdentityProvider> {
  const folder = await mkdtemp(join(tmpdir(), 'python-idp-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const gateway = await startGateway({
    upstreams: ['corp:', '  kind: saml', '  metadata: corp-idp.xml', '  requestBinding: post'],
    yaml: 'defaults: { upstream: corp, attributes: { groups: groups, name: claims.name, email: claims.email } }',
    files: { 'corp-idp.xml': idpMetadata() },
  })
  const idp = await startScript(script, { port: String(port), folder, gateway }, env)
  await gateway.write('corp-idp.xml', await textAt(`${origin}${metadata}`))
  const sp = createSp(gateway.url, await certificateOf(gateway))
  await gateway.write('metadata/wiki.xml', sp.metadata)
  await gateway.running.reload()
  const close = async () => {
    await gateway.close()
    await endProcess(idp, 5_000)
    await rm(folder, { recursive: true, force: true })
  }
  return { origin, gateway, sp, carried: (browser, from) => carriedTo(sp, browser, from), close }
}

interface Place {
  readonly port: string
  readonly folder: string
  readonly gateway: TestGateway
}

async function startScript(script: string, { port, folder, gateway }: Place, env: object): Promise<ChildProcess> {
  const { privateKey, certificate } = spKey()
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), text)
    return join(folder, name)
  }
  const given = {
    port,
    'sp-metadata': await write('sp.xml', await textAt(`${gateway.url}/saml/sp/corp/metadata`)),
    key: await write('key.pem', privateKey),
    certificate: await write('certificate.pem', certificate),
  }
  const path = fileURLToPath(new URL(`../../../test/interop/${script}`, import.meta.url))
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
  const all = { ...process.env, ...env }
  return spawn('/usr/bin/python3', [path, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: all })
}

async function carriedTo(sp: TestSp, browser: BrowserSession, from: Page): Promise<Page> {
  let page = from
  for (let steps = 0; steps < 8 && /name="SAML(?:Request|Response)"/.test(page.body); steps++) {
    if (formOf(page).action === sp.acs) return page
    page = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
  }
  return page
}

/** What an address returns, once there is somebody. */
async function textAt(url: string): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const text = await fetch(url).then(
      (answer) => answer.text(),
      () => undefined,
    )
    if (text !== undefined) return text
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`nobody answers at ${url}`)
}
