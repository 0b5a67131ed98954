/** Attack 67: metadata from elsewhere names an address that only we can reach, and a sign-out is sent there. */
import { createServer, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import type { OutboundConfig } from '../../src/config/config.ts'
import { inEnglish } from '../../src/core/said.ts'
import { askBySoap } from '../../src/downstream/saml-idp/slo/back-channel.ts'
import type { FetchedFrom } from '../../src/outbound/addresses.ts'
import { isReachable } from '../../src/outbound/reachable.ts'
import type { SamlApp } from '../../src/registry/app.ts'
import { withoutForbidden } from '../../src/registry/endpoints.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { parseServiceProviders } from '../../src/saml/metadata.ts'
import { canonicalXml, element } from '../../src/saml/xml-builder.ts'
import { direct } from '../fixtures/outbound.ts'
import { makeTestCa } from '../fixtures/test-ca.ts'
import { spKey } from '../saml/keys.ts'
import { metadata, Places, told } from '../unit/registry/places.ts'

const from = { public: '93.184.216.34', private: '192.168.1.5', loopback: '127.0.0.1' } as const

const slo = (location: string, binding = 'SOAP'): string =>
  `<md:SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:${binding}" Location="${location}"/>`
const named = (...locations: readonly string[]): string =>
  metadata('https://wiki.example', { inside: locations.map((one) => slo(one)).join('') })

describe('attack 67: an address in fetched metadata that only we can reach', () => {
  const servers: Server[] = []
  let met = 0
  beforeEach(() => {
    met = 0
  })
  afterEach(async () => {
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve))
  })
  const listen = async (server: Server): Promise<number> => {
    servers.push(server)
    server.on('connection', () => {
      met += 1
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  describe('as it is registered', () => {
    const kept = async (text: string, address: string | undefined, outbound: OutboundConfig = direct) => {
      const { serviceProviders } = parseServiceProviders(text, { now: Date.now() })
      const judged = await withoutForbidden(serviceProviders, { address }, outbound)
      return {
        locations: judged.serviceProviders.flatMap((one) => one.singleLogoutServices.map(({ location }) => location)),
        warnings: judged.warnings.map(inEnglish),
      }
    }

    it('this machine, from elsewhere: left out with a warning that names it', async () => {
      const inside = [
        'https://127.0.0.1:21430/',
        'https://localhost/',
        'https://[::1]/',
        'https://2130706433/',
        'https://[::ffff:7f00:1]/',
        'https://0/',
      ]
      for (const address of [from.public, from.private, undefined]) {
        const { locations, warnings } = await kept(named(...inside), address)
        expect(locations).to.deep.equal([])
        expect(warnings).to.have.length(inside.length)
        expect(warnings[0]).to.match(
          /: the SingleLogoutService https:\/\/127\.0\.0\.1:21430\/ \(SOAP\) is left out: 127\.0\.0\.1 is this machine itself/,
        )
      }
      expect((await kept(named(...inside), from.loopback)).locations, 'control').to.have.length(inside.length)
    })

    it('private networks, but from a private source or where they are opened; link-local never', async () => {
      const inside = [
        'https://10.0.0.1/',
        'https://192.168.7.7/',
        'https://100.64.0.1/',
        'https://[fd00::1]/',
        'https://[64:ff9b::a00:1]/',
      ]
      const never = ['https://169.254.169.254/latest', 'https://[fe80::1]/']
      for (const address of [from.public, from.loopback, undefined])
        expect((await kept(named(...inside, ...never), address)).locations).to.deep.equal([])
      expect((await kept(named(...inside, ...never), from.private)).locations).to.deep.equal(inside)
      const opened = { ...direct, allowAddresses: ['192.168.0.0/16', '169.254.0.0/16'] }
      expect((await kept(named(...inside, ...never), from.public, opened)).locations).to.deep.equal([inside[1]])
    })

    it('plain http, even to this machine from itself: a sign-out names the person', async () => {
      expect(
        (await kept(named('http://127.0.0.1:1/', 'http://93.184.216.34/'), from.loopback)).locations,
      ).to.deep.equal([])
    })

    it('what only browsers are sent to stays, wherever it lies', async () => {
      const text = metadata('https://wiki.example', { inside: slo('https://10.0.0.1/', 'HTTP-Redirect') })
      expect(await kept(text, from.public)).to.deep.equal({ locations: ['https://10.0.0.1/'], warnings: [] })
    })

    it('in the registry: the app works, without it; from a file it may lead anywhere', async () => {
      const text = named('https://127.0.0.1:21430/')
      const fetched = { octets: Buffer.from(text), address: from.public }
      const sources = new MetadataSources({ fetch: async () => fetched })
      const places = new Places(sources)
      try {
        places.write('partners/own.xml', text.replaceAll('wiki.example', 'own.example'))
        const yaml = '  wiki: { metadata: "https://wiki.home.lan/md" }\n  own: { metadata: partners/own.xml }\n'
        await places.open(yaml)
        await sources.settled()
        const opened = await places.open(yaml)
        const [own, wiki] = opened.registry.samlApps().toSorted((a, b) => a.source.localeCompare(b.source))
        expect(wiki?.serviceProvider.singleLogoutServices).to.deep.equal([])
        expect(wiki?.fetchedFrom).to.deep.equal({ address: from.public })
        expect(told(opened)).to.match(
          /warning .*SingleLogoutService https:\/\/127\.0\.0\.1:21430\/ \(SOAP\) is left out/,
        )
        expect(own?.serviceProvider.singleLogoutServices).to.have.length(1)
        expect(own?.fetchedFrom).to.equal(undefined)
      } finally {
        places.remove()
      }
    })
  })

  describe('as it is called', () => {
    const ask = async (location: string, fetchedFrom: FetchedFrom | undefined, ca?: string) => {
      const app = {
        ...(fetchedFrom && { fetchedFrom }),
        ...(ca && { ca }),
        serviceProvider: { signingKeys: [] },
        settings: {},
      } as unknown as SamlApp
      const endpoint = { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP', location }
      const to = { app, outbound: direct, endpoint, requestId: '_a', signal: AbortSignal.timeout(5000) }
      const request = canonicalXml(element('samlp:LogoutRequest', { ID: '_a' }, [element('saml:Issuer', {}, ['us'])]))
      return askBySoap(request, to, { ...spKey, certificateBase64: '' })
    }

    it('no connection is made, whatever a name resolves to by then', async () => {
      const ca = await makeTestCa()
      const server = createSecureServer(await ca.issue('localhost', '127.0.0.1'), (_, response) => response.end('<a/>'))
      const port = await listen(server)
      for (const host of ['localhost', '127.0.0.1', '2130706433', '[::ffff:127.0.0.1]', 'localhost.']) {
        for (const address of [from.public, from.private, undefined])
          expect(await ask(`https://${host}:${port}/`, { address }, ca.pem), host).to.equal('unreachable')
      }
      expect(met).to.equal(0)
      expect(await ask(`https://localhost:${port}/`, { address: from.loopback }, ca.pem), 'control').to.equal('told')
      expect(await ask(`https://localhost:${port}/`, undefined, ca.pem), 'control').to.equal('told')
      expect(met).to.equal(2)
    })

    it('over plain http only where the operator wrote the address', async () => {
      const port = await listen(createServer((_, response) => response.end('<a/>')))
      for (const address of [from.loopback, from.public, undefined])
        expect(await ask(`http://127.0.0.1:${port}/`, { address })).to.equal('unreachable')
      expect(met).to.equal(0)
      expect(await ask(`http://127.0.0.1:${port}/`, undefined), 'control').to.equal('told')
    })

    it('nor is it looked at whether anybody listens there', async () => {
      const port = await listen(createServer())
      for (const host of ['127.0.0.1', 'localhost', '0x7f000001']) {
        expect(await isReachable(`https://${host}:${port}/`, direct, { address: from.public }), host).to.equal(false)
      }
      expect(met).to.equal(0)
      expect(await isReachable(`https://127.0.0.1:${port}/`, direct, { address: from.loopback }), 'control').to.equal(
        true,
      )
      expect(await isReachable(`https://127.0.0.1:${port}/`, direct, undefined), 'control').to.equal(true)
    })
  })
})
