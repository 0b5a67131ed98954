/** Attack 98: text from a request that makes a second line of the log, or that a terminal obeys. */

import { createSecretKey } from 'node:crypto'
import { expect } from 'chai'
import { GatewayError } from '../../src/core/errors.ts'
import { transactionId, upstreamName } from '../../src/core/identifiers.ts'
import { createAudit } from '../../src/telemetry/audit.ts'
import { createLogger } from '../../src/telemetry/logger.ts'

function capture() {
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
  return { logger, lines, audit: createAudit({ logger, tokensKey: createSecretKey(Buffer.alloc(32)) }) }
}

const injections: Readonly<Record<string, string>> = {
  'line feed': 'wiki\n{"level":"info","kind":"audit","event":"login.success"}',
  'carriage return': 'wiki\r\nforged',
  'next line': 'wiki\u0085forged',
  'line separator': 'wiki\u2028forged\u2029',
  'terminal escape': 'wiki\u001b[2J\u001b[31mforged',
  'terminal escape of one character': 'wiki\u009b2Jforged',
  backspace: 'wiki\u0008\u0008\u0008\u0008forged',
  delete: 'wiki\u007f',
  'text direction': 'wiki\u202egnp.exe',
  'no width': 'wi\u200bki\ufeff',
  'lone surrogate': 'wiki\ud800',
  'end of string': 'wiki","level":"info","x":"',
  null: 'wiki\u0000',
}

/** Every field that an attacker can fill, at once. */
function logAll(value: string): readonly string[] {
  const { logger, lines, audit } = capture()
  const error = new GatewayError('unknown_app', value, {
    facts: { setting: value, received: value, registered: [value] },
    cause: Object.assign(new Error(value, { cause: { error: value, error_description: value } }), {
      code: value,
      name: value,
    }),
  })
  const details = {
    app: value,
    upstream: upstreamName(value),
    address: value,
    requestId: value,
    acr: value,
    amr: [value],
  }
  audit.trace(transactionId(value), value, { [value]: value })
  audit.refusal('K7M2Q9XR4T', error, { ...details, transaction: transactionId(value) })
  logger.warn({ [value]: value, nested: { deep: [value] } }, value)
  logger.error(error, value)
  logger.info(value)
  return lines
}

/** What would break the line, or be obeyed or hidden by what shows it. */
const unseen = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u

describe('attack 98: log injection', () => {
  it('control: a plain value stands in every line as it is', () => {
    const lines = logAll('wiki')
    expect(lines).to.have.length(6)
    for (const line of lines) expect(line).to.include('wiki')
    expect('a\n').to.not.match(unseen)
    expect('a\u009b\n').to.match(unseen)
  })

  for (const [name, value] of Object.entries(injections)) {
    it(`${name}: one line stays one line, and says the same`, () => {
      const lines = logAll(value)
      expect(lines).to.have.length(6)
      for (const line of lines) {
        expect(line.indexOf('\n')).to.equal(line.length - 1)
        expect(line).to.not.match(unseen)
        const parsed = JSON.parse(line)
        expect(parsed.level).to.be.oneOf(['debug', 'info', 'warn', 'error'])
        expect(JSON.stringify(parsed)).to.include('wi')
      }
      const last = JSON.parse(lines.at(-1) ?? '')
      expect(last.msg).to.equal(value)
    })
  }
})
