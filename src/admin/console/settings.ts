/**
 * An app's settings as the fields of a form: a view of its document, which stays what is stored. A field that is changed
 * changes its key there, and nothing else: comments, order and every other key stay.
 */
import { parse, stringify } from 'yaml'
import type { Content } from '../../app-store/store.ts'
import { nestsTooDeep } from '../../core/nesting.ts'
import { inAllLanguages, type Sentence, said } from '../../core/said.ts'
import { yamlFault } from '../../core/yaml-fault.ts'
import { isTooMuchToRead } from '../../core/yaml-tokens.ts'
import type { SettingField } from '../../pages/console/app-views.ts'
import { parseSettings, withSetting } from '../document.ts'
import { Refused } from '../refused.ts'
import type { Form } from './form.ts'

type Spec = Omit<SettingField, 'value'>

const common: readonly Spec[] = [
  { key: 'displayName', kind: 'text' },
  { key: 'startUrl', kind: 'text' },
  { key: 'allow', kind: 'mono' },
]
const rest: readonly Spec[] = [
  { key: 'upstream', kind: 'yaml' },
  { key: 'maxAuthnAge', kind: 'text' },
  { key: 'onDenied', kind: 'choice', choices: ['', 'app', 'page'] },
  { key: 'consent', kind: 'choice', choices: ['', 'ask', 'requested', 'never'] },
]

/** What the form has, by protocol; everything else is set in the document. */
const specs: Readonly<Record<'saml' | 'oidc', readonly Spec[]>> = {
  saml: [
    ...common,
    { key: 'attributes', kind: 'yaml' },
    { key: 'nameId', kind: 'yaml' },
    { key: 'sign', kind: 'choice', choices: ['', 'both', 'assertion', 'response'] },
    { key: 'encryptAssertions', kind: 'flag' },
    { key: 'requireSignedRequests', kind: 'flag' },
    ...rest,
  ],
  oidc: [
    ...common,
    { key: 'redirectUris', kind: 'yaml' },
    { key: 'claims', kind: 'yaml' },
    { key: 'sub', kind: 'yaml' },
    ...rest,
  ],
}

/** The fields with what the document says. */
export function settingFields(
  { settings }: Pick<Content, 'settings'>,
  protocol: 'saml' | 'oidc',
): readonly SettingField[] {
  const written = readMap(settings)
  return specs[protocol].map((spec) => ({ ...spec, value: textOf(written[spec.key]) }))
}

/** The same with what was entered, for a form that is shown again. */
export function enteredFields(form: Form, protocol: 'saml' | 'oidc'): readonly SettingField[] {
  return specs[protocol].map((spec) => ({ ...spec, value: form.get(spec.key) ?? '' }))
}

/** What was entered where that differs from what the form was made from; what is there now in all other fields. */
export function mergedFields(
  base: Content,
  now: Content,
  form: Form,
  protocol: 'saml' | 'oidc',
): readonly SettingField[] {
  const before = new Map(settingFields(base, protocol).map(({ key, value }) => [key, value]))
  const entered = new Map(
    enteredFields(form, protocol).map(({ key, value }) => [key, value.replace(/\r\n?/g, '\n').trim()]),
  )
  return settingFields(now, protocol).map((field) => {
    const mine = entered.get(field.key) ?? ''
    return mine === before.get(field.key) ? field : { ...field, value: mine }
  })
}

/** The document with what the form changes in it. @throws Refused `invalid` */
export function withForm(content: Content, form: Form, protocol: 'saml' | 'oidc'): Content {
  let changed = content
  for (const field of settingFields(content, protocol)) {
    const entered = (form.get(field.key) ?? '').replace(/\r\n?/g, '\n').trim()
    if (entered === field.value) continue
    changed = { ...changed, ...withSetting(changed, field.key, enteredValue(field, entered)) }
  }
  return changed
}

function enteredValue({ key, kind }: Spec, entered: string): unknown {
  if (entered === '') return undefined
  if (kind === 'flag') return true
  if (kind !== 'yaml') return entered
  if (nestsTooDeep(entered)) {
    throw notTaken(key, said`${key} is nested too deeply.`, 'Write it with fewer levels.')
  }
  if (isTooMuchToRead(entered)) throw notTaken(key, said`${key} has too many values.`, 'Keep what one app needs.')
  try {
    return parse(entered, { maxAliasCount: 0 })
  } catch (error) {
    const { message, code = '' } = error as Error & { code?: string }
    const fault = yamlFault(code, `${key} is not YAML: ${message.split('\n', 1)[0]}`)
    throw notTaken(key, fault, 'Write it as in the document.')
  }
}

function notTaken(key: string, message: Sentence, cure: Sentence): Refused {
  const problem = { severity: 'error', part: 'settings', path: key, ...inAllLanguages(message, cure) } as const
  return new Refused('invalid', problem.message, { cure: problem.cure, problems: [problem] })
}

function readMap(settings: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = parseSettings(settings)?.toJS({ maxAliasCount: 0 })
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch {
    return {}
  }
}

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  return typeof value === 'object' ? stringify(value, { lineWidth: 0 }).trim() : String(value)
}
