import { expect } from 'chai'
import { exportApp, importApp } from '../../../src/admin/app-archive.ts'
import { putApp } from '../../../src/admin/apps.ts'
import { Refused } from '../../../src/admin/refused.ts'
import { revisionOf } from '../../../src/app-store/revisions.ts'
import type { PastRevision } from '../../../src/app-store/store.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'

const codeOf = (error: unknown) => (error instanceof Refused ? error.code : error)

function pastOf(settings: string): readonly PastRevision[] {
  const content = { settings }
  return [{ kind: 'app', name: 'shop', revision: revisionOf(1, content), author: 'Otto', at: 0, ...content }]
}

describe('the import of an app', () => {
  for (const [what, isThere] of [
    ['a new one', false],
    ['one that replaces another', true],
  ] as const) {
    describe(`of ${what}`, () => {
      for (const [settings, code] of [
        ['BROKEN: 1\n', 'invalid'],
        ['RENAMING: 1\n', 'confirm'],
      ] as const) {
        for (const dryRun of [true, false]) {
          it(`refuses what is ${code} ${dryRun ? 'when it is only tried' : 'for good'}`, async () => {
            const { deps } = testAdministration()
            if (isThere) await putApp(deps, admin, 'shop', { settings: 'sign: both\n' })
            const outcome = importApp(deps, admin, 'shop', pastOf(settings), { replace: true, dryRun })
            expect(await outcome.catch(codeOf)).to.equal(code)
          })
        }
      }

      it('writes nothing when it is only tried', async () => {
        const { deps, store } = testAdministration()
        if (isThere) await putApp(deps, admin, 'shop', { settings: 'sign: both\n' })
        const outcome = await importApp(deps, admin, 'shop', pastOf('sign: response\n'), {
          replace: true,
          dryRun: true,
        })
        expect(outcome).to.equal(isThere ? 'replaced' : 'restored')
        expect((await store.get('app', 'shop'))?.settings).to.equal(isThere ? 'sign: both\n' : undefined)
      })
    })
  }

  it('brings the past of a new one, by whoever imports it', async () => {
    const { deps } = testAdministration()
    await importApp(deps, admin, 'shop', pastOf('sign: both\n'))
    const [newest] = await exportApp(deps, 'shop')
    expect(newest?.author).to.equal('Otto (imported by Anna)')
  })
})
