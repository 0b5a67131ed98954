/** The pieces of which the console's pages are made. */
import type { ComponentChildren } from 'preact'
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { Place } from './layout.tsx'

/** A problem, or something worth knowing. Its words are in English in every language: administrators search for them. */
export interface FindingView {
  readonly severity: 'error' | 'warning' | 'good' | 'note'
  readonly message: string
  readonly cure?: string
  /** 1-based */
  readonly line?: number
  /** The key that it is about. */
  readonly path?: string
  readonly part?: 'settings' | 'metadata'
}

const mostFindings = 100

export function Findings({ findings, texts }: { findings: readonly FindingView[]; texts: ConsoleMessages }) {
  if (findings.length === 0) return null
  const order = ['error', 'warning', 'note', 'good']
  const sorted = findings.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
  return (
    <ul class="findings">
      {sorted.slice(0, mostFindings).map((finding) => (
        <li class={finding.severity} key={JSON.stringify(finding)}>
          <FindingBody finding={finding} texts={texts} />
        </li>
      ))}
    </ul>
  )
}

function FindingBody({ finding, texts }: { finding: FindingView; texts: ConsoleMessages }) {
  const { severity, message, cure, line, path, part } = finding
  const place = [
    ...(part === undefined ? [] : [texts.frame.parts[part]]),
    ...(line === undefined ? [] : [texts.frame.line(line)]),
    ...(path ? [path] : []),
  ]
  return (
    <>
      <span class={`tag ${severity}`}>{texts.frame.severities[severity]}</span>
      {place.length === 0 ? null : <span class="soft">{readable(place.join(', '))}</span>}
      <p lang="en">{readable(message)}</p>
      {cure ? (
        <p lang="en" class="soft">
          → {readable(cure)}
        </p>
      ) : null}
    </>
  )
}

/** The fields that a form has besides those that a person fills in. */
export function Hidden({ fields }: { fields: Readonly<Record<string, string | undefined>> }) {
  return (
    <>
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  )
}

interface PostProps {
  readonly place: Place
  /** Below publicUrl. */
  readonly action: string
  readonly fields?: Readonly<Record<string, string | undefined>>
  /** It carries a file. */
  readonly upload?: boolean
  readonly class?: string
  readonly children: ComponentChildren
}

/** A form of ours: it posts to ourselves, with the token of this session. */
export function Post({ place, action, fields = {}, upload, class: name, children }: PostProps) {
  return (
    <form
      method="post"
      action={`${place.context.publicUrl}${action}`}
      enctype={upload ? 'multipart/form-data' : undefined}
      class={name}
    >
      <Hidden fields={{ token: place.frame.token, ...fields }} />
      {children}
    </form>
  )
}

interface FieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly children: ComponentChildren
}

/** A label, the control that has `id`, and a hint that the control names by `aria-describedby`. */
export function Field({ id, label, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

interface TextFieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value?: string | undefined
  readonly type?: 'text' | 'url' | 'search'
  readonly required?: boolean
  readonly mono?: boolean
  readonly readonly?: boolean
}

export function TextField({ name, label, hint, value = '', type = 'text', ...rest }: TextFieldProps) {
  return (
    <Field id={name} label={label} hint={hint}>
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={rest.required}
        readOnly={rest.readonly}
        class={rest.mono ? 'mono' : undefined}
        autocomplete="off"
        spellcheck={rest.mono ? false : undefined}
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      />
    </Field>
  )
}

interface TextAreaProps extends Omit<TextFieldProps, 'type' | 'mono'> {
  readonly tall?: boolean
}

export function TextArea({ name, label, hint, value = '', tall, ...rest }: TextAreaProps) {
  return (
    <Field id={name} label={label} hint={hint}>
      <textarea
        id={name}
        name={name}
        class={tall ? 'tall' : undefined}
        required={rest.required}
        readOnly={rest.readonly}
        spellcheck={false}
        autocomplete="off"
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      >
        {/* The parser drops a line break right after the tag. */}
        {`\n${value}`}
      </textarea>
    </Field>
  )
}

interface ChoiceProps {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export function Choice({ name, label, hint, value, choices }: ChoiceProps) {
  return (
    <Field id={name} label={label} hint={hint}>
      <select id={name} name={name} aria-describedby={hint === undefined ? undefined : `${name}-hint`}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
