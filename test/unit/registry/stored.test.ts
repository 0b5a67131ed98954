import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { folderStore } from '../../../src/app-store/folder.ts'
import type { AppStore, Revision } from '../../../src/app-store/store.ts'
import type { Config } from '../../../src/config/config.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import { openRegistry } from '../../../src/registry/registry.ts'
import { StoredApps } from '../../../src/registry/stored.ts'
import { inForce, metadata, Places, told } from './places.ts'

const wiki = 'https://wiki.home.lan/saml'
const mail = 'https://mail.home.lan/saml'

describe('registry: the apps of the app store', () => {
  let places: Places
  let store: AppStore
  let stored: StoredApps
  let read: string[]
  let parsed: string[]
  beforeEach(() => {
    places = new Places()
    const folder = folderStore(join(places.directory, 'apps'), { settled: 0 })
    read = []
    parsed = []
    store = {
      ...bound(folder),
      get(kind, name) {
        read.push(name)
        return folder.get(kind, name)
      },
    }
    stored = new StoredApps(store, {
      resolve(document, config) {
        parsed.push(document.name)
        return resolveStoredApp(document, config)
      },
      onChange() {},
    })
  })
  afterEach(async () => {
    stored.close()
    await store.close()
    places.remove()
  })

  const put = async (name: string, settings: string, xml: string | undefined, replaces?: Revision) =>
    store.put('app', name, { settings, ...(xml !== undefined && { metadata: xml }) }, { author: 'anna', replaces })
  const open = async (config: Config) => openRegistry(config, { sources: places.sources, stored })
  /** Opened anew until the watcher has told of the change. */
  const openOnce = async (config: Config, holds: (apps: readonly string[]) => boolean) => {
    for (const end = Date.now() + 5000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const opened = await open(config)
      if (holds(inForce(opened))) return opened
    }
    throw new Error('it did not happen')
  }

  it('are read at once when they are looked for again, whoever wrote them', async () => {
    const config = await places.config()
    await put('wiki', '', metadata(wiki))
    expect(inForce(await open(config))).to.deep.equal([wiki])
    const other = folderStore(join(places.directory, 'apps'))
    await other.put('app', 'mail', { settings: '', metadata: metadata(mail) }, { author: 'cli', replaces: undefined })
    stored.lookAgain()
    expect(inForce(await open(config))).to.have.members([wiki, mail])
    await other.remove('app', 'wiki', {
      author: 'cli',
      replaces: (await other.list('app')).find(({ name }) => name === 'wiki')?.revision,
    })
    stored.lookAgain()
    expect(inForce(await open(config))).to.deep.equal([mail])
    await other.close()
  })

  it('are in force after those of the config and before dropped files', async () => {
    places.write('metadata/mail.xml', metadata(mail, { acs: `${mail}/dropped` }))
    places.write('wiki.xml', metadata(wiki))
    await put('other', '', metadata(wiki, { acs: `${wiki}/stored` }))
    await put('mail', '', metadata(mail, { acs: `${mail}/stored` }))
    const opened = await open(await places.config('  wiki: { metadata: wiki.xml }\n'))
    expect(inForce(opened)).to.have.members([wiki, mail])
    const locations = opened.registry
      .samlApps()
      .map((app) => app.serviceProvider.assertionConsumerServices[0]?.location)
    expect(locations).to.have.members([`${wiki}/acs`, `${mail}/stored`])
    expect(told(opened)).to.match(/wiki.home.lan\/saml already belongs to apps.wiki; store:other is not in force/)
    expect(told(opened)).to.match(/already belongs to store:mail; .*metadata\/mail.xml is not in force/)
  })

  it('an app that the config still has waits, and says so, until the entry is gone', async () => {
    places.write('wiki.xml', metadata(wiki, { acs: `${wiki}/config` }))
    await put('wiki', '', metadata(wiki, { acs: `${wiki}/stored` }))
    const both = await open(await places.config('  wiki: { metadata: wiki.xml }\n'))
    expect(told(both)).to.match(/^warning .*apps\/wiki.yaml : wiki waits: .*isthmus.yaml:\d+ has an app of this name/m)
    expect(both.registry.samlApps()[0]?.source).to.equal('apps.wiki')
    const alone = await open(await places.config())
    expect(told(alone)).to.equal('')
    expect(alone.registry.samlApps()[0]?.source).to.equal('store:wiki')
  })

  it('have the defaults of the config, and are judged again when those change, without being read again', async () => {
    await put('wiki', '', metadata(wiki))
    const policy = (opened: Awaited<ReturnType<typeof open>>) => opened.registry.samlApps()[0]?.policy.allow?.source
    expect(policy(await open(await places.config()))).to.equal(undefined)
    const rest = 'defaults: { allow: \'"staff" in groups\' }\n'
    expect(policy(await open(await places.config('', { rest })))).to.equal('"staff" in groups')
    expect(read).to.deep.equal(['wiki'])
    expect(parsed).to.deep.equal(['wiki', 'wiki'])
  })

  it('only what changed is read and parsed again', async () => {
    const config = await places.config()
    const first = await put('wiki', '', metadata(wiki))
    await put('mail', '', metadata(mail))
    await open(config)
    await open(config)
    expect(parsed.toSorted()).to.deep.equal(['mail', 'wiki'])
    parsed.length = 0
    read.length = 0
    const chat = 'https://chat.home.lan/saml'
    await put('wiki', '', metadata(chat), first.revision)
    await openOnce(config, (apps) => apps.includes(chat) && !apps.includes(wiki))
    expect(new Set([...read, ...parsed])).to.deep.equal(new Set(['wiki']))
  })

  it('a broken document closes, and its name is nobody else’s', async () => {
    places.write('metadata/wiki.xml', metadata(wiki))
    await put('broken', 'alow: "true"\n', metadata(wiki))
    await put('written', `entityId: ${mail}\nacs: nothing\n`, undefined)
    places.write('metadata/mail.xml', metadata(mail))
    const opened = await open(await places.config('', { rest: 'defaults: { allow: "true" }\n' }))
    expect(inForce(opened)).to.deep.equal([])
    expect(told(opened)).to.match(/^error .*apps\/broken.yaml alow: .*Did you mean `allow`/m)
    expect(told(opened)).to.match(/already belongs to store:broken/)
    expect(told(opened)).to.match(/already belongs to store:written/)
  })

  it('metadata that breaks leaves the last good copy in force', async () => {
    const config = await places.config()
    const first = await put('wiki', '', metadata(wiki))
    await open(config)
    await put('wiki', '', '<nothing/>', first.revision)
    for (const end = Date.now() + 5000; !/last good version stays/.test(told(await open(config))); )
      if (Date.now() > end) throw new Error('it was not said')
    expect(inForce(await open(config))).to.deep.equal([wiki])
  })

  it('a rule of one of them keeps dropped files out of force, and so does its removal, or a document that is broken', async () => {
    places.write('metadata/mail.xml', metadata(mail))
    const config = await places.config()
    expect(inForce(await open(config))).to.deep.equal([mail])
    const first = await put('wiki', 'allow: \'"staff" in groups\'\n', metadata(wiki))
    await openOnce(config, (apps) => apps.includes(wiki) && !apps.includes(mail))
    await store.remove('app', 'wiki', { author: 'anna', replaces: first.revision })
    const after = await openOnce(config, (apps) => !apps.includes(wiki))
    expect(inForce(after)).to.deep.equal([])
    expect(told(after)).to.match(/Files in metadata\/ are not in force/)
  })

  it('two of one name with other rules are both out of force; an entry of the config is not closed by one', async () => {
    places.write('mail.xml', metadata(mail))
    await put('wiki-a', '', metadata(wiki))
    await put('wiki-b', 'allow: \'"staff" in groups\'\n', metadata(wiki))
    await put('mail-b', 'allow: \'"staff" in groups\'\n', metadata(mail))
    const opened = await open(await places.config('  mail: { metadata: mail.xml }\n'))
    expect(inForce(opened)).to.deep.equal([mail])
    expect(told(opened)).to.match(/store:wiki-a and store:wiki-b are both .*neither is in force/)
  })

  it('what lies there and is no document is an error, at its place', async () => {
    await mkdir(join(places.directory, 'apps'))
    await writeFile(join(places.directory, 'apps/orphan.xml'), metadata(wiki))
    const config = await places.config()
    const orphan = /^error .*apps\/orphan.xml : orphan.xml has no orphan.yaml beside it/m
    for (const end = Date.now() + 5000; !orphan.test(told(await open(config))); )
      if (Date.now() > end) throw new Error('it was not said')
    expect(inForce(await open(config))).to.deep.equal([])
  })
})

/** Its methods, to be replaced one by one. */
function bound(store: AppStore): AppStore {
  return {
    list: (kind, options) => store.list(kind, options),
    get: (kind, name) => store.get(kind, name),
    put: (kind, name, content, change) => store.put(kind, name, content, change),
    remove: (kind, name, change) => store.remove(kind, name, change),
    history: (kind, name) => store.history(kind, name),
    restore: (past) => store.restore(past),
    place: (kind, name) => store.place(kind, name),
    faults: (kind) => store.faults(kind),
    watch: (onChange) => store.watch(onChange),
    append: (act) => store.append(act),
    acts: (limit, from) => store.acts(limit, from),
    close: () => store.close(),
  }
}
