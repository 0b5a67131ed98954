/** What a command is given to read: a file, or standard input, up to a limit. */
import { createReadStream } from 'node:fs'
import { markedText } from '../registry/marked-text.ts'
import { fileKindOf, startOf } from '../saml/file-kinds.ts'
import { explain, explainFile, Plain } from './output.ts'

/** Octets: no metadata that the API takes is larger. */
const longest = 2 * 1_048_576

/** @param source a path, or `-` @throws Plain where it can't be read, or is too large */
export async function readInput(source: string): Promise<string> {
  if (source === '-' && process.stdin.isTTY) process.stderr.write('Paste it here, and then press Ctrl-D.\n')
  const stream = source === '-' ? process.stdin : createReadStream(source)
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of stream) {
      const octets = Buffer.from(part)
      size += octets.length
      if (size > longest) throw new Plain(`${source} is larger than 2 MiB.`)
      parts.push(octets)
    }
  } catch (error) {
    if (error instanceof Plain) throw error
    throw new Plain(explainFile(error as Error, source) ?? `${source} can't be read: ${explain(error)}`)
  }
  return textOf(Buffer.concat(parts), source)
}

function textOf(octets: Uint8Array, source: string): string {
  try {
    return markedText(octets)
  } catch {
    const kind = fileKindOf(startOf(octets))
    if (kind !== undefined) throw new Plain(`${source} is ${kind.name}, and no text: choose another file.`)
    throw new Plain(`${source} is neither UTF-8 nor UTF-16: save it as UTF-8.`)
  }
}
