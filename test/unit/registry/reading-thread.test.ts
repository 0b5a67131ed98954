/** A thread that reads metadata for whoever reads thousands, and the start of a store that has so many. */
import { createPublicKey } from 'node:crypto'
import { expect } from 'chai'
import type { AppStore } from '../../../src/app-store/store.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import { parseMetadata } from '../../../src/registry/parse.ts'
import { reasonOf } from '../../../src/registry/reading.ts'
import { type ParseRequest, ReadingThread } from '../../../src/registry/reading-thread.ts'
import { openRegistry } from '../../../src/registry/registry.ts'
import { StoredApps } from '../../../src/registry/stored.ts'
import { spKey } from '../../fixtures/gateway.ts'
import { memoryAppStore } from '../../fixtures/memory-app-store.ts'
import { aggregate, inForce, metadata, Places, told } from './places.ts'

const { certificate } = spKey()
const base64 = certificate.replace(/-----[^-]*-----|\s/g, '')
const key = `<md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`
const wiki = 'https://wiki.home.lan/saml'
const documents: Readonly<Record<string, string>> = {
  'an ordinary app': metadata(wiki, { inside: key }),
  'two apps': aggregate(wiki, 'https://mail.home.lan/saml'),
  'an app with warnings': metadata(wiki, {
    acs: 'http://wiki.home.lan/acs',
    attributes: ' validUntil="2020-01-01T00:00:00Z"',
  }),
  'an app without a usable address': metadata(wiki, { acs: 'javascript:alert(1)' }),
  'a web page': '<!DOCTYPE html><html><title>Sign in</title></html>',
  'an unclosed element': '<md:EntityDescriptor>',
  nothing: '',
}

/** What comes of it: what was read, or why not, in the words that are kept. */
const outcome = (request: ParseRequest, thread?: ReadingThread) =>
  parseMetadata(request, thread).then(
    (reading) => reading,
    (error: unknown) => ({ error: reasonOf(error) }),
  )

describe('registry: metadata read in another thread', () => {
  let thread: ReadingThread
  beforeEach(() => {
    thread = new ReadingThread()
  })
  afterEach(() => thread.close())

  for (const [what, octets] of Object.entries(documents))
    it(`is what it is here: ${what}`, async () => {
      const request = { octets, now: Date.now() }
      const here = await outcome(request)
      expect(here).to.have.property(what.includes('app') && !what.includes('without') ? 'serviceProviders' : 'error')
      expect(await outcome(request, thread)).to.deep.equal(here)
    })

  it('has keys that verify', async () => {
    const { serviceProviders } = await parseMetadata(
      { octets: metadata(wiki, { inside: key }), now: Date.now() },
      thread,
    )
    expect(serviceProviders[0]?.signingKeys[0]?.key.export({ format: 'pem', type: 'spki' })).to.equal(
      createPublicKey(certificate).export({ format: 'pem', type: 'spki' }),
    )
  })

  it('comes to whoever asked for it, however many ask at once', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `https://app${index}.home.lan/saml`)
    const asked = names.map((name) => parseMetadata({ octets: metadata(name), now: Date.now() }, thread))
    const read = (await Promise.all(asked)).map(({ serviceProviders }) => serviceProviders[0]?.entityId)
    expect(read).to.deep.equal(names)
  })

  it('that can not be sent there is refused, and nobody waits for it', async () => {
    const refused = await thread.answer({ octets: '', now: () => 0 } as never).then(
      () => 'answered',
      (error: Error) => error.message,
    )
    expect(refused).to.match(/could not be cloned/)
  })

  it('is read here where the thread has ended', async () => {
    const request = { octets: metadata(wiki), now: Date.now() }
    const asked = thread.answer(request).catch((error: Error) => error.message)
    await thread.close()
    expect(await asked).to.match(/ended without an answer/)
    expect((await parseMetadata(request, thread)).serviceProviders[0]?.entityId).to.equal(wiki)
  })
})

describe('registry: an app store with very many apps', () => {
  let places: Places
  let store: AppStore
  beforeEach(() => {
    places = new Places()
    store = memoryAppStore()
  })
  afterEach(() => places.remove())

  it('has all of them in force, and says of each that can not be used why', async () => {
    const names = Array.from({ length: 600 }, (_, index) => `app${index}`)
    const entityId = (name: string) => `https://${name}.home.lan/saml`
    for (const name of names) {
      const content = { settings: '', metadata: name === 'app7' ? '<oops' : metadata(entityId(name)) }
      await store.put('app', name, content, { author: 'anna', replaces: undefined })
    }
    const stored = new StoredApps(store, { resolve: resolveStoredApp })
    const opened = await openRegistry(await places.config(), { sources: places.sources, stored })
    stored.close()
    expect(inForce(opened)).to.have.members(names.filter((name) => name !== 'app7').map(entityId))
    expect(told(opened)).to.match(/^error memory .*: The XML is not well-formed/m)
    expect(told(opened).match(/^error/gm)).to.have.length(1)
  })
})
