/** Attack 67: metadata that came by a setup link names an address that only we can reach, and an administrator takes it. */
import { join } from 'node:path'
import { expect } from 'chai'
import { putMetadata } from '../../src/admin/metadata.ts'
import { approveSetup } from '../../src/admin/setup-decision.ts'
import { createSetupLink, submitSetup } from '../../src/admin/setup-links.ts'
import { folderStore } from '../../src/app-store/folder.ts'
import type { AppStore, Content } from '../../src/app-store/store.ts'
import { resolveStoredApp } from '../../src/config/stored-app.ts'
import { openRegistry } from '../../src/registry/registry.ts'
import { StoredApps } from '../../src/registry/stored.ts'
import { admin, testAdministration } from '../fixtures/administration.ts'
import { metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan/saml'
const slo = (location: string): string =>
  `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${location}"/>`
const inside = [
  'http://127.0.0.1:21430/slo',
  'https://127.0.0.1:21430/slo',
  'https://169.254.169.254/',
  'https://10.0.0.1/',
]
const hostile = metadata(wiki, { inside: [...inside, 'https://93.184.216.34/slo'].map(slo).join('') })

describe('attack 67: an address in uploaded metadata that only we can reach', () => {
  let places: Places
  let store: AppStore
  let stored: StoredApps
  beforeEach(() => {
    places = new Places()
    store = folderStore(join(places.directory, 'apps'), { settled: 0 })
    stored = new StoredApps(store, { resolve: resolveStoredApp })
  })
  afterEach(async () => {
    stored.close()
    await store.close()
    places.remove()
  })

  /** The document as the store of a gateway has it, and the app that comes of it. */
  async function inForce({ settings, metadata: xml = '' }: Content) {
    await store.put('app', 'new', { settings, metadata: xml }, { author: 'anna', replaces: undefined })
    const opened = await openRegistry(await places.config(''), { sources: places.sources, stored })
    const [app] = opened.registry.samlApps()
    return {
      app,
      told: told(opened),
      called: app?.serviceProvider.singleLogoutServices.map(({ location }) => location),
    }
  }

  async function approved() {
    const administration = testAdministration()
    const { deps } = administration
    const wish = { app: 'new', expiresAt: deps.now() + 60_000 }
    const { secret, link } = await createSetupLink(deps, admin, wish)
    await submitSetup(deps, secret, hostile)
    await approveSetup(deps, admin, link.id)
    return administration
  }

  it('is left out where it came by a setup link, whoever approved that', async () => {
    const document = await (await approved()).store.get('app', 'new')
    if (document === undefined) throw new Error('nothing is in the store')
    const { app, called, told: problems } = await inForce(document)
    expect(called).to.deep.equal(['https://93.184.216.34/slo'])
    expect(app?.fetchedFrom, 'judged again when it is called').to.deep.equal({ address: undefined })
    expect(problems).to.match(/the SingleLogoutService http:\/\/127.0.0.1:21430\/slo \(SOAP\) is left out/)
  })

  it('control: what an administrator puts there themselves may lead anywhere', async () => {
    const { deps, store: theirs } = await approved()
    await putMetadata(deps, admin, 'new', { xml: hostile }, { replaces: 'whatever' })
    const document = await theirs.get('app', 'new')
    if (document === undefined) throw new Error('nothing is in the store')
    const { app, called } = await inForce(document)
    expect(called).to.have.length(inside.length + 1)
    expect(app?.fetchedFrom).to.equal(undefined)
  })
})
