import { createSecretKey, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { claimFingerprint, keepClaimed } from '../../../src/keys/claim.ts'
import { type KeySet, KeysUnusable, type SigningKey } from '../../../src/keys/keys.ts'
import { loadKeys } from '../../../src/keys/load.ts'
import { type StorageDriver, StorageUnavailable } from '../../../src/storage/driver.ts'
import { memoryDriver } from '../../../src/storage/memory.ts'

const day = 24 * 3600 * 1000

describe('the claim of keys in a shared storage', () => {
  let now = Date.now()
  let storage: StorageDriver
  let keys: KeySet
  let second: SigningKey
  let third: SigningKey
  let stranger: KeySet
  before(async function () {
    this.timeout(30_000)
    keys = await loadedAnew()
    second = (await loadedAnew()).signing
    stranger = await loadedAnew()
    third = stranger.signing
  })
  beforeEach(() => {
    storage = memoryDriver(() => now)
  })
  afterEach(() => storage.close())

  const refused = async (node: KeySet): Promise<KeysUnusable> => {
    try {
      await claimFingerprint(storage, node)
    } catch (error) {
      if (error instanceof KeysUnusable) return error
      throw error
    }
    throw new Error('the claim was accepted')
  }

  it('is shared by nodes with the same keys, at once and again', async () => {
    await Promise.all([1, 2, 3].map(() => claimFingerprint(storage, keys)))
    await claimFingerprint(storage, keys)
  })

  for (const part of ['pairwise', 'sealing'] as const)
    it(`refuses a node with another ${part} key, names the file and shows no secret`, async () => {
      await claimFingerprint(storage, keys)
      const other = { ...keys, [part]: createSecretKey(randomBytes(32)) }
      const { message } = await refused(other)
      expect(message).to.contain(`${part}.key`).and.contain('Copy the keys').and.contain(`isthmus:keyset:${part}`)
      for (const secret of [keys.pairwise, keys.sealing, other[part]])
        for (const encoding of ['hex', 'base64', 'base64url'] as const)
          expect(message).not.to.contain(secret.export().toString(encoding).slice(0, 20))
      await claimFingerprint(storage, keys)
    })

  it('of two nodes with other keys that start at once, one gets in', async () => {
    const other = { ...keys, pairwise: createSecretKey(randomBytes(32)), sealing: createSecretKey(randomBytes(32)) }
    const both = await Promise.allSettled([claimFingerprint(storage, keys), claimFingerprint(storage, other)])
    expect(both.map((one) => one.status).sort()).to.deep.equal(['fulfilled', 'rejected'])
    const [winner, loser] = both[0].status === 'fulfilled' ? [keys, other] : [other, keys]
    await claimFingerprint(storage, winner)
    await refused(loser)
  })

  it('refuses a node with another signing key', async () => {
    await claimFingerprint(storage, keys)
    expect((await refused({ ...keys, signing: second })).message).to.contain('saml-signing.key')
    expect((await refused({ ...keys, signing: second, nextSigning: third })).message).to.contain('saml-signing-next')
  })

  it('lets a rollover through, step by step and node by node', async () => {
    const steps: KeySet[] = [
      keys,
      { ...keys, nextSigning: second },
      keys,
      { ...keys, nextSigning: second },
      { ...keys, signing: second },
      { ...keys, nextSigning: second },
      { ...keys, signing: second },
      { ...keys, signing: second, nextSigning: third },
      { ...keys, signing: third },
    ]
    for (const node of steps) await claimFingerprint(storage, node)
  })

  it('forgets a signing key that no node had for 30 days, and keeps those in use, however long', async () => {
    await claimFingerprint(storage, keys)
    await claimFingerprint(storage, { ...keys, nextSigning: second })
    for (let days = 0; days < 70; days += 10) {
      now += 10 * day
      await claimFingerprint(storage, { ...keys, signing: second })
    }
    await refused(keys)
    await refused({ ...keys, signing: third })
    await refused({ ...keys, pairwise: createSecretKey(randomBytes(32)), signing: second })
    now += 31 * day
    await claimFingerprint(storage, { ...keys, signing: third })
  })

  describe('kept', () => {
    const often = { retry: 2, prolong: 2 }
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    it('is prolonged: it outlives its time while a node runs, and ends after', async () => {
      const { stop } = await keepClaimed(storage, keys, often)
      for (let days = 0; days < 60; days += 20) {
        now += 20 * day
        await pause(30)
      }
      await refused({ ...keys, sealing: createSecretKey(randomBytes(32)) })
      stop()
      await pause(10)
      now += 31 * day
      await pause(10)
      expect(await storage.get('keyset:pairwise')).to.equal(undefined)
    })

    it('refuses the start of a node with other keys', async () => {
      await claimFingerprint(storage, keys)
      const other = { ...keys, pairwise: createSecretKey(randomBytes(32)) }
      const outcome = await keepClaimed(storage, other, often).catch((error: unknown) => error)
      expect(outcome).to.be.instanceOf(KeysUnusable)
    })

    it('is tried again while the storage is away, and may be refused when it is back', async () => {
      let away = true
      const claim: StorageDriver['claim'] = async (...write) => {
        if (away) throw new StorageUnavailable('away')
        return storage.claim(...write)
      }
      const flaky = { ...storage, claim }
      const { lost, stop } = await keepClaimed(flaky, keys, often)
      await pause(10)
      expect(await storage.get('keyset:pairwise')).to.equal(undefined)
      await claimFingerprint(storage, { ...keys, pairwise: createSecretKey(randomBytes(32)) })
      expect(await Promise.race([lost, pause(10)])).to.equal(undefined)
      away = false
      expect(await lost).to.be.instanceOf(KeysUnusable)
      stop()
    })

    it('goes on with the next signing key, and with no other pairwise or sealing key', async () => {
      const { use, stop } = await keepClaimed(storage, keys, often)
      const refusal = (next: KeySet) => use(next).catch((error: unknown) => error)
      await use({ ...keys, nextSigning: second })
      await use({ ...keys, signing: second })
      expect(await refusal({ ...keys, signing: third })).to.be.instanceOf(KeysUnusable)
      expect(await refusal({ ...stranger, signing: second })).to.be.instanceOf(KeysUnusable)
      now += 20 * day
      await pause(30)
      now += 20 * day
      await refused(keys)
      await claimFingerprint(storage, { ...keys, signing: second })
      stop()
    })

    it('goes on with other signing keys while the storage is away', async () => {
      const away: StorageDriver['claim'] = async () => {
        throw new StorageUnavailable('away')
      }
      const { use, stop } = await keepClaimed({ ...storage, claim: away }, keys, often)
      await use({ ...keys, signing: second })
      const outcome = await use(stranger).catch((error: unknown) => error)
      expect(outcome).to.be.instanceOf(KeysUnusable)
      stop()
    })
  })
})

async function loadedAnew(): Promise<KeySet> {
  const directory = await mkdtemp(join(tmpdir(), 'isthmus-keys-'))
  const made = await loadKeys(directory, { create: true, commonName: 'idp.example.net', now: Date.now })
  await rm(directory, { recursive: true })
  return made.keys
}
