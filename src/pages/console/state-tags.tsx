/** The state of an app in a few words. */
import { readable } from '../links.ts'
import type { Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
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
        <TagLink
          to="/admin/addresses"
          severity={row.address === 'failing' ? 'warning' : 'error'}
          text={place.texts.addresses.ofApp[row.address]}
          row={row}
          place={place}
        />
      )}
      {row.quarantined ? (
        <TagLink to="/admin/quarantine" severity="warning" text={list.quarantined} row={row} place={place} />
      ) : null}
      {row.errors > 0 ? <span class="tag error">{list.errors(row.errors)}</span> : null}
      {row.warnings > 0 ? <span class="tag warning">{list.warnings(row.warnings)}</span> : null}
    </>
  )
}

interface TagLinkProps {
  readonly to: string
  readonly severity: 'warning' | 'error'
  readonly text: string
  readonly row: AppRow
  readonly place: Place
}

/** Leads to where something can be done about it. */
function TagLink({ to, severity, text, row, place }: TagLinkProps) {
  const label = place.texts.frame.actOn(text, readable(row.displayName))
  return (
    <ConsoleLink to={to} class={`tag ${severity}`} label={label} place={place}>
      {text}
    </ConsoleLink>
  )
}
