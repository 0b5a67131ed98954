import { expect } from 'chai'
import { requestUrl } from '../fixtures/authn-request.ts'
import { loginForm, responseXml, type SpOptions, startGatewayWithSp, statusOf } from '../fixtures/gateway.ts'

const format = {
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  transient: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
  email: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  unspecified: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  kerberos: 'urn:oasis:names:tc:SAML:2.0:nameid-format:kerberos',
}
const policy = (asked: string) => `<samlp:NameIDPolicy Format="${asked}" AllowCreate="1"/>`

interface Answer {
  readonly status: string[]
  readonly format: string | undefined
  readonly value: string | undefined
  readonly xml: string
}

/** Logs alice in at an app with these settings and answers what it was told. */
async function ask(app: string, asked = '', sp: SpOptions = {}): Promise<Answer> {
  const yaml = app === '' ? '' : `apps:\n  wiki: { metadata: metadata/wiki.xml, ${app} }`
  const started = await startGatewayWithSp({ yaml }, sp)
  try {
    const url = requestUrl(started.gateway, started.sp, { content: asked === '' ? '' : policy(asked) })
    const form = await loginForm(started.browser, url)
    const xml = responseXml(form)
    const [, found, value] = /<saml:NameID Format="([^"]*)"[^>]*>([^<]*)</.exec(xml) ?? []
    return { status: statusOf(form), format: found, value, xml }
  } finally {
    await started.gateway.close()
  }
}

const lists = (...formats: string[]): SpOptions => ({
  metadata: formats.map((one) => `<md:NameIDFormat>${one}</md:NameIDFormat>`).join(''),
})
const unmet = ['Requester', 'InvalidNameIDPolicy']

describe('flow: the name an app gets', () => {
  it('what it asks for', async () => {
    expect((await ask('', format.email)).value).to.equal('alice@example.org')
    expect((await ask('', format.transient)).value).to.match(/^_/)
    expect((await ask('', format.persistent)).value).to.match(/^[a-z2-7]{52}$/)
  })
  it('what its metadata lists first, where it asks for nothing', async () => {
    expect((await ask('', '', lists(format.email, format.transient))).format).to.equal(format.email)
    expect((await ask('', '', lists(format.kerberos, format.transient))).format).to.equal(format.transient)
    expect((await ask('', '', lists(format.unspecified, format.email))).format).to.equal(format.persistent)
  })
  it('the default, where it asks for nothing that SAML defines', async () => {
    expect((await ask('', format.unspecified)).format).to.equal(format.persistent)
    expect((await ask('', 'urn:oasis:names:tc:SAML:2.0:protocol')).format).to.equal(format.persistent)
  })
  it('what its operator set, and another one asked for is refused', async () => {
    expect((await ask('nameId: email')).format).to.equal(format.email)
    expect((await ask('nameId: email', format.email)).format).to.equal(format.email)
    expect((await ask('nameId: email', format.persistent)).status).to.deep.equal(unmet)
    expect((await ask('', format.kerberos)).status).to.deep.equal(unmet)
  })
  it('a format and value of the operator’s choice, forced where asked otherwise', async () => {
    const nameId = `nameId: { format: '${format.unspecified}', value: claims.preferred_username, force: true }`
    const answer = await ask(nameId, format.transient)
    expect(answer.format).to.equal(format.unspecified)
    expect(answer.value).to.equal('alice')
    expect(answer.xml).not.to.match(/<saml:NameID[^>]*Qualifier/)
  })
})

