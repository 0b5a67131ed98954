import { expect } from 'chai'
import { jsonSchema } from '../../../src/config/schema.ts'
import { lines, Scratch } from './scratch.ts'

const env = { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's' }
const head = 'publicUrl: https://sso.home.lan\n'
const op = 'upstreams: { a: { issuer: https://a.home.lan, clientId: i } }\n'

describe('loadConfig: which member of a union an entry is', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
  })
  afterEach(() => scratch.remove())

  it('an app speaks SAML where it says nothing, or says so; an upstream is OpenID Connect', async () => {
    const { config, problems } = await scratch.load(
      `${head}${op}apps: { wiki: { metadata: w.xml }, shop: { protocol: saml, metadata: s.xml } }\n`,
      env,
    )
    expect(problems).to.deep.equal([])
    expect(config?.apps.map(({ protocol }) => protocol)).to.deep.equal(['saml', 'saml'])
    expect(config?.upstreams.map(({ protocol, kind }) => [protocol, kind])).to.deep.equal([['oidc', 'generic']])
  })

  it('an upstream is a SAML identity provider where it says so', async () => {
    const { config, problems } = await scratch.load(`${head}upstreams: { corp: { kind: saml, metadata: p.xml } }\n`)
    expect(problems).to.deep.equal([])
    expect(config?.upstreams.map(({ protocol, kind }) => [protocol, kind])).to.deep.equal([['saml', 'saml']])
  })

  it('a word that is none is one error, and the rest of the entry is judged', async () => {
    const told = lines(
      await scratch.load(
        `${head}upstreams: { a: { kind: keyclock, issuer: x, clientId: i } }\napps: { p: { protocol: [1], metdata: x } }\n`,
        env,
      ),
    ).join('\n')
    expect(told)
      .to.match(/upstreams\.a\.kind: "keyclock" is not one of .*Did you mean keycloak\?/)
      .and.match(/upstreams\.a\.issuer: .*not a web address/)
      .and.match(/apps\.p\.protocol: .*Write one of saml/)
      .and.match(/apps\.p\.metdata: .*Did you mean `metadata`/)
  })

  it('the JSON Schema has a member for each', () => {
    const { apps, upstreams } = jsonSchema().properties as Record<
      string,
      { additionalProperties: { oneOf: unknown[] } }
    >
    expect(apps?.additionalProperties.oneOf).to.have.length(2)
    expect(upstreams?.additionalProperties.oneOf).to.have.length(2)
  })
})
