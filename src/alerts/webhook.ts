/** One alert as a POST of JSON, with the `text` that chats and ntfy show. */
import type { OutboundConfig } from '../config/config.ts'
import { outboundClient } from '../outbound/client.ts'
import type { Alert } from './alert.ts'

/** ms, and bytes of an answer, which nobody reads. */
const longest = 10_000
const largest = 65_536

/** @throws OutboundError, or where the answer is no success */
export async function postAlert(
  url: string,
  { event, title, lines, facts }: Alert,
  at: number,
  outbound: OutboundConfig,
  signal: AbortSignal,
): Promise<void> {
  const text = [title, ...lines].join('\n')
  const body = JSON.stringify({ v: 1, event, time: new Date(at).toISOString(), title, text, facts })
  const client = outboundClient(outbound, { timeout: longest, limit: largest })
  try {
    const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }
    const { status } = await client.send({ method: 'POST', url, headers, body, signal })
    if (status < 200 || status > 299) throw new Error(`it answered ${status}`)
  } finally {
    client.close()
  }
}
