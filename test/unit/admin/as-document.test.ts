/** An app of the config as a document of the store: values in place of files, and the same app when it is read again. */
import { createHash } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { asDocument } from '../../../src/administration/as-document.ts'
import type { AppConfig, Config } from '../../../src/config/config.ts'
import { resolveStoredApp } from '../../../src/config/stored-app.ts'
import { copyNameOf } from '../../../src/registry/address-key.ts'
import { certificatePem } from '../../saml/metadata.ts'
import { lines, Scratch } from '../config/scratch.ts'
import { metadata } from '../registry/places.ts'

const secret = 'a-secret-of-the-client-with-many-characters'
const hash = createHash('sha256').update(secret).digest('hex')

describe('an app of the config, taken over into the store', () => {
  let scratch: Scratch
  let config: Config
  before(async () => {
    scratch = new Scratch()
    for (const name of ['leaf', 'ca']) scratch.write(`certs/${name}.pem`, certificatePem(name))
    scratch.write('partners/wiki.xml', metadata('https://wiki.home.lan'))
    scratch.write('secrets/pve', `${secret}\n`)
    scratch.write('secrets/a', 'a-secret')
    const loaded = await scratch.load(
      `publicUrl: https://sso.home.lan
upstreams:
  a: { issuer: https://auth.home.lan, clientId: i, clientSecretFile: secrets/a }
apps:
  # What the operator wrote beside stays.
  wiki:
    metadata: partners/wiki.xml # the wiki's own
    nameId: persistent
  far: { metadata: "https://far.home.lan/md", caFile: certs/ca.pem, certFile: [certs/leaf.pem, certs/ca.pem] }
  plain: { entityId: "https://plain.home.lan", acs: "https://plain.home.lan/acs", certificates: certs/leaf.pem }
  pve: { protocol: oidc, redirectUris: "https://pve.home.lan:8006", clientSecretFile: secrets/pve }
  env: { protocol: oidc, redirectUris: "https://env.home.lan/cb" }
`,
      { ISTHMUS_APPS_ENV_CLIENTSECRET: secret },
    )
    if (loaded.config === undefined) throw new Error(lines(loaded).join('\n'))
    config = loaded.config
  })
  after(() => scratch.remove())

  /** The document, and the app that the store would have by it. */
  async function taken(name: string, from = config) {
    const content = await asDocument(from, undefined, name)
    if (content === undefined) throw new Error('there is none')
    const hasMetadata = content.metadata !== undefined
    const read = await resolveStoredApp({ name, settings: content.settings, hasMetadata, place: 'x' }, config)
    expect(read.problems.filter(({ severity }) => severity === 'error')).to.deep.equal([])
    return { content, app: read.app }
  }
  const entry = (name: string): AppConfig => {
    const found = config.apps.find((one) => one.name === name)
    if (found === undefined) throw new Error(name)
    return found
  }
  /** Without where it was written, and where it has its metadata from. */
  const essence = (app: AppConfig | undefined) => ({ ...app, line: undefined, metadata: undefined })

  const copyOf = (app: AppConfig | undefined) => (app?.protocol === 'saml' ? copyNameOf(app.metadata) : undefined)

  it('has the metadata itself in place of its file, and comments', async () => {
    const { content, app } = await taken('wiki')
    expect(content.metadata).to.equal(metadata('https://wiki.home.lan'))
    expect(content.settings).to.equal('nameId: persistent\n')
    expect(essence(app)).to.deep.equal(essence(entry('wiki')))
  })

  it('has PEM in place of files with certificates: of an authority, of who signs, and of the app', async () => {
    const far = await taken('far')
    expect(far.content.settings).not.to.contain('certs/')
    // Under the same name its last good copy is kept: what the address has changed meanwhile still waits.
    expect(copyOf(far.app)).to.match(/^far\.home\.lan-/)
    expect(copyOf(far.app)).to.equal(copyOf(entry('far')))
    expect(essence(far.app)).to.deep.equal(essence(entry('far')))
    const plain = await taken('plain')
    expect(plain.content.settings).to.contain('BEGIN CERTIFICATE')
    expect(essence(plain.app)).to.deep.equal(essence(entry('plain')))
  })

  it('has the hash of a secret, and never the secret: of a file, or of the environment', async () => {
    for (const name of ['pve', 'env']) {
      const { content, app } = await taken(name)
      expect(content.settings, name).to.contain(`clientSecretHash: sha256:${hash}`).and.not.to.contain(secret)
      expect(content.settings).not.to.contain('clientSecretFile')
      expect(essence(app), name).to.deep.equal(essence(entry(name)))
    }
    // The command line does not read secrets with the config, and reads this one for itself.
    const apps = config.apps.map((one) => (one.protocol === 'oidc' ? { ...one, secretHash: '' } : one))
    expect((await taken('pve', { ...config, apps })).content.settings).to.contain(hash)
  })

  it('is none where there is no such app', async () => {
    expect(await asDocument(config, undefined, 'nothing')).to.equal(undefined)
    expect(await asDocument(config, undefined, 'file:nothing.xml')).to.equal(undefined)
  })

  it('is shown without what can not be read: a file may be gone since', async () => {
    for (const gone of ['secrets/pve', 'partners/wiki.xml', 'certs/ca.pem']) rmSync(join(scratch.directory, gone))
    expect(await asDocument(unread(), undefined, 'pve')).to.deep.equal({
      settings: 'protocol: oidc\nredirectUris: "https://pve.home.lan:8006"\n',
    })
    const shown = await asDocument(config, undefined, 'wiki')
    expect([shown?.metadata, shown?.settings]).to.deep.equal([undefined, 'nameId: persistent\n'])
    const pinned = await asDocument(config, undefined, 'far')
    expect(pinned?.settings, 'taken over it would lose its pin: that is refused').to.contain('certs/ca.pem')
  })

  /** As the command line has it, which reads no secret. */
  const unread = (): Config => ({
    ...config,
    apps: config.apps.map((app) => (app.protocol === 'oidc' ? { ...app, secretHash: '' } : app)),
  })
})
