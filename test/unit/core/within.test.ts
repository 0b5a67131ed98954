import { expect } from 'chai'
import { isLoopback } from '../../../src/core/loopback.ts'
import { TooLate, within } from '../../../src/core/within.ts'

describe('core: a race against time', () => {
  it('what comes in time is passed on, its failure too; what does not is TooLate', async () => {
    expect(await within(5000, Promise.resolve(1))).to.equal(1)
    const fault = new Error('of its own')
    expect(await within(5000, Promise.reject(fault)).catch((error: unknown) => error)).to.equal(fault)
    expect(await within(1, new Promise(() => {})).catch((error: unknown) => error)).to.be.instanceOf(TooLate)
  })
})

describe('core: which hosts are this machine', () => {
  it('by their very text', () => {
    for (const host of ['localhost', 'op.localhost', 'localhost.', '127.0.0.1', '127.9.8.7', '::1', '[::1]'])
      expect(isLoopback(host), host).to.equal(true)
    for (const host of ['localhost.example', 'notlocalhost', '127.0.0.1.example', '128.0.0.1', '::2', '0.0.0.0', ''])
      expect(isLoopback(host), host).to.equal(false)
  })
})
