import { expect } from 'chai'
import { upstreamName } from '../../../../src/core/identifiers.ts'
import { chooseUpstream, hintOf } from '../../../../src/core/login/routing.ts'
import type { AppPolicy } from '../../../../src/core/policy/app-policy.ts'
import type { Upstream } from '../../../../src/core/ports/roles.ts'

const upstream = (name: string, ...domains: string[]) =>
  [upstreamName(name), { name: upstreamName(name), domains } as unknown as Upstream] as const
const hub = {
  upstreams: new Map([
    upstream('home', 'home.lan'),
    upstream('corp', 'corp.lan'),
    upstream('both', 'corp.lan', 'x.lan'),
  ]),
}
const policy = (...names: string[]) =>
  ({ ...(names.length > 0 && { upstreams: names.map(upstreamName) }) }) as unknown as AppPolicy

describe('which upstream a request names', () => {
  const hint = (request: { upstreamHint?: string; loginHint?: string }, ...names: string[]) =>
    hintOf(hub, request, policy(...names))

  it('by its name, where the app may use it', () => {
    expect(hint({ upstreamHint: 'corp' })).to.equal('corp')
    expect(hint({ upstreamHint: 'corp' }, 'home', 'both')).to.equal(undefined)
    expect(hint({ upstreamHint: 'none', loginHint: 'a@home.lan' })).to.equal('home')
  })

  it('by the domain of an address, where one upstream alone has it', () => {
    expect(hint({ loginHint: 'Anna@HOME.lan' })).to.equal('home')
    expect(hint({ loginHint: 'anna@corp.lan' })).to.equal(undefined)
    expect(hint({ loginHint: 'anna@corp.lan' }, 'home', 'corp')).to.equal('corp')
    expect(hint({ loginHint: 'anna' })).to.equal(undefined)
    expect(hint({ loginHint: 'anna@sub.home.lan' })).to.equal(undefined)
  })

  it('comes before the chooser, a session and what the browser remembers', () => {
    const known = { hint: 'corp', session: upstreamName('home'), remembered: 'home' }
    expect(chooseUpstream(hub, policy(), known)).to.equal('corp')
    expect(chooseUpstream(hub, policy(), {})).to.equal('ask')
  })
})
