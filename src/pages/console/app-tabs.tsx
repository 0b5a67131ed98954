/** The pages of one app beside the first: its settings as a form and as a document, and its metadata. */

import { readable } from '../links.ts'
import { MetadataFields } from './add.tsx'
import { AddressCard } from './addresses.tsx'
import { AppHead, appTitle } from './app-head.tsx'
import type { DocumentView, MetadataView, SettingField, SettingsView } from './app-views.ts'
import { Check, Options, TextArea, TextField, withWords } from './fields.tsx'
import { Meanwhile } from './history.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Faults, Findings, faultOf, Post } from './parts.tsx'

const pathOf = (name: string, tab: string) => `/admin/apps/${encodeURIComponent(name)}/${tab}`

export function SettingsPage({ view, place }: { view: SettingsView; place: Place }) {
  const { settings } = place.texts.app
  const { app, revision } = view
  return (
    <ConsoleLayout place={place} title={appTitle(app, 'settings', place)} failed={view.refused}>
      <AppHead app={app} tab="settings" place={place} />
      <Told view={view} fields={view.fields.map(({ key }) => key)} place={place} />
      <Post place={place} action={pathOf(app.name, 'settings')} fields={{ revision }}>
        {view.fields.map((field) => (
          <Setting key={field.key} field={field} view={view} place={place} />
        ))}
        <p class="soft">{settings.more}</p>
        {revision === undefined ? null : <SaveButtons app={app.name} place={place} />}
      </Post>
    </ConsoleLayout>
  )
}

/** What is wrong with it as it is; of a form that was not taken, what is wrong with that. */
function Told({ view, fields, place }: ToldProps) {
  const { findings, refused } = view
  if (refused) {
    return (
      <>
        <Faults findings={findings} texts={place.texts} fields={fields} />
        {view.meanwhile === undefined ? null : (
          <Meanwhile of={view.meanwhile} to={pathOf(view.app.name, view.page)} place={place} />
        )}
      </>
    )
  }
  return <Findings findings={findings} texts={place.texts} />
}

interface ToldProps {
  readonly view: SettingsView | DocumentView | MetadataView
  readonly fields: readonly string[]
  readonly place: Place
}

function SaveButtons({ app, place }: { app: string; place: Place }) {
  const { settings } = place.texts.app
  if (place.frame.role === 'reader') return <p class="soft">{place.texts.frame.readerText}</p>
  return (
    <p class="actions">
      <button type="submit">{settings.save}</button>
      <a class="button quiet" href={`${place.context.publicUrl}${pathOf(app, 'preview')}`}>
        {settings.tryOut}
      </a>
    </p>
  )
}

function Setting({ field, view, place }: { field: SettingField; view: SettingsView; place: Place }) {
  const { settings } = place.texts.app
  const { key, kind, value } = field
  const label = settings.labels[key] ?? key
  const hint = settings.hints[key]
  const readonly = view.revision === undefined || place.frame.role === 'reader'
  const fault = view.refused ? faultOf(view.findings, key, place.texts) : undefined
  const common = { name: key, label, readonly, hint, fault }
  if (kind === 'yaml') return <TextArea {...common} value={value} size="lines" />
  if (kind === 'flag') {
    return <Check name={key} label={label} value="true" checked={value === 'true'} disabled={readonly} />
  }
  if (kind === 'choice') {
    const choices = (field.choices ?? []).map((choice) => ({
      value: choice,
      label: choice === '' ? settings.byDefault : withWords(choice, settings.values[key]?.[choice]),
    }))
    return <Options {...common} value={value} choices={choices} disabled={readonly} />
  }
  return <TextField {...common} value={value} mono={kind === 'mono'} />
}

export function DocumentPage({ view, place }: { view: DocumentView; place: Place }) {
  const { settings } = place.texts.app
  const { app, revision } = view
  return (
    <ConsoleLayout place={place} title={appTitle(app, 'document', place)} failed={view.refused}>
      <AppHead app={app} tab="document" place={place} />
      <Told view={view} fields={['settings']} place={place} />
      <Post place={place} action={pathOf(app.name, 'document')} fields={{ revision }}>
        <TextArea
          name="settings"
          label={settings.document}
          hint={settings.documentHint}
          value={view.text}
          readonly={revision === undefined || place.frame.role === 'reader'}
          size="tall"
        />
        {revision === undefined ? null : <SaveButtons app={app.name} place={place} />}
      </Post>
    </ConsoleLayout>
  )
}

export function MetadataPage({ view, place }: { view: MetadataView; place: Place }) {
  const { metadata } = place.texts.app
  const { app, revision, text, address } = view
  return (
    <ConsoleLayout place={place} title={appTitle(app, 'metadata', place)} failed={view.refused}>
      <AppHead app={app} tab="metadata" place={place} />
      <Told view={view} fields={['metadata-file', 'text', 'address']} place={place} />
      {address === undefined ? null : (
        <p>
          {metadata.fromAddress} <code>{readable(address)}</code>
        </p>
      )}
      {view.source === undefined ? null : <AddressCard address={view.source} place={place} />}
      {text === undefined ? null : (
        <section aria-labelledby="as-is">
          <h2 id="as-is">{metadata.asIs}</h2>
          <pre>{text}</pre>
        </section>
      )}
      {revision === undefined || place.frame.role === 'reader' ? null : (
        <section aria-labelledby="replace">
          <h2 id="replace">{metadata.replace}</h2>
          <p>{metadata.replaceText}</p>
          <Post place={place} action={pathOf(app.name, 'metadata')} fields={{ revision }} upload>
            <MetadataFields entry={view.entry ?? {}} findings={view.refused ? view.findings : []} place={place} />
            <p class="actions">
              <button type="submit">{metadata.put}</button>
            </p>
          </Post>
        </section>
      )}
    </ConsoleLayout>
  )
}
