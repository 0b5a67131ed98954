/** One app: its state, what is wrong with it, what to enter at its side. */
import { readable } from '../links.ts'
import { AppHead } from './app-head.tsx'
import { Facts } from './facts.tsx'
import { Choice } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { OurSide } from './our-side.tsx'
import { Findings, Post } from './parts.tsx'
import type { AppRow } from './rows.ts'
import { LinkForm } from './setup-link.tsx'
import type { AppView } from './views.ts'

export function AppPage({ view, place }: { view: AppView; place: Place }) {
  const { app: texts } = place.texts
  const { frame } = place
  const { app } = view
  const oidcText = `${texts.enter.oidcText}${app.hasSecret ? ` ${texts.enter.oidcSecret}` : ''}`
  return (
    <ConsoleLayout place={place} title={readable(app.displayName)}>
      <AppHead app={app} tab="overview" place={place} />
      <Findings findings={view.findings} texts={place.texts} />
      <section aria-labelledby="enter">
        <h2 id="enter">{texts.enter.title}</h2>
        <p>{view.protocol === 'oidc' ? oidcText : texts.enter.text}</p>
        <OurSide side={view.ourSide} protocol={view.protocol} clientId={app.identifier} texts={place.texts} />
        {frame.role === 'reader' || app.state === 'broken' || app.state === 'unread' ? null : (
          <p class="actions">
            <ConsoleLink to={`/admin/apps/${encodeURIComponent(app.name)}/preview`} class="button quiet" place={place}>
              {place.texts.client.done.tryOut}
            </ConsoleLink>
          </p>
        )}
      </section>
      {view.facts.length === 0 ? null : (
        <section aria-labelledby="known">
          <h2 id="known">{texts.known}</h2>
          <Facts facts={view.facts} texts={place.texts} />
        </section>
      )}
      <Acts app={app} place={place} />
    </ConsoleLayout>
  )
}

/** What can be done to the app as a whole; the dangerous ones ask again. */
function Acts({ app, place }: { app: AppRow; place: Place }) {
  const { acts } = place.texts.app
  const base = `/admin/apps/${encodeURIComponent(app.name)}`
  if (place.frame.role === 'reader') return null
  const isOfFile = app.origin === 'config' || app.origin === 'file'
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{acts.title}</h2>
      {isOfFile && app.state !== 'waiting' ? (
        <ActForm action={`${base}/take-over`} label={acts.takeOver} hint={acts.takeOverHint} place={place} />
      ) : (
        <>
          {app.state === 'disabled' ? (
            <ActForm action={`${base}/enable`} label={acts.enable} hint={acts.enableHint} place={place} />
          ) : (
            <DisableForm action={`${base}/disable`} place={place} />
          )}
          {app.protocol === 'oidc' ? (
            <SecretForm app={app} action={`${base}/secret`} place={place} />
          ) : (
            <LinkForm app={app.name} place={place} />
          )}
          <ActForm action={`${base}/remove`} label={acts.remove} hint={acts.removeHint} danger place={place} />
        </>
      )}
    </section>
  )
}

interface ActProps {
  readonly action: string
  readonly label: string
  readonly hint: string
  readonly danger?: boolean
  readonly place: Place
}

function ActForm({ action, label, hint, danger, place }: ActProps) {
  return (
    <Post place={place} action={action} class="way">
      <p>{hint}</p>
      <p>
        <button type="submit" class={danger ? 'danger' : 'quiet'}>
          {label}
        </button>
      </p>
    </Post>
  )
}

/** An app that keeps none has nothing to renew. */
function SecretForm({ app, action, place }: { app: AppRow; action: string; place: Place }) {
  const { renew } = place.texts.client
  if (app.hasSecret !== true) return null
  return <ActForm action={action} label={renew.label} hint={renew.hint} danger place={place} />
}

const hours = ['', '1', '8', '24', '168']

function DisableForm({ action, place }: { action: string; place: Place }) {
  const { acts } = place.texts.app
  const choices = hours.map((value) => ({ value, label: acts.hours(value) }))
  return (
    <Post place={place} action={action} class="way">
      <p>{acts.disableHint}</p>
      <Choice name="hours" label={acts.howLong} value="" choices={choices} />
      <p>
        <button type="submit" class="quiet">
          {acts.disable}
        </button>
      </p>
    </Post>
  )
}
