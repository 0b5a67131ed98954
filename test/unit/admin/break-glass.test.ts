import { expect } from 'chai'
import { makeBreakGlass, takeBreakGlass } from '../../../src/admin/break-glass.ts'
import { testAdministration } from '../../fixtures/administration.ts'

describe('a link of `isthmus admin link`', () => {
  const refusalOf = (work: Promise<unknown>) =>
    work.then(
      () => 'let in',
      (error: { readonly code?: string }) => error.code,
    )

  it('lets in from a machine whose clock is ahead or behind, and not by more than is allowed', async () => {
    const { deps } = testAdministration()
    const minute = 60_000
    const made = (ahead: number) => makeBreakGlass({ ...deps, now: () => deps.now() + ahead * minute }).token
    for (const ahead of [2.9, 0, -2.9, -9, -12.9]) {
      const token = made(ahead)
      expect(await refusalOf(takeBreakGlass(deps, token)), `${ahead} minutes`).to.equal('let in')
      expect(await refusalOf(takeBreakGlass(deps, token)), 'again').to.equal('not-found')
    }
    for (const ahead of [3.1, 60, -13.1])
      expect(await refusalOf(takeBreakGlass(deps, made(ahead))), `${ahead} minutes`).to.equal('not-found')
  })

  it('is claimed for as long as it could be used', async () => {
    const { deps } = testAdministration()
    const lives: number[] = []
    const claim = async (_: string, ttl: number) => lives.push(ttl) > 0
    const { token } = makeBreakGlass({ ...deps, now: () => deps.now() + 120_000 })
    await takeBreakGlass({ ...deps, breakGlass: { ...deps.breakGlass, claim } }, token)
    expect(lives).to.deep.equal([15 * 60_000])
  })

  it('lets in once, though a restart has forgotten every claim', async () => {
    const before = testAdministration()
    const restarted = { ...testAdministration().deps, store: before.deps.store }
    const [used, fresh] = [makeBreakGlass(before.deps).token, makeBreakGlass(before.deps).token]
    expect(await refusalOf(takeBreakGlass(before.deps, used))).to.equal('let in')
    expect(await refusalOf(takeBreakGlass(restarted, used)), 'used before it').to.equal('not-found')
    expect(await refusalOf(takeBreakGlass(restarted, fresh)), 'made before it, and not used').to.equal('let in')
    expect(JSON.stringify(await before.deps.store.acts(10))).not.to.contain(used.split('.')[1])
  })
})
