import { expect } from 'chai'
import type { MetadataSource } from '../../../src/config/config.ts'
import { copyNameOf } from '../../../src/registry/address-key.ts'
import { digestOf, type TrustedIdentityProvider, trustChanges } from '../../../src/registry/trust.ts'
import { otherKey, spKey } from '../../saml/keys.ts'
import { AddressStage, copy, down, start } from './address-stage.ts'
import { inForce } from './places.ts'

const hour = 3_600_000

describe('registry: an address of metadata', () => {
  let stage: AddressStage
  beforeEach(() => {
    stage = new AddressStage()
  })
  afterEach(() => stage.close())

  it('is asked only for what is new, and keeps its copy where it says that nothing is', async () => {
    stage.validators = { etag: '"1"' }
    await stage.open()
    expect(inForce(await stage.refresh())).to.have.length(1)
    expect(stage.asked).to.deep.equal([undefined, { etag: '"1"' }])
    stage.validators = { etag: '"2"' }
    await stage.offer(copy({ acs: 'https://wiki.home.lan/new' }))
    expect(stage.heard).to.deep.equal(['applied assertionConsumerServices'])
  })

  it('that fails is told once its copy has a day left, and once a streak', async () => {
    const validUntil = new Date(start + 48 * hour).toISOString()
    stage.answer = copy({ attributes: ` validUntil="${validUntil}"` })
    await stage.open()
    await stage.offer(down())
    expect(stage.heard).to.deep.equal([])
    expect(stage.places.sources.status()[0]).to.include({ state: 'failing', validUntil: start + 48 * hour })
    stage.now += 25 * hour
    await stage.refresh()
    await stage.refresh()
    expect(stage.heard).to.deep.equal(['failing failing'])
    stage.now += 24 * hour
    expect(inForce(await stage.refresh())).to.deep.equal([])
    expect(stage.places.sources.status()[0]?.state).to.equal('ended')
  })

  it('that fails is a warning while its copy is in force, with how long, and an error once that has ended', async () => {
    const validUntil = new Date(start + 48 * hour).toISOString()
    stage.answer = copy({ attributes: ` validUntil="${validUntil}"` })
    await stage.open()
    await stage.offer(down())
    const problems = async () =>
      (await stage.refresh()).problems.map(({ severity, message }) => [severity, /until (.*) UTC/.exec(message)?.[1]])
    expect(await problems()).to.deep.equal([['warning', validUntil.slice(0, 16).replace('T', ' ')]])
    stage.now += 49 * hour
    expect(await problems()).to.deep.equal([['error', undefined]])
  })

  it('of an identity provider waits with another key, sign-in host or weaker requirement', () => {
    const idp = (changes: Partial<TrustedIdentityProvider> = {}): TrustedIdentityProvider => ({
      entityId: 'https://idp.home.lan',
      wantAuthnRequestsSigned: true,
      signingKeys: [spKey.verification],
      singleSignOnServices: [{ binding: 'b', location: 'https://idp.home.lan/sso' }],
      singleLogoutServices: [],
      ...changes,
    })
    const kinds = (changes: Partial<TrustedIdentityProvider>) => {
      const roles = (one: TrustedIdentityProvider) => ({ serviceProviders: [], identityProviders: [one] })
      return trustChanges(roles(idp()), roles(idp(changes)), false).map(({ kind }) => kind)
    }
    expect(kinds({})).to.deep.equal([])
    expect(kinds({ signingKeys: [otherKey.verification] })).to.deep.equal(['signing-key'])
    expect(kinds({ wantAuthnRequestsSigned: false })).to.deep.equal(['unsigned-requests'])
    const elsewhere = [{ binding: 'b', location: 'https://evil.example/sso' }]
    expect(kinds({ singleSignOnServices: elsewhere })).to.deep.equal(['sign-in-host'])
    expect(kinds({ singleLogoutServices: elsewhere })).to.deep.equal(['logout-host'])
    expect(kinds({ entityId: 'https://evil.example' })).to.deep.equal(['entity-id'])
  })

  it('has a copy of its own for each CA, pinned signer and role: what one let through passes no other', () => {
    const ways: readonly object[] = [{}, { ca: 'one' }, { ca: 'two' }, { signers: ['a'] }, { signers: ['b'] }]
    const names = [...ways, { role: 'idp' }, { ca: 'one', signers: ['a'] }].map((more) =>
      copyNameOf({ kind: 'url', url: 'https://wiki.home.lan/metadata', ...more } as MetadataSource),
    )
    expect(new Set(names).size).to.equal(names.length)
    expect(copyNameOf({ kind: 'url', url: 'https://wiki.home.lan/metadata', ca: ' one\n' } as MetadataSource)).to.equal(
      names[1],
    )
  })

  it('a change is the same one however many people it would rename today', () => {
    const change = { kind: 'names', entityId: 'https://wiki.home.lan', gone: ['a'], came: ['b'] } as const
    const counted = digestOf([{ ...change, count: { people: 3, of: 4 } }])
    expect(digestOf([{ ...change, count: { people: 4, of: 9 } }])).to.equal(counted)
    expect(digestOf([{ ...change, came: ['c'] }]), 'control').to.not.equal(counted)
  })
})
