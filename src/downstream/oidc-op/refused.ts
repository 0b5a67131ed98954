/** What the gateway refuses at an address that apps ask, as they read errors (RFC 6749, 5.2; RFC 6750, 3.1). */
import type { DocumentReply } from '../../core/http.ts'
import type { RefusalForm } from '../../core/refusal-form.ts'

export const refusedAsJson: RefusalForm<DocumentReply> = ({ status, message }) => {
  const away = status === 503 || status === 429
  const error = away ? 'temporarily_unavailable' : status < 500 ? 'invalid_request' : 'server_error'
  const body = `${JSON.stringify({ error, error_description: message })}\n`
  return { kind: 'document', status, type: 'application/json', body, headers: { 'Cache-Control': 'no-store' } }
}
