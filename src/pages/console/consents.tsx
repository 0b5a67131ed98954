/** What a person who is signed in has agreed that apps are told, and taking it back for them. */
import { readable } from '../links.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Post } from './parts.tsx'
import type { ConsentsView } from './watch-views.ts'

export function ConsentsPage({ view, place }: { view: ConsentsView; place: Place }) {
  const { consents: texts } = place.texts.watch
  const title = texts.title(readable(view.person))
  return (
    <ConsoleLayout place={place} title={title}>
      <h1>{title}</h1>
      <p>{view.consents.length === 0 ? texts.none : texts.text}</p>
      {view.consents.map((consent, index) => (
        <Consent key={consent.identifier} id={`consent-${index}`} consent={consent} view={view} place={place} />
      ))}
      <p>
        <a href={`${place.context.publicUrl}/admin/sessions`}>{place.texts.watch.sessions.title}</a>
      </p>
    </ConsoleLayout>
  )
}

interface ConsentProps {
  readonly id: string
  readonly consent: ConsentsView['consents'][number]
  readonly view: ConsentsView
  readonly place: Place
}

function Consent({ id, consent: { identifier, displayName, told, allowed }, view, place }: ConsentProps) {
  const { consents: texts } = place.texts.watch
  const name = displayName ?? identifier
  const fields = { reference: view.reference, app: identifier, name }
  const listed = (values: readonly string[]) => <bdi>{values.map(readable).join(', ')}</bdi>
  return (
    <section class="way" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{readable(name)}</bdi>
        {displayName === undefined ? null : <span class="hint">{readable(identifier)}</span>}
      </h2>
      <dl class="facts">
        <dt>{texts.told}</dt>
        <dd>{told.length === 0 ? '–' : listed(told)}</dd>
        {allowed.length === 0 ? null : <dt>{texts.allowed}</dt>}
        {allowed.length === 0 ? null : <dd>{listed(allowed)}</dd>}
      </dl>
      {place.frame.role === 'reader' ? null : (
        <Post place={place} action="/admin/consents/forget" fields={fields} class="actions">
          <button type="submit" class="danger small" aria-label={place.texts.frame.actOn(texts.forget, readable(name))}>
            {texts.forget}
          </button>
        </Post>
      )}
    </section>
  )
}
