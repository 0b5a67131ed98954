/** What one app would be told about one person: verdict, name, attributes, and the message itself. Nothing is sent. */
import type { Said } from '../../core/said.ts'
import { readable } from '../links.ts'
import { AppHead, appTitle } from './app-head.tsx'
import type { PreviewResult, PreviewView, RuleView } from './app-views.ts'
import { Choice, TextArea, TextField, withWords } from './fields.tsx'
import { sentenceInWords } from './finding-words.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Faults, faultOf, Post } from './parts.tsx'

export function PreviewPage({ view, place }: { view: PreviewView; place: Place }) {
  const { preview } = place.texts.app
  const { app, entered } = view
  const fault = (field: string) => faultOf(view.findings, field, place.texts)
  const people = [
    { value: '', label: preview.byClaims },
    ...view.people.map(({ reference, name }) => ({ value: reference, label: readable(name) })),
  ]
  return (
    <ConsoleLayout place={place} title={appTitle(app, 'preview', place)} failed={view.findings.length > 0}>
      <AppHead app={app} tab="preview" place={place} />
      <p>{preview.text}</p>
      <Faults findings={view.findings} texts={place.texts} fields={['session', 'claims']} />
      <Post place={place} action={`/admin/apps/${encodeURIComponent(app.name)}/preview#result`}>
        <Choice
          name="session"
          label={preview.person}
          hint={preview.personHint}
          fault={fault('session')}
          value={entered.session}
          choices={people}
        />
        <TextArea
          name="claims"
          label={preview.claims}
          hint={preview.claimsHint}
          value={entered.claims}
          fault={fault('claims')}
        />
        <Choice
          name="upstream"
          label={preview.upstream}
          value={entered.upstream}
          choices={view.upstreams.map((value) => ({ value, label: value }))}
        />
        <TextField
          name="expression"
          label={preview.expression}
          hint={preview.expressionHint}
          value={entered.expression}
          mono
        />
        <p class="actions">
          <button type="submit">{preview.show}</button>
        </p>
      </Post>
      {view.result === undefined ? null : <Result result={view.result} place={place} />}
    </ConsoleLayout>
  )
}

function Result({ result, place }: { result: PreviewResult; place: Place }) {
  const { preview } = place.texts.app
  return (
    <section class="sub" aria-labelledby="result">
      <h2 id="result">{preview.result(readable(result.person), readable(result.upstream))}</h2>
      <p>
        <span class={`tag ${result.allowed ? 'good' : 'error'}`}>
          {result.allowed ? preview.allowed : preview.refused}
        </span>
      </p>
      {result.reasons.map((reason) => (
        <p key={reason.text}>
          <Sentence of={reason} place={place} />
        </p>
      ))}
      {result.allow === undefined ? <p>{preview.noAllow}</p> : <Rules rule={result.allow} place={place} />}
      {result.tried === undefined ? null : (
        <>
          <h3>{preview.tried}</h3>
          <pre>
            {result.tried.fault === undefined ? `${result.tried.source}\n= ${result.tried.value}` : result.tried.source}
          </pre>
          {result.tried.fault === undefined ? null : (
            <p class="wrong">
              ✗ <Sentence of={result.tried.fault} place={place} />
            </p>
          )}
        </>
      )}
      <Told result={result} place={place} />
    </section>
  )
}

/** In the language of the page, or in English and so marked. */
function Sentence({ of, place }: { of: Said; place: Place }) {
  const { message, lang } = sentenceInWords(of, place.texts)
  return <span lang={lang}>{readable(message)}</span>
}

function Rules({ rule, place }: { rule: RuleView; place: Place }) {
  const { preview } = place.texts.app
  const tag = rule.result === true ? 'good' : rule.result === false ? 'error' : 'warning'
  return (
    <ul>
      <li>
        <code>{readable(rule.source)}</code> <span class={`tag ${tag}`}>{preview.results[String(rule.result)]}</span>
        {rule.reason === undefined ? null : (
          <span class="hint">
            <Sentence of={rule.reason} place={place} />
          </span>
        )}
        {(rule.parts ?? []).map((part) => (
          <Rules key={part.source} rule={part} place={place} />
        ))}
      </li>
    </ul>
  )
}

function Told({ result, place }: { result: PreviewResult; place: Place }) {
  const { preview } = place.texts.app
  const { subject } = result
  return (
    <>
      {result.unanswered === undefined ? null : (
        <p class="notice bad">
          <Sentence of={result.unanswered} place={place} />
        </p>
      )}
      {subject === undefined ? null : (
        <>
          <h3>{preview.name}</h3>
          <dl class="facts">
            <dt>{withWords(subject.kind, preview.kinds[subject.kind])}</dt>
            <dd>
              <code>{readable(subject.value)}</code>
              {subject.format === undefined ? null : <span class="hint">{readable(subject.format)}</span>}
            </dd>
          </dl>
        </>
      )}
      <Attributes result={result} place={place} />
      {result.message === undefined ? null : (
        <details>
          <summary>{preview.message}</summary>
          <pre>{result.message}</pre>
        </details>
      )}
    </>
  )
}

function Attributes({ result, place }: { result: PreviewResult; place: Place }) {
  const { preview } = place.texts.app
  const { leftOut } = result
  return (
    <>
      <h3>{preview.attributes}</h3>
      {result.attributes.length === 0 ? <p>{preview.noAttributes}</p> : null}
      <dl class="facts">
        {result.attributes.map(({ name, values }) => (
          <>
            <dt>
              <code>{readable(name)}</code>
            </dt>
            <dd>
              <bdi>{values.map(readable).join(', ')}</bdi>
            </dd>
          </>
        ))}
      </dl>
      {leftOut.length === 0 ? null : (
        <>
          <h3>{preview.leftOut}</h3>
          <ul>
            {leftOut.map(({ name, reason }) => (
              <li key={name}>
                <code>{readable(name)}</code>: <Sentence of={reason} place={place} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
