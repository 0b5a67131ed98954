import { expect } from 'chai'
import { readiness } from '../../../src/http/health.ts'
import { startGateway } from './gateway.ts'

describe('http: health', () => {
  it('is ready while storage answers and nothing drains', async () => {
    let draining = false
    const check = readiness({ draining: () => draining, storage: { ping: async () => undefined } })
    expect(await check()).to.deep.equal({ ready: true, draining: false, storage: 'ok' })
    draining = true
    expect(await check()).to.deep.equal({ ready: false, draining: true, storage: 'ok' })
  })

  it('is not ready without storage, whether that fails or hangs', async () => {
    const failing = readiness({ draining: () => false, storage: { ping: () => Promise.reject(new Error('down')) } })
    expect(await failing()).to.deep.equal({ ready: false, draining: false, storage: 'away' })
    const hanging = readiness({ draining: () => false, storage: { ping: () => new Promise(() => undefined) } })
    expect((await hanging()).ready).to.equal(false)
  })

  it('asks the storage once for many probes', async () => {
    let pings = 0
    const ping = async () => {
      pings += 1
    }
    const check = readiness({ draining: () => false, storage: { ping } })
    await Promise.all(Array.from({ length: 100 }, () => check()))
    expect(pings).to.equal(1)
  })

  it('answers /readyz with its status', async () => {
    let ready = true
    const gateway = await startGateway({ ready: async () => ({ ready, draining: !ready, storage: 'ok' }) })
    try {
      expect((await gateway.send('/readyz')).status).to.equal(200)
      ready = false
      const red = await gateway.send('/readyz')
      expect(red.status).to.equal(503)
      expect(JSON.parse(red.body)).to.deep.equal({ ready: false, draining: true, storage: 'ok' })
      expect((await gateway.send('/healthz')).status).to.equal(200)
    } finally {
      await gateway.close()
    }
  })
})
