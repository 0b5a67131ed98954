/** Tokens in our own forms, without which another site's form does nothing here. Types only. */

/** Anti-forgery tokens, bound to a purpose and to what the browser holds. */
export interface AntiForgery {
  sign(purpose: string, value: string): string
  verify(purpose: string, value: string, token: string): boolean
}
