/** Why metadata could not be fetched, and what to do about that very reason. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { fetchMetadata } from '../../../src/registry/fetch.ts'
import { freePort } from '../../fixtures/free-port.ts'

const outbound = { authorities: [], proxy: { no: '' }, allowAddresses: [] }
const signal = new AbortController().signal
const fetched = (url: string) => fetchMetadata({ url, outbound }, signal).catch((error: Error) => error)

describe('registry: metadata that can not be fetched', () => {
  it('nothing listens: the cure is about that, not about what the metadata says', async () => {
    const fault = await fetched(`http://127.0.0.1:${await freePort()}/metadata`)
    expect(fault)
      .to.have.property('message')
      .that.matches(/^It can't be fetched: nothing listens at .*\(ECONNREFUSED\)\.$/)
    expect(fault).to.have.property('cure', 'Is it running, and is the port right?')
  })

  it('another status than 200: which, and the control', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === '/metadata' ? 200 : 404).end('<x/>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const fault = await fetched(`${address}/elsewhere`)
    const right = await fetched(`${address}/metadata`)
    server.close()
    expect(fault).to.have.property('message', 'It answered 404, not 200.')
    expect(fault).to.have.property('cure').that.contains('Open the address')
    expect(right).to.have.property('octets')
  })
})
