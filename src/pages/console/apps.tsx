/** The list of apps, with the health of each at a glance; where there is none yet, what to do first. */
import { readable } from '../links.ts'
import { TextField } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Findings } from './parts.tsx'
import type { AppRow } from './rows.ts'
import { StateTags } from './state-tags.tsx'
import { Moment, numberOf } from './time.tsx'
import type { AppsView } from './views.ts'

export function AppsPage({ view, place }: { view: AppsView; place: Place }) {
  const { list } = place.texts.apps
  return (
    <ConsoleLayout place={place} title={list.title}>
      {view.any ? <List view={view} place={place} /> : <Empty place={place} />}
    </ConsoleLayout>
  )
}

function Empty({ place }: { place: Place }) {
  const { list } = place.texts.apps
  return (
    <div class="empty">
      <h1>{list.emptyTitle}</h1>
      <p>{list.emptyText}</p>
      <AddButton place={place} />
    </div>
  )
}

function AddButton({ place }: { place: Place }) {
  const { list } = place.texts.apps
  if (place.frame.role === 'reader') return <p class="soft">{place.texts.frame.readerText}</p>
  return (
    <p class="actions">
      <a class="button" href={`${place.context.publicUrl}/admin/add`}>
        {list.add}
      </a>
    </p>
  )
}

function List({ view, place }: { view: AppsView; place: Place }) {
  const { list } = place.texts.apps
  return (
    <>
      <div class="head">
        <h1>{list.title}</h1>
        <AddButton place={place} />
      </div>
      <search>
        <Filters view={view} place={place} />
      </search>
      <p class="soft">{list.found(view.total, numberOf(view.total, place.context.language))}</p>
      {view.search !== '' || view.troubled ? (
        <p>
          <a href={`${place.context.publicUrl}/admin`}>{list.showAll}</a>
        </p>
      ) : null}
      <Findings findings={view.findings} texts={place.texts} />
      {view.rows.length === 0 ? null : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{list.app}</th>
              <th scope="col">{list.state}</th>
              <th scope="col">{list.lastLogin}</th>
              <th scope="col">{list.failures}</th>
              <th scope="col">{list.certificate}</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <Row key={row.name} row={row} place={place} />
            ))}
          </tbody>
        </table>
      )}
      <Pager view={view} place={place} />
    </>
  )
}

function Filters({ view, place }: { view: AppsView; place: Place }) {
  const { list } = place.texts.apps
  return (
    <form method="get" action={`${place.context.publicUrl}/admin`} class="filters">
      <TextField name="q" type="search" label={list.search} value={view.search} />
      <div class="check">
        <input type="checkbox" id="troubled" name="troubled" value="1" checked={view.troubled} />
        <label for="troubled">{list.troubled}</label>
      </div>
      <button type="submit" class="quiet">
        {list.show}
      </button>
    </form>
  )
}

function Row({ row, place }: { row: AppRow; place: Place }) {
  const { list } = place.texts.apps
  const { language, publicUrl } = place.context
  return (
    <tr>
      <th scope="row">
        {row.federation === undefined ? (
          <a href={`${publicUrl}/admin/apps/${encodeURIComponent(row.name)}`}>
            <bdi>{readable(row.displayName)}</bdi>
          </a>
        ) : (
          <bdi>{readable(row.displayName)}</bdi>
        )}
        <span class="hint">
          <bdi>{readable(row.identifier ?? row.name)}</bdi>
          {row.federation === undefined ? null : (
            <>
              {' · '}
              <a href={`${publicUrl}/admin/addresses`}>
                <bdi>{readable(row.federation)}</bdi>
              </a>
            </>
          )}
        </span>
      </th>
      <td data-label={list.state}>
        <StateTags row={row} place={place} />
      </td>
      <td data-label={list.lastLogin}>
        {row.lastLogin === undefined ? list.never : <Moment at={row.lastLogin} language={language} />}
      </td>
      <td data-label={list.failures}>{row.failuresToday}</td>
      <td data-label={list.certificate}>
        {row.certificateEnd === undefined ? '–' : <CertificateEnd end={row.certificateEnd} place={place} />}
      </td>
    </tr>
  )
}

const soon = 30 * 24 * 3600_000

function CertificateEnd({ end, place: { context } }: { end: number; place: Place }) {
  const left = end - context.now.getTime()
  const moment = <Moment at={end} language={context.language} />
  if (left > soon) return moment
  return <span class={left > 0 ? 'tag warning' : 'tag error'}>{moment}</span>
}

function Pager({ view, place }: { view: AppsView; place: Place }) {
  const { list } = place.texts.apps
  if (view.pages < 2) return null
  const to = (at: number) => {
    const query = new URLSearchParams({
      ...(view.search !== '' && { q: view.search }),
      ...(view.troubled && { troubled: '1' }),
      at: String(at),
    })
    return `${place.context.publicUrl}/admin?${query}`
  }
  return (
    <nav class="actions" aria-label={list.pages}>
      {view.at > 1 ? (
        <a class="button quiet small" rel="prev" href={to(view.at - 1)}>
          {list.previous}
        </a>
      ) : null}
      <span>{list.pageOf(view.at, view.pages)}</span>
      {view.at < view.pages ? (
        <a class="button quiet small" rel="next" href={to(view.at + 1)}>
          {list.next}
        </a>
      ) : null}
    </nav>
  )
}
