/** What administrators did. */
import { readable } from '../links.ts'
import type { Language } from '../messages/language.ts'
import { filled } from './finding-words.ts'
import { authorName, withoutDigest } from './history-words.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Moment, momentOf } from './time.tsx'
import type { AuditView } from './watch-views.ts'

type Fact = AuditView['acts'][number]['facts'][number]

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
      {view.next === undefined ? null : (
        <p class="actions">
          <ConsoleLink
            to={`/admin/audit?from=${encodeURIComponent(view.next)}`}
            class="button quiet small"
            place={place}
          >
            {texts.older}
          </ConsoleLink>
        </p>
      )}
    </ConsoleLayout>
  )
}

function Acts({ view, place }: { view: AuditView; place: Place }) {
  const { audit: texts } = place.texts.watch
  const { names, ways } = place.texts.acts
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
              {wordOf(names, act.act)} {act.failed ? <span class="tag error">{texts.failed}</span> : null}
              <span class="hint">
                <code>{readable(act.act)}</code>
                {act.facts.map((fact) => readable(`, ${factText(fact, place)}`))}
              </span>
            </th>
            <td data-label={texts.on}>
              <bdi>{readable(act.on ?? '–')}</bdi>
            </td>
            <td data-label={texts.who}>
              <bdi>{authorName(act.author, place.texts)}</bdi>
              <span class="hint">{ways[act.via]}</span>
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

/** The word for a code; the code where there is none. */
const wordOf = (words: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(words, code) ? (words[code] ?? code) : readable(code)

function factText([name, value]: Fact, { texts, context }: Place): string {
  const { facts, how, why } = texts.acts
  const known = { ...how, ...why, ...texts.addresses.states }
  const said = momentIn(name, value, context.language) ?? wordOf(known, withoutDigest(String(value)))
  return Object.hasOwn(facts, name) ? filled(wordOf(facts, name), { value: said }) : `${name} ${said}`
}

/** Times as times. */
function momentIn(name: string, value: Fact[1], language: Language): string | undefined {
  const at = name === 'until' ? Date.parse(String(value)) : name === 'expiresAt' ? Number(value) : Number.NaN
  return Number.isNaN(at) ? undefined : momentOf(at, language)
}
