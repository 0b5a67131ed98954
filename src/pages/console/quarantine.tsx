/** What waits for an administrator: changed metadata that was fetched, and metadata that came by a setup link. */
import { readable } from '../links.ts'
import { Facts } from './facts.tsx'
import { inWords } from './finding-words.ts'
import { authorName } from './history-words.ts'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Faults, Findings, Post } from './parts.tsx'
import { LinkForm } from './setup-link.tsx'
import { Moment, momentOf } from './time.tsx'
import type { LinkRow, QuarantineView } from './watch-views.ts'

export function QuarantinePage({ view, place }: { view: QuarantineView; place: Place }) {
  const { quarantine: texts } = place.texts.watch
  const { role } = place.frame
  const submitted = view.links.filter(({ state }) => state === 'submitted')
  const open = view.links.filter(({ state }) => state === 'open')
  const waiting = view.fetched.filter(({ state }) => state === 'waiting')
  const rejected = view.fetched.filter(({ state }) => state === 'rejected')
  return (
    <ConsoleLayout place={place} title={texts.title} failed={view.again !== undefined}>
      <h1>{texts.title}</h1>
      <Faults findings={view.again?.findings ?? []} texts={place.texts} fields={['app', 'days']} />
      <p>{texts.text}</p>
      {waiting.length + submitted.length === 0 ? <p>{texts.none}</p> : null}
      {waiting.map((one, index) => (
        <Fetched key={one.name} id={`waiting-${index}`} one={one} place={place} />
      ))}
      {submitted.map((link, index) => (
        <Submitted key={link.id} id={`link-${index}`} link={link} place={place} />
      ))}
      {rejected.map((one, index) => (
        <Fetched key={one.name} id={`rejected-${index}`} one={one} place={place} />
      ))}
      {role === 'reader' && open.length === 0 ? null : <h2>{texts.links}</h2>}
      {open.map((link) => (
        <Open key={link.id} link={link} place={place} />
      ))}
      {role === 'reader' ? null : <LinkForm again={view.again} place={place} />}
    </ConsoleLayout>
  )
}

interface DecideProps {
  readonly base: string
  /** What is decided on. */
  readonly on: string
  readonly fields: Readonly<Record<string, string>>
  /** It has the one answer already. */
  readonly rejected?: boolean
  readonly place: Place
}

/** The two answers to what waits; both ask again. */
function Decide({ base, on, fields, rejected = false, place }: DecideProps) {
  const { quarantine: texts } = place.texts.watch
  if (place.frame.role === 'reader') return null
  const named = (act: string) => place.texts.frame.actOn(act, readable(on))
  return (
    <div class="actions">
      <Post place={place} action={`${base}/approve`} fields={fields}>
        <button type="submit" aria-label={named(texts.approve)}>
          {texts.approve}
        </button>
      </Post>
      {rejected ? null : (
        <Post place={place} action={`${base}/reject`} fields={fields}>
          <button type="submit" class="danger" aria-label={named(texts.reject)}>
            {texts.reject}
          </button>
        </Post>
      )}
    </div>
  )
}

interface FetchedProps {
  readonly id: string
  readonly one: QuarantineView['fetched'][number]
  readonly place: Place
}

function Fetched({ id, one, place }: FetchedProps) {
  const { quarantine: texts } = place.texts.watch
  const { language } = place.context
  return (
    <section class="way" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{readable(one.name)}</bdi>{' '}
        {one.state === 'rejected' ? <span class="tag warning">{place.texts.addresses.rejected}</span> : null}
      </h2>
      <dl class="facts">
        <dt>{texts.address}</dt>
        <dd>
          <bdi>{readable(one.address)}</bdi>
        </dd>
        <dt>{texts.since}</dt>
        <dd>
          <Moment at={one.since} language={language} />
        </dd>
        {one.deadline === undefined ? null : <dt>{texts.deadline}</dt>}
        {one.deadline === undefined ? null : (
          <dd>
            <Moment at={one.deadline} language={language} />
            {one.deadline <= place.context.now.getTime() ? <span class="hint">{texts.atOnce}</span> : null}
          </dd>
        )}
      </dl>
      <h3>{texts.differences}</h3>
      <ul>
        {one.differences.map((difference) => {
          const { message, lang } = inWords(difference, place.texts)
          return (
            <li key={message} lang={lang}>
              <bdi>{readable(message)}</bdi>
            </li>
          )
        })}
      </ul>
      <Decide
        base="/admin/quarantine"
        on={one.name}
        fields={{ name: one.name, digest: one.digest }}
        rejected={one.state === 'rejected'}
        place={place}
      />
    </section>
  )
}

function Submitted({ id, link, place }: { id: string; link: LinkRow; place: Place }) {
  const { quarantine: texts } = place.texts.watch
  return (
    <section class="way" aria-labelledby={id}>
      <h2 id={id}>
        <bdi>{readable(link.app)}</bdi> <span class="tag warning">{texts.byLink}</span>
      </h2>
      {link.note === '' ? null : <p class="soft">{readable(link.note)}</p>}
      <Findings findings={link.findings} texts={place.texts} />
      <Facts facts={link.facts} texts={place.texts} />
      {link.metadata === undefined ? null : (
        <details>
          <summary>{place.texts.frame.parts.metadata}</summary>
          <pre>{link.metadata}</pre>
        </details>
      )}
      <Decide
        base="/admin/setup-links"
        on={`${link.app}, ${texts.byLink}`}
        fields={{ id: link.id, app: link.app, revision: link.revision }}
        place={place}
      />
    </section>
  )
}

function Open({ link, place }: { link: LinkRow; place: Place }) {
  const { quarantine: texts } = place.texts.watch
  const { language } = place.context
  const which = `${readable(link.app)}, ${texts.until} ${momentOf(link.expiresAt, language)}`
  return (
    <div class="way">
      <p>
        <strong>
          <bdi>{readable(link.app)}</bdi>
        </strong>{' '}
        {link.note === '' ? null : readable(link.note)}
        <span class="hint">
          <bdi>{authorName(link.createdBy, place.texts)}</bdi>, {texts.until}{' '}
          <Moment at={link.expiresAt} language={language} />
        </span>
      </p>
      {place.frame.role === 'reader' ? null : (
        <Post place={place} action="/admin/setup-links/reject" fields={{ id: link.id, app: link.app, unused: 'yes' }}>
          <p>
            <button type="submit" class="danger small" aria-label={place.texts.frame.actOn(texts.takeBack, which)}>
              {texts.takeBack}
            </button>
          </p>
        </Post>
      )}
    </div>
  )
}
