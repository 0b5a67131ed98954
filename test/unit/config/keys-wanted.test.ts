/** Which keys a config needs, and what is said where they are not there. */
import { expect } from 'chai'
import { keysLacking } from '../../../src/config/keys-wanted.ts'

describe('config: keys that are lacking', () => {
  const config = { certsDirectory: '/etc/isthmus/certs' }

  it('are named with their cure where apps speak OpenID Connect and nothing can sign for them', () => {
    const [problem, ...others] = keysLacking(config, 2, false)
    expect(others).to.deep.equal([])
    expect(problem).to.include({ severity: 'error', file: '/etc/isthmus/certs' })
    expect(problem?.cure).to.contain('isthmus keys init --missing')
  })

  it('are none where there are keys, or no such app', () => {
    expect(keysLacking(config, 2, true)).to.deep.equal([])
    expect(keysLacking(config, 0, false)).to.deep.equal([])
  })
})
