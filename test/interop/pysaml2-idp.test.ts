/**
 * pysaml2 as the identity provider: signed answers of a foreign implementation, and a logout each way. Not encrypted:
 * that of Debian knows only Triple DES with RSA 1.5, which nobody should read.
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

const script = fileURLToPath(new URL('../../../test/interop/pysaml2/idp.py', import.meta.url))

describe('pysaml2 as the identity provider', function () {
  this.timeout(60_000)
  let idp: ChildProcess
  let folder: string
  let gateway: TestGateway
  let sp: TestSp
  let origin: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pysaml2-idp-'))
    const [port, ours] = [await freePort(), await freePort()]
    origin = `http://127.0.0.1:${port}`
    const { privateKey, certificate } = spKey()
    await writeFile(join(folder, 'key.pem'), privateKey)
    await writeFile(join(folder, 'certificate.pem'), certificate)
    const given = { port: String(port), 'sp-metadata': `http://127.0.0.1:${ours}/saml/sp/corp/metadata` }
    const files = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') }
    const args = Object.entries({ ...given, ...files }).flatMap(([name, value]) => [`--${name}`, value])
    idp = spawn('/usr/bin/python3', [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
    const metadata = await answering(`${origin}/metadata`)
    gateway = await startGateway({
      port: ours,
      upstreams: ['corp:', '  kind: saml', '  metadata: corp-idp.xml', '  requestBinding: post'],
      yaml: 'defaults: { upstream: corp, attributes: { groups: groups, name: claims.name } }',
      files: { 'corp-idp.xml': metadata },
    })
    sp = createSp(gateway.url, await certificateOf(gateway))
    await gateway.write('metadata/wiki.xml', sp.metadata)
    await gateway.running.reload()
  })
  after(async () => {
    await gateway?.close()
    if (idp !== undefined) await endProcess(idp, 5_000)
    await rm(folder, { recursive: true, force: true })
  })

  /** Submits each form that carries a message, until one that is for the app, or a page without any. */
  const carried = async (browser: BrowserSession, from: Page): Promise<Page> => {
    let page = from
    for (let steps = 0; steps < 8 && /name="SAML(?:Request|Response)"/.test(page.body); steps++) {
      if (formOf(page).action === sp.acs) return page
      page = await browser.follow(await browser.submit(page, {}, { crossSite: true }))
    }
    return page
  }
  const login = async (browser: BrowserSession) =>
    responseForm(await carried(browser, await browser.follow(await sp.loginUrl())))

  it('logs a person in, with name and groups', async () => {
    const browser = gateway.browser()
    const form = await login(browser)
    expect(statusOf(form)).to.deep.equal(['Success'])
    const profile = await sp.validate(form)
    expect(profile).to.deep.include({ name: 'Alice Liddell', groups: ['staff', 'wiki editors'] })
    browser.close()
  })

  it('hears of a logout that begins here, under the name that it gave', async () => {
    const browser = gateway.browser()
    await login(browser)
    const asked = await browser.submit(await browser.get(`${gateway.url}/logout`))
    const page = await carried(browser, await browser.follow(asked))
    expect(new URL(page.url).origin, page.body).to.equal(gateway.url)
    const told = (await (await fetch(`${origin}/told`)).json()) as { name: string; indexes: string[] }
    expect(told.name).to.not.equal('')
    expect(told.indexes).to.have.length(1)
    browser.close()
  })

  it('is answered when it begins one', async () => {
    const browser = gateway.browser()
    await login(browser)
    const page = await carried(browser, await browser.follow(`${origin}/logout`))
    expect(page.body).to.equal('signed out: True')
    expect(gateway.log.findLast(({ event }) => event === 'logout')).to.include({ by: 'upstream' })
    browser.close()
  })
})

/** What an address returns, once there is somebody. */
async function answering(url: string): Promise<string> {
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
