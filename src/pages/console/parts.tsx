/** The pieces of which the console's pages are made. */
import type { ComponentChildren } from 'preact'
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { type FindingWords, inWords, type Sayable } from './finding-words.ts'
import type { Place } from './layout.tsx'

/** A problem, or something worth knowing. Its words are English; with a code, there are some in every language. */
export interface FindingView extends Sayable {
  readonly severity: 'error' | 'warning' | 'good' | 'note'
  /** 1-based */
  readonly line?: number
  /** The key that it is about. */
  readonly path?: string
  readonly part?: 'settings' | 'metadata'
}

const mostFindings = 100

interface FindingsProps {
  readonly findings: readonly FindingView[]
  readonly texts: ConsoleMessages
  /** Ids of the fields of the form that they are about: each leads to its own. */
  readonly fields?: readonly string[]
}

export function Findings({ findings, texts, fields = [] }: FindingsProps) {
  if (findings.length === 0) return null
  const order = ['error', 'warning', 'note', 'good']
  const sorted = findings.toSorted((one, other) => order.indexOf(one.severity) - order.indexOf(other.severity))
  return (
    <ul class="findings">
      {sorted.slice(0, mostFindings).map((finding) => (
        <li class={finding.severity} key={JSON.stringify(finding)}>
          <FindingBody finding={finding} texts={texts} field={fields.find((field) => field === fieldOf(finding))} />
        </li>
      ))}
    </ul>
  )
}

/** A form was not taken: what is wrong with it comes first, and has the focus. */
export function Faults({ findings, texts, fields = [] }: FindingsProps) {
  if (!findings.some(({ severity }) => severity === 'error')) return <Findings findings={findings} texts={texts} />
  return (
    <NotTaken texts={texts}>
      <Findings findings={findings} texts={texts} fields={fields} />
    </NotTaken>
  )
}

/** What stands before a form that was not taken, and has the focus. */
export function NotTaken({ texts, children }: { texts: ConsoleMessages; children: ComponentChildren }) {
  const focus = { tabIndex: -1, autofocus: true }
  return (
    <section class="faults" aria-labelledby="faults" {...focus}>
      <h2 id="faults">{texts.frame.faults}</h2>
      {children}
    </section>
  )
}

/** `redirectUris[0]` is about the field `redirectUris`. */
const fieldOf = ({ path = '' }: FindingView): string => /^[^.[]*/.exec(path)?.[0] ?? ''

/** What is wrong with one field. */
export function faultOf(
  findings: readonly FindingView[],
  field: string,
  texts: ConsoleMessages,
): FindingWords | undefined {
  const found = findings.find((finding) => finding.severity === 'error' && fieldOf(finding) === field)
  return found && inWords(found, texts)
}

interface FindingProps {
  readonly finding: FindingView
  readonly texts: ConsoleMessages
  readonly field: string | undefined
}

function FindingBody({ finding, texts, field }: FindingProps) {
  const { severity, line, path, part } = finding
  const { message, cure, lang } = inWords(finding, texts)
  const place = [
    ...(part === undefined ? [] : [texts.frame.parts[part]]),
    ...(line === undefined ? [] : [texts.frame.line(line)]),
    ...(path ? [path] : []),
  ]
  // A form has no lines: the link to the field says where.
  const isPlaced = place.length > 0 && (field === undefined || field === part)
  return (
    <>
      <span class={`tag ${severity}`}>{texts.frame.severities[severity]}</span>
      {isPlaced ? <span class="soft">{readable(place.join(', '))}</span> : null}
      <p lang={lang}>{field === undefined ? readable(message) : <a href={`#${field}`}>{readable(message)}</a>}</p>
      {cure ? (
        <p lang={lang} class="soft">
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
