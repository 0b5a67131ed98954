/** Which addresses are a program's, and how each says that a request is refused. */
import type { DocumentReply, Route } from '../core/http.ts'
import type { RefusalForm } from '../core/refusal-form.ts'
import type { Context } from './context.ts'
import type { Mount } from './endpoint.ts'

/** The form for a request, whether a route was found for it or not; undefined where a person is shown a page. */
export type FindForm = (ctx: Context) => RefusalForm<DocumentReply> | undefined

export function refusalForms(routes: readonly Route[], mounts: readonly Mount[]): FindForm {
  const forms = new Map<string, RefusalForm<DocumentReply>>()
  for (const { path, refused } of [...routes, ...mounts.flatMap(({ at }) => at)]) {
    if (refused !== undefined) forms.set(path.replace(/\/\*\w+$/, ''), refused)
  }
  // The nearest counts: a person's address may lie below a program's.
  const nearestFirst = [...forms.keys()].sort((one, other) => other.length - one.length)
  return ({ state: { site, path }, req }) => {
    // What can't be read, or is too long, is in no route: it counts by how it begins.
    const below = path ?? (req.url ?? '').slice(site.prefix.length)
    const nearest = nearestFirst.find((one) => below.startsWith(one) && !/^[\w-]/.test(below.slice(one.length)))
    return nearest === undefined ? undefined : forms.get(nearest)
  }
}
