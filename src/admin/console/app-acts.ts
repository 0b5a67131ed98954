/** What is done to an app as a whole: switched off and on, removed, taken over, brought back to an earlier state. */
import type { Revision } from '../../app-store/store.ts'
import type { Reply } from '../../core/http.ts'
import type { NoticeName } from '../../pages/console/frame.ts'
import { undoApp } from '../app-past.ts'
import { disableApp, enableApp, takeOverApp } from '../app-state.ts'
import { removeApp } from '../apps.ts'
import type { AdminDependencies } from '../dependencies.ts'
import { changed } from './notice.ts'
import { acceptsRenames, onceSure } from './refusals.ts'
import type { ConsoleRoute, Visit } from './visit.ts'

interface Acts {
  readonly admin: AdminDependencies
  /** Address of a path of ours below publicUrl. */
  url(path: string): string
  /** ms since 1970 */
  now(): number
}

const hour = 3600_000

/** `/admin/apps/:name/disable` and its neighbours. */
export function appActRoutes(acts: Acts): readonly ConsoleRoute[] {
  const { admin } = acts
  const at = (act: string) => `/admin/apps/:name/${act}`
  const done = (name: string | undefined, notice: NoticeName): Reply => {
    const path = name === undefined ? '/admin' : `/admin/apps/${encodeURIComponent(name)}`
    return changed(acts, path, notice)
  }
  const nameOf = ({ params }: Visit): string => params.name ?? ''
  return [
    {
      method: 'POST',
      path: at('disable'),
      async answer(visit) {
        const hours = Number(visit.form.get('hours') || Number.NaN)
        const until = Number.isFinite(hours) ? admin.now() + hours * hour : undefined
        await disableApp(admin, visit.who, nameOf(visit), until)
        return done(nameOf(visit), 'disabled')
      },
    },
    {
      method: 'POST',
      path: at('enable'),
      async answer(visit) {
        await enableApp(admin, visit.who, nameOf(visit))
        return done(nameOf(visit), 'enabled')
      },
    },
    {
      method: 'POST',
      path: at('remove'),
      answer: (visit) =>
        onceSure(visit, { act: 'remove', on: nameOf(visit) }, async () => {
          await removeApp(admin, visit.who, nameOf(visit), { replaces: 'whatever' })
          return done(undefined, 'removed')
        }),
    },
    {
      method: 'POST',
      path: at('take-over'),
      answer: (visit) =>
        onceSure(visit, { act: 'takeOver', on: nameOf(visit) }, async () => {
          const { document } = await takeOverApp(admin, visit.who, nameOf(visit))
          return done(document?.name, 'takenOver')
        }),
    },
    {
      method: 'POST',
      path: at('undo'),
      answer: (visit) =>
        onceSure(
          visit,
          { act: 'undo', on: nameOf(visit), back: `${visit.http.path.replace(/undo$/, 'history')}` },
          async () => {
            const to = visit.form.get('to')
            const wish = { confirmed: acceptsRenames(visit), ...(to !== undefined && { to: to as Revision }) }
            await undoApp(admin, visit.who, nameOf(visit), wish)
            return done(nameOf(visit), 'undone')
          },
        ),
    },
  ]
}
