/** An app that speaks OpenID Connect is registered: its secret, which is shown once, and what to enter at its side. */
import { readable } from '../links.ts'
import type { ProductNote } from '../messages/console/products/catalogue.ts'
import type { RegisteredView } from './client-views.ts'
import { Copyable, CopyButton } from './copy.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Findings } from './parts.tsx'

export function RegisteredPage({ view, place }: { view: RegisteredView; place: Place }) {
  const { done } = place.texts.client
  const name = readable(view.app)
  const title = view.isNew ? done.title(name) : done.newSecret(name)
  const base = `/admin/apps/${encodeURIComponent(view.app)}`
  return (
    <ConsoleLayout place={place} title={title}>
      <h1>{title}</h1>
      <Findings findings={view.findings} texts={place.texts} />
      {view.secret === undefined ? null : <p class="strip">{done.once}</p>}
      <section aria-labelledby="values">
        <h2 id="values">{done.values}</h2>
        <ClientValues view={view} place={place} />
      </section>
      {view.there === undefined ? null : (
        <section aria-labelledby="there-title">
          <h2 id="there-title">{done.there(view.there.product)}</h2>
          <pre id="there" lang="en">
            {view.there.lines.join('\n')}
          </pre>
          <p>
            <CopyButton of="there" what={done.there(view.there.product)} texts={place.texts} />
          </p>
          {view.there.notes.map((note) => (
            <Note note={note} place={place} key={note.code} />
          ))}
        </section>
      )}
      <p class="actions">
        <ConsoleLink to={`${base}?after=${place.context.now.getTime()}`} class="button" place={place}>
          {done.toApp}
        </ConsoleLink>
        <ConsoleLink to={`${base}/preview?after=${place.context.now.getTime()}`} class="button quiet" place={place}>
          {done.tryOut}
        </ConsoleLink>
      </p>
    </ConsoleLayout>
  )
}

type Note = NonNullable<RegisteredView['there']>['notes'][number]

function Note({ note: { code, text }, place }: { note: Note; place: Place }) {
  const own = place.texts.products?.notes[code as ProductNote]
  return <p lang={own === undefined ? 'en' : undefined}>{own ?? text}</p>
}

function ClientValues({ view, place }: { view: RegisteredView; place: Place }) {
  const { done } = place.texts.client
  const values = [
    ['client-id', done.clientId, view.clientId],
    ['secret', done.secret, view.secret],
    ['issuer', place.texts.app.enter.issuer, view.issuer],
    ['discovery', done.discovery, `${view.publicUrl}/.well-known/openid-configuration`],
  ] as const
  return (
    <dl class="facts">
      {values.map(([id, label, value]) =>
        value === undefined ? null : (
          <>
            <dt>{label}</dt>
            <dd>
              <Copyable id={`our-${id}`} value={value} what={label} texts={place.texts} />
            </dd>
          </>
        ),
      )}
    </dl>
  )
}
