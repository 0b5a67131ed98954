import { expect } from 'chai'
import { createAdmission } from '../../../../src/core/admission/admission.ts'

describe('turns', () => {
  const inVain = (): never => {
    throw new Error('forged')
  }
  /** The client that was refused, whose clock always moves. */
  function admission() {
    let cpu = 0
    return createAdmission({
      limit: 10,
      now: () => 0,
      clock: () => {
        cpu += 1
        return cpu
      },
    })
  }

  it('of those who made us work in vain are one per turn of the loop, in their order', async () => {
    const made = admission()
    expect(() => made.weigh('192.0.2.1', 'post', 100, inVain)).to.throw('forged')
    const seen: string[] = []
    const all = ['first', 'second', 'third'].map(async (name) => {
      await made.turn('192.0.2.1', 'post')
      seen.push(name)
    })
    for (const count of [1, 2, 3]) {
      await new Promise(setImmediate)
      expect(seen).to.have.length(count)
    }
    await Promise.all(all)
    expect(seen).to.deep.equal(['first', 'second', 'third'])
  })

  it('are for all clients of their /48, and for the way in which it was', async () => {
    const made = admission()
    expect(() => made.weigh('2001:db8:7:1::1', 'post', 100, inVain)).to.throw('forged')
    expect(await isAtOnce(made.turn('2001:db8:7:2::1', 'post'))).to.equal(false)
    expect(await isAtOnce(made.turn('2001:db8:7:1::1', 'query'))).to.equal(true)
    expect(await isAtOnce(made.turn('2001:db8:8:1::1', 'post'))).to.equal(true)
  })

  it('control: nobody else waits', async () => {
    const made = admission()
    made.weigh('192.0.2.1', 'post', 100, () => 'accepted')
    expect(await isAtOnce(made.turn('192.0.2.1', 'post'))).to.equal(true)
  })

  /** Before the loop turns. */
  async function isAtOnce(turn: Promise<void>): Promise<boolean> {
    let resolved = false
    void turn.then(() => {
      resolved = true
    })
    await new Promise(process.nextTick)
    await new Promise(process.nextTick)
    return resolved
  }
})
