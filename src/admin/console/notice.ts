/** The way from a form to the page that says what was done. */
import type { Reply } from '../../core/http.ts'
import type { NoticeName } from '../../pages/console/frame.ts'

interface Telling {
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
}

/** Leads to a page that shows the change: it waits until it is in force (guard.ts). @param path below publicUrl */
export function changed({ url, now }: Telling, path: string, notice: NoticeName): Reply {
  return { kind: 'redirect', location: url(`${path}?notice=${notice}&after=${now()}`) }
}
