/** The record of acts, page by page. */
import { expect } from 'chai'
import { listActs, recordAct } from '../../../src/admin/acts.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'
import { ConsoleRig, html } from '../../fixtures/console-rig.ts'

describe('the record of acts', () => {
  it('loses none between two pages, whatever the clocks said', async () => {
    const { deps, tick } = testAdministration()
    for (const [on, ms] of Object.entries({ a: 0, b: 1, c: -5, d: 0, e: 6 })) {
      tick(ms)
      await recordAct(deps, admin, 'app.put', { on })
    }
    const pages: (string | undefined)[][] = []
    for (let from: string | undefined; pages.length < 5; ) {
      const { acts, next } = await listActs(deps, { limit: 2, ...(from !== undefined && { from }) })
      pages.push(acts.map(({ on }) => on))
      if (next === undefined) break
      from = next
    }
    expect(pages).to.deep.equal([['e', 'd'], ['c', 'b'], ['a']])
  })

  it('fills a page with those of older times, where one is named', async () => {
    const { deps, tick } = testAdministration()
    for (const on of ['a', 'b', 'c', 'd', 'e']) {
      await recordAct(deps, admin, 'app.put', { on })
      tick(1)
    }
    const { acts, next } = await listActs(deps, { limit: 2, before: deps.now() - 2 })
    expect([acts.map(({ on }) => on), next === undefined]).to.deep.equal([['c', 'b'], false])
  })

  it('has a way to the older ones', async () => {
    const rig = new ConsoleRig()
    const { deps, tick } = rig.administration
    await recordAct(deps, admin, 'app.put', { on: 'the-first' })
    tick(1)
    for (let index = 0; index < 130; index += 1) await recordAct(deps, admin, 'app.put', { on: `app-${index}` })
    const page = html(await rig.open('/admin/audit'))
    expect(page).to.contain('app-129<').and.not.to.contain('the-first')
    const older = /\/admin\/audit\?from=[\w-]+/.exec(page)?.[0] ?? ''
    expect(html(await rig.send(older))).to.contain('the-first')
  })
})
