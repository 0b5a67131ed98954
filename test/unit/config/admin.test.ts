/** The section `admin` of the config. */
import { expect } from 'chai'
import { lines, Scratch } from './scratch.ts'

const head = `publicUrl: https://sso.home.lan
upstreams:
  authelia: { kind: authelia, issuer: 'https://auth.home.lan', clientId: isthmus, clientSecretFile: secrets/authelia }
`

describe('the section admin', () => {
  let scratch: Scratch
  before(() => {
    scratch = new Scratch()
    scratch.write('secrets/authelia', 'the-secret\n')
  })
  after(() => scratch.remove())

  it('is absent where it is not written: there is no console', async () => {
    const { config } = await scratch.load(head)
    expect(config?.publicUrl).to.equal('https://sso.home.lan')
    expect(config).not.to.have.property('admin')
  })

  it('says who may change and who may look', async () => {
    const { config, problems } = await scratch.load(`${head}admin:
  allow: '"isthmus-admins" in groups'
  read: '"helpdesk" in groups'
  upstream: authelia
`)
    expect(problems).to.deep.equal([])
    expect(config?.admin).to.deep.equal({
      allow: '"isthmus-admins" in groups',
      read: '"helpdesk" in groups',
      upstream: 'authelia',
      maxAuthnAge: 8 * 3_600_000,
    })
  })

  it('must say who may: an empty one is a fault, and so is CEL that is none, and an unknown upstream', async () => {
    expect(lines(await scratch.load(`${head}admin: {}\n`)).join()).to.contain('admin.allow')
    const loaded = await scratch.load(`${head}admin: { allow: 'groups ==', upstream: autelia }\n`)
    expect(loaded.config).to.equal(undefined)
    expect(lines(loaded).join()).to.contain('admin.allow')
    const misspelt = await scratch.load(`${head}admin: { allow: 'false', upstream: autelia }\n`)
    expect(misspelt.problems.map(({ line, path, cure }) => [line, path, cure])).to.deep.equal([
      [4, 'admin.upstream', 'Did you mean authelia?'],
    ])
  })

  it('warns where everyone would be an administrator', async () => {
    const { config, problems } = await scratch.load(`${head}admin: { allow: "true" }\n`)
    expect(config?.admin?.allow).to.equal('true')
    expect(problems.map(({ kind, path }) => [kind, path])).to.deep.equal([['weak', 'admin.allow']])
  })
})
