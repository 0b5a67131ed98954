import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { GatewayError, type GatewayErrorCode } from '../../../src/core/errors.ts'
import { transactionId, upstreamName } from '../../../src/core/identifiers.ts'
import { createAudit } from '../../../src/telemetry/audit.ts'
import { createLogger } from '../../../src/telemetry/logger.ts'
import type { Metrics } from '../../../src/telemetry/metrics.ts'

const key = (fill: number) => createSecretKey(Buffer.alloc(32, fill))

function capture(level: 'debug' | 'error' = 'error') {
  const lines: Record<string, unknown>[] = []
  const logger = createLogger({ level, destination: { write: (line) => void lines.push(JSON.parse(line)) } })
  return { audit: createAudit({ logger, tokensKey: key(1) }), lines }
}

const id = transactionId('t'.repeat(32))

describe('telemetry: audit', () => {
  it('writes an event in its documented form, whatever the log level', () => {
    const { audit, lines } = capture('error')
    audit.record({
      amr: ['pwd', 'mfa'],
      event: 'login.success',
      outcome: 'success',
      app: 'https://wiki.home.test',
      upstream: upstreamName('authelia'),
      subject: 'pseudonym',
      session: 'abcdefgh',
      address: '192.0.2.1',
      acr: '1',
      requestId: '_q',
      responseId: '_r',
      transaction: id,
    })
    const { time, pid, ...event } = lines[0] ?? {}
    expect(time).to.be.a('string')
    expect(pid).to.equal(process.pid)
    expect(JSON.stringify(event)).to.equal(
      JSON.stringify({
        level: 'info',
        kind: 'audit',
        v: 1,
        event: 'login.success',
        outcome: 'success',
        transaction: id,
        app: 'https://wiki.home.test',
        upstream: 'authelia',
        subject: 'pseudonym',
        session: 'abcdefgh',
        address: '192.0.2.1',
        acr: '1',
        amr: ['pwd', 'mfa'],
        requestId: '_q',
        responseId: '_r',
        msg: 'login.success',
      }),
    )
  })

  it('logs a refusal once as an event and once with its cause and the steps before it', () => {
    const { audit, lines } = capture('error')
    audit.trace(id, 'sent upstream', { upstream: 'authelia' })
    audit.trace(id, 'token endpoint answered', { status: 400, id_token: 'x' })
    audit.trace(transactionId('other'), 'sent upstream')
    const cause = new Error('token exchange failed', { cause: { error: 'invalid_grant', claims: { email: 'a@b' } } })
    audit.refusal('K7M2Q9XR4T', new GatewayError('upstream_invalid', 'The answer could not be verified.', { cause }), {
      transaction: id,
      app: 'wiki',
      address: '192.0.2.1',
    })
    expect(lines).to.have.length(2)
    const [event, refusal] = lines
    expect(event).to.include({ kind: 'audit', event: 'login.refused', code: 'upstream_invalid', errorId: 'K7M2Q9XR4T' })
    expect(refusal).to.include({ kind: 'refusal', level: 'error', errorId: 'K7M2Q9XR4T', transaction: id })
    expect(refusal?.msg).to.equal('The answer could not be verified.')
    expect(JSON.stringify(refusal?.causes)).to.include('token exchange failed').and.include('invalid_grant')
    const steps = refusal?.trace as { step: string; facts: unknown }[]
    expect(steps.map(({ step }) => step)).to.deep.equal(['sent upstream', 'token endpoint answered'])
    expect(steps[1]?.facts).to.deep.equal({ status: 400, id_token: '[redacted]' })
    expect(JSON.stringify(lines)).to.not.include('a@b')
  })

  it('calls a refusal before any LoginRequest by another name', () => {
    const { audit, lines } = capture()
    audit.refusal('K7M2Q9XR4T', new GatewayError('unknown_app', 'Not registered.'), { address: '192.0.2.1' })
    expect(lines[0]).to.include({ event: 'request.refused' })
    expect(lines[1]).to.include({ level: 'warn' })
  })

  it('writes two lines for each of 600 refusals of an address in a minute, and of ten that are past a limit', () => {
    const { audit, lines } = capture()
    const refuse = (code: GatewayErrorCode, address: string) =>
      audit.refusal('K7M2Q9XR4T', new GatewayError(code, 'No.'), { address })
    for (let count = 0; count < 700; count += 1) refuse('signature_refused', '192.0.2.1')
    for (let count = 0; count < 700; count += 1) refuse('rate_limited', '192.0.2.1')
    expect(lines).to.have.length(2 * 600 + 2 * 10)
    refuse('signature_refused', '192.0.2.2')
    for (let count = 0; count < 10; count += 1) refuse('internal', '192.0.2.1')
    expect(lines, 'others, and what is our fault').to.have.length(2 * 600 + 2 * 10 + 2 + 2 * 10)
  })

  it('writes steps at debug level, and forgets those of a login that succeeded', () => {
    const { audit, lines } = capture('debug')
    audit.trace(id, 'one', { a: 1 })
    expect(lines[0]).to.deep.include({ kind: 'trace', level: 'debug', msg: 'one', facts: { a: 1 } })
    audit.record({ event: 'login.success', outcome: 'success', transaction: id })
    audit.refusal('X', new GatewayError('internal', 'x'), { transaction: id })
    expect(lines.at(-1)).to.not.have.property('trace')
  })

  it('keeps the last steps of the last logins only', () => {
    const { audit, lines } = capture()
    for (let login = 0; login < 1100; login += 1) {
      for (let step = 0; step < 40; step += 1) audit.trace(transactionId(`t${login}`), `step ${step}`)
    }
    const traceOf = (login: number): unknown => {
      audit.refusal('X', new GatewayError('internal', 'x'), { transaction: transactionId(`t${login}`) })
      return lines.at(-1)?.trace
    }
    expect(traceOf(0)).to.equal(undefined)
    expect(traceOf(1099)).to.have.length(24)
  })

  it('writes ten refusals of a minute for a client that is past its limits, and counts them all', () => {
    const lines: Record<string, unknown>[] = []
    const logger = createLogger({ level: 'info', destination: { write: (line) => void lines.push(JSON.parse(line)) } })
    const counted: unknown[] = []
    const metrics = { event: (event: unknown) => void counted.push(event) } as unknown as Metrics
    const audit = createAudit({ logger, metrics, tokensKey: key(1) })
    const limited = (address: string, app?: string) =>
      audit.refusal('X', new GatewayError('rate_limited', 'x'), { address, ...(app !== undefined && { app }) })
    for (let more = 0; more < 50; more += 1) limited('192.0.2.1')
    expect([lines.length, counted.length]).to.deep.equal([20, 50])
    limited('192.0.2.2')
    expect(lines, 'another client').to.have.length(22)
    limited('192.0.2.1', 'https://wiki.home.test')
    audit.refusal('X', new GatewayError('malformed_request', 'x'), { address: '192.0.2.1' })
    expect(lines, 'what an app is told, and every other refusal').to.have.length(26)
    for (let other = 0; other < 300; other += 1) limited(`198.51.100.${other % 256}`)
    expect(lines, 'all together').to.have.length(2 * 200 + 4)
  })

  it('gives a pseudonym that depends on subject and key', () => {
    const { audit } = capture()
    const logger = createLogger({ level: 'error', destination: { write: () => undefined } })
    const other = createAudit({ logger, tokensKey: key(2) })
    expect(audit.pseudonym('alice')).to.match(/^[\w-]{16}$/)
    expect(audit.pseudonym('alice')).to.equal(audit.pseudonym('alice'))
    expect(audit.pseudonym('alice')).to.not.equal(audit.pseudonym('bob'))
    expect(audit.pseudonym('alice')).to.not.equal(other.pseudonym('alice'))
  })
})
