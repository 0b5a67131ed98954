import { expect } from 'chai'
import { lastRead } from '../../../../src/downstream/oidc-op/provider/last-read.ts'

describe('oidc-op: what one request looks at twice', () => {
  const asked: string[] = []
  let under: object | undefined
  const records = lastRead(
    () => under,
    async (id) => `${id} ${asked.push(id)}`,
  )
  beforeEach(() => {
    asked.splice(0)
    under = {}
  })

  it('is read once', async () => {
    expect(await records.read('code')).to.equal('code 1')
    expect(await records.again('code')).to.equal('code 1')
    expect(asked).to.deep.equal(['code'])
  })

  it('is read anew by another request, under another id, and outside of requests', async () => {
    await records.read('code')
    expect(await records.again('other')).to.equal('other 2')
    under = {}
    expect(await records.again('other')).to.equal('other 3')
    under = undefined
    expect(await records.read('code')).to.equal('code 4')
    expect(await records.again('code')).to.equal('code 5')
  })

  it('is the newest that was read', async () => {
    await records.read('code')
    expect(await records.read('code')).to.equal('code 2')
    expect(await records.again('code')).to.equal('code 2')
  })
})
