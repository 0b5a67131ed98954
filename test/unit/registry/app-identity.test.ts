import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { appId, entityId, identifierOf, issuer, sessionKey, upstreamName } from '../../../src/core/identifiers.ts'
import { release, toIdentity } from '../../../src/core/policy/attributes.ts'
import { pairwise } from '../../../src/keys/pairwise.ts'
import { memoryDriver } from '../../../src/storage/memory.ts'
import { createStores } from '../../../src/storage/stores.ts'
import { metadata, Places } from './places.ts'

describe('what an app is known by', () => {
  it('is its protocol and its identifier there', () => {
    const app = appId('saml', 'urn:a:b')
    expect(app).to.equal('saml:urn:a:b')
    expect(identifierOf(app)).to.equal('urn:a:b')
    expect(identifierOf(appId('saml', 'saml:x'))).to.equal('saml:x')
    expect(identifierOf(appId('oidc', ''))).to.equal('')
  })

  /** Of the pairwise vectors: another value is another user at every app. */
  const names = {
    'https://wiki.example.net/saml': 'tagb2iujn22w27ew5cv2mxkyv76xnqcupsvbrrvaxcvvdmqjxz3a',
    'https://wiki.example.net/saml/': 'mk3eqrx2vvmz5tolyp57p3wxkcsxnmln27t3vchklhil2qhz632a',
  }
  for (const [entity, expected] of Object.entries(names)) {
    it(`does not change the persistent NameID of ${entity}`, async () => {
      const places = new Places()
      try {
        places.write('partners/wiki.xml', metadata(entity))
        const { registry } = await places.open('  wiki: { metadata: partners/wiki.xml }\n')
        const policy = (await registry.serviceProvider(entityId(entity)))?.policy
        if (policy === undefined) throw new Error('not in force')
        expect(registry.policy(appId('saml', entity))).to.equal(policy)
        expect(registry.policy(appId('oidc', entity))).to.equal(undefined)
        const authentication = {
          upstream: upstreamName('authelia'),
          issuer: issuer('https://auth.home.lan'),
          subject: '8f1d0f6e-2c1b-4b1c-9a57-0f6f5c1f9d11',
          claims: {},
          context: { amr: [], issuedAt: 1, authenticatingAuthority: 'x' },
        }
        const judge = { name: upstreamName('authelia'), subjectNamespace: 'authelia', subjectFrom: 'sub' } as const
        const identity = toIdentity(authentication, { ...judge, trustEmail: 'verified' })
        const key = createSecretKey(Uint8Array.from({ length: 32 }, (_, index) => index))
        const demand = { subject: 'persistent', contextClass: '' } as const
        const { subject } = release(identity, policy, demand, pairwise({ pairwise: key }), () => {})
        expect(subject).to.deep.equal({ kind: 'persistent', value: expected })
      } finally {
        places.remove()
      }
    })
  }

  it('is kept apart in the stores where two protocols have one text', async () => {
    const stores = createStores(memoryDriver(), { sealing: createSecretKey(Buffer.alloc(32, 7)), now: Date.now })
    const [one, other] = [appId('saml', 'urn:x'), appId('oidc', 'urn:x')]
    const key = sessionKey('k'.repeat(43))
    const participant = {
      v: 2,
      app: one,
      downstream: 'saml-idp',
      subject: { kind: 'email', value: 'anna' },
      handle: 'h',
      state: {},
      issuedAt: Date.now(),
      end: Date.now() + 60_000,
    } as const
    await stores.sessions.addParticipant(key, participant)
    expect(await stores.sessions.participant(key, one)).to.deep.equal(participant)
    expect(await stores.sessions.participant(key, other)).to.equal(undefined)
    expect(await stores.sessions.find({ by: 'name', app: one, name: 'anna' })).to.deep.equal([key])
    expect(await stores.sessions.find({ by: 'name', app: other, name: 'anna' })).to.deep.equal([])
  })
})
