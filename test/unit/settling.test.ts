import { expect } from 'chai'
import type { Revision } from '../../src/app-store/store.ts'
import { Settling } from '../../src/settling.ts'

const at = (name: string, revision: string) => new Map([[name, { revision: revision as Revision }]])
const never = () => false

describe('settling', () => {
  const settling = new Settling()
  const settled = async (promise: Promise<void>) =>
    Promise.race([promise.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))])

  it('is over once that revision is in force, or none where none is meant', async () => {
    const made = settling.until('wiki', '2-b' as Revision)
    expect(await settled(made), 'nothing is in force yet').to.equal(false)
    settling.look(at('wiki', '1-a'), never)
    expect(await settled(made), 'an older one').to.equal(false)
    settling.look(at('wiki', '2-b'), never)
    expect(await settled(made)).to.equal(true)
    expect(await settled(settling.until('wiki', '2-b' as Revision)), 'it is already').to.equal(true)
    const removed = settling.until('wiki', undefined)
    expect(await settled(removed)).to.equal(false)
    settling.look(new Map(), never)
    expect(await settled(removed)).to.equal(true)
  })

  it('is over once the address that it names has answered too', async () => {
    const made = settling.until('wiki', '3-c' as Revision)
    settling.look(at('wiki', '3-c'), () => true)
    expect(await settled(made)).to.equal(false)
    settling.look(at('wiki', '3-c'), never)
    expect(await settled(made)).to.equal(true)
  })

  it('takes a moment at most: what never comes into force holds nobody up', async () => {
    const started = performance.now()
    await settling.until('wiki', '9-z' as Revision)
    expect(performance.now() - started).to.be.within(900, 5000)
  })
})
