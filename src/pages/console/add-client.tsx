/** Registering an app that speaks OpenID Connect: one that is known by name, or any other. */

import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { ProductName } from '../messages/console/products/catalogue.ts'
import type { ClientView, ProductView } from './client-views.ts'
import { Check, Options, TextArea, TextField } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { ConsoleLink } from './link-to.tsx'
import { Faults, Findings, faultOf, Post } from './parts.tsx'

/** The choice of a known app, on the page that begins. */
export function Products({ products, place }: { products: readonly ProductView[]; place: Place }) {
  const { choose } = place.texts.client
  return (
    <section class="sub" aria-labelledby="oidc">
      <h2 id="oidc">{choose.title}</h2>
      <p>{choose.text}</p>
      <ul class="choices columns">
        {products.map(({ name, title }) => (
          <li key={name}>
            <ConsoleLink to={`/admin/add-known/${encodeURIComponent(name)}`} place={place}>
              {title}
            </ConsoleLink>
          </li>
        ))}
        <li>
          <ConsoleLink to="/admin/add-oidc" place={place}>
            {choose.other}
          </ConsoleLink>
        </li>
      </ul>
    </section>
  )
}

const known = ['addresses', 'name', 'displayName', 'allow']
const other = [
  'name',
  'displayName',
  'redirectUris',
  'postLogoutRedirectUris',
  'clientAuthentication',
  'noPkce',
  'allow',
]

export function ClientPage({ view, place }: { view: ClientView; place: Place }) {
  const { form } = place.texts.client
  const { product, findings } = view
  const title = product === undefined ? form.otherTitle : form.title(product.title)
  const fields = product === undefined ? other : known
  return (
    <ConsoleLayout place={place} title={title} failed={findings.length > 0}>
      <h1>{title}</h1>
      <Faults findings={findings} texts={place.texts} fields={fields} />
      {view.noKeys ? (
        <Findings findings={[{ severity: 'warning', message: form.noKeys, isTranslated: true }]} texts={place.texts} />
      ) : null}
      <p>{form.text}</p>
      <Post place={place} action={view.action}>
        {product === undefined ? null : <Addresses view={view} place={place} />}
        <Naming view={view} place={place} />
        {product === undefined ? <OtherFields view={view} place={place} /> : null}
        <TextField
          {...fieldOf(view, 'allow', place.texts)}
          label={place.texts.apps.add.allow}
          hint={place.texts.apps.add.allowHint}
          mono
        />
        <p class="actions">
          <button type="submit">{place.texts.apps.add.create}</button>
          <ConsoleLink to="/admin/add" class="button quiet" place={place}>
            {place.texts.apps.add.cancel}
          </ConsoleLink>
        </p>
      </Post>
    </ConsoleLayout>
  )
}

const fieldOf = ({ entered, findings }: ClientView, name: string, texts: ConsoleMessages) => ({
  name,
  value: entered[name] ?? '',
  fault: faultOf(findings, name, texts),
})

function Addresses({ view, place }: { view: ClientView; place: Place }) {
  const { form } = place.texts.client
  const given = view.product?.addresses
  if (view.product === undefined || given === undefined) return <p class="soft">{form.noAddress}</p>
  const hint = place.texts.products?.addresses[view.product.name as ProductName] ?? given
  return (
    <TextArea {...fieldOf(view, 'addresses', place.texts)} label={form.addresses} hint={hint} size="lines" required />
  )
}

function Naming({ view, place }: { view: ClientView; place: Place }) {
  const { form } = place.texts.client
  const { add } = place.texts.apps
  const { product } = view
  const hint = product === undefined ? undefined : form.displayNameHint(product.title)
  return (
    <>
      <TextField {...fieldOf(view, 'name', place.texts)} label={add.name} hint={form.nameHint} required mono />
      <TextField {...fieldOf(view, 'displayName', place.texts)} label={add.displayName} hint={hint} />
    </>
  )
}

function OtherFields({ view, place }: { view: ClientView; place: Place }) {
  const { form } = place.texts.client
  const choices = Object.entries(form.authentications).map(([value, label]) => ({ value, label }))
  return (
    <>
      <TextArea
        {...fieldOf(view, 'redirectUris', place.texts)}
        label={form.redirectUris}
        hint={form.redirectUrisHint}
        size="lines"
        required
      />
      <TextArea
        {...fieldOf(view, 'postLogoutRedirectUris', place.texts)}
        label={form.postLogoutRedirectUris}
        size="lines"
      />
      <Options
        {...fieldOf(view, 'clientAuthentication', place.texts)}
        value={view.entered.clientAuthentication || 'client_secret_basic'}
        label={form.authentication}
        choices={choices}
      />
      <Check name="noPkce" label={form.noPkce} value="true" checked={view.entered.noPkce === 'true'} />
    </>
  )
}
