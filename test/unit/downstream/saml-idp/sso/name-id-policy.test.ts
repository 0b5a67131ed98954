import { expect } from 'chai'
import type { NameIdConfig } from '../../../../../src/config/config.ts'
import { GatewayError } from '../../../../../src/core/errors.ts'
import { chooseNameId, refuseShared } from '../../../../../src/downstream/saml-idp/sso/name-id-policy.ts'
import type { SamlApp } from '../../../../../src/registry/app.ts'
import { nameIdFormat } from '../../../../../src/saml/constants.ts'

const { persistent, transient, emailAddress, unspecified, kerberos, entity } = nameIdFormat
const wrongVersion = 'urn:oasis:names:tc:SAML:2.0:nameid-format:emailAddress'

interface Given {
  readonly own?: Partial<NameIdConfig>
  readonly byDefault?: Partial<NameIdConfig>
  readonly lists?: readonly string[]
  readonly shared?: boolean
  readonly qualifier?: string
  readonly subject?: string
}

const config = (nameId: Partial<NameIdConfig>): NameIdConfig => ({ kind: 'persistent', force: false, ...nameId })

/** What is given where `asked` is asked for: its Format, or the setting that is in the way. */
function choose(
  asked: string | undefined,
  { own, byDefault, lists = [], shared = false, qualifier, subject }: Given = {},
) {
  const app = {
    source: 'apps.wiki',
    pairwiseOnly: shared,
    serviceProvider: { entityId: 'https://wiki.test', nameIdFormats: lists },
    ...(own && { nameId: config(own) }),
    ...(byDefault && { defaultNameId: config(byDefault) }),
  } as unknown as SamlApp
  const chosen = chooseNameId(
    {
      nameIdPolicy: {
        ...(asked !== undefined && { format: asked }),
        ...(qualifier !== undefined && { spNameQualifier: qualifier }),
      },
      ...(subject !== undefined && { subject: { value: 'x', format: subject } }),
    },
    app,
  )
  return 'unmet' in chosen ? chosen.setting : chosen.format
}

describe('the NameID that an app gets', () => {
  it('is the one of its own entry, whatever it asks for', () => {
    for (const kind of ['persistent', 'transient', 'email'] as const) {
      const own = { kind }
      const format = { persistent, transient, email: emailAddress }[kind]
      for (const asked of [undefined, unspecified, format]) expect(choose(asked, { own })).to.equal(format)
      const other = kind === 'email' ? persistent : emailAddress
      expect(choose(other, { own, lists: [other] })).to.equal('apps.wiki.nameId')
    }
  })

  it('is the default for a request that asks for nothing, whatever the metadata lists', () => {
    const byDefault = { kind: 'transient' } as const
    for (const asked of [undefined, unspecified, 'urn:oasis:names:tc:SAML:2.0:protocol']) {
      expect(choose(asked, { byDefault, lists: [emailAddress] })).to.equal(transient)
    }
    expect(choose(persistent, { byDefault })).to.equal(persistent)
  })

  it('is the first that the metadata lists where nothing is set, up to unspecified', () => {
    expect(choose(undefined)).to.equal(persistent)
    expect(choose(undefined, { lists: [kerberos, emailAddress, transient] })).to.equal(emailAddress)
    expect(choose(undefined, { lists: [unspecified, emailAddress] })).to.equal(persistent)
    expect(choose(undefined, { lists: [emailAddress, transient], shared: true })).to.equal(transient)
  })

  it('is an address only where one namespace alone vouches, and the metadata does not say otherwise', () => {
    expect(choose(emailAddress)).to.equal(emailAddress)
    expect(choose(emailAddress, { lists: [persistent, emailAddress] })).to.equal(emailAddress)
    expect(choose(emailAddress, { lists: [unspecified] })).to.equal(emailAddress)
    expect(choose(emailAddress, { lists: [persistent] })).to.equal('apps.wiki.nameId')
    expect(choose(emailAddress, { lists: [emailAddress], shared: true })).to.equal('apps.wiki.upstream')
    expect(choose(emailAddress, { byDefault: { kind: 'persistent' }, shared: true })).to.equal('apps.wiki.upstream')
  })

  it('is a pseudonym for whoever asks for one', () => {
    for (const format of [persistent, transient]) {
      expect(choose(format, { lists: [emailAddress], shared: true })).to.equal(format)
    }
  })

  it('is none where we do not know what the name is made of', () => {
    for (const asked of [kerberos, entity, nameIdFormat.x509SubjectName, nameIdFormat.windowsDomainQualifiedName]) {
      expect(choose(asked, { lists: [asked] })).to.equal('apps.wiki.nameId')
    }
    const own = { kind: 'custom', format: kerberos, value: 'claims.upn' } as const
    expect(choose(kerberos, { own })).to.equal(kerberos)
    expect(choose(kerberos, { byDefault: own })).to.equal(kerberos)
  })

  it('is the one that a nearly right URN means', () => {
    expect(choose(wrongVersion)).to.equal(emailAddress)
    expect(choose(wrongVersion, { shared: true })).to.equal('apps.wiki.upstream')
    expect(choose(undefined, { lists: [wrongVersion] })).to.equal(emailAddress)
    expect(choose(persistent.toLowerCase(), { own: { kind: 'email' } })).to.equal('apps.wiki.nameId')
  })

  it('is the forced one before every refusal that it lifts', () => {
    const own = { kind: 'email', force: true } as const
    expect(choose(kerberos, { own })).to.equal(emailAddress)
    expect(choose(persistent, { own, qualifier: 'https://affiliation.test' })).to.equal(emailAddress)
    expect(choose(persistent, { byDefault: own })).to.equal(emailAddress)
    expect(choose(persistent, { qualifier: 'https://affiliation.test' })).to.equal('apps.wiki.nameId')
    expect(choose(persistent, { qualifier: 'https://wiki.test' })).to.equal(persistent)
  })

  it('is tried as the Subject of the request has it, where nothing else is said', () => {
    expect(choose(undefined, { subject: emailAddress })).to.equal(emailAddress)
    expect(choose(undefined, { subject: emailAddress, shared: true })).to.equal(persistent)
    expect(choose(undefined, { subject: emailAddress, own: { kind: 'transient' } })).to.equal(transient)
    expect(choose(transient, { subject: emailAddress })).to.equal(transient)
  })

  it('is judged again where a second upstream came while the person was away (attack 78)', () => {
    const app = (more: object) => ({ source: 'apps.wiki', pairwiseOnly: true, ...more }) as unknown as SamlApp
    expect(() => refuseShared('email', app({})))
      .to.throw(GatewayError)
      .with.property('code', 'subject_policy_unmet')
    expect(() => refuseShared('email', app({ pairwiseOnly: false }))).not.to.throw()
    expect(() => refuseShared('email', app({ nameId: config({ kind: 'email' }) }))).not.to.throw()
    expect(() => refuseShared('persistent', app({}))).not.to.throw()
  })
})
