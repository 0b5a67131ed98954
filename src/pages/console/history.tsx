/** The history of one app: what each change changed, and the way back; and what somebody else changed meanwhile. */
import { AppHead, appTitle } from './app-head.tsx'
import type { ChangeView, DiffLine, HistoryView, MeanwhileView, PastView } from './app-views.ts'
import { authorOfRevision, reasonName } from './history-words.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Post } from './parts.tsx'
import { Moment } from './time.tsx'

export function HistoryPage({ view, place }: { view: HistoryView; place: Place }) {
  const { history } = place.texts.app
  return (
    <ConsoleLayout place={place} title={appTitle(view.app, 'history', place)}>
      <AppHead app={view.app} tab="history" place={place} />
      {view.entries.length === 0 ? <p>{history.none}</p> : null}
      {view.entries.map((entry) => (
        <Past key={entry.revision} entry={entry} app={view.app.name} place={place} />
      ))}
      {view.more ? <p class="soft">{history.more}</p> : null}
    </ConsoleLayout>
  )
}

function Past({ entry, app, place }: { entry: PastView; app: string; place: Place }) {
  const { history } = place.texts.app
  const [number = ''] = entry.revision.split('-', 1)
  return (
    <section class="sub" aria-labelledby={`r${number}`}>
      <h2 id={`r${number}`}>
        {history.revision(number)} {entry.current ? <span class="tag good">{history.current}</span> : null}
        {entry.removed ? <span class="tag warning">{history.removed}</span> : null}
      </h2>
      <p>
        <bdi>{authorOfRevision(entry.author, place.texts)}</bdi>,{' '}
        <Moment at={entry.at} language={place.context.language} />
        {entry.reason === undefined ? null : <span class="hint">{reasonName(entry.reason, place.texts)}</span>}
      </p>
      <Changes changes={entry.changes} place={place} />
      {entry.current || entry.removed || place.frame.role === 'reader' ? null : (
        <Post
          place={place}
          action={`/admin/apps/${encodeURIComponent(app)}/undo`}
          fields={{ to: entry.revision }}
          class="actions"
        >
          <button
            type="submit"
            class="quiet small"
            aria-label={place.texts.frame.actOn(history.bringBack, history.revision(number))}
          >
            {history.bringBack}
          </button>
        </Post>
      )}
    </section>
  )
}

function Changes({ changes, place }: { changes: readonly ChangeView[]; place: Place }) {
  return (
    <>
      {changes.map(({ part, lines }) => (
        <details key={part} open={part === 'settings'}>
          <summary>{place.texts.frame.parts[part]}</summary>
          <Diff lines={lines} />
        </details>
      ))}
    </>
  )
}

/** What somebody else changed since the form was shown, and both ways on. @param to the page as it is now */
export function Meanwhile({ of, to, place }: { of: MeanwhileView; to: string; place: Place }) {
  const { meanwhile } = place.texts.app
  return (
    <section class="way" aria-labelledby="meanwhile">
      <h2 id="meanwhile">{meanwhile.title(authorOfRevision(of.author, place.texts))}</h2>
      <p class="soft">
        <Moment at={of.at} language={place.context.language} />
      </p>
      <Changes changes={of.changes} place={place} />
      <p>
        {meanwhile.text}{' '}
        <ConsoleLink to={to} place={place}>
          {meanwhile.discard}
        </ConsoleLink>
      </p>
    </section>
  )
}

const marks = { in: '+', out: '−', same: ' ', gap: '⋯' } as const

function Diff({ lines }: { lines: readonly DiffLine[] }) {
  return (
    <pre class="diff">
      {lines.map(({ kind, text }, index) => (
        <span class={kind} key={`${index} ${text}`}>{`${marks[kind]} ${text}`}</span>
      ))}
    </pre>
  )
}
