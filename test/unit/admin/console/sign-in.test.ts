/** Who is let in to the console, as what, and for how long. */
import { expect } from 'chai'
import { endWithoutBrowser } from '../../../../src/core/logout/steps.ts'
import { compileExpression } from '../../../../src/core/policy/compile.ts'
import { keyOf } from '../../../../src/core/session/cookie.ts'
import { ConsoleRig, html, isDenied } from '../../../fixtures/console-rig.ts'

const isList = (page: string) => page.includes('<h1>Apps</h1>')

describe('console: who may come in', () => {
  it('leads to the upstream, and back to the page that was asked for', async () => {
    const rig = new ConsoleRig()
    const away = await rig.send('/admin/keys')
    expect(away.kind === 'redirect' && away.location).to.match(/^https:\/\/op\.test/)
    expect(html(await rig.follow(away))).to.contain('<h1>Keys</h1>')
    expect(rig.world.op.asked).to.have.length(1)
    expect(isList(html(await rig.send('/admin')))).to.equal(true)
  })

  it('shows a person their name, and a reader that they may only look', async () => {
    const rig = new ConsoleRig()
    rig.world.claims = { groups: ['helpdesk'], preferred_username: 'rita' }
    const page = html(await rig.open('/admin'))
    expect(page).to.contain('rita').and.to.contain('may look only')
    expect(page).not.to.contain('/admin/add"')
    const posted = await rig.post('/admin/add').catch((error: unknown) => error)
    expect(posted).to.have.property('code', 'access_denied')
  })

  it('refuses everyone else, and says so on a page', async () => {
    const rig = new ConsoleRig()
    rig.world.claims = { groups: ['staff'], preferred_username: 'mallory' }
    expect(isDenied(await rig.open('/admin'))).to.equal(true)
  })

  it('takes a rule that can’t be evaluated as no', async () => {
    const rig = new ConsoleRig()
    rig.rules = { allow: compileExpression('claims.level > 3', 'allow') }
    expect(isDenied(await rig.open('/admin'))).to.equal(true)
    rig.world.claims = { ...rig.world.claims, level: 4 }
    expect(isList(html(await rig.open('/admin')))).to.equal(true)
  })

  it('asks the upstream again, silently, past askUpstreamAfter; who lost the group there is out', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    rig.world.now += rig.hub.askUpstreamAfter + 1
    expect(isList(html(await rig.open('/admin')))).to.equal(true)
    expect(rig.world.op.asked.map(({ forceAuthn }) => forceAuthn)).to.deep.equal([false, false])
    rig.world.claims = { groups: ['staff'], preferred_username: 'anna' }
    // The control: until then the claims that the session has count.
    expect(isList(html(await rig.send('/admin')))).to.equal(true)
    rig.world.now += rig.hub.askUpstreamAfter + 1
    expect(isDenied(await rig.open('/admin'))).to.equal(true)
    expect(isDenied(await rig.open('/admin/keys'))).to.equal(true)
  })

  it('judges by the rules of today at every request', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    rig.rules = { allow: compileExpression('"others" in groups', 'allow') }
    expect(isDenied(await rig.open('/admin'))).to.equal(true)
  })

  it('ends with the session, whoever ends it', async () => {
    const rig = new ConsoleRig()
    await rig.open('/admin')
    await endWithoutBrowser(rig.hub, [keyOf(rig.world.cookies.get('session') ?? '')], { by: 'administrator' })
    expect(await rig.send('/admin')).to.have.property('kind', 'redirect')
  })

  it('wants a login no older than maxAuthnAge', async () => {
    const rig = new ConsoleRig()
    rig.rules = { ...rig.rules, maxAuthnAge: 60 }
    await rig.open('/admin')
    rig.world.now += 61_000
    expect(await rig.send('/admin')).to.have.property('kind', 'redirect')
    expect(rig.world.op.asked[1]).to.include({ maxAuthnAge: 60 })
  })
})
