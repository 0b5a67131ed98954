/** Adding an app in three steps: its metadata, what that says, its name. Nothing is in force before the last one. */

import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { Products } from './add-client.tsx'
import { Facts } from './facts.tsx'
import { described, Field, TextArea, TextField } from './fields.tsx'
import { ConsoleLayout, type Place } from './layout.tsx'
import { Faults, Findings, type FindingView, faultOf, NotTaken, Post } from './parts.tsx'
import type { AddView, NameAppView } from './views.ts'

function Steps({ at, place }: { at: 0 | 1 | 2; place: Place }) {
  return (
    <ol class="steps">
      {place.texts.apps.add.steps.map((step, index) => (
        <li key={step} aria-current={index === at ? 'step' : undefined}>
          {step}
        </li>
      ))}
    </ol>
  )
}

export function AddPage({ view, place }: { view: AddView; place: Place }) {
  const { add } = place.texts.apps
  return (
    <ConsoleLayout place={place} title={add.title} failed={view.empty || view.findings.length > 0}>
      <h1>{add.title}</h1>
      <Steps at={0} place={place} />
      {view.empty ? (
        <NotTaken texts={place.texts}>
          <p>
            <a href="#metadata-file">{add.nothing}</a>
          </p>
        </NotTaken>
      ) : null}
      <Faults findings={view.findings} texts={place.texts} fields={['metadata-file', 'text', 'address']} />
      <p class="soft">
        <a href="#oidc">{place.texts.client.choose.title}</a>
      </p>
      <section aria-labelledby="saml">
        <h2 id="saml">{place.texts.client.choose.saml}</h2>
        <p>{add.text}</p>
        <Post place={place} action="/admin/add" upload>
          <MetadataFields entry={view.entry} findings={view.findings} place={place} />
          <p class="actions">
            <button type="submit">{add.check}</button>
          </p>
        </Post>
      </section>
      <Products products={view.products} place={place} />
    </ConsoleLayout>
  )
}

interface MetadataFieldsProps {
  readonly entry: AddView['entry']
  readonly findings?: readonly FindingView[]
  readonly place: Place
}

interface MetadataFileProps {
  readonly findings: readonly FindingView[]
  readonly texts: ConsoleMessages
}

/** For an administrator, and for whoever has a setup link. */
export function MetadataFile({ findings, texts }: MetadataFileProps) {
  const { add } = texts.apps
  const file = { id: 'metadata-file', hint: add.fileHint, fault: faultOf(findings, 'metadata-file', texts) }
  return (
    <Field {...file} label={add.file}>
      <input
        id={file.id}
        name="file"
        type="file"
        accept=".xml,application/xml,text/xml,application/samlmetadata+xml"
        {...described(file)}
      />
    </Field>
  )
}

/** The three ways in which metadata comes: the first that is filled in counts. */
export function MetadataFields({ entry, findings = [], place }: MetadataFieldsProps) {
  const { add } = place.texts.apps
  return (
    <>
      <div class="way">
        <MetadataFile findings={findings} texts={place.texts} />
      </div>
      <div class="way">
        <TextArea name="text" label={add.paste} value={entry.text} fault={faultOf(findings, 'text', place.texts)} />
      </div>
      <div class="way">
        <TextField
          name="address"
          type="url"
          label={add.address}
          hint={add.addressHint}
          value={entry.address}
          fault={faultOf(findings, 'address', place.texts)}
        />
      </div>
    </>
  )
}

export function NameAppPage({ view, place }: { view: NameAppView; place: Place }) {
  const { add } = place.texts.apps
  return (
    <ConsoleLayout place={place} title={add.saysTitle} failed={view.refused}>
      <h1>{add.saysTitle}</h1>
      <Steps at={view.blocked ? 1 : 2} place={place} />
      {view.refused ? (
        <Faults findings={view.findings} texts={place.texts} fields={['name', 'displayName', 'allow']} />
      ) : (
        <Findings findings={view.findings} texts={place.texts} />
      )}
      <Facts facts={view.facts} texts={place.texts} />
      {view.blocked ? (
        <p class="actions">
          <a class="button" href={`${place.context.publicUrl}/admin/add`}>
            {add.startAgain}
          </a>
        </p>
      ) : (
        <NameForm view={view} place={place} />
      )}
    </ConsoleLayout>
  )
}

function NameForm({ view, place }: { view: NameAppView; place: Place }) {
  const { add } = place.texts.apps
  return (
    <section class="sub" aria-labelledby="naming">
      <h2 id="naming">{add.nameTitle}</h2>
      <Post place={place} action={view.action}>
        <TextField
          name="name"
          fault={faultOf(view.findings, 'name', place.texts)}
          label={add.name}
          hint={add.nameHint}
          value={view.name}
          required
          mono
        />
        <TextField
          name="displayName"
          fault={faultOf(view.findings, 'displayName', place.texts)}
          label={add.displayName}
          hint={add.displayNameHint}
          value={view.displayName}
        />
        <TextField
          name="allow"
          fault={faultOf(view.findings, 'allow', place.texts)}
          label={add.allow}
          hint={add.allowHint}
          value={view.allow}
          mono
        />
        <p class="actions">
          <button type="submit">{add.create}</button>
          <a class="button quiet" href={`${place.context.publicUrl}/admin`}>
            {add.cancel}
          </a>
        </p>
      </Post>
    </section>
  )
}