describe('flow: what an app is told', () => {
  it('attributes by name and expression', async () => {
    const { xml } = await ask(
      `attributes: { uid: claims.preferred_username, admin: '"admins" in groups', mail: { value: claims.email, nameFormat: uri, friendlyName: Mail }, none: claims.nothing }`,
    )
    expect(xml).to.match(/Name="uid"[^>]*><saml:AttributeValue[^>]*>alice</)
    expect(xml).to.match(/Name="admin"[^>]*><saml:AttributeValue[^>]*>true</)
    expect(xml).to.match(/FriendlyName="Mail" Name="mail" NameFormat="[^"]*uri"/)
    expect(xml).not.to.include('Name="none"')
  })
  it('byte for byte what it was always told, by every set', async () => {
    const row = (name: string, format: string, friendly: string, ...values: string[]) =>
      `<saml:Attribute ${friendly === '' ? '' : `FriendlyName="${friendly}" `}Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:${format}">${values.map((value) => `<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value}</saml:AttributeValue>`).join('')}</saml:Attribute>`
    const family = "Ö'Example &amp; &lt;Co&gt;"
    const sets = {
      basic: [
        row('username', 'basic', '', 'alice'),
        row('email', 'basic', '', 'alice@example.org'),
        row('name', 'basic', '', `Alice ${family}`),
        row('first_name', 'basic', '', 'Alice'),
        row('last_name', 'basic', '', family),
        row('groups', 'basic', '', 'staff', 'admins'),
      ],
      oid: [
        row('urn:oid:0.9.2342.19200300.100.1.1', 'uri', 'uid', 'alice'),
        row('urn:oid:0.9.2342.19200300.100.1.3', 'uri', 'mail', 'alice@example.org'),
        row('urn:oid:2.16.840.1.113730.3.1.241', 'uri', 'displayName', `Alice ${family}`),
        row('urn:oid:2.5.4.3', 'uri', 'cn', `Alice ${family}`),
        row('urn:oid:2.5.4.42', 'uri', 'givenName', 'Alice'),
        row('urn:oid:2.5.4.4', 'uri', 'sn', family),
        row('urn:oid:1.3.6.1.4.1.5923.1.5.1.1', 'uri', 'isMemberOf', 'staff', 'admins'),
      ],
    }
    for (const [set, rows] of Object.entries(sets)) {
      const { xml } = await ask(`attributes: ${set}`)
      expect(xml).to.include(`<saml:AttributeStatement>${rows.join('')}</saml:AttributeStatement>`)
    }
  })
  it('what has a text form; the log says what has none', async () => {
    const claims = { preferred_username: 'alice', groups: [{ name: 'staff' }], address: { locality: 'Bern' } }
    const attributes = '{ teams: "claims.groups.map(g, g.name)", address: claims.address }'
    const yaml = `apps:\n  wiki: { metadata: metadata/wiki.xml, attributes: ${attributes} }`
    const { gateway, sp, browser } = await startGatewayWithSp({ yaml, op: { users: [{ username: 'alice', claims }] } })
    try {
      const xml = responseXml(await loginForm(browser, requestUrl(gateway, sp)))
      expect(xml).to.match(/Name="teams"[^>]*><saml:AttributeValue[^>]*>staff</)
      expect(xml).not.to.include('Name="address"')
      const steps = gateway.log.filter(({ kind }) => kind === 'trace').map(({ msg, facts }) => [msg, facts])
      expect(JSON.stringify(steps)).to.match(/attribute value left out.*"attribute":"address","reason":"a map/)
      expect(JSON.stringify(steps)).to.match(/claim left out.*"claim":"groups"/)
      expect(gateway.lines.join('')).not.to.include('Bern')
    } finally {
      await gateway.close()
    }
  })
  it('nothing at all to whom the operator does not allow', async () => {
    expect((await ask(`allow: 'groups.exists(g, g == "nobody")'`)).status).to.deep.equal(['Responder', 'RequestDenied'])
    expect((await ask(`allow: 'groups.exists(g, g == "staff")'`)).status).to.deep.equal(['Success'])
    expect((await ask(`allow: 'claims.nothing == "x"'`)).status).to.deep.equal(['Responder', 'RequestDenied'])
  })
  it('encrypted, if it wants: no value in clear', async () => {
    const { xml, status } = await ask('encryptAssertions: true', '', { encryption: true })
    expect(status).to.deep.equal(['Success'])
    expect(xml).to.include('EncryptedAssertion')
    expect(xml).not.to.include('alice')
  })
  it('encrypted as the operator says, whatever its metadata lists', async () => {
    const { xml } = await ask('encryption: aes256-cbc', '', { encryption: true })
    expect(xml).to.include('xmlenc#aes256-cbc').and.not.include('alice')
    const off = await ask('encryption: aes256-cbc, encryptAssertions: false', '', { encryption: true })
    expect(off.xml).to.include('alice')
  })
  it('signed as it wants', async () => {
    const signatures = async (sign: string) => (await ask(`sign: ${sign}`)).xml.match(/<ds:Signature /g)?.length
    expect(await signatures('both')).to.equal(2)
    expect(await signatures('assertion')).to.equal(1)
    expect(await signatures('response')).to.equal(1)
  })
})
