/** The pages beside the apps: sessions, upstreams and keys. */
import { appName } from '../app-name.ts'
import { readable } from '../links.ts'
import { CopyButton } from './copy.tsx'
import { TextField } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Findings, Post } from './parts.tsx'
import { Moment, numberOf } from './time.tsx'
import type { KeysView, SessionsView, UpstreamsView } from './watch-views.ts'

export function SessionsPage({ view, place }: { view: SessionsView; place: Place }) {
  const { sessions: texts } = place.texts.watch
  return (
    <ConsoleLayout place={place} title={texts.title}>
      <h1>{texts.title}</h1>
      <search>
        <form method="get" action={`${place.context.publicUrl}/admin/sessions`} class="filters">
          <TextField name="q" type="search" label={texts.search} value={view.search} />
          <button type="submit" class="quiet">
            {texts.show}
          </button>
        </form>
      </search>
      <p class="soft">{texts.found(view.total, numberOf(view.total, place.context.language))}</p>
      {view.sessions.length === 0 ? null : (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{texts.person}</th>
              <th scope="col">{texts.since}</th>
              <th scope="col">{texts.end}</th>
              <th scope="col">{texts.apps}</th>
              <th scope="col">{texts.act}</th>
            </tr>
          </thead>
          <tbody>
            {view.sessions.map((session) => (
              <SessionRow key={session.reference} session={session} place={place} />
            ))}
          </tbody>
        </table>
      )}
    </ConsoleLayout>
  )
}

function SessionRow({ session, place }: { session: SessionsView['sessions'][number]; place: Place }) {
  const { sessions: texts } = place.texts.watch
  const { actOn } = place.texts.frame
  const { language } = place.context
  const which = readable(`${session.person}, ${session.reference}`)
  return (
    <tr>
      <th scope="row">
        <bdi>{readable(session.person)}</bdi>
        <span class="hint">{readable(`${session.upstream} · ${session.reference}`)}</span>
        <span class="hint">
          <ConsoleLink
            to={`/admin/consents?session=${encodeURIComponent(session.reference)}`}
            place={place}
            label={actOn(texts.consents, which)}
          >
            {texts.consents}
          </ConsoleLink>
        </span>
      </th>
      <td data-label={texts.since}>
        <Moment at={session.since} language={language} />
      </td>
      <td data-label={texts.end}>
        <Moment at={session.end} language={language} />
      </td>
      <td data-label={texts.apps}>
        <bdi>{session.apps.map((app) => appName(app, language)).join(', ') || '–'}</bdi>
      </td>
      <td>
        {place.frame.role === 'reader' ? null : (
          <Post
            place={place}
            action="/admin/sessions/end"
            fields={{ reference: session.reference, person: session.person }}
          >
            <button type="submit" class="danger small" aria-label={actOn(texts.endIt, which)}>
              {texts.endIt}
            </button>
          </Post>
        )}
      </td>
    </tr>
  )
}

export function UpstreamsPage({ view, place }: { view: UpstreamsView; place: Place }) {
  const { upstreams: texts } = place.texts.watch
  return (
    <ConsoleLayout place={place} title={texts.title}>
      <h1>{texts.title}</h1>
      {view.upstreams.map((upstream, index) => (
        <section class="way" key={upstream.name} aria-labelledby={`up-${index}`}>
          <h2 id={`up-${index}`}>{readable(upstream.displayName)}</h2>
          <p class="soft">
            {readable(upstream.kind)} · <bdi>{readable(upstream.issuer)}</bdi>
          </p>
          {upstream.findings === undefined ? (
            <p>
              <ConsoleLink
                to={`/admin/upstreams/${encodeURIComponent(upstream.name)}`}
                class="button quiet small"
                place={place}
                label={place.texts.frame.actOn(texts.check, readable(upstream.displayName))}
              >
                {texts.check}
              </ConsoleLink>
            </p>
          ) : (
            <Findings findings={upstream.findings} texts={place.texts} />
          )}
        </section>
      ))}
    </ConsoleLayout>
  )
}

export function KeysPage({ view, place }: { view: KeysView; place: Place }) {
  const { keys: texts } = place.texts.watch
  return (
    <ConsoleLayout place={place} title={texts.title}>
      <h1>{texts.title}</h1>
      <p>{texts.text}</p>
      {view.keys.map((key, index) => (
        <KeyCard key={key.fingerprint} of={key} index={index} place={place} />
      ))}
      {view.readers === undefined ? null : <Readers readers={view.readers} place={place} />}
    </ConsoleLayout>
  )
}

function KeyCard({ of, index, place }: { of: KeysView['keys'][number]; index: number; place: Place }) {
  const { keys: texts } = place.texts.watch
  const { language } = place.context
  const state = of.state === 'current' ? 'good' : 'warning'
  const use = texts.uses[of.use] ?? readable(of.use)
  const named = place.texts.frame.actOn(texts.certificate, `${use} (${of.fingerprint.slice(0, 8)})`)
  return (
    <section class="way" aria-labelledby={`key-${index}`}>
      <h2 id={`key-${index}`}>
        {use} <span class={`tag ${state}`}>{texts.states[of.state]}</span>
      </h2>
      <dl class="facts">
        <dt>{texts.fingerprint}</dt>
        <dd>
          <code>{of.fingerprint}</code>
        </dd>
        {of.since === undefined ? null : <dt>{texts.since}</dt>}
        {of.since === undefined ? null : (
          <dd>
            <Moment at={of.since} language={language} />
          </dd>
        )}
        {of.end === undefined ? null : <dt>{texts.end}</dt>}
        {of.end === undefined ? null : (
          <dd>
            <Moment at={of.end} language={language} />
          </dd>
        )}
      </dl>
      {of.certificate === undefined ? null : (
        <details>
          <summary aria-label={named}>{texts.certificate}</summary>
          <pre id={`pem-${index}`}>{of.certificate}</pre>
          <p>
            <CopyButton of={`pem-${index}`} what={named} texts={place.texts} />
          </p>
        </details>
      )}
    </section>
  )
}

function Readers({ readers, place }: { readers: NonNullable<KeysView['readers']>; place: Place }) {
  const { keys: texts } = place.texts.watch
  return (
    <section aria-labelledby="readers">
      <h2 id="readers">{texts.readers}</h2>
      <p>{texts.readersText}</p>
      {readers.length === 0 ? <p>{texts.noReaders}</p> : null}
      <ul>
        {readers.map(({ name, at }) => (
          <li key={name}>
            <bdi>{readable(name)}</bdi>, <Moment at={at} language={place.context.language} />
          </li>
        ))}
      </ul>
    </section>
  )
}
