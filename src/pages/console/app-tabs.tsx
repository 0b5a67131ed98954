/** The pages of one app beside the first: its settings as a form and as a document, its metadata, its history. */

import { readable } from '../links.ts'
import { MetadataFields } from './add.tsx'
import { AppHead } from './app-head.tsx'
import type {
  DiffLine,
  DocumentView,
  HistoryView,
  MetadataView,
  PastView,
  SettingField,
  SettingsView,
} from './app-views.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Choice, Findings, Post, TextArea, TextField } from './parts.tsx'
import { Moment } from './time.tsx'

const pathOf = (name: string, tab: string) => `/admin/apps/${encodeURIComponent(name)}/${tab}`

export function SettingsPage({ view, place }: { view: SettingsView; place: Place }) {
  const { settings } = place.texts.app
  const { app, revision } = view
  return (
    <ConsoleLayout place={place} title={readable(app.displayName)}>
      <AppHead app={app} tab="settings" place={place} />
      <Findings findings={view.findings} texts={place.texts} />
      <Post place={place} action={pathOf(app.name, 'settings')} fields={{ revision }}>
        {view.fields.map((field) => (
          <Setting key={field.key} field={field} readonly={revision === undefined} place={place} />
        ))}
        <p class="soft">{settings.more}</p>
        {revision === undefined ? null : <SaveButtons app={app.name} place={place} />}
      </Post>
    </ConsoleLayout>
  )
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

function Setting({ field, readonly, place }: { field: SettingField; readonly: boolean; place: Place }) {
  const { settings } = place.texts.app
  const { key, kind, value } = field
  const label = settings.labels[key] ?? key
  const hint = settings.hints[key]
  const common = { name: key, label, readonly, ...(hint !== undefined && { hint }) }
  if (kind === 'yaml') return <TextArea {...common} value={value} />
  if (kind === 'flag') {
    return (
      <div class="field check">
        <input type="checkbox" id={key} name={key} value="true" checked={value === 'true'} disabled={readonly} />
        <label for={key}>{label}</label>
      </div>
    )
  }
  if (kind === 'choice') {
    const choices = (field.choices ?? []).map((choice) => ({
      value: choice,
      label: choice === '' ? settings.byDefault : choice,
    }))
    return <Choice {...common} value={value} choices={choices} />
  }
  return <TextField {...common} value={value} mono={kind === 'mono'} />
}

export function DocumentPage({ view, place }: { view: DocumentView; place: Place }) {
  const { settings } = place.texts.app
  const { app, revision } = view
  return (
    <ConsoleLayout place={place} title={readable(app.displayName)}>
      <AppHead app={app} tab="document" place={place} />
      <Findings findings={view.findings} texts={place.texts} />
      <Post place={place} action={pathOf(app.name, 'document')} fields={{ revision }}>
        <TextArea
          name="settings"
          label={settings.document}
          hint={settings.documentHint}
          value={view.text}
          readonly={revision === undefined}
          tall
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
    <ConsoleLayout place={place} title={readable(app.displayName)}>
      <AppHead app={app} tab="metadata" place={place} />
      <Findings findings={view.findings} texts={place.texts} />
      {address === undefined ? null : (
        <p>
          {metadata.fromAddress} <code>{readable(address)}</code>
        </p>
      )}
      {text === undefined ? null : <pre>{text}</pre>}
      {revision === undefined || place.frame.role === 'reader' ? null : (
        <section aria-labelledby="replace">
          <h2 id="replace">{metadata.replace}</h2>
          <p>{metadata.replaceText}</p>
          <Post place={place} action={pathOf(app.name, 'metadata')} fields={{ revision }} upload>
            <MetadataFields entry={{}} place={place} />
            <p class="actions">
              <button type="submit">{metadata.put}</button>
            </p>
          </Post>
        </section>
      )}
    </ConsoleLayout>
  )
}

export function HistoryPage({ view, place }: { view: HistoryView; place: Place }) {
  const { history } = place.texts.app
  return (
    <ConsoleLayout place={place} title={readable(view.app.displayName)}>
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
        <bdi>{readable(entry.author)}</bdi>, <Moment at={entry.at} language={place.context.language} />
        {entry.reason === undefined ? null : <span class="hint">{readable(entry.reason)}</span>}
      </p>
      {entry.changes.map(({ part, lines }) => (
        <details key={part} open={part === 'settings'}>
          <summary>{place.texts.frame.parts[part]}</summary>
          <Diff lines={lines} />
        </details>
      ))}
      {entry.current || entry.removed || place.frame.role === 'reader' ? null : (
        <Post place={place} action={pathOf(app, 'undo')} fields={{ to: entry.revision }} class="actions">
          <button type="submit" class="quiet small">
            {history.bringBack}
          </button>
        </Post>
      )}
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
