import { expect } from 'chai'
import { claimedClient } from '../../../../src/core/admission/client-key.ts'
import { Turns } from '../../../../src/core/admission/turns.ts'

describe('turns', () => {
  /** Takes turns for these clients at once; who has had one is noted, by its place. */
  function taking(turns: Turns, clients: readonly string[]): readonly number[] {
    const seen: number[] = []
    for (const [place, client] of clients.entries()) {
      const turn = turns.take(client)
      if (turn === undefined) seen.push(place)
      else void turn.then(() => void seen.push(place))
    }
    return seen
  }
  const loop = () => new Promise(setImmediate)

  it('of one client are one per turn of the loop, in their order', async () => {
    const seen = taking(new Turns(), ['192.0.2.1', '192.0.2.1', '192.0.2.1'])
    for (const expected of [[0], [0, 1], [0, 1, 2]]) {
      expect(seen).to.deep.equal(expected)
      await loop()
    }
  })

  it('are one for all clients of a /48, who take turns among themselves', async () => {
    const greedy = '2001:db8:7:1::1'
    const seen = taking(new Turns(), [greedy, greedy, greedy, greedy, '2001:db8:7:2::1'])
    for (let count = 0; count < 2; count += 1) await loop()
    expect(seen).to.deep.equal([0, 1, 4])
    for (let count = 0; count < 2; count += 1) await loop()
    expect(seen).to.deep.equal([0, 1, 4, 2, 3])
  })

  it('are shared by those behind one proxy that is not trusted', async () => {
    const [one, other] = ['192.0.2.1', '192.0.2.2'].map((from) => claimedClient(from, '10.0.0.1')) as [string, string]
    const seen = taking(new Turns(), [one, one, one, other])
    for (let count = 0; count < 2; count += 1) await loop()
    expect(seen).to.deep.equal([0, 1, 3])
  })

  it('control: nobody else waits, nor does anybody once the loop has turned', async () => {
    const turns = new Turns()
    expect(taking(turns, ['192.0.2.1', '192.0.2.2', '2001:db8:7:1::1', '2001:db8:8:1::1'])).to.deep.equal([0, 1, 2, 3])
    await loop()
    expect(turns.take('192.0.2.1')).to.equal(undefined)
  })
})
