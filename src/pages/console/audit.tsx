/** What administrators did. */
import { readable } from '../links.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Moment } from './time.tsx'
import type { AuditView } from './watch-views.ts'

export function AuditPage({ view, place }: { view: AuditView; place: Place }) {
  const { audit: texts } = place.texts.watch
  return (
    <ConsoleLayout place={place} title={texts.title}>
      <div class="head">
        <h1>{texts.title}</h1>
        <ConsoleLink to="/admin/audit.jsonl" class="button quiet small" place={place}>
          {texts.lines}
        </ConsoleLink>
      </div>
      {view.acts.length === 0 ? <p>{texts.none}</p> : <Acts view={view} place={place} />}
      {view.before === undefined ? null : (
        <p class="actions">
          <ConsoleLink to={`/admin/audit?before=${view.before}`} class="button quiet small" place={place}>
            {texts.older}
          </ConsoleLink>
        </p>
      )}
    </ConsoleLayout>
  )
}

function Acts({ view, place }: { view: AuditView; place: Place }) {
  const { audit: texts } = place.texts.watch
  return (
    <table class="cards">
      <thead>
        <tr>
          <th scope="col">{texts.act}</th>
          <th scope="col">{texts.on}</th>
          <th scope="col">{texts.who}</th>
          <th scope="col">{texts.when}</th>
        </tr>
      </thead>
      <tbody>
        {view.acts.map((act) => (
          <tr key={`${act.at} ${act.act} ${act.on}`}>
            <th scope="row">
              <code>{readable(act.act)}</code> {act.failed ? <span class="tag error">{texts.failed}</span> : null}
              {act.facts === '' ? null : <span class="hint">{readable(act.facts)}</span>}
            </th>
            <td data-label={texts.on}>
              <bdi>{readable(act.on ?? '–')}</bdi>
            </td>
            <td data-label={texts.who}>
              <bdi>{readable(act.author)}</bdi>
              <span class="hint">{readable(act.via)}</span>
            </td>
            <td data-label={texts.when}>
              <Moment at={act.at} language={place.context.language} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
