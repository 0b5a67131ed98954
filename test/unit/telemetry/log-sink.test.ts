import { expect } from 'chai'
import { type LogTarget, openLogSink } from '../../../src/telemetry/log-sink.ts'
import { createLogger } from '../../../src/telemetry/logger.ts'

const audit = (number: number): string => `{"level":"info","kind":"audit","v":1,"n":${number}}\n`
const other = '{"level":"warn","kind":"storage","msg":"say \\"kind\\":\\"audit\\""}\n'

describe('telemetry: a log that can not be written', () => {
  let full = false
  let half = false
  let written: string
  let said: string[]
  const target: LogTarget = {
    write(octets, taken) {
      if (half) {
        written += octets.toString().slice(0, 5)
        taken(5)
      }
      if (full || half) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      written += octets
      taken(octets.length)
    },
    end: async () => {},
  }
  const open = () => openLogSink(target, { say: (message) => said.push(message), retry: 5 })
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  beforeEach(() => {
    full = false
    half = false
    written = ''
    said = []
  })

  it('neither throws nor waits; it is said once, lines are counted, and audit lines follow when there is room', async () => {
    const sink = open()
    sink.write(audit(1))
    full = true
    for (const line of [audit(2), other, other, audit(3)]) sink.write(line)
    expect(sink.working).to.equal(false)
    expect(sink.lost).to.deep.equal({ audit: 0, other: 2 })
    expect(said).to.deep.equal([
      "The log can't be written (ENOSPC). Logins continue, but lines are lost until it can (docs/audit.md).",
    ])
    full = false
    await until(() => sink.working)
    sink.write(audit(4))
    const [gap, ...rest] = written.trim().split('\n').slice(3)
    expect(written.startsWith(audit(1) + audit(2) + audit(3))).to.equal(true)
    expect(JSON.parse(gap ?? '')).to.include({ level: 'warn', kind: 'log', audit: 0, other: 2 })
    expect(rest).to.deep.equal([audit(4).trim()])
    expect(said).to.have.length(2)
    await sink.end(10)
  })

  it('keeps no more than a thousand audit lines', async () => {
    const sink = open()
    full = true
    for (let number = 0; number < 1003; number++) sink.write(audit(number))
    expect(sink.lost.audit).to.equal(3)
    await sink.end(10)
  })

  it('a line that was cut off is not taken for the beginning of the next', async () => {
    const sink = open()
    half = true
    sink.write(audit(1))
    half = false
    await until(() => sink.working)
    expect(written.split('\n').slice(0, 2)).to.deep.equal([audit(1).slice(0, 5), audit(1).trim()])
    await sink.end(10)
  })

  it('what can not be made a line does not throw either', () => {
    const lines: string[] = []
    const log = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } })
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('trap')
        },
      },
    )
    log.info(trap, 'message')
    expect(lines).to.have.length(1)
    expect(lines[0]).to.include('a line could not be serialized')
  })
})
