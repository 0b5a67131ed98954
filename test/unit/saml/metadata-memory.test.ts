/** What is kept of metadata is what an app needs, not the document that it was cut out of: there may be ten thousand. */
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'chai'
import { parseHere } from '../../../src/registry/parse.ts'
import { spKey } from '../../fixtures/gateway.ts'

const count = 200
/** Octets of one document, most of which nobody needs afterwards. */
const size = 100_000

const certificate = spKey().certificate.replace(/-----[^-]*-----|\s/g, '')
const post = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST'

const metadata = (number: number) =>
  Buffer.from(
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp${number}.test/metadata"><!-- ${'much to say '.repeat(size / 12)} --><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><md:KeyDescriptor><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><md:EncryptionMethod Algorithm="http://www.w3.org/2009/xmlenc11#aes256-gcm"/></md:KeyDescriptor><md:SingleLogoutService Binding="${post}" Location="https://sp${number}.test/logout"/><md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat><md:AssertionConsumerService Binding="${post}" Location="https://sp${number}.test/acs" index="0"/><md:AttributeConsumingService index="0"><md:ServiceName xml:lang="en">The service number ${number}</md:ServiceName><md:RequestedAttribute Name="urn:oid:0.9.2342.19200300.100.1.3" isRequired="true"/></md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>`,
  )

/** Octets that are still in use: texts and objects, and what is beside them. What was let go is counted off a while later. */
async function inUse(): Promise<readonly [heap: number, buffers: number]> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  for (const pause of [50, 50, 50]) {
    collect()
    await setTimeout(pause)
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return [heapUsed, arrayBuffers]
}

describe('Memory of metadata that was read', () => {
  it('is not that of the documents', async () => {
    parseHere({ octets: metadata(0), now: Date.now() })
    const before = await inUse()
    const kept = Array.from({ length: count }, (_, number) => parseHere({ octets: metadata(number), now: Date.now() }))
    const after = await inUse()
    // Of a document that is kept whole, all of it would be there; the rest is left to what other tests leave behind.
    expect((after[0] - before[0]) / count, 'octets of each').to.be.below(size / 5)
    expect((after[1] - before[1]) / count, 'octets of buffers of each').to.be.below(size / 5)
    expect(kept.every(({ serviceProviders }) => serviceProviders.length === 1)).to.equal(true)
  })

  it('is what each of them says', () => {
    const [read] = parseHere({ octets: metadata(7), now: Date.now() }).serviceProviders
    expect(read?.entityId).to.equal('https://sp7.test/metadata')
    expect(read?.displayName).to.equal('The service number 7')
    expect(read?.assertionConsumerServices).to.deep.equal([
      { binding: post, location: 'https://sp7.test/acs', index: 0 },
    ])
    expect(read?.needs?.attributes).to.deep.equal([{ name: 'urn:oid:0.9.2342.19200300.100.1.3' }])
  })
})
