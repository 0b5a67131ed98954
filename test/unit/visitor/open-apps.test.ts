/** Which apps the home page links. */
import { expect } from 'chai'
import { appId } from '../../../src/core/identifiers.ts'
import type { AppPolicy } from '../../../src/core/policy/app-policy.ts'
import { compileExpression } from '../../../src/core/policy/compile.ts'
import type { LiveSession } from '../../../src/core/session/records.ts'
import { openTo } from '../../../src/visitor/open-apps.ts'
import { World } from '../core/hub.ts'

const allow = (source: string) => ({ allow: compileExpression(source, 'allow') })

describe('home: the apps that a person may open', () => {
  let world: World
  const app = (name: string, fields: Partial<AppPolicy> = {}) => {
    const id = appId('saml', name)
    const at = { displayName: name, startUrl: `https://${name.toLowerCase()}.test/` }
    world.others.set(id, { ...world.policy, app: id, ...at, ...fields })
  }
  const session = (upstream: string) => {
    const authentication = world.authentication(upstream)
    return { key: upstream, session: { authentication } } as unknown as LiveSession
  }
  const names = async (...live: LiveSession[]) => (await openTo(world.hub, live)).map(({ name }) => name)

  beforeEach(() => {
    world = new World()
    world.upstreams.set(world.other.name, world.other)
  })

  it('have a start address, and let this person in by `allow` and by upstream', async () => {
    app('Wiki')
    app('Admin', allow('"admins" in groups'))
    app('Broken', allow('claims.nothing == "x"'))
    app('Staff', allow('"staff" in groups'))
    app('Other', { upstreams: [world.other.name] })
    const withoutStart = appId('saml', 'hidden')
    world.others.set(withoutStart, { ...world.policy, app: withoutStart, displayName: 'Hidden' })
    expect(await names(session('op'))).to.deep.equal(['Staff', 'Wiki'])
    expect(await names(session('other'))).to.deep.equal(['Other', 'Staff', 'Wiki'])
    expect(await openTo(world.hub, [session('op')])).to.deep.include({ name: 'Wiki', url: 'https://wiki.test/' })
  })

  it('are those of all sessions of the browser, each once', async () => {
    app('Wiki')
    app('Mine', { upstreams: [world.op.name] })
    app('Other', { upstreams: [world.other.name] })
    expect(await names(session('op'), session('other'))).to.deep.equal(['Mine', 'Other', 'Wiki'])
  })

  it('are none for who is not signed in, or whose upstream is gone', async () => {
    app('Wiki')
    expect(await names()).to.deep.equal([])
    expect(await names(session('gone'))).to.deep.equal([])
    expect(await names(session('op')), 'the control').to.deep.equal(['Wiki'])
  })
})
