import { rootCertificates } from 'node:tls'
import { expect } from 'chai'
import { makeTestCa } from '../../fixtures/test-ca.ts'
import { lines, Scratch } from './scratch.ts'

const secret = { ISTHMUS_UPSTREAMS_A_CLIENTSECRET: 's' }

describe('config: what calls of ours go by', () => {
  let scratch: Scratch
  beforeEach(() => {
    scratch = new Scratch()
  })
  afterEach(() => scratch.remove())

  const load = (env: NodeJS.ProcessEnv = {}, rest = '') =>
    scratch.load(
      `publicUrl: https://sso.home.lan\ntrustedProxies: []\nupstreams: { a: { issuer: "https://a.lan", clientId: i } }\n${rest}`,
      {
        ...secret,
        ...env,
      },
    )
  const outbound = async (env: NodeJS.ProcessEnv = {}) => (await load(env)).config?.outbound

  it('the CAs of the system and of NODE_EXTRA_CA_CERTS, but for those that Node has itself', async () => {
    const [system, extra] = [await makeTestCa('system'), await makeTestCa('extra')]
    const env = {
      SSL_CERT_FILE: scratch.write(
        'bundle.crt',
        `# of the system\n${rootCertificates[0]}\n${system.pem}\n${system.pem}\n`,
      ),
      NODE_EXTRA_CA_CERTS: scratch.write(
        'extra.pem',
        `${extra.pem}\n-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n`,
      ),
    }
    expect((await outbound(env))?.authorities.map((pem) => pem.trim())).to.deep.equal([
      system.pem.trim(),
      extra.pem.trim(),
    ])
    expect((await outbound({ SSL_CERT_FILE: '/nowhere' }))?.authorities).to.deep.equal([])
  })

  it('reads what is in the files once, as long as it is the same', async () => {
    const [one, other] = [await makeTestCa('one'), await makeTestCa('other')]
    const env = { SSL_CERT_FILE: scratch.write('bundle.crt', one.pem) }
    const first = (await outbound(env))?.authorities
    expect((await outbound(env))?.authorities).to.equal(first)
    scratch.write('bundle.crt', `${one.pem}\n${other.pem}`)
    expect((await outbound(env))?.authorities).to.have.length(2)
    scratch.write('bundle.crt', one.pem)
    expect((await outbound(env))?.authorities).to.deep.equal(first)
  })

  it('says that NODE_EXTRA_CA_CERTS can not be read, and goes on', async () => {
    const loaded = await load({ NODE_EXTRA_CA_CERTS: '/nowhere/ca.pem' })
    expect(lines(loaded).join()).to.match(/warning : NODE_EXTRA_CA_CERTS names a file that can't be read/)
    expect(loaded.config).not.to.equal(undefined)
  })

  it('proxies, in small letters first; ALL_PROXY for what has none', async () => {
    const proxy = async (env: NodeJS.ProcessEnv) => (await outbound(env))?.proxy
    expect(await proxy({})).to.deep.equal({ no: '' })
    expect(await proxy({ HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'a,b' })).to.deep.equal({
      https: 'http://p:3128/',
      no: 'a,b',
    })
    expect(await proxy({ HTTPS_PROXY: 'http://p:1', https_proxy: 'q:2' })).to.deep.equal({
      https: 'http://q:2/',
      no: '',
    })
    expect(await proxy({ ALL_PROXY: 'http://p:1', HTTP_PROXY: 'http://r:3' })).to.deep.equal({
      http: 'http://r:3/',
      https: 'http://p:1/',
      no: '',
    })
  })

  it('refuses what is no HTTP proxy, without showing it', async () => {
    const loaded = await load({ HTTPS_PROXY: 'socks5://user:geheim@p:1' })
    expect(lines(loaded).join())
      .to.match(/HTTPS_PROXY in the environment is not the address of an HTTP proxy/)
      .and.not.match(/geheim/)
    expect(loaded.config).to.equal(undefined)
  })

  it('allowAddresses: private networks; all of them is a warning, this machine an error', async () => {
    const told = async (network: string) => lines(await load({}, `allowAddresses: ["${network}"]`)).join()
    expect(await told('192.168.0.0/16')).to.equal('')
    expect(await told('fd00::/8')).to.equal('')
    expect(await told('0.0.0.0/0')).to.match(/warning allowAddresses.0/)
    for (const network of ['127.0.0.0/8', '127.0.0.1', '::1', '169.254.0.0/16', 'fe80::/10', 'wiki', '0.0.0.0/8'])
      expect(await told(network), network).to.match(/error allowAddresses.0/)
  })
})
