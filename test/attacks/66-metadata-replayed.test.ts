import { expect } from 'chai'
import { GatewayError } from '../../src/core/errors.ts'
import { MetadataSources } from '../../src/registry/sources.ts'
import { inForce, metadata, Places, told } from '../unit/registry/places.ts'

const wiki = 'https://wiki.home.lan'
const entry = `  wiki: { metadata: "${wiki}/metadata" }\n`
const start = Date.parse('2026-11-01T00:00:00Z')
const hour = 3_600_000
const until = (hours: number) => ` validUntil="${new Date(start + hours * hour).toISOString()}"`

describe('attack 66: metadata that is past its time, or older than the one in force, at an address', () => {
  let places: Places
  let now: number
  let answer: string | GatewayError
  let changed: number

  beforeEach(() => {
    now = start
    changed = 0
    const fetch = async () => {
      if (answer instanceof GatewayError) throw answer
      return { octets: Buffer.from(answer), address: undefined }
    }
    places = new Places(new MetadataSources({ fetch, now: () => now, onChange: () => (changed += 1) }))
  })
  afterEach(() => places.remove())

  /** A new snapshot after the address was read: at first, or again by a sources of its own. */
  const opened = async () => {
    await places.open(entry)
    await places.sources.settled()
    return places.open(entry)
  }
  const refreshed = async () => {
    await places.sources.refreshAll()
    return places.open(entry)
  }

  it('control: metadata whose time is not over is in force, and newer metadata takes its place', async () => {
    answer = metadata(wiki, { attributes: until(2) })
    expect(inForce(await opened())).to.deep.equal([wiki])
    expect(changed).to.equal(1)
    answer = metadata(wiki, { attributes: until(4), acs: `${wiki}/new` })
    const later = await refreshed()
    expect(changed).to.equal(2)
    expect(later.registry.samlApps()[0]?.serviceProvider.assertionConsumerServices[0]?.location).to.equal(`${wiki}/new`)
    expect(later.problems).to.deep.equal([])
  })

  it('what is past its time is never taken', async () => {
    answer = metadata(wiki, { attributes: until(-1) })
    const found = await opened()
    expect(inForce(found)).to.deep.equal([])
    expect(told(found)).to.match(/^error .*validUntil of the metadata has passed/)
  })

  it('nor in place of one that has no end', async () => {
    answer = metadata(wiki)
    await opened()
    answer = metadata(wiki, { attributes: until(-1) })
    const found = await refreshed()
    expect(inForce(found)).to.deep.equal([wiki])
    expect(told(found)).to.match(/validUntil of the metadata has passed.*last good version stays in force/)
  })

  it('control: what has no end takes the place of one that is over', async () => {
    answer = metadata(wiki, { attributes: until(2) })
    await opened()
    now = start + 3 * hour
    answer = metadata(wiki)
    expect(inForce(await refreshed())).to.deep.equal([wiki])
  })

  it('what was in force ends with its time when nothing newer comes', async () => {
    answer = metadata(wiki, { attributes: until(2) })
    await opened()
    answer = new GatewayError('malformed_request', 'It answers 500, not 200.')
    const kept = await refreshed()
    expect(inForce(kept)).to.deep.equal([wiki])
    expect(told(kept)).to.match(/answers 500.*last good version stays in force/)
    now = start + 3 * hour
    const ended = await refreshed()
    expect(inForce(ended)).to.deep.equal([])
    expect(changed).to.equal(3)
  })

  it('older metadata does not bring back what was withdrawn', async () => {
    answer = metadata(wiki, { attributes: until(4), acs: `${wiki}/new` })
    await opened()
    for (const old of [until(2), '']) {
      answer = metadata(wiki, { attributes: old, acs: `${wiki}/withdrawn` })
      const found = await refreshed()
      expect(found.registry.samlApps()[0]?.serviceProvider.assertionConsumerServices[0]?.location).to.equal(
        `${wiki}/new`,
      )
      expect(told(found)).to.match(/older than the one in force, or has lost its validUntil/)
    }
  })

  it('metadata that names itself otherwise is not believed', async () => {
    answer = metadata(wiki)
    await opened()
    answer = metadata('https://shop.home.lan')
    const found = await refreshed()
    expect(inForce(found)).to.deep.equal([wiki])
    expect(told(found)).to.match(
      /waits for somebody's look.*https:\/\/wiki\.home\.lan is now called https:\/\/shop\.home\.lan/,
    )
  })
})
