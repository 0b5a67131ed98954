import { createSecretKey, randomBytes } from 'node:crypto'
import { expect } from 'chai'
import { signToken, verifyToken } from '../../../src/keys/tokens.ts'

describe('anti-forgery tokens', () => {
  const keys = { tokens: createSecretKey(randomBytes(32)) }

  it('are good for their purpose and value only', () => {
    const token = signToken(keys, 'logout', 'session')
    expect(token).to.match(/^[\w-]{43}$/)
    expect(verifyToken(keys, 'logout', 'session', token)).to.equal(true)
    expect(verifyToken(keys, 'logout', 'other session', token)).to.equal(false)
    expect(verifyToken(keys, 'forget', 'session', token)).to.equal(false)
    expect(verifyToken(keys, 'logouts', 'ession', token)).to.equal(false)
    expect(verifyToken({ tokens: createSecretKey(randomBytes(32)) }, 'logout', 'session', token)).to.equal(false)
  })

  it('of any other text are refused', () => {
    const token = signToken(keys, 'logout', 'session')
    for (const forged of ['', 'x', token.slice(1), `A${token}`, `${token}AAAA`, 'ü'.repeat(43), '\ud800'])
      expect(verifyToken(keys, 'logout', 'session', forged), forged).to.equal(false)
  })
})
