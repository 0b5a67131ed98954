import { expect } from 'chai'
import { createLogger } from '../../../src/telemetry/logger.ts'
import { flattenCauses, maskText } from '../../../src/telemetry/redaction.ts'

function capture(level: 'debug' | 'info' = 'info') {
  const lines: string[] = []
  const log = createLogger({ level, destination: { write: (line) => void lines.push(line) } })
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '') }
}

describe('telemetry: logger', () => {
  it('writes one JSON line with level by name and time in UTC', () => {
    const { log, lines, last } = capture()
    log.info({ kind: 'x', count: 3, list: ['a'] }, 'something')
    expect(lines).to.have.length(1)
    expect(last()).to.include({ level: 'info', kind: 'x', count: 3, msg: 'something' })
    expect(last().time).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
  })

  it('redacts fields by name, at any depth', () => {
    const { log, last } = capture()
    log.info({
      cookie: 'a',
      headers: { Authorization: 'b', 'Set-Cookie': 'c', host: 'h' },
      id_token: 'd',
      claims: { e: 1 },
    })
    expect(last()).to.deep.include({
      cookie: '[redacted]',
      headers: { Authorization: '[redacted]', 'Set-Cookie': '[redacted]', host: 'h' },
      id_token: '[redacted]',
      claims: '[redacted]',
    })
  })

  it('keeps error codes and redacts authorization codes', () => {
    const { log, last } = capture()
    log.info({ code: 'access_denied', a: { code: 'ECONNREFUSED' }, b: { code: 'authelia_ac_x8Yz' } })
    expect(last()).to.deep.include({ code: 'access_denied', a: { code: 'ECONNREFUSED' }, b: { code: '[redacted]' } })
  })

  it('masks what looks like a secret in any text', () => {
    expect(maskText('GET /cb?code=abc.def&state=s&iss=i')).to.equal('GET /cb?code=[redacted]&state=s&iss=i')
    expect(maskText('got eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln here')).to.equal('got [token] here')
    expect(maskText('Authorization: Bearer abcdef123')).to.equal('Authorization: Bearer [redacted]')
    expect(maskText(`x ${'QUJD'.repeat(60)} y`)).to.equal('x [long value] y')
    expect(maskText('-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----!')).to.equal('[private key]!')
    expect(maskText('nothing special')).to.equal('nothing special')
  })

  it('masks the message too, and takes percent signs as they are', () => {
    const { log, last } = capture()
    log.info('100 %s code=abcdef %%')
    expect(last().msg).to.equal('100 %s code=[redacted] %%')
    log.warn({}, 'code=abcdef')
    expect(last().msg).to.equal('code=[redacted]')
  })

  it('writes an error as a flat chain', () => {
    const { log, last } = capture()
    log.error(new Error('outer', { cause: new TypeError('inner') }), 'failed')
    expect(
      last().err.map(({ name, message }: { name: string; message: string }) => `${name}: ${message}`),
    ).to.deep.equal(['Error: outer', 'TypeError: inner'])
  })

  it('takes of a cause that is no error nothing but the standard fields', () => {
    const cause = { claims: { email: 'a@b' }, error: 'invalid_grant', error_description: 'gone', status: 400 }
    const flat = flattenCauses(new Error('x', { cause }))
    expect(flat[1]).to.deep.equal({
      name: 'object',
      message: 'error: invalid_grant, error_description: gone, status: 400',
    })
  })

  it('ends at loops and endless chains', () => {
    const loop = new Error('loop')
    loop.cause = loop
    expect(flattenCauses(loop)).to.have.length(1)
    let chain = new Error('0')
    for (let i = 1; i < 50; i += 1) chain = new Error(String(i), { cause: chain })
    expect(flattenCauses(chain)).to.have.length(8)
  })

  it('cuts what is long, wide or deep, and names what is no plain value', () => {
    const { log, last } = capture()
    const deep = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }
    log.info({
      text: 'y z '.repeat(1000),
      deep,
      list: Array.from({ length: 100 }, (_, i) => i),
      map: new Map(),
      buffer: Buffer.alloc(9),
    })
    expect(last().text).to.have.length.below(600)
    expect(JSON.stringify(last().deep)).to.include('[deeper]')
    expect(last().list).to.have.length(30)
    expect(last()).to.include({ map: '[Map]', buffer: '[Buffer]' })
  })
})
