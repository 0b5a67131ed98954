/** The state of an app in a few words. */
import type { Place } from './layout.tsx'
import type { AppRow } from './rows.ts'

/** Everything about an app that somebody should see. */
export function StateTags({ row, place }: { row: AppRow; place: Place }) {
  const { list } = place.texts.apps
  const state = row.state === 'in-force' ? 'good' : row.state === 'broken' ? 'error' : 'warning'
  return (
    <>
      <span class={`tag ${state}`}>{list.states[row.state]}</span>
      {row.origin === 'store' ? null : <span class="tag">{list.origins[row.origin]}</span>}
      {row.address === undefined || row.state === 'unread' ? null : (
        <span class={`tag ${row.address === 'failing' ? 'warning' : 'error'}`}>
          {place.texts.addresses.ofApp[row.address]}
        </span>
      )}
      {row.quarantined ? <span class="tag warning">{list.quarantined}</span> : null}
      {row.errors > 0 ? <span class="tag error">{list.errors(row.errors)}</span> : null}
      {row.warnings > 0 ? <span class="tag warning">{list.warnings(row.warnings)}</span> : null}
    </>
  )
}
