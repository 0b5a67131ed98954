import { chmodSync } from 'node:fs'
import { expect } from 'chai'
import { lines, Scratch, secretIn } from './scratch.ts'

const upstream = '  a: { issuer: https://a.home.lan, clientId: isthmus, clientSecretFile: secrets/a }\n'
const head = `publicUrl: https://sso.home.lan\nupstreams:\n${upstream}`

describe('loadConfig: files as people write them', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
    scratch.write('secrets/a', 'a-secret\n')
  })
  afterEach(() => scratch.remove())

  const told = async (yaml: string) => lines(await scratch.load(yaml))

  describe('a section without a line in it', () => {
    const empty = ['apps', 'defaults', 'session', 'logout', 'clockSkew', 'log', 'tls', 'metrics', 'trustedProxies']
    for (const section of empty) {
      it(`is an empty one: ${section}`, async () => {
        expect(await told(`${head}${section}:\n#  x: y\n`)).to.deep.equal([])
      })
    }

    it('is one within an upstream too', async () => {
      const { config, problems } = await scratch.load(
        'publicUrl: https://sso.home.lan\nupstreams:\n  a:\n    issuer: https://a.home.lan\n    clientId: x\n    clientSecretFile: secrets/a\n    scopes:\n    contexts:\n    forceAuthn:\n',
      )
      expect(problems).to.deep.equal([])
      expect(config?.upstreams[0]?.scopes).to.include('openid')
    })

    it('leaves an upstream, or the metadata of an app, to be missed', async () => {
      expect((await told('publicUrl: https://sso.home.lan\nupstreams:\n')).join()).to.match(/There is no upstream/)
      expect(await told(`${head}apps:\n  wiki:\n`)).to.have.length(1)
      expect((await told(`${head}apps:\n  wiki:\n`)).join()).to.match(/^5 error apps\.wiki: `metadata` is missing/)
    })

    it('opens nothing: no attributes are released, and an empty value stays an error', async () => {
      const { config } = await scratch.load(
        `${head}apps:\n  wiki:\n    metadata: w.xml\n    attributes:\n#     a: claims.b\n`,
      )
      expect(config?.apps[0]).to.deep.include({ attributes: { rules: [] } })
      for (const key of ['allow', 'upstream', 'nameId', 'certFile', 'maxAuthnAge']) {
        const found = await told(`${head}apps:\n  wiki:\n    metadata: w.xml\n    ${key}:\n`)
        expect(found.join(), key).to.match(new RegExp(`error apps\\.wiki\\.${key}`))
      }
    })
  })

  describe('one slip is one error', () => {
    const whole = `${head}apps:\n  wiki: { entityId: https://w.home.lan/m, acs: https://w.home.lan/acs }\n`
    const slips: readonly (readonly [string, string, RegExp])[] = [
      ['upstreams:', 'upstream:', /Did you mean `upstreams`/],
      ['clientId:', 'clientID:', /Did you mean `clientId`/],
      ['issuer:', 'isuer:', /Did you mean `issuer`/],
      ['clientSecretFile:', 'clientsecretfile:', /Did you mean `clientSecretFile`/],
      ['publicUrl:', 'publicURL:', /Did you mean `publicUrl`/],
      ['acs:', 'acsUrl:', /Did you mean `acs`/],
      ['entityId:', 'entityID:', /Did you mean `entityId`/],
      ['acs: https://w.home.lan/acs', 'acs: ', /apps\.wiki\.acs/],
    ]
    for (const [right, wrong, words] of slips) {
      it(wrong, async () => {
        expect(await told(whole), 'control').to.deep.equal([])
        const found = await told(whole.replace(right, wrong))
        expect(found).to.have.length(1)
        expect(found.join()).to.match(words)
      })
    }

    it('a file that is no config is not shown whole', async () => {
      const [found = ''] = await told('x'.repeat(100_000))
      expect(found.length).to.be.within(20, 400)
    })
  })

  describe('a secret', () => {
    const secretOf = async (octets: string | Buffer) => {
      scratch.write('secrets/a', octets)
      const loaded = await scratch.load(head)
      return { secret: secretIn(loaded.config), told: lines(loaded).join() }
    }

    it('may have a byte order mark, and be UTF-16 as PowerShell writes it', async () => {
      const utf16 = Buffer.from('\uFEFFbench-secret\r\n', 'utf16le')
      for (const octets of ['\uFEFFbench-secret\n', utf16, Buffer.from(utf16).swap16()]) {
        expect(await secretOf(octets)).to.deep.equal({ secret: 'bench-secret', told: '' })
      }
    })

    it('has no character that nobody sees', async () => {
      for (const hidden of ['\u200B', '\t', '\u0000', '\u202E']) {
        const { secret, told: said } = await secretOf(`bench${hidden}secret\n`)
        expect(secret).to.equal(undefined)
        expect(said)
          .to.match(/error .*invisible character/)
          .and.not.contain('bench')
      }
      expect((await secretOf('bench secret ü')).told).to.equal('')
    })

    it('with a space at its end is a warning', async () => {
      expect(await secretOf('bench-secret \n')).to.include({ secret: 'bench-secret ' })
      expect((await secretOf('bench-secret \n')).told).to.match(/^3 warning .*begins or ends with a space/)
    })

    it('that every user can read is a warning', async () => {
      chmodSync(scratch.write('secrets/a', 's'), 0o644)
      expect((await told(head)).join()).to.match(/^3 warning .*Every user.*chmod 600 \//)
      chmodSync(scratch.write('secrets/a', 's'), 0o640)
      expect(await told(head)).to.deep.equal([])
    })
  })

  it('a config with a byte order mark is read', async () => {
    expect(await told(`\uFEFF${head.replaceAll('\n', '\r\n')}`)).to.deep.equal([])
  })

  it('a config that does not exist is named whole', async () => {
    const { loadConfig } = await import('../../../src/config/load.ts')
    const { problems } = await loadConfig(`${scratch.directory}/none.yaml`, {})
    expect(problems[0]?.message).to.equal(`The config ${scratch.directory}/none.yaml can't be read: it does not exist.`)
  })

  it('publicUrl over http speaks of TLS', async () => {
    const found = await told(head.replace('https://sso', 'http://sso'))
    expect(found.join())
      .to.match(/^1 error publicUrl: .*`tls`.*reverse proxy/)
      .and.not.contain('caFile')
    expect((await told(head.replace('https://a', 'http://a'))).join()).to.match(/caFile/)
  })

  it('an entityID may have spaces, as in metadata', async () => {
    const id = 'https://ship.test/send suite/'
    const { config, problems } = await scratch.load(
      `${head}apps: { ship: { entityId: "${id}", acs: "https://ship.test/acs" } }\n`,
    )
    expect(problems).to.deep.equal([])
    expect(config?.apps[0]).to.include({ entityId: id })
    expect((await told(`${head}entityId: "a\\nb"\n`)).join()).to.match(/error entityId: .*line break/)
  })

  describe('one slip in YAML is one error with its cure', () => {
    const slips: readonly (readonly [yaml: string, line: number, cure: RegExp])[] = [
      ['upstreams:\n\ta: 1\n', 3, /spaces, not with tabs/],
      ['upstreams:\n  a\n    kind: generic\n', 3, /colon/],
      ['listen: [::1]:8080\n', 2, /IPv6/],
      ['session: { lifetime: 1h\nlog: { level: info }\n', 3, /[Cc]lose the bracket/],
      ['entityId: "abc\nlog: { level: info }\n', 4, /[Cc]lose the quote/],
      ['apps:\n  w:\n    metadata: a.xml\n   allow: x\n', 5, /column/],
      ['listen: a\n  log: b\n', 2, /column/],
      ['apps:\n  w: { allow: "a" in groups }\n', 3, /quotes/],
      ['apps: - w\n', 2, /line of its own/],
      ['listen: a: b\n', 2, /quotes/],
      ['listen: @b\n', 2, /quotes/],
      ['entityId: "\\d"\n', 2, /backslash/],
      ['- a\n- b\n', 2, /colon/],
      ['listen: a\nlisten: b\n', 3, /one of the two/],
      ['upstreams: {}\nlisten: *public\n', 3, /quotes around the value/],
      ['listen: a\n---\nlog: {}\n', 3, /Keep one of them/],
    ]
    for (const [yaml, line, cure] of slips) {
      it(JSON.stringify(yaml), async () => {
        const { problems } = await scratch.load(`publicUrl: https://sso.home.lan\n${yaml}`)
        expect(problems.map((problem) => problem.line)).to.deep.equal([line])
        expect(problems[0]?.cure).to.match(cure)
      })
    }

    it('a value that begins with * is no alias too many', async () => {
      const { problems } = await scratch.load('publicUrl: *all\n')
      expect(problems.map(({ message, cure }) => `${message} ${cure}`).join()).to.match(/alias.*quotes/)
    })

    it('is said of several documents in words of ours, and an anchor may stand before its alias', async () => {
      const { problems } = await scratch.load('publicUrl: https://sso.home.lan\n---\nlog: {}\n')
      expect(problems[0]?.message).to.equal('This is not YAML: these are several documents in one.')
      const aliased = await scratch.load('publicUrl: https://sso.home.lan\nlisten: &at 127.0.0.1:8080\nentityId: *at\n')
      expect(aliased.problems.map(({ message }) => message).join()).not.to.match(/alias/)
    })

    it('two keys that stand twice are two slips', async () => {
      const { problems } = await scratch.load('listen: a\nlisten: b\nlog: {}\nlog: {}\n')
      expect(problems.map(({ line }) => line)).to.deep.equal([2, 4])
    })
  })
})
