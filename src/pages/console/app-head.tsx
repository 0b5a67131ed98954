/** What stands above the pages of one app: its name and state, and the way to the others. */
import { readable } from '../links.ts'
import type { Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import type { AppRow } from './rows.ts'
import { StateTags } from './state-tags.tsx'
import { Moment } from './time.tsx'

const tabs = ['overview', 'settings', 'document', 'metadata', 'preview', 'history'] as const
export type AppTab = (typeof tabs)[number]

/** One that speaks OpenID Connect has no metadata. */
const tabsOf = ({ protocol }: AppRow) => (protocol === 'oidc' ? tabs.filter((tab) => tab !== 'metadata') : tabs)

/** The title of one of its pages. */
export function appTitle(app: AppRow, tab: AppTab, { texts }: Place): string {
  const name = readable(app.displayName)
  return tab === 'overview' ? name : `${texts.app.tabs[tab]} · ${name}`
}

/** Name, state and the pages of one app. */
export function AppHead({ app, tab, place }: { app: AppRow; tab: AppTab; place: Place }) {
  const { tabs: names, inFile } = place.texts.app
  const base = `/admin/apps/${encodeURIComponent(app.name)}`
  return (
    <>
      <div class="head">
        <h1>
          <bdi>{readable(app.displayName)}</bdi>
        </h1>
        <p class="inline">
          <StateTags row={app} place={place} />
        </p>
      </div>
      <nav class="tabs" aria-label={readable(app.displayName)}>
        <ul>
          {tabsOf(app).map((one) => (
            <li key={one}>
              <ConsoleLink to={one === 'overview' ? base : `${base}/${one}`} here={one === tab} place={place}>
                {names[one]}
              </ConsoleLink>
            </li>
          ))}
        </ul>
      </nav>
      {app.unread === undefined ? null : <Unread unread={app.unread} place={place} />}
      {app.file === undefined ? null : (
        <p class="strip">{inFile(readable(app.line === undefined ? app.file : `${app.file}:${app.line}`))}</p>
      )}
    </>
  )
}

/** Where its metadata is to come from, and since when that fails; why stands among what was found. */
function Unread({ unread, place }: { unread: NonNullable<AppRow['unread']>; place: Place }) {
  const { ofApp, failingSince } = place.texts.addresses
  return (
    <p class="strip">
      {ofApp.unread}: <bdi>{readable(unread.address)}</bdi>
      {unread.failingSince === undefined ? null : (
        <>
          {' · '}
          {failingSince} <Moment at={unread.failingSince} language={place.context.language} />
        </>
      )}
    </p>
  )
}
