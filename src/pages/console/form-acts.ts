/** What a form of ours does, and to what: for a page that shows it once more, away from what stood around it. */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'

export interface FormAct {
  readonly act: string
  /** As the form or its address has it. */
  readonly on?: string
}

/** @param action where the form is posted to, below publicUrl @returns undefined where we have no such form */
export function formAct(
  action: string,
  fields: readonly (readonly [name: string, value: string])[],
  texts: ConsoleMessages,
): FormAct | undefined {
  const [room = '', second = '', third = ''] = action.split('/').slice(2)
  const isOfApp = room === 'apps'
  const act = isOfApp ? appActs(texts)[third] : (acts(texts)[`${room}/${second}`] ?? acts(texts)[room])
  const entered = new Map(fields)
  const on = isOfApp ? decodeURIComponent(second) : (entered.get('name') ?? entered.get('app') ?? entered.get('person'))
  return act === undefined ? undefined : { act, ...(on && { on }) }
}

const appActs = ({ app, client }: ConsoleMessages): Readonly<Record<string, string>> => ({
  settings: app.tabs.settings,
  document: app.tabs.document,
  metadata: app.metadata.put,
  preview: app.tabs.preview,
  undo: app.history.bringBack,
  disable: app.acts.disable,
  enable: app.acts.enable,
  remove: app.acts.remove,
  'take-over': app.acts.takeOver,
  secret: client.renew.label,
})

const acts = ({ addresses, apps, app, watch, frame }: ConsoleMessages): Readonly<Record<string, string>> => ({
  add: apps.add.title,
  'add-oidc': apps.add.title,
  'add-known': apps.add.title,
  'setup-links': app.setup.make,
  'setup-links/approve': watch.quarantine.approve,
  'setup-links/reject': watch.quarantine.reject,
  'quarantine/approve': watch.quarantine.approve,
  'quarantine/reject': watch.quarantine.reject,
  'addresses/read': addresses.readNow,
  'sessions/end': watch.sessions.endIt,
  'consents/forget': watch.consents.forget,
  leave: frame.signOut,
})
