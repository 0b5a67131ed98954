import { expect } from 'chai'
import { type StorageDriver, StorageUnavailable } from '../../src/storage/driver.ts'
import { memoryDriver } from '../../src/storage/memory.ts'
import { conformance } from './conformance.ts'

describe('memory storage', () => {
  let now = 1_800_000_000_000
  // One process, one memory: both drivers of the suite are the same one.
  const driver = memoryDriver(() => now)
  conformance({
    open: async () => driver,
    pass: async (ms) => {
      now += ms
    },
  })

  describe('102: of limited size', () => {
    const record = 'x'.repeat(850)
    const fill = async (driver: StorageDriver, ttl: number): Promise<number> => {
      for (let count = 0; count < 1000; count++) {
        try {
          await driver.put(`tx:{${count}}`, record, ttl)
        } catch (error) {
          expect(error).to.be.instanceOf(StorageUnavailable)
          return count
        }
      }
      return 1000
    }

    it('refuses writes when full, keeps what it acknowledged, and takes more when something went', async () => {
      const driver = memoryDriver(() => now, 100_000)
      const stored = await fill(driver, 60_000)
      expect(stored).to.be.within(80, 120)
      for (let count = 0; count < stored; count++) expect(await driver.get(`tx:{${count}}`)).to.equal(record)
      await driver.take('tx:{0}')
      await driver.put('tx:{new}', record, 60_000)
      expect(await driver.get('tx:{new}')).to.equal(record)
      await driver.close()
    })

    it('recovers when what filled it is over, without anyone reading it', async () => {
      const driver = memoryDriver(() => now, 100_000)
      const stored = await fill(driver, 60_000)
      now += 61_000
      expect(await fill(driver, 60_000)).to.equal(stored)
      await driver.close()
    })

    it('counts what is rewritten, taken and deleted: no room is lost', async () => {
      const driver = memoryDriver(() => now, 100_000)
      for (let round = 0; round < 1000; round++) {
        await driver.put('a', record, 60_000)
        await driver.addToSet('b', ['x', 'y'], 60_000)
        await driver.count('c', 60_000)
        await driver.put('d', record, 60_000)
        await driver.take('d')
        await driver.delete('b')
      }
      expect(await fill(driver, 60_000)).to.be.within(80, 120)
      await driver.close()
    })
  })
})
