/** Service providers on libraries of other languages, without a web server: what they send and make of answers. */
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import type { BrowserSession } from '../fixtures/browser-session.ts'
import { responseForm, startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { crewjam, phpSaml } from '../run/built.ts'
import { type LineProgram, startLineProgram } from './line-program.ts'
import { makeOwnKey, type OwnKey } from './own-key.ts'

/** crewjam/saml reads no LogoutRequest. */
const toldOfLogouts = ['ruby-saml', 'php-saml']

const libraries: Readonly<Record<string, readonly string[]>> = {
  'ruby-saml': ['/usr/bin/ruby', '-W0', 'test/interop/ruby-saml/sp.rb'],
  'crewjam/saml': [crewjam],
  'php-saml': ['/usr/bin/php', 'test/interop/php-saml/sp.php', phpSaml],
}

/** What the library says of an answer. */
interface Made {
  readonly address?: string
  readonly nameId?: string
  readonly attributes?: Readonly<Record<string, readonly string[]>>
  readonly status?: string
  readonly refused?: string
}

for (const [name, command] of Object.entries(libraries)) {
  describe(`a service provider on ${name}`, function () {
    this.timeout(30_000)
    let key: OwnKey
    let gateway: TestGateway
    const programs: LineProgram[] = []

    /** Starts one entity of it; resolves to its metadata. */
    async function entity(variant: string, changes: { readonly signed: boolean; readonly encrypted: boolean }) {
      const base = `https://${variant}.test`
      const who = { base, key: key.keyFile, certificate: key.certificateFile, ...changes }
      const program = startLineProgram([...command, JSON.stringify(who)])
      programs.push(program)
      return { base, program, metadata: Buffer.from(await program.next(), 'base64').toString() }
    }
    let plain: Awaited<ReturnType<typeof entity>>
    let encrypted: Awaited<ReturnType<typeof entity>>

    before(async () => {
      key = await makeOwnKey('library')
      plain = await entity('plain', { signed: false, encrypted: false })
      encrypted = await entity('encrypted', { signed: true, encrypted: true })
      gateway = await startGateway({
        yaml: [
          'defaults: { allow: \'"staff" in groups\' }',
          'apps:',
          '  plain: { metadata: plain.xml }',
          '  encrypted: { metadata: encrypted.xml, encryptAssertions: true, requireSignedRequests: true, slo: chain }',
        ].join('\n'),
        files: { 'plain.xml': plain.metadata, 'encrypted.xml': encrypted.metadata },
      })
    })
    after(async () => {
      await Promise.all(programs.map((program) => program.close()))
      await gateway?.close()
      await key?.remove()
    })

    const call = async ({ program }: typeof plain, command: string, wish: object = {}): Promise<Made> => {
      program.write(JSON.stringify({ command, wish: { idp: `${gateway.url}/saml/metadata`, ...wish } }))
      return JSON.parse(await program.next())
    }

    async function login(
      sp: typeof plain,
      browser: BrowserSession,
      wish = {},
      change = (response: string) => response,
    ) {
      const { address = '' } = await call(sp, 'begin_login', wish)
      const { fields } = responseForm(await browser.follow(address))
      return call(sp, 'end_login', { response: change(fields.SAMLResponse ?? '') })
    }

    for (const variant of ['plain', 'encrypted'] as const) {
      const sp = () => (variant === 'plain' ? plain : encrypted)

      it(`signs a person in, ${variant}`, async () => {
        const { refused, attributes, nameId } = await login(sp(), gateway.browser())
        expect(refused).to.equal(undefined)
        expect(nameId).to.be.a('string').that.is.not.empty
        expect(attributes).to.deep.include({ username: ['alice'], groups: ['staff', 'admins'] })
        expect(attributes?.last_name).to.deep.equal(["Ö'Example & <Co>"])
      })

      it(`is told that nobody is signed in, and asks for a new login, ${variant}`, async () => {
        const silent = await login(sp(), gateway.browser(), { passive: true })
        expect(silent.refused).to.match(/NoPassive|Responder/)
        const browser = gateway.browser()
        await login(sp(), browser)
        const before = gateway.op.count('authorize')
        expect((await login(sp(), browser, { force: true })).refused).to.equal(undefined)
        expect(gateway.op.count('authorize')).to.equal(before + 1)
      })
    }

    it('takes no answer that was changed on the way', async () => {
      const change = (response: string) =>
        Buffer.from(Buffer.from(response, 'base64').toString().replace('>alice<', '>bobby<')).toString('base64')
      const { refused, nameId } = await login(plain, gateway.browser(), {}, change)
      expect(nameId).to.equal(undefined)
      expect(refused).to.match(/signature|digest|reference validation/i)
    })

    it('signs the person out, and hears that it worked', async () => {
      const browser = gateway.browser()
      await login(encrypted, browser)
      const { address = '' } = await call(encrypted, 'begin_logout')
      const page = await browser.follow(address, (next) => next.startsWith(encrypted.base))
      const query = new URL(String(page.headers.location)).search.slice(1)
      expect(await call(encrypted, 'end_logout', { query })).to.deep.equal({
        status: 'urn:oasis:names:tc:SAML:2.0:status:Success',
      })
      const before = gateway.op.count('authorize')
      await login(encrypted, browser)
      expect(gateway.op.count('authorize'), 'the session is over').to.be.greaterThan(before)
    })

    if (toldOfLogouts.includes(name)) {
      it('is told of a logout, and what it answers is understood', async () => {
        const browser = gateway.browser()
        await login(encrypted, browser)
        const result = await browser.follow(await browser.submit(await browser.get(`${gateway.url}/logout`)))
        // Nobody listens at its address, which is looked at first: the person may go there none the less.
        const [, link = ''] = /<a href="([^"]*\/again\/[^"]*)"/.exec(result.body) ?? []
        const query = new URL(String((await browser.get(link)).headers.location)).search.slice(1)
        const { address = '', refused } = await call(encrypted, 'hear_logout', { query })
        expect(refused).to.equal(undefined)
        expect((await browser.follow(address)).body).to.match(/<li>[^<]*: Signed out/)
      })
    }

    it('reads our metadata while our key changes: either of two certificates fits', async () => {
      const next = await makeOwnKey('next')
      const certs = join(gateway.directory, 'certs')
      const certificates = async () => {
        const metadata = await (await fetch(`${gateway.url}/saml/metadata`)).text()
        return [...metadata.matchAll(/<ds:X509Certificate>([^<]*)</g)].map(([, one]) => one)
      }
      const place = async (name: string, key: string, certificate: string) => {
        await copyFile(key, join(certs, `${name}.key`))
        await copyFile(certificate, join(certs, `${name}.crt`))
      }
      await place('before', join(certs, 'saml-signing.key'), join(certs, 'saml-signing.crt'))
      await place('saml-signing-next', next.keyFile, next.certificateFile)
      await gateway.running.reload()
      const before = await certificates()
      expect(new Set(before).size).to.equal(2)
      expect((await login(encrypted, gateway.browser())).refused).to.equal(undefined)

      await place('saml-signing', next.keyFile, next.certificateFile)
      await place('saml-signing-next', join(certs, 'before.key'), join(certs, 'before.crt'))
      await gateway.running.reload()
      expect(await certificates()).to.deep.equal([...before].reverse())
      expect((await login(encrypted, gateway.browser())).refused).to.equal(undefined)
      await next.remove()
    })
  })
}
