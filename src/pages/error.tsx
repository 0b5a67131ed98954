/** The error page: what happened in plain words, what to do now, and what an administrator needs. */
import type { FactName } from '../core/errors.ts'
import type { ErrorPageParams } from '../core/http.ts'
import { closestUrl, compareUrls, type UrlDifference, type UrlPiece } from '../core/url-difference.ts'
import { appName } from './app-name.ts'
import { Layout } from './layout.tsx'
import { readable, safeLink } from './links.ts'
import type { ErrorText, Messages } from './messages/catalogue.ts'
import { messagesIn } from './messages/messages.ts'
import type { PageContext } from './page-context.ts'

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
            {messages.error.backTo(appName(app, context.language))}
          </a>
        </p>
      )}
      {params.errorId === '' ? null : <Report params={params} context={context} messages={messages} />}
    </Layout>
  )
}

/**
 * The words for a code; HTTP's own refusals, an absent storage, a wrong client secret, an app of a federation, a binding and
 * the message of a sign-in service have their own words.
 */
function errorText({ code, facts, sender }: ErrorPageParams, status: number): ErrorText {
  if (code === 'internal' && status === 503) return 'storage_away'
  if (code === 'upstream_invalid' && String(facts.setting).endsWith('.clientSecretFile')) return 'client_refused'
  // It names the federation, whose metadata of the app is at fault.
  if (code === 'unknown_app' && String(facts.setting).startsWith('federations.')) return 'app_unusable'
  if (sender === 'upstream' && (code === 'signature_refused' || code === 'weak_algorithm')) return 'service_refused'
  // What it expects in the place of an address is a way of answering.
  if (code === 'reply_address_unknown' && facts.expected !== undefined) return 'answer_way_unknown'
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
  const { claimed, received, registered, expected, difference, setting } = params.facts
  const time = context.now.toISOString()
  return (
    <section class="report" aria-labelledby="report">
      <h2 id="report">{messages.error.forAdministrator}</h2>
      <p class="soft">{messages.error.giveThis}</p>
      <dl>
        <dt>{messages.error.errorId}</dt>
        <dd class="id">{params.errorId}</dd>
        <Fact label={messages.facts.claimed} value={claimed} />
        <Addresses
          received={received}
          known={registered ?? expected}
          label={registered === undefined ? messages.facts.expected : messages.facts.registered}
          messages={messages}
        />
        {/* What the addresses show in colour need not be said once more. */}
        {isUrl(received) ? null : <Fact label={messages.facts.difference} value={difference} />}
        <Fact label={messages.facts.setting} value={setting} />
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

type FactValue = ErrorPageParams['facts'][FactName]

function Fact({ label, value }: { label: string; value: FactValue }) {
  if (value === undefined) return null
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <ul>
          {listOf(value).map((text) => (
            <li key={text}>
              <code dir="ltr">{text}</code>
            </li>
          ))}
        </ul>
      </dd>
    </>
  )
}

function listOf(value: FactValue): readonly string[] {
  return (typeof value === 'string' ? [value] : (value ?? [])).map(readable)
}

function isUrl(value: FactValue): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value)
}

interface AddressesProps {
  readonly received: FactValue
  /** Registered or expected. */
  readonly known: FactValue
  readonly label: string
  readonly messages: Messages
}

/** The received address beside the known ones; where it differs from the nearest is marked and put into words. */
function Addresses({ received, known, label, messages }: AddressesProps) {
  const urls = listOf(known)
  const [got] = listOf(received)
  const nearest = isUrl(got) ? closestUrl(got, urls) : undefined
  const difference = got === undefined || nearest === undefined ? undefined : compareUrls(got, nearest)
  return (
    <>
      {got === undefined ? null : <Received url={got} difference={difference} messages={messages} />}
      {urls.length === 0 ? null : (
        <Known label={label} urls={urls} nearest={nearest} difference={difference} messages={messages} />
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

interface KnownProps {
  readonly label: string
  readonly urls: readonly string[]
  readonly nearest: string | undefined
  readonly difference: UrlDifference | undefined
  readonly messages: Messages
}

/** The nearest address first. */
function Known({ label, urls, nearest, difference, messages }: KnownProps) {
  const others = urls.filter((url) => url !== nearest)
  const shown = others.slice(0, mostValues - 1)
  return (
    <>
      <dt>{label}</dt>
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
