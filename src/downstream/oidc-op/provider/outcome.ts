/** What becomes of a request that the library looked at, where it does not answer it itself. Types only. */
import type { JsonObject } from '../../../core/identifiers.ts'
import type { AuthorizeParameters, ValidRequest } from '../authorize/login-request.ts'

export type Outcome =
  /** A valid authorization request. */
  | { readonly kind: 'authorize'; readonly clientId: string; readonly request: ValidRequest }
  /** A refresh token that was used a moment ago: its answer then is its answer now. */
  | { readonly kind: 'replayed'; readonly answer: JsonObject }
  /** An authorization request that was refused. */
  | { readonly kind: 'refused'; readonly refusal: AuthorizeRefusal }

export interface AuthorizeRefusal {
  readonly error: string
  readonly description?: string
  /** Absent where the app is not known. */
  readonly clientId?: string
  readonly parameters: AuthorizeParameters
  /** The redirect URI is one of the app's, and it may hear of it there. */
  readonly redirectable: boolean
  readonly cause: Error
}
