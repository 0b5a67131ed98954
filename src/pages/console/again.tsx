/** Pages that ask once more: a form whose session was over, a dangerous act, and what was not done. */
import { readable } from '../links.ts'
import { fieldName } from './field-names.ts'
import { formAct } from './form-acts.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Findings, Post } from './parts.tsx'
import type { AgainView, ConfirmView, RefusedView } from './views.ts'

/** Characters of one value that are shown. */
const shown = 2000

export function AgainPage({ view, place }: { view: AgainView; place: Place }) {
  const { again } = place.texts.frame
  const visible = view.fields.filter(([, value]) => value !== '')
  const what = formAct(view.action, view.fields, place.texts)
  return (
    <ConsoleLayout place={place} title={again.title}>
      <h1>{again.title}</h1>
      {what === undefined ? null : (
        <p class="strip">{what.on === undefined ? what.act : place.texts.frame.actOn(what.act, readable(what.on))}</p>
      )}
      <p>{again.text}</p>
      {visible.map(([name, value]) => (
        <section key={name}>
          <h2>{readable(fieldName(name, view.action, place.texts))}</h2>
          <pre>{value.length > shown ? `${value.slice(0, shown)}…` : value}</pre>
        </section>
      ))}
      <Post place={place} action={view.action} fields={Object.fromEntries(view.fields)} class="actions">
        <button type="submit">{again.send}</button>
        <a class="button quiet" href={`${place.context.publicUrl}/admin`}>
          {again.discard}
        </a>
      </Post>
    </ConsoleLayout>
  )
}

/** What ends something for people. */
const dangers: readonly ConfirmView['act'][] = ['remove', 'end', 'reject', 'takeBack', 'rename', 'secret', 'forget']

export function ConfirmPage({ view, place }: { view: ConfirmView; place: Place }) {
  const { confirm } = place.texts.frame
  const { title, text } = confirm.acts[view.act]
  const heading = title(readable(view.on))
  return (
    <ConsoleLayout place={place} title={heading}>
      <h1>{heading}</h1>
      <p>{text}</p>
      {view.reason === undefined ? null : (
        <Findings findings={[{ severity: 'warning', ...view.reason }]} texts={place.texts} />
      )}
      <Post
        place={place}
        action={view.action}
        fields={{
          ...Object.fromEntries(view.fields),
          sure: 'yes',
          ...(view.act === 'rename' && { renames: 'yes' }),
        }}
        class="actions"
      >
        <button type="submit" class={dangers.includes(view.act) ? 'danger' : undefined}>
          {confirm.yes}
        </button>
        <a class="button quiet" href={`${place.context.publicUrl}${view.back}`}>
          {confirm.no}
        </a>
      </Post>
    </ConsoleLayout>
  )
}

export function RefusedPage({ view, place }: { view: RefusedView; place: Place }) {
  const { refused } = place.texts.frame
  const title = view.missing ? refused.missing : refused.title
  return (
    <ConsoleLayout place={place} title={title}>
      <h1>{title}</h1>
      <Findings findings={[view.finding, ...view.more]} texts={place.texts} />
      <p class="actions">
        <a class="button" href={`${place.context.publicUrl}${view.back}`}>
          {refused.back}
        </a>
      </p>
    </ConsoleLayout>
  )
}
