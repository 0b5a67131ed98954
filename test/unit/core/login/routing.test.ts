import { expect } from 'chai'
import { appId, upstreamName } from '../../../../src/core/identifiers.ts'
import { chooseUpstream } from '../../../../src/core/login/routing.ts'
import type { AppPolicy } from '../../../../src/core/policy/app-policy.ts'
import type { Upstream } from '../../../../src/core/ports/roles.ts'

const name = upstreamName
const upstream = (own: string): Upstream => ({
  name: name(own),
  displayName: own,
  canAskPassive: true,
  contextTable: [],
  subjectNamespace: own,
  subjectFrom: 'sub',
  trustEmail: 'verified',
  begin: () => Promise.reject(new Error('not asked')),
  complete: () => Promise.reject(new Error('not asked')),
})
const hub = (upstreams: string[], defaultUpstream?: string) => ({
  upstreams: new Map(upstreams.map((own) => [name(own), upstream(own)])),
  ...(defaultUpstream !== undefined && { defaultUpstream: name(defaultUpstream) }),
})
const policy = (...upstreams: string[]): AppPolicy => ({
  app: appId('saml', 'wiki'),
  pairwiseSector: ['wiki'],
  displayName: 'Wiki',
  attributes: [],
  strictContexts: false,
  ...(upstreams.length > 0 && { upstreams: upstreams.map(name) }),
})

describe('choice of an upstream', () => {
  it('needs no choice where there is one', () => {
    expect(chooseUpstream(hub(['a']), policy(), {})).to.equal('a')
    expect(chooseUpstream(hub(['a', 'b']), policy('b'), {})).to.equal('b')
  })
  it('takes the default for an app without a list', () => {
    expect(chooseUpstream(hub(['a', 'b'], 'b'), policy(), {})).to.equal('b')
    expect(chooseUpstream(hub(['a', 'b', 'c'], 'c'), policy('a', 'b'), {})).to.equal('ask')
  })
  it('asks where nothing decides, and not where this browser chose before', () => {
    expect(chooseUpstream(hub(['a', 'b']), policy(), {})).to.equal('ask')
    expect(chooseUpstream(hub(['a', 'b']), policy(), { remembered: 'b' })).to.equal('b')
    expect(chooseUpstream(hub(['a', 'b']), policy(), { remembered: 'gone' })).to.equal('ask')
  })
  it("goes back to the session's upstream, if the app accepts it", () => {
    expect(chooseUpstream(hub(['a', 'b'], 'a'), policy(), { session: name('b') })).to.equal('b')
    expect(chooseUpstream(hub(['a', 'b', 'c']), policy('a', 'c'), { session: name('b') })).to.equal('ask')
  })
  it('leaves out upstreams that the config does not have', () => {
    expect(chooseUpstream(hub(['a', 'b']), policy('b', 'x'), {})).to.equal('b')
  })
})
