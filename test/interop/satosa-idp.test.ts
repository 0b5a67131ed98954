/**
 * SATOSA as the identity provider, from its package: answers of a proxy that is itself between others and us. Not
 * encrypted: it does that by pysaml2, with Triple DES and RSA 1.5. It has no logout.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { type BrowserSession, formOf, type Page } from '../fixtures/browser-session.ts'
import { endProcess } from '../fixtures/end-process.ts'
import { freePort } from '../fixtures/free-port.ts'
import {
  certificateOf,
  createSp,
  responseForm,
  spKey,
  startGateway,
  statusOf,
  type TestGateway,
  type TestSp,
} from '../fixtures/gateway.ts'
import { satosa } from '../run/built.ts'
import { idpMetadata } from '../saml/answer.ts'

const script = fileURLToPath(new URL('../../../test/interop/satosa/idp.py', import.meta.url))

describe('SATOSA as the identity provider', function () {
  this.timeout(60_000)
  let idp: ChildProcess
  let folder: string
  let gateway: TestGateway
  let sp: TestSp
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'satosa-'))
    const port = await freePort()
    // SATOSA reads our metadata when it starts, so its own comes second.
    gateway = await startGateway({
      upstreams: ['corp:', '  kind: saml', '  metadata: corp-idp.xml', '  requestBinding: post'],
      yaml: 'defaults: { upstream: corp, attributes: { groups: groups, name: claims.name, email: claims.email } }',
      files: { 'corp-idp.xml': idpMetadata() },
    })
    const { privateKey, certificate } = spKey()
    const write = async (name: string, text: string) => {
      await writeFile(join(folder, name), text)
      return join(folder, name)
    }
    const given = {
      port: String(port),
      folder,
      'sp-metadata': await write('sp.xml', await textAt(`${gateway.url}/saml/sp/corp/metadata`)),
      key: await write('key.pem', privateKey),
      certificate: await write('certificate.pem', certificate),
    }
    const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
    const env = { ...process.env, PYTHONPATH: satosa, PYTHONWARNINGS: 'ignore' }
    idp = spawn('/usr/bin/python3', [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
    await gateway.write('corp-idp.xml', await textAt(`http://127.0.0.1:${port}/Saml2IDP/proxy.xml`))
    sp = createSp(gateway.url, await certificateOf(gateway))
    await gateway.write('metadata/wiki.xml', sp.metadata)
    await gateway.running.reload()
  })
  after(async () => {
    await gateway?.close()
    if (idp !== undefined) await endProcess(idp, 5_000)
    await rm(folder, { recursive: true, force: true })
  })

  /** Submits each form that carries a message, until one that is for the app. */
  const carried = async (browser: BrowserSession, from: Page): Promise<Page> => {
    let page = from
    for (let steps = 0; steps < 8 && /name="SAML(?:Request|Response)"/.test(page.body); steps++) {
      if (formOf(page).action === sp.acs) return page
      page = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
    }
    return page
  }

  it('logs a person in, with name, address and groups', async () => {
    const browser = gateway.browser()
    const form = responseForm(await carried(browser, await browser.follow(await sp.loginUrl())))
    expect(statusOf(form)).to.deep.equal(['Success'])
    const told = { name: 'Alice Liddell', email: 'alice@example.org', groups: ['staff', 'wiki editors'] }
    expect(await sp.validate(form)).to.deep.include(told)
    browser.close()
  })

  it('names the same person each time', async () => {
    const names: unknown[] = []
    for (let times = 0; times < 2; times++) {
      const browser = gateway.browser()
      const form = responseForm(await carried(browser, await browser.follow(await sp.loginUrl())))
      names.push((await sp.validate(form))?.nameID)
      browser.close()
    }
    expect(names[1]).to.equal(names[0]).and.be.a('string')
  })
})

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
