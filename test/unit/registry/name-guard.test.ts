import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { chooseName, renamesOf } from '../../../src/administration/renames.ts'
import { folderStore } from '../../../src/app-store/folder.ts'
import type { AppStore } from '../../../src/app-store/store.ts'
import type { Config, SamlAppConfig } from '../../../src/config/config.ts'
import type { OidcAppConfig } from '../../../src/config/oidc-app.ts'
import type { AppId, Issuer, UpstreamName } from '../../../src/core/identifiers.ts'
import type { SubjectKind } from '../../../src/core/policy/identity.ts'
import type { App } from '../../../src/registry/app.ts'
import { clientOf } from '../../../src/registry/clients.ts'
import { nameChanges } from '../../../src/registry/names/changes.ts'
import { namesAlike, type Renaming, renamingInWords, renamingOf } from '../../../src/registry/names/guard.ts'
import { SeenNames } from '../../../src/registry/names/seen.ts'
import { configuredApp } from '../../../src/registry/policy.ts'
import { parseServiceProviders } from '../../../src/saml/metadata.ts'
import { metadata, Places } from './places.ts'

const wiki = 'https://wiki.home.lan'
const day = 86_400_000

describe('registry: whom a change of names would rename', () => {
  let places: Places
  let folder: string
  let store: AppStore
  let names: SeenNames
  let now: number
  beforeEach(() => {
    places = new Places()
    folder = mkdtempSync(join(tmpdir(), 'isthmus-names-'))
    now = Date.parse('2026-11-20T12:00:00Z')
    store = folderStore(folder)
    names = another()
  })
  afterEach(async () => {
    places.remove()
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })

  function another(): SeenNames {
    const digest = (text: string) => createHmac('sha256', 'a key').update(text).digest('base64url')
    return new SeenNames({ store, digest, now: () => now })
  }

  interface Naming {
    readonly app: App
    readonly upstreams: Config['upstreams']
  }

  /** The app by these settings, and the upstreams of its config. */
  async function naming(
    settings: string,
    options: { upstream?: string; upstreams?: number; sp?: string } = {},
  ): Promise<Naming> {
    const { sp = metadata(wiki), ...rest } = options
    places.write('partners/wiki.xml', sp)
    const config: Config = await places.config(`  wiki: { metadata: partners/wiki.xml${settings} }\n`, rest)
    const [serviceProvider] = parseServiceProviders(sp).serviceProviders
    if (serviceProvider === undefined) throw new Error('no service provider')
    const app: App = configuredApp(config.apps[0] as SamlAppConfig, serviceProvider, config, {})
    return { app, upstreams: config.upstreams }
  }
  /** An app of OpenID Connect, likewise. */
  async function client(settings = '', options: { upstream?: string; upstreams?: number } = {}): Promise<Naming> {
    const wanted = 'protocol: oidc, redirectUris: ["https://pve.home.lan/cb"], clientAuthentication: none'
    const config = await places.config(`  pve: { ${wanted}${settings} }\n`, options)
    const app: App = clientOf(config.apps[0] as OidcAppConfig, 'apps.pve')
    return { app, upstreams: config.upstreams }
  }

  /** People sign in: each with a name made as this app makes it. */
  function signIn(
    { app, upstreams }: Naming,
    people: readonly string[],
    kind: SubjectKind = 'persistent',
    from = 'sub',
  ) {
    for (const person of people) {
      const claims = { preferred_username: person, email: `${person}@home.lan` }
      const made = { persistent: `p-${from}-${person}`, email: claims.email, custom: person, upstream: `sub-${person}` }
      const value = made[kind as 'email']
      names.saw({
        app: app.policy.app,
        authentication: {
          upstream: 'authelia' as UpstreamName,
          issuer: 'https://auth.home.lan' as Issuer,
          subject: `sub-${person}`,
          claims,
          context: { amr: [], issuedAt: 0, authenticatingAuthority: '' },
        },
        subject: { kind, value },
        pairwiseSector: app.policy.pairwiseSector,
        subjectNamespace: upstreams[0]?.subjectNamespace ?? '',
        subjectFrom: from,
        ...(app.policy.subjectValue && { expression: app.policy.subjectValue.source }),
      })
    }
  }

  const fate = async (before: Naming, after: Naming): Promise<Renaming | undefined> =>
    renamingOf({ people: await names.people(before.app.policy.app), before, after, choose: chooseName, now })

  const nine = Array.from({ length: 9 }, (_, number) => `person${number}`)

  it('says 9 of 9 where pseudonyms become addresses, and nothing where nothing changes', async () => {
    const before = await naming('')
    signIn(before, nine)
    const after = await naming(', nameId: email')
    expect(namesAlike(before, after, chooseName)).to.equal(false)
    const renaming = await fate(before, after)
    expect(renaming).to.deep.equal({ seen: 9, days: 30, renamed: 9, unknown: 0 })
    expect(renaming && renamingInWords(renaming, 'wiki')).to.equal(
      '9 of 9 people seen in the last 30 days would become new accounts in wiki.',
    )
    const same = await naming(', allow: "true"')
    expect(namesAlike(before, same, chooseName)).to.equal(true)
    expect(await fate(before, same)).to.equal(undefined)
  })

  it('counts nobody whose name stays: an address is an address, however it is made', async () => {
    const before = await naming(', nameId: email')
    signIn(before, nine, 'email')
    const after = await naming(", nameId: { format: unspecified, value: 'claims.email' }")
    expect(await fate(before, after)).to.equal(undefined)
    const other = await naming(", nameId: { format: unspecified, value: 'claims.preferred_username' }")
    expect(await fate(before, other)).to.include({ renamed: 9 })
    const odd = await naming(', nameId: { format: unspecified, value: \'claims.email + "x"\' }')
    const unknown = await fate(before, odd)
    expect(unknown).to.include({ renamed: 0, unknown: 9 })
    expect(unknown && renamingInWords(unknown, 'wiki')).to.contain('of 9 more it can’t be told')
  })

  it('sees another subjectFrom, another namespace, and another upstream', async () => {
    const before = await naming('')
    signIn(before, nine)
    expect(await fate(before, await naming('', { upstream: ', subjectFrom: email' }))).to.include({ renamed: 9 })
    expect(await fate(before, await naming('', { upstream: ', subjectNamespace: other' }))).to.include({ renamed: 9 })
    const elsewhere = await naming(', upstream: keycloak', { upstreams: 2 })
    expect(await fate(before, elsewhere)).to.include({ renamed: 9 })
    const both = await naming(', upstream: [authelia, keycloak]', { upstreams: 2 })
    expect(await fate(before, both)).to.equal(undefined)
  })

  it('counts those alone who got their name by what changes: 7 of 9', async () => {
    const asks = metadata(wiki, {
      inside: '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified</md:NameIDFormat>',
    })
    const before = await naming('', { sp: asks })
    signIn(before, nine.slice(0, 7))
    // Their requests asked for an address.
    signIn(before, nine.slice(7), 'email')
    const after = await naming(", nameId: { format: unspecified, value: 'claims.email', force: true }", { sp: asks })
    const renaming = await fate(before, after)
    expect(renaming && renamingInWords(renaming, 'wiki')).to.contain('7 of 9 people')
  })

  it('sees what another `sub` of an app of OpenID Connect is made of: its kind, its sector, its client_id', async () => {
    const before = await client()
    signIn(before, nine)
    expect(await fate(before, await client(', allow: "true"'))).to.equal(undefined)
    for (const settings of [
      ', sub: public',
      ', sector: https://home.lan',
      ', sub: upstream',
      ', clientId: proxmox',
      ', sub: claims.email',
    ]) {
      const after = await client(settings)
      expect(namesAlike(before, after, chooseName), settings).to.equal(false)
      expect(await fate(before, after), settings).to.include({ seen: 9, renamed: 9 })
    }
    expect(await fate(before, await client('', { upstream: ', subjectFrom: email' }))).to.include({ renamed: 9 })
    expect(await fate(before, await client(', upstream: keycloak', { upstreams: 2 }))).to.include({ renamed: 9 })
  })

  it('is what a document of the store is examined for, whatever it speaks', async () => {
    const { app, upstreams } = await client()
    signIn({ app, upstreams }, nine)
    const given = { config: { upstreams }, names, now: () => now }
    const renames = async (settings: string) => renamesOf(given, app, (await client(settings)).app)
    expect(await renames(', sub: public')).to.deep.equal({ renames: { people: 9, of: 9 } })
    expect(await renames(', allow: "true"')).to.deep.equal({})
    expect(await renamesOf(given, app, (await naming('')).app), 'another protocol').to.deep.equal({
      renames: { people: 9, of: 9 },
    })
    expect(await renamesOf(given, undefined, app), 'a new one').to.deep.equal({})
  })

  it('counts nobody at an app of OpenID Connect whose sub stays', async () => {
    const shared = await client(', sub: public')
    signIn(shared, nine)
    expect(await fate(shared, await client(', sub: public, clientId: proxmox'))).to.equal(undefined)
    const passed = await client(', sub: upstream, clientId: passed')
    signIn(passed, nine, 'upstream')
    expect(await fate(passed, await client(', sub: upstream, clientId: other'))).to.equal(undefined)
    expect(await fate(passed, await client(', clientId: passed, sub: claims.sub'))).to.equal(undefined)
  })

  it('sees that another entityID makes other pseudonyms, and the same addresses', async () => {
    const moved = metadata('https://wiki2.home.lan')
    const before = await naming('')
    signIn(before, nine)
    expect(await fate(before, await naming('', { sp: moved }))).to.include({ renamed: 9 })
    const byAddress = await naming(', nameId: email', { sp: metadata('https://mail.home.lan') })
    signIn(byAddress, nine, 'email')
    expect(await fate(byAddress, await naming(', nameId: email', { sp: moved }))).to.equal(undefined)
  })

  it('names each app of a new config whose people it would rename, of both protocols', async () => {
    const state = ({ app, upstreams }: Naming, other: Naming) => ({
      config: { file: 'isthmus.yaml', upstreams },
      registry: { apps: () => [app, other.app] },
    })
    const [wikiNow, pveNow] = [await naming(''), await client()]
    signIn(wikiNow, nine)
    signIn(pveNow, nine.slice(0, 2))
    const before = state(wikiNow, pveNow)
    const people = (app: AppId) => names.people(app)
    const found = async (after: ReturnType<typeof state>, isCheck = false) =>
      (await nameChanges({ ...(!isCheck && { before }), after, choose: chooseName, people, now })).map(
        ({ path, message }) => `${path}: ${message}`,
      )
    expect(await found(before)).to.deep.equal([])
    expect(await found(before, true)).to.deep.equal([])
    const after = state(await naming(', nameId: email'), await client(', clientId: proxmox'))
    const both = [
      'apps.wiki.nameId: 9 of 9 people seen in the last 30 days would become new accounts in wiki.',
      'apps.pve.sub: 2 of 2 people seen in the last 30 days would become new accounts in pve.',
    ]
    expect(await found(after)).to.deep.equal(both)
    // Without what was in force before, nobody knows that the client_id was another one.
    expect(await found(after, true)).to.deep.equal(both.slice(0, 1))
    const elsewhere = state(await naming('', { upstream: ', subjectFrom: email' }), await client())
    expect(await found(elsewhere)).to.have.length(2)
  })

  it('says what has changed: the config, a file or address of metadata, or a document of the store', async () => {
    const formats = '<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>'
    const other = metadata(wiki).replace('<md:AssertionConsumerService', `${formats}<md:AssertionConsumerService`)
    const was = await naming('')
    signIn(was, nine)
    const [bySettings, byMetadata] = [await naming(', nameId: email'), await naming('', { sp: other })]
    const byUpstream = await naming('', { upstream: ', subjectFrom: email' })
    const by = async (after: Naming, more: Partial<App> & { readonly copy?: string } = {}) => {
      const state = ({ app, upstreams }: Naming) => ({
        config: { file: 'isthmus.yaml', upstreams },
        registry: { apps: () => [{ ...app, ...more } as App] },
      })
      const people = (app: AppId) => names.people(app)
      const all = { before: state(was), after: state(after), choose: chooseName, people, now }
      return (await nameChanges(all)).map(({ renamed }) => renamed)
    }
    const count = { app: 'wiki', people: 9, of: 9 }
    expect(await by(bySettings)).to.deep.equal([{ ...count, by: 'config' }])
    expect(await by(byMetadata)).to.deep.equal([{ ...count, by: 'file' }])
    expect(await by(byMetadata, { copy: 'c' })).to.deep.equal([{ ...count, by: 'address' }])
    expect(await by(bySettings, { copy: 'c' })).to.deep.equal([{ ...count, by: 'config' }])
    for (const after of [bySettings, byMetadata])
      expect(await by(after, { source: 'store:wiki' })).to.deep.equal([{ ...count, by: 'store' }])
    expect(await by(byUpstream, { source: 'store:wiki' })).to.deep.equal([{ ...count, by: 'config' }])
  })

  it('remembers over a restart, for 30 days, and without a name or claim in any file', async () => {
    const before = await naming('')
    signIn(before, nine)
    await names.flush()
    signIn(before, ['late'])
    await names.flush()
    names = another()
    const after = await naming(', nameId: email')
    expect(await fate(before, after)).to.include({ seen: 10, renamed: 10 })
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(yaml|json)$/.test(file)) continue
      expect(readFileSync(join(folder, file), 'utf8')).to.not.match(/person\d|@home|sub-/)
    }
    now += 31 * day
    expect(await fate(before, after)).to.equal(undefined)
  })

  it('writes nothing for a name that is only for once', async () => {
    const before = await naming(', nameId: transient')
    signIn(before, nine, 'transient')
    await names.flush()
    expect(await store.list('names')).to.deep.equal([])
  })

  it('costs a login little: 1,000 of one day in well under a millisecond each', async () => {
    const before = await naming('')
    const start = process.cpuUsage()
    for (let time = 0; time < 1_000; time++) signIn(before, ['anna'])
    expect(process.cpuUsage(start).user / 1_000).to.be.below(500)
  })
})
