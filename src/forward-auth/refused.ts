/** What the gateway itself refuses at the address that a proxy asks: a bare status, and why in plain text for its log. */
import type { DocumentReply } from '../core/http.ts'
import type { RefusalForm } from '../core/refusal-form.ts'

/** 403 stays a page: proxies pass it on to the person who asked. */
export const refusedAsText: RefusalForm<DocumentReply> = ({ status, message, errorId }) => {
  if (status === 403) return undefined
  const body = errorId === '' ? `${message}\n` : `${message} (error ${errorId})\n`
  return { kind: 'document', status, type: 'text/plain; charset=utf-8', body }
}

/** A person's address below that one. */
export const refusedAsPage: RefusalForm<DocumentReply> = () => undefined
