/** Setup links: an administrator makes one, and an app's owner, who has nothing else, uploads metadata by it. */
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { PageContext } from '../page-context.ts'
import { MetadataFile } from './add.tsx'
import { Copyable } from './copy.tsx'
import { Choice, TextArea, TextField } from './fields.tsx'
import { ConsoleLayout, faultyTitle, type Place, Sheet } from './layout.tsx'
import { Brand } from './link.tsx'
import { OurSide } from './our-side.tsx'
import { Faults, faultOf, Post } from './parts.tsx'
import { Moment } from './time.tsx'
import type { LinkFormAgain, LinkMadeView, OwnerView } from './watch-views.ts'

const days = ['1', '3', '7', '14', '30']

/** @param app absent where its name is entered here */
export function LinkForm({ app, again, place }: { app?: string; again?: LinkFormAgain | undefined; place: Place }) {
  const { setup } = place.texts.app
  const fault = (field: string) => faultOf(again?.findings ?? [], field, place.texts)
  return (
    <Post place={place} action="/admin/setup-links" class="way" fields={{ app }}>
      <p>{setup.text}</p>
      {app === undefined ? (
        <TextField name="app" label={setup.app} value={again?.entered.app} fault={fault('app')} required mono />
      ) : null}
      <TextField name="note" label={setup.note} value={again?.entered.note} />
      <Choice
        name="days"
        label={setup.howLong}
        value={again?.entered.days ?? '7'}
        fault={fault('days')}
        choices={days.map((value) => ({ value, label: setup.days(Number(value)) }))}
      />
      <p>
        <button type="submit" class="quiet">
          {setup.make}
        </button>
      </p>
    </Post>
  )
}

export function LinkMadePage({ view, place }: { view: LinkMadeView; place: Place }) {
  const { setup } = place.texts.app
  return (
    <ConsoleLayout place={place} title={setup.madeTitle}>
      <h1>{setup.madeTitle}</h1>
      <p>{setup.madeText(readable(view.app))}</p>
      <p>
        <Copyable
          id="setup-address"
          value={view.address}
          what={place.texts.acts.ways['setup-link']}
          texts={place.texts}
        />
      </p>
      <p class="soft">
        {setup.until} <Moment at={view.expiresAt} language={place.context.language} />
      </p>
    </ConsoleLayout>
  )
}

interface OwnerProps {
  /** Absent where the link is unknown, over or taken back. */
  readonly view?: OwnerView
  readonly context: PageContext
  readonly texts: ConsoleMessages
}

export function OwnerPage({ view, context, texts }: OwnerProps) {
  const { owner } = texts.app
  const title = view === undefined ? owner.overTitle : owner.title(readable(view.app))
  const isFaulty = view !== undefined && view.findings.length > 0
  return (
    <Sheet language={context.language} title={faultyTitle(title, isFaulty, texts)} header={<Brand />}>
      <h1>{title}</h1>
      {view === undefined ? <p>{owner.overText}</p> : <Owner view={view} context={context} texts={texts} />}
    </Sheet>
  )
}

function Owner({ view, context, texts }: Required<OwnerProps>) {
  const { owner, enter } = texts.app
  return (
    <>
      {view.note === '' ? null : <p class="soft">{readable(view.note)}</p>}
      {view.state === 'open' ? (
        <UploadForm view={view} context={context} texts={texts} />
      ) : (
        <p class="notice" role="status">
          {view.state === 'approved' ? owner.approved : owner.submitted}
        </p>
      )}
      <section aria-labelledby="enter">
        <h2 id="enter">{enter.title}</h2>
        <p>{enter.text}</p>
        <OurSide side={view.ourSide} protocol="saml" texts={texts} />
      </section>
    </>
  )
}

function UploadForm({ view, context, texts }: Required<OwnerProps>) {
  const { owner } = texts.app
  const { add } = texts.apps
  return (
    <>
      <p>{owner.text}</p>
      <p class="soft">
        {texts.app.setup.until} <Moment at={view.expiresAt} language={context.language} />
      </p>
      <Faults findings={view.findings} texts={texts} fields={['metadata-file', 'text']} />
      <form method="post" action={`${context.publicUrl}${view.action}`} enctype="multipart/form-data">
        <div class="way">
          <MetadataFile findings={view.findings} texts={texts} />
        </div>
        <div class="way">
          <TextArea name="text" label={add.paste} value={view.text} fault={faultOf(view.findings, 'text', texts)} />
        </div>
        <p class="actions">
          <button type="submit">{owner.send}</button>
        </p>
      </form>
    </>
  )
}
