/** What a browser of the benches reads of an answer, on node:http, whose cost is small and always the same. */
import type { IncomingMessage } from 'node:http'

export interface Answer {
  readonly status: number
  readonly location: string
  /** Those that were set, as a Cookie header. */
  readonly cookie: string
  readonly body: string
}

/** The whole of it, as soon as it is there. */
export function readAnswer(response: IncomingMessage, resolve: (answer: Answer) => void): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('end', () => {
    const set = (response.headers['set-cookie'] ?? []).map((line) => line.split(';', 1)[0] ?? '')
    resolve({
      status: response.statusCode ?? 0,
      location: response.headers.location ?? '',
      cookie: set.filter((pair) => !pair.endsWith('=')).join('; '),
      body: Buffer.concat(chunks).toString(),
    })
  })
}
