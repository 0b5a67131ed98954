/** Where metadata is read, as administrators see it: how each address is doing, and apps of federations. */
import { expect } from 'chai'
import type { MetadataAddress } from '../../../../src/admin/dependencies.ts'
import { GatewayError } from '../../../../src/core/errors.ts'
import { ConsoleRig, html } from '../../../fixtures/console-rig.ts'

const at = Date.UTC(2026, 10, 27, 9)
const failing: MetadataAddress = {
  name: 'wiki.test-1',
  address: 'https://wiki.test/metadata',
  apps: ['wiki'],
  upstreams: [],
  state: 'failing',
  readAt: at,
  failingSince: at + 3_600_000,
  validUntil: at + 7_200_000,
  nextAt: at + 3_660_000,
  etag: 'W/"x1"',
  fault: { message: 'It answered 503, not 200.', cure: 'Open the address.' },
}
const good: MetadataAddress = {
  name: 'a.test-2',
  address: 'https://a.test/',
  apps: [],
  upstreams: ['corp'],
  state: 'good',
}

function rigWith(addresses: readonly MetadataAddress[]): ConsoleRig {
  const rig = new ConsoleRig()
  Object.assign(rig.administration.deps.addresses, {
    all: () => addresses,
    read: async (name: string) => addresses.find((one) => one.name === name),
  })
  return rig
}

describe('console: addresses of metadata', () => {
  it('shows what fails first: why, since when, when it is asked again, and until when the copy is good', async () => {
    const page = html(await rigWith([good, failing]).open('/admin/addresses'))
    expect(page.indexOf('https://wiki.test/metadata')).to.be.lessThan(page.indexOf('https://a.test/'))
    for (const time of ['9:00', '10:00', '10:01', '11:00']) expect(page).to.contain(`Nov 27, 2026, ${time} AM UTC`)
    expect(page).to.contain('It answered 503, not 200.').and.to.contain('W/&quot;x1&quot;')
    expect(page).to.match(/href="https:\/\/sso.test\/admin\/apps\/wiki"/)
  })

  it('says so at the app and in the list, and finds an address by its app', async () => {
    const rig = rigWith([good, failing])
    expect(html(await rig.open('/admin'))).to.contain('Metadata address fails')
    expect(html(await rig.send('/admin/apps/wiki'))).to.contain('Metadata address fails')
    const link =
      /<a href="https:\/\/sso.test\/admin\/addresses" class="tag warning" aria-label="Metadata address fails: [^"]+">/
    expect(html(await rig.send('/admin/apps/wiki')), 'and leads there').to.match(link)
    const found = html(await rig.send('/admin/addresses?q=WIKI'))
    expect(found).to.contain('1 address<').and.not.to.contain('https://a.test/')
    expect(html(await rigWith([]).open('/admin/addresses'))).to.contain('No metadata is read from an address.')
  })

  it('are looked at once for a page of apps, and for one app', async () => {
    for (const path of ['/admin', '/admin/apps/wiki']) {
      const rig = rigWith([good, failing])
      await rig.open('/admin/keys')
      let asked = 0
      const all = () => {
        asked += 1
        return [failing]
      }
      Object.assign(rig.administration.deps.addresses, { all })
      expect(html(await rig.open(path))).to.contain('Metadata address fails')
      expect(asked, path).to.equal(1)
    }
  })

  it('reads one now, writes down who did, and knows no other', async () => {
    const rig = rigWith([failing])
    expect(await rig.post('/admin/addresses/read', { name: failing.name }, '/admin/addresses')).to.have.property(
      'kind',
      'redirect',
    )
    const [act] = (await rig.administration.store.acts(1)).acts
    expect(act).to.deep.include({ act: 'address.read', author: 'anna', on: failing.name, facts: { state: 'failing' } })
    expect(html(await rig.post('/admin/addresses/read', { name: 'x' }))).to.contain('There is no address x.')
  })

  it('finds an app of a federation by its whole entityID, with the federation; one that can’t be used says so', async () => {
    const rig = rigWith([])
    const { deps } = rig.administration
    const [sample] = deps.apps.all()
    const asked: string[] = []
    Object.assign(deps.addresses, {
      federations: [{ name: 'edu', entities: 9000, problems: [] }],
      federated: async (identifier: string) => {
        asked.push(identifier)
        if (identifier.includes('broken')) throw new GatewayError('unknown_app', 'Its metadata can’t be used.')
        if (!identifier.includes('library')) return undefined
        return { ...sample, name: 'edu', origin: 'federation', displayName: 'Library', identifier }
      },
    })
    const found = html(await rig.open('/admin?q=https%3A%2F%2Flibrary.test%2Fsp'))
    expect(found)
      .to.contain('Library')
      .and.to.contain('Federation')
      .and.to.contain('>edu</bdi>')
      .and.to.contain('1 app<')
    expect(found).not.to.contain('/admin/apps/edu')
    expect(html(await rig.send('/admin?q=https%3A%2F%2Fbroken.test'))).to.contain('Its metadata can’t be used.')
    expect(html(await rig.send('/admin?q=library'))).to.contain('0 apps')
    Object.assign(deps.apps, {
      federated: () => [{ federation: 'edu', identifier: 'https://listed.test/sp', id: sample?.id }],
    })
    const listed = html(await rig.send('/admin?q=listed'))
    expect(listed).to.contain('1 app<').and.to.contain('https://listed.test/sp').and.to.contain('>edu</bdi>')
    expect(listed).not.to.contain('/admin/apps/https')
    expect(html(await rig.send('/admin?q=https%3A%2F%2Flisted.test%2Fsp'))).to.contain('1 app<')
    expect(html(await rig.send('/admin'))).not.to.contain('listed.test')
    expect(asked, 'a word is no entityID, and what is listed is not asked for').to.deep.equal([
      'https://library.test/sp',
      'https://broken.test',
    ])
    expect(html(await rig.send('/admin/addresses'))).to.contain('>9,000<')
  })
})
