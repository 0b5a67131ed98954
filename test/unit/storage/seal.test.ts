import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { createSealer, openSealer } from '../../../src/storage/seal.ts'

describe('sealing of records', () => {
  const key = createSecretKey(randomBytes(32))
  const sealer = createSealer(key)
  const text = '{"v":1,"e-mail":"zoë@example.net 🦉"}'

  it('gives the text back, also to another process with the same key', () => {
    const sealed = sealer.seal('sess:{a}', text)
    expect(sealer.unseal('sess:{a}', sealed)).to.equal(text)
    expect(createSealer(createSecretKey(key.export())).unseal('sess:{a}', sealed)).to.equal(text)
    expect(sealer.unseal('k', sealer.seal('k', ''))).to.equal('')
  })

  it('hides the text, and is another each time', () => {
    const sealed = sealer.seal('sess:{a}', text)
    expect(sealed).to.match(/^v1\.[\w-]{8}\.[\w-]+$/)
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.to.contain('e-mail')
    expect(sealer.seal('sess:{a}', text)).not.to.equal(sealed)
  })

  it('does not open under another record key', () => {
    const sealed = sealer.seal('sess:{a}', text)
    expect(sealer.unseal('sess:{b}', sealed)).to.equal(undefined)
    expect(sealer.unseal('tx:{a}', sealed)).to.equal(undefined)
  })

  it('does not open with another key, even under the name of the right one', () => {
    const other = createSealer(createSecretKey(randomBytes(32)))
    const sealed = sealer.seal('sess:{a}', text)
    expect(other.unseal('sess:{a}', sealed)).to.equal(undefined)
    const itsName = other.seal('sess:{a}', '').split('.')[1] ?? ''
    expect(other.unseal('sess:{a}', sealed.replace(/^v1\.[^.]+/, `v1.${itsName}`))).to.equal(undefined)
  })

  it('does not open once an octet is changed, added or cut off', () => {
    const sealed = sealer.seal('sess:{a}', text)
    const start = sealed.lastIndexOf('.') + 1
    const octets = Buffer.from(sealed.slice(start), 'base64url')
    const again = (changed: Buffer) => sealer.unseal('sess:{a}', sealed.slice(0, start) + changed.toString('base64url'))
    expect(again(octets)).to.equal(text)
    for (let index = 0; index < octets.length; index++) {
      const changed = Buffer.from(octets)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(again(changed), `octet ${index}`).to.equal(undefined)
      expect(again(octets.subarray(0, index)), `cut at ${index}`).to.equal(undefined)
    }
    expect(again(Buffer.concat([octets, Buffer.alloc(1)]))).to.equal(undefined)
  })

  it('opens what hundreds of other processes with the same key wrote', () => {
    const others = Array.from({ length: 600 }, () => createSealer(key).seal('k', text))
    for (const sealed of [...others, ...others]) expect(sealer.unseal('k', sealed)).to.equal(text)
  })

  it('does not open what is none of ours', () => {
    for (const alien of ['', 'v1', 'v1.', '{"v":1}', 'v2.abcdefgh.AAAA', sealer.seal('k', text).replace('v1', 'v2')])
      expect(sealer.unseal('k', alien)).to.equal(undefined)
  })

  it('digests tell parts apart, depend on the key, and are short', () => {
    expect(sealer.digest('a', 'bc')).to.match(/^[\w-]{43}$/)
    expect(sealer.digest('a', 'bc')).to.equal(createSealer(key).digest('a', 'bc'))
    expect(sealer.digest('a', 'bc')).not.to.equal(sealer.digest('ab', 'c'))
    expect(sealer.digest('a', '')).not.to.equal(sealer.digest('a'))
    expect(sealer.digest('a')).not.to.equal(createSealer(createSecretKey(randomBytes(32))).digest('a'))
  })

  it('is left out in this process’s own memory; digests are as short and as unlike each other', () => {
    expect(openSealer.unseal('sess:{a}', openSealer.seal('sess:{a}', text))).to.equal(text)
    expect(openSealer.digest('app', 'a')).to.match(/^[\w-]{43}$/)
    expect(openSealer.digest('ap', 'pa')).not.to.equal(openSealer.digest('app', 'a'))
  })
})
