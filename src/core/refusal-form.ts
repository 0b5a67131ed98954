/**
 * How a program's address says that the gateway itself refuses a request: a path that can't be read, another method, a
 * limit. A person is shown a page; a program reads JSON, or XML.
 */
import type { GatewayErrorCode } from './errors.ts'

export interface RefusalFacts {
  readonly code: GatewayErrorCode
  /** HTTP. */
  readonly status: number
  readonly message: string
  /** Empty where the log has no line about it. */
  readonly errorId: string
}

/**
 * In the form of the address, and of all that lie below it; undefined for what a person sent.
 * @param contentType of the request, empty where it has none
 */
export type RefusalForm<Reply> = (refusal: RefusalFacts, contentType: string) => Reply | undefined
