/** Refreshes with one token at once, on nodes that are quicker and slower than each other (RFC 9700, 4.14.2). */
import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import type { IssuedStore } from '../../../../src/core/ports/issued.ts'
import { createReplays, grace, refreshKind } from '../../../../src/downstream/oidc-op/provider/replays.ts'
import { memoryDriver } from '../../../../src/storage/memory.ts'
import { createStores } from '../../../../src/storage/stores.ts'

const [first, second] = [{ refresh_token: 'first' }, { refresh_token: 'second' }]

describe('A refresh token that is used twice', () => {
  let now: number
  let issued: IssuedStore
  const end = () => now + 3_600_000

  beforeEach(() => {
    now = Date.now()
    issued = createStores(memoryDriver(), { sealing: createSecretKey(Buffer.alloc(32, 7)), now: () => now }).issued
  })

  it('has one answer where the second one marks it before the first does', async () => {
    const quick = createReplays(issued, () => now)
    let heard: unknown
    const slow = createReplays(
      {
        ...issued,
        async use(kind, secret, ttl) {
          heard = await quick.settle('token', end(), second)
          return issued.use(kind, secret, ttl)
        },
      },
      () => now,
    )
    expect(await slow.settle('token', end(), first)).to.deep.equal(first)
    expect(heard).to.deep.equal(first)
  })

  it('has none where it was used long before', async () => {
    await issued.use(refreshKind, 'token', 3_600_000 + grace)
    now += 31_000
    expect(await createReplays(issued, () => now).settle('token', end(), second)).to.equal(undefined)
  })

  it('has its answer for half a minute, though the storage may keep it longer', async () => {
    const replays = createReplays(issued, () => now)
    expect(await replays.settle('token', end(), first)).to.deep.equal(first)
    const late = createReplays({ ...issued, get: async () => ({ until: now + 30_000, answer: first }) }, () => now)
    expect(await late.find('token'), 'control').to.deep.equal(first)
    const over = createReplays({ ...issued, get: async () => ({ until: now, answer: first }) }, () => now)
    expect(await over.find('token')).to.equal(undefined)
  })
})
