/** Where metadata is read: how each address is doing, and for how long its last copy is good. Federations below. */
import { readable } from '../links.ts'
import type { AddressesView, AddressView, FederationView } from './address-views.ts'
import { TextField } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Findings, Post } from './parts.tsx'
import { Moment, numberOf } from './time.tsx'

export function AddressesPage({ view, place }: { view: AddressesView; place: Place }) {
  const { addresses: texts } = place.texts
  return (
    <ConsoleLayout place={place} title={texts.title}>
      <h1>{texts.title}</h1>
      <p>{texts.text}</p>
      {view.any ? <List view={view} place={place} /> : <p>{texts.none}</p>}
      {view.federations.length === 0 ? null : <Federations federations={view.federations} place={place} />}
    </ConsoleLayout>
  )
}

function List({ view, place }: { view: AddressesView; place: Place }) {
  const { addresses: texts } = place.texts
  return (
    <>
      <search>
        <form method="get" action={`${place.context.publicUrl}/admin/addresses`} class="filters">
          <TextField name="q" type="search" label={texts.search} value={view.search} />
          <button type="submit" class="quiet">
            {place.texts.apps.list.show}
          </button>
        </form>
      </search>
      <p class="soft">{texts.found(view.total, numberOf(view.total, place.context.language))}</p>
      {view.addresses.map((address, index) => (
        <section class="way" key={address.name} aria-labelledby={`address-${index}`}>
          <h2 id={`address-${index}`}>
            <bdi>{readable(address.address)}</bdi>
          </h2>
          <AddressCard address={address} place={place} />
        </section>
      ))}
    </>
  )
}

const tags = { good: 'good', unread: 'warning', failing: 'warning', ended: 'error' } as const

/** Everything about one address but the address itself. */
export function AddressCard({ address, place }: { address: AddressView; place: Place }) {
  const { addresses: texts } = place.texts
  const { state, laidAside, fault } = address
  const severity = state === 'good' ? 'note' : tags[state]
  return (
    <>
      <p>
        <span class={`tag ${tags[state]}`}>{texts.states[state]}</span>
        {laidAside === 'rejected' ? <span class="tag warning">{texts.rejected}</span> : null}
        {laidAside === 'waiting' ? (
          <ConsoleLink to="/admin/quarantine" class="tag warning" place={place}>
            {texts.waits}
          </ConsoleLink>
        ) : null}
      </p>
      {fault === undefined ? null : <Findings findings={[{ severity, ...fault }]} texts={place.texts} />}
      <Times address={address} place={place} />
      {place.frame.role === 'reader' ? null : (
        <Post place={place} action="/admin/addresses/read" fields={{ name: address.name }} class="below">
          <button
            type="submit"
            class="quiet small"
            aria-label={place.texts.frame.actOn(texts.readNow, readable(address.address))}
          >
            {texts.readNow}
          </button>
        </Post>
      )}
    </>
  )
}

function Times({ address, place }: { address: AddressView; place: Place }) {
  const { addresses: texts } = place.texts
  const { language } = place.context
  const times = [
    [texts.failingSince, address.failingSince],
    [texts.readAt, address.readAt],
    [texts.validUntil, address.validUntil],
    [texts.nextAt, address.nextAt],
  ] as const
  return (
    <dl class="facts">
      <dt>{texts.usedBy}</dt>
      <dd>
        <Users address={address} place={place} />
      </dd>
      {times.map(([label, at]) => (
        <>
          {at === undefined && label !== texts.validUntil ? null : <dt>{label}</dt>}
          {at === undefined ? null : (
            <dd>
              <Moment at={at} language={language} />
            </dd>
          )}
          {at === undefined && label === texts.validUntil ? <dd>{texts.noEnd}</dd> : null}
        </>
      ))}
      {address.etag === undefined ? null : <dt>ETag</dt>}
      {address.etag === undefined ? null : (
        <dd>
          <code>{readable(address.etag)}</code>
        </dd>
      )}
    </dl>
  )
}

function Users({ address: { apps, upstreams }, place }: { address: AddressView; place: Place }) {
  if (apps.length + upstreams.length === 0) return <>–</>
  return (
    <ul>
      {apps.map((name) => (
        <li key={name}>
          <ConsoleLink to={`/admin/apps/${encodeURIComponent(name)}`} place={place}>
            <bdi>{readable(name)}</bdi>
          </ConsoleLink>
        </li>
      ))}
      {upstreams.map((name) => (
        <li key={name}>
          <ConsoleLink to="/admin/upstreams" place={place}>
            <bdi>{readable(name)}</bdi>
          </ConsoleLink>
        </li>
      ))}
    </ul>
  )
}

function Federations({ federations, place }: { federations: readonly FederationView[]; place: Place }) {
  const { federations: texts } = place.texts.addresses
  return (
    <section aria-labelledby="federations">
      <h2 id="federations">{texts.title}</h2>
      <p>{texts.text}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{texts.name}</th>
            <th scope="col">{texts.apps}</th>
            <th scope="col">{texts.validUntil}</th>
          </tr>
        </thead>
        <tbody>
          {federations.map(({ name, entities, validUntil, problems }) => (
            <tr key={name}>
              <th scope="row">
                <bdi>{readable(name)}</bdi>
                <Findings findings={problems} texts={place.texts} />
              </th>
              <td data-label={texts.apps}>
                {entities === undefined ? texts.onDemand : numberOf(entities, place.context.language)}
              </td>
              <td data-label={texts.validUntil}>
                {validUntil === undefined ? '–' : <Moment at={validUntil} language={place.context.language} />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
