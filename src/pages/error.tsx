/** The error page: what happened in plain words, what to do now, and what an administrator needs. */
import type { ErrorPageParams } from '../core/http.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import { type ErrorText, type FactName, type Messages, messagesIn } from './messages/messages.ts'
import type { PageContext } from './render.tsx'
import { closestUrl, compareUrls, type UrlDifference, type UrlPiece } from './url-difference.ts'

const mostValues = 12

/** Shows one refusal. `params.errorId` may be empty: then nothing was logged, and no number is shown. */
export function ErrorPage({ params, context }: { params: ErrorPageParams; context: PageContext }) {
  const messages = messagesIn(context.language)
  const { title, text, next } = messages.errors[errorText(params, context.status)]
  const app = params.startAgain?.app
  const link = safeLink(params.startAgain?.url)
  return (
    <Layout language={context.language} title={title}>
      <h1>{title}</h1>
      <p>{text}</p>
      <section class="next" aria-labelledby="next">
        <h2 id="next">{messages.error.nextStep}</h2>
        <p>{next}</p>
      </section>
      {app === undefined || link === undefined ? null : (
        <p class="actions">
          <a class="button" href={link}>
            {messages.error.backTo(readable(app))}
          </a>
        </p>
      )}
      {params.errorId === '' ? null : <Report params={params} context={context} messages={messages} />}
    </Layout>
  )
}

/** The words for a code; HTTP's own refusals and an absent storage have words of their own. */
function errorText({ code }: ErrorPageParams, status: number): ErrorText {
  if (code === 'internal' && status === 503) return 'storage_away'
  if (code !== 'malformed_request') return code
  const byStatus: Readonly<Record<number, ErrorText>> = {
    404: 'not_found',
    405: 'wrong_method',
    413: 'too_large',
    415: 'wrong_type',
  }
  return byStatus[status] ?? code
}

interface ReportProps {
  readonly params: ErrorPageParams
  readonly context: PageContext
  readonly messages: Messages
}

function Report({ params, context, messages }: ReportProps) {
  const { received, registered, difference, ...rest } = params.facts
  const compared = isUrl(received)
  // What the addresses show in colour need not be said once more.
  const others = compared || difference === undefined ? rest : { difference, ...rest }
  const time = context.now.toISOString()
  return (
    <section class="report" aria-labelledby="report">
      <h2 id="report">{messages.error.forAdministrator}</h2>
      <p class="soft">{messages.error.giveThis}</p>
      <dl>
        <dt>{messages.error.errorId}</dt>
        <dd class="id">{params.errorId}</dd>
        <Addresses received={received} registered={registered} messages={messages} />
        {Object.entries(others).map(([name, value]) => (
          <Fact key={name} label={labelOf(name, messages)} values={typeof value === 'string' ? [value] : value} />
        ))}
        <dt>{messages.error.reason}</dt>
        <dd lang="en">{readable(params.message)}</dd>
        <dt>{messages.error.code}</dt>
        <dd>
          <code>{params.code}</code>
        </dd>
        <dt>{messages.error.time}</dt>
        <dd>
          <time datetime={time}>{`${time.slice(0, 10)} ${time.slice(11, 19)} UTC`}</time>
        </dd>
      </dl>
    </section>
  )
}

function labelOf(name: string, messages: Messages): string {
  const isKnown = (candidate: string): candidate is FactName => Object.hasOwn(messages.facts, candidate)
  return isKnown(name) ? messages.facts[name] : readable(name)
}

function Fact({ label, values }: { label: string; values: readonly string[] }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <ul>
          {values.slice(0, mostValues).map((value) => (
            <li key={value}>
              <code dir="ltr">{readable(value)}</code>
            </li>
          ))}
        </ul>
      </dd>
    </>
  )
}

type FactValue = ErrorPageParams['facts'][string] | undefined

function isUrl(value: FactValue): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value)
}

interface AddressesProps {
  readonly received: FactValue
  readonly registered: FactValue
  readonly messages: Messages
}

/** The received address beside the registered ones; where they differ from the nearest is marked and said. */
function Addresses({ received, registered, messages }: AddressesProps) {
  const known = (typeof registered === 'string' ? [registered] : (registered ?? [])).map(readable)
  const got = typeof received === 'string' ? readable(received) : undefined
  const nearest = isUrl(got) ? closestUrl(got, known) : undefined
  const difference = got === undefined || nearest === undefined ? undefined : compareUrls(got, nearest)
  return (
    <>
      {got === undefined ? null : <Received url={got} difference={difference} messages={messages} />}
      {known.length === 0 ? null : (
        <Registered urls={known} nearest={nearest} difference={difference} messages={messages} />
      )}
    </>
  )
}

interface ReceivedProps {
  readonly url: string
  readonly difference: UrlDifference | undefined
  readonly messages: Messages
}

function Received({ url, difference, messages }: ReceivedProps) {
  const parts = (difference?.parts ?? []).map((part) => messages.urlParts[part])
  return (
    <>
      <dt>{messages.facts.received}</dt>
      <dd>
        <Url pieces={difference?.received ?? plain(url)} />
        {parts.length === 0 ? null : <span class="hint">{messages.error.differsIn(parts.join(', '))}</span>}
      </dd>
    </>
  )
}

interface RegisteredProps {
  readonly urls: readonly string[]
  readonly nearest: string | undefined
  readonly difference: UrlDifference | undefined
  readonly messages: Messages
}

/** The nearest address first. */
function Registered({ urls, nearest, difference, messages }: RegisteredProps) {
  const others = urls.filter((url) => url !== nearest)
  const shown = others.slice(0, mostValues - 1)
  return (
    <>
      <dt>{messages.facts.registered}</dt>
      <dd>
        <ul>
          {nearest === undefined ? null : (
            <li>
              <Url pieces={difference?.registered ?? plain(nearest)} />
            </li>
          )}
          {shown.map((url) => (
            <li key={url}>
              <Url pieces={plain(url)} />
            </li>
          ))}
          {others.length > shown.length ? <li>{messages.error.more(others.length - shown.length)}</li> : null}
        </ul>
      </dd>
    </>
  )
}

function plain(text: string): readonly UrlPiece[] {
  return [{ text, differs: false }]
}

function Url({ pieces }: { pieces: readonly UrlPiece[] }) {
  return <code dir="ltr">{pieces.map(({ text, differs }) => (differs ? <mark>{text}</mark> : text))}</code>
}
