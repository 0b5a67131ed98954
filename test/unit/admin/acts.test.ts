/** The record of acts, page by page. */
import { expect } from 'chai'
import { listActs, recordAct } from '../../../src/admin/acts.ts'
import { admin, testAdministration } from '../../fixtures/administration.ts'
import { ConsoleRig, html } from '../../fixtures/console-rig.ts'

describe('the record of acts', () => {
  it('loses none between two pages, though several were done in one millisecond', async () => {
    const { deps, tick } = testAdministration()
    for (const [on, ms] of Object.entries({ a: 0, b: 1, c: 0, d: 0, e: 1 })) {
      tick(ms)
      await recordAct(deps, admin, 'app.put', { on })
    }
    const pages: (string | undefined)[][] = []
    for (let before: number | undefined; pages.length < 5; ) {
      const page = await listActs(deps, { limit: 2, ...(before !== undefined && { before }) })
      if (page.length === 0) break
      pages.push(page.map(({ on }) => on))
      before = page.at(-1)?.at
    }
    expect(pages).to.deep.equal([['e', 'd', 'c', 'b'], ['a']])
  })

  it('has a way to the older ones where a page is longer for that', async () => {
    const rig = new ConsoleRig()
    const { deps, tick } = rig.administration
    await recordAct(deps, admin, 'app.put', { on: 'the-first' })
    tick(1)
    for (let index = 0; index < 130; index += 1) await recordAct(deps, admin, 'app.put', { on: `app-${index}` })
    const page = html(await rig.open('/admin/audit'))
    expect(page).to.contain('app-0<').and.not.to.contain('the-first')
    const older = /\/admin\/audit\?before=\d+/.exec(page)?.[0] ?? ''
    expect(html(await rig.send(older))).to.contain('the-first')
  })
})
