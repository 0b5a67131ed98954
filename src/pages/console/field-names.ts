/** What the fields of our forms are called by those who fill them in: for a page that shows a form once more. */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'

/** @param action where the form is posted to @returns its name in the form where we have no such field */
export function fieldName(name: string, action: string, texts: ConsoleMessages): string {
  // A setting, but in a preview.
  if (name === 'claims' && action.endsWith('/preview')) return texts.app.preview.claims
  const names = namesOf(texts)
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name
}

function namesOf({ frame, apps, app, client, watch, acts }: ConsoleMessages): Readonly<Record<string, string>> {
  return {
    ...app.settings.labels,
    ...frame.again.fields,
    name: apps.add.name,
    file: apps.add.file,
    text: frame.parts.metadata,
    address: app.enter.metadata,
    settings: app.settings.document,
    app: app.setup.app,
    note: app.setup.note,
    days: app.setup.howLong,
    hours: app.acts.howLong,
    session: app.preview.person,
    expression: app.preview.expression,
    person: watch.sessions.person,
    id: acts.ways['setup-link'],
    addresses: client.form.addresses,
    postLogoutRedirectUris: client.form.postLogoutRedirectUris,
    clientAuthentication: client.form.authentication,
    noPkce: client.form.noPkce,
  }
}
