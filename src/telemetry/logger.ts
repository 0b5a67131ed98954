/**
 * What the gateway says about itself, only to operators:
 *
 *   logger.ts      JSON lines by pino; one line stays one line (attack 98)
 *   log-sink.ts    where the lines go, and what becomes of them when the log is full
 *   redaction.ts   what may stand in a line: no secret, no attribute value, nothing unbounded (attack 94)
 *   audit.ts       audit events (docs/audit.md), refusals with their private cause, steps of a login
 *   trace.ts       the last steps of each login, kept until a refusal wants them
 *   metrics.ts     counters and histograms, loaded only where metrics are configured
 */
import pino, { type DestinationStream, type Logger } from 'pino'
import { visibleJson } from '../core/visible-text.ts'
import { maskText, redact } from './redaction.ts'

export type Log = Logger
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface LoggerOptions {
  readonly level: LogLevel
  /** Takes whole lines, newline included. */
  readonly destination: DestinationStream
}

/**
 * A logger of JSON lines: `level` by name, `time` in UTC, `pid`, then what is logged. Every value goes through
 * `redact`, wherever it comes from. It never throws: for what can't be logged, a line says so.
 */
export function createLogger(options: LoggerOptions): Log {
  const { destination } = options
  return pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields),
      },
      hooks: { logMethod: redactMessage },
    },
    { write: (line: string) => destination.write(visibleJson(line)) },
  )
}

/** The text of a line is redacted too; an Error passed by itself becomes the field `err`. */
function redactMessage(this: Log, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  try {
    write.call(this, args, method)
  } catch {
    method.call(this, { kind: 'log' }, 'a line could not be serialized')
  }
}

function write(this: Log, args: Parameters<pino.LogFn>, method: pino.LogFn): void {
  const [first, second] = args as readonly unknown[]
  if (first instanceof Error) method.call(this, { err: first }, redactText(second))
  else if (typeof first === 'string') method.call(this, redactText(first))
  else method.call(this, first, redactText(second))
}

function redactText(text: unknown): string | undefined {
  if (text === undefined) return undefined
  return maskText(String(text))
}
