/** A program of another language that answers each line with a line. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { endProcess } from '../fixtures/end-process.ts'

export interface LineProgram {
  /** The next line that it prints; rejects with what it complained about where it has ended. */
  next(): Promise<string>
  write(line: string): void
  close(): Promise<void>
}

/** Starts it, with further variables in its environment. */
export function startLineProgram(
  [command = '', ...words]: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): LineProgram {
  const child = spawn(command, words, { env: { ...process.env, ...env } })
  const complaints: string[] = []
  child.stderr.on('data', (data) => complaints.push(String(data)))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async next() {
      const { value, done } = await lines.next()
      if (done) throw new Error(complaints.join(''))
      return value
    },
    write: (line) => void child.stdin.write(`${line}\n`),
    close: async () => void (await endProcess(child, 3000)),
  }
}
