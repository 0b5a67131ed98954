/**
 * Where log lines go. Whatever becomes of the log (the disk is full, its reader exited, nobody reads), writing never
 * throws, never waits and never ends the process: logins go on. Lines that find no room are counted; audit lines among
 * them are kept in memory, up to a limit, and written when there is room again (docs/audit.md).
 */
import { fstatSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'

/** Lines that could not be written, since the start. */
export interface LostLines {
  /** Of `kind` audit. */
  readonly audit: number
  readonly other: number
}

export interface LogSink {
  /** Takes a whole line, newline included. Never throws. */
  write(line: string): void
  /** Whether the last line was written, as far as can be known. */
  readonly working: boolean
  readonly lost: LostLines
  /** Resolves when what can be written has been, within this many ms. */
  end(ms: number): Promise<void>
}

/** What a sink writes to. */
export interface LogTarget {
  /** Takes all of the bytes, or throws; may take a part before it throws, and says how much by `taken`. */
  write(octets: Buffer, taken: (count: number) => void): void
  end(ms: number): Promise<void>
}

export interface LogSinkOptions {
  /** Called once when the log fails, and once when it works again. */
  readonly say?: (message: string) => void
  /** ms between attempts while it fails */
  readonly retry?: number
}

/** Audit lines kept while the log fails: a few hundred bytes each. */
const mostKept = 1000

/** @param target standard output where absent */
export function openLogSink(
  target: LogTarget = targetOf(1),
  { say = sayOnStderr, retry = 1000 }: LogSinkOptions = {},
): LogSink {
  const lost = { audit: 0, other: 0 }
  let before: LostLines = { ...lost }
  let kept: string[] = []
  let failing: NodeJS.Timeout | undefined
  /** A line was cut off: the next one must not look like its continuation. */
  let cut = false

  function put(line: string): void {
    let written = 0
    const octets = Buffer.from(cut ? `\n${line}` : line)
    try {
      target.write(octets, (count) => {
        written += count
      })
      cut = false
    } catch (error) {
      cut ||= written > 0
      throw error
    }
  }

  function keep(line: string): void {
    const audit = line.includes('"kind":"audit"')
    if (audit && kept.length < mostKept) kept.push(line)
    else lost[audit ? 'audit' : 'other'] += 1
  }

  function again(): void {
    try {
      for (let line = kept[0]; line !== undefined; line = kept[0]) {
        put(line)
        kept = kept.slice(1)
      }
      put(gapLine(lost, before))
    } catch {
      return
    }
    clearInterval(failing)
    failing = undefined
    say('The log can be written again.')
  }

  return {
    lost,
    get working() {
      return failing === undefined
    },
    write(line) {
      if (failing !== undefined) return keep(line)
      try {
        put(line)
      } catch (error) {
        before = { ...lost }
        failing = setInterval(again, retry).unref()
        keep(line)
        const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
        say(`The log can't be written (${code}). Logins continue, but lines are lost until it can (docs/audit.md).`)
      }
    },
    async end(ms) {
      if (failing !== undefined) again()
      clearInterval(failing)
      await target.end(ms)
    },
  }
}

/** The first line after a gap says how many are missing. */
function gapLine(lost: LostLines, before: LostLines): string {
  const [audit, other] = [lost.audit - before.audit, lost.other - before.other]
  const fields = { level: 'warn', time: new Date().toISOString(), pid: process.pid, kind: 'log', audit, other }
  return `${JSON.stringify({ ...fields, msg: 'the log could not be written for a while: this many lines were lost' })}\n`
}

/** Bytes that may wait for a reader. */
const mostWaiting = 1_048_576

/** A pipe or socket must not make us wait for its reader; a file takes everything at once. */
function targetOf(fd: number): LogTarget {
  const kind = fstatOf(fd)
  return kind?.isFIFO() === true || kind?.isSocket() === true ? pipe(fd) : file(fd)
}

function fstatOf(fd: number) {
  try {
    return fstatSync(fd)
  } catch {
    return undefined
  }
}

/** A stream of lines as pino knows it. */
export function streamTarget(stream: { write(line: string): void }): LogTarget {
  return { write: (octets) => stream.write(octets.toString()), end: async () => {} }
}

function file(fd: number): LogTarget {
  return {
    write(octets, taken) {
      for (let at = 0; at < octets.length; ) {
        const count = writeSync(fd, octets, at)
        taken(count)
        at += count
      }
    },
    end: async () => {},
  }
}

function pipe(fd: number): LogTarget {
  const socket = new Socket({ fd, readable: false, writable: true })
  let fault: Error | undefined
  socket.on('error', (error) => {
    fault = error
  })
  // By itself it must not keep the process alive.
  socket.unref()
  return {
    write(octets) {
      if (fault !== undefined) throw fault
      if (socket.writableLength > mostWaiting) throw Object.assign(new Error('nobody reads'), { code: 'EAGAIN' })
      socket.write(octets)
    },
    end(ms) {
      if (fault !== undefined || socket.writableLength === 0) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms)
        socket.write('', () => {
          clearTimeout(timer)
          resolve()
        })
      })
    },
  }
}

/** Standard error may be the same unread pipe, or closed. */
let stderr: LogTarget | undefined
function sayOnStderr(message: string): void {
  try {
    stderr ??= targetOf(2)
    stderr.write(Buffer.from(`${message}\n`), () => {})
  } catch {
    // There is nobody left to tell.
  }
}
