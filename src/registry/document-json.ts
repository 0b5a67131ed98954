/** JSON of a document that somebody may have damaged. */

/** Undefined where it is none. */
export function documentJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
