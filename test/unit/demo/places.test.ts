import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { takePlace } from '../../../demo/places.ts'

describe('demo: where its servers listen', () => {
  it('takes the port that is asked for, and serves there once it can', async () => {
    const free = await takePlace(0)
    await free.close()
    const place = await takePlace(free.port)
    expect(place.port).to.equal(free.port)
    const url = `http://127.0.0.1:${place.port}/`
    expect((await fetch(url)).status).to.equal(503)
    place.serve((_request, response) => response.end('here'))
    expect(await (await fetch(url)).text()).to.equal('here')
    await place.close()
  })

  for (const host of ['127.0.0.1', '::1']) {
    it(`goes elsewhere where ${host} has the port already`, async function () {
      const other = createServer()
      try {
        other.listen(0, host)
        await once(other, 'listening')
      } catch {
        return this.skip() // a machine without IPv6
      }
      const { port } = other.address() as AddressInfo
      const place = await takePlace(port)
      expect(place.port).to.not.equal(port)
      expect(place.address).to.equal(`http://localhost:${place.port}`)
      await place.close()
      other.close()
    })
  }
})
