/** Shibboleth's own service provider, the strictest there is: registered by the metadata that it publishes itself. */
import { expect } from 'chai'
import { startGateway, type TestGateway } from '../fixtures/gateway.ts'
import { type Shibboleth, startShibboleth } from './shibboleth/start.ts'

for (const signing of [true, false]) {
  describe(`Shibboleth SP ${signing ? 'that signs its requests' : 'that gets encrypted assertions'}`, function () {
    this.timeout(60_000)
    let gateway: TestGateway
    let sp: Shibboleth
    before(async () => {
      const yaml = `apps:\n  library: { metadata: partners/library.xml, encryptAssertions: ${!signing} }\n`
      gateway = await startGateway({ yaml, files: { 'partners/.keep': '' } })
      sp = await startShibboleth(gateway.url, signing)
      await gateway.write('partners/library.xml', sp.metadata)
      await gateway.running.reload()
    })
    after(async () => {
      await sp?.close()
      await gateway?.close()
    })

    async function login(browser = gateway.browser()) {
      const asked = await browser.follow(sp.page)
      const page = await browser.follow(await browser.submit(asked))
      return { seen: sp.environment(page), page, browser }
    }

    it('lets people in, and its application knows who they are', async () => {
      const { seen, page } = await login()
      expect(seen.get('username'), `${page.status} ${page.body}\n${await sp.log()}`).to.equal('alice')
      expect(seen.get('Shib-Identity-Provider')).to.equal(`${gateway.url}/saml/metadata`)
      expect(seen.get('groups')).to.contain('staff')
      expect(seen.get('persistent-id')).to.match(/^[a-z2-7]{40,}$/)
      expect((await login()).seen.get('persistent-id'), 'the same person').to.equal(seen.get('persistent-id'))
    })

    it('asks again after a logout there', async () => {
      const { browser } = await login()
      expect((await browser.get(sp.page)).status).to.equal(200)
      await browser.follow(sp.logout)
      const { status, headers } = await browser.get(sp.page)
      expect([status, headers.location], await sp.log()).to.satisfy(
        ([code, to = '']: [number, string?]) => code === 302 && to.startsWith(`${gateway.url}/saml/sso`),
      )
    })
  })
}
