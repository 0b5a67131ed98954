import { expect } from 'chai'
import { nameIdFormat } from '../../../src/saml/constants.ts'
import { inForce, metadata, Places, told } from './places.ts'

const wiki = 'https://wiki.home.lan'
const list = (...formats: string[]) => formats.map((one) => `<md:NameIDFormat>${one}</md:NameIDFormat>`).join('')

describe('check of the names that an app asks for', () => {
  let places: Places
  beforeEach(() => {
    places = new Places()
  })
  afterEach(() => places.remove())

  const open = async (formats: readonly string[], nameId = '', upstreams = 1) => {
    places.write('partners/wiki.xml', metadata(wiki, { inside: list(...formats) }))
    const app = nameId === '' ? '' : `, nameId: ${nameId}`
    const opened = await places.open(`  wiki: { metadata: partners/wiki.xml${app} }\n`, { upstreams })
    expect(inForce(opened)).to.deep.equal([wiki])
    return told(opened)
  }

  it('is silent where they can be given', async () => {
    expect(await open([])).to.equal('')
    expect(await open([nameIdFormat.unspecified, nameIdFormat.kerberos])).to.equal('')
    expect(await open([nameIdFormat.kerberos, nameIdFormat.transient])).to.equal('')
    expect(await open([nameIdFormat.emailAddress], 'email')).to.equal('')
  })

  it('warns of a URN that is nearly right', async () => {
    const written = 'urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress'
    expect(await open([written])).to.match(
      /^warning .*2\.0:nameid-format:emailAddress.* read as .*1\.1:nameid-format:email/,
    )
  })

  it('warns where none of them can be given, and of what is set otherwise', async () => {
    const windows = nameIdFormat.windowsDomainQualifiedName
    expect(await open([windows])).to.match(/^warning .*no value here.*nameId: \{ format: '.*WindowsDomain/)
    expect(await open([windows], `{ format: '${windows}', value: claims.upn }`)).to.equal('')
    expect(await open([nameIdFormat.transient], 'persistent')).to.match(
      /^warning .*is given the NameID format .*lists only others/,
    )
  })

  it('warns of addresses that two upstreams may know, unless they know the same people', async () => {
    expect(await open([nameIdFormat.emailAddress], '', 2)).to.match(/^warning .*pseudonym or a refusal/)
    places.write('partners/wiki.xml', metadata(wiki, { inside: list(nameIdFormat.emailAddress) }))
    const env = { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's', ISTHMUS_UPSTREAMS_B_CLIENTSECRET: 's' }
    const two =
      'publicUrl: https://sso.home.lan\nupstreams:\n  a: { issuer: "https://a.lan", clientId: i, subjectNamespace: home }\n  b: { issuer: "https://a.lan", clientId: j, subjectNamespace: home }\n'
    for (const nameId of ['', ', nameId: email', ', nameId: email, upstream: [a, b]']) {
      const loaded = await places.load(`${two}apps:\n  wiki: { metadata: partners/wiki.xml${nameId} }\n`, env)
      expect(loaded.problems).to.deep.equal([])
    }
  })
})
