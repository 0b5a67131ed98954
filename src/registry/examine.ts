/**
 * Metadata that someone hands in, looked at before it is in force: every problem at once, each with its line and what
 * to do about it, and what the app is and will be told. The console, the API and the CLI all show what this finds.
 */
import type { Config, MetadataSource, SamlAppConfig } from '../config/config.ts'
import type { EntityId } from '../core/identifiers.ts'
import type { MetadataReading } from '../saml/metadata.ts'
import { declareServiceProvider } from '../saml/metadata-declared.ts'
import { detailsOfDeclared } from '../saml/metadata-details.ts'
import { isAbout, type Remark, type SurveyedRole } from '../saml/metadata-survey.ts'
import type { SamlApp } from './app.ts'
import { checkApp } from './checks.ts'
import type { Examination, MetadataFinding, WillSend } from './examination.ts'
import { validityFindings } from './examine-validity.ts'
import { fallbackCure, metadataCures } from './metadata-cures.ts'
import { appsOfDefaults, configuredApp, samlAppId } from './policy.ts'
import type { Registry } from './registry.ts'
import { type ComparedSurvey, type Surveyor, SurveyRefused } from './survey.ts'

export interface ExamineContext {
  readonly config: Config
  /** Whose names are taken. */
  readonly registry: Pick<Registry, 'owner'>
  /** How the code that answers apps would answer this one. */
  readonly willSend: (app: SamlApp) => WillSend
  readonly surveyor: Surveyor
  /** The app's settings as they would be; `defaults` where absent. */
  readonly app?: SamlAppConfig
  /** For an app without settings: its name where the metadata has none. */
  readonly name?: string
  /** Which of several entities; `app.entityId` where absent. */
  readonly entityId?: EntityId
  /** The app's own source in the registry, e.g. `apps.wiki`: its name is not taken by itself. */
  readonly self?: string
  /** ms since 1970 */
  readonly now?: number
}

/** Never rejects for what is in it: whatever is wrong is a finding. */
export async function examineMetadata(octets: Uint8Array, context: ExamineContext): Promise<Examination> {
  const now = context.now ?? Date.now()
  const survey = await context.surveyor.survey({ octets, now }).catch((error: unknown) => {
    if (error instanceof SurveyRefused) return error
    throw error
  })
  if (survey instanceof SurveyRefused) {
    const { message, cure, code } = survey
    const finding = { severity: 'error', topic: 'too-large', code, values: {}, message, cure } as const
    return { findings: [finding], usable: false, entityIds: [] }
  }
  const entityIds = survey.roles.map(({ serviceProvider }) => serviceProvider.entityId)
  const known = { entityIds, ...(survey.text !== undefined && { text: survey.text }) }
  const wanted = context.entityId ?? context.app?.entityId
  const role = chosen(survey, wanted)
  const findings = [...ofText(survey, role?.serviceProvider.entityId ?? wanted), ...ofChoice(survey, role, wanted)]
  if (role === undefined) return { ...known, ...judged(findings) }
  const app = appOf(role, context)
  const all = [...findings, ...ofApp(role, app, survey, context, now)]
  return {
    ...known,
    ...judged(all),
    app,
    serviceProvider: role.serviceProvider,
    description: describe(role, app, survey, context.willSend(app)),
  }
}

/** What is written down in place of metadata. */
export type DeclaredMetadata = Extract<MetadataSource, { kind: 'inline' }>

/** An app that is written down, entityID and reply addresses, in place of metadata. Its findings have no line. */
export function examineDeclared(
  declared: DeclaredMetadata,
  context: Omit<ExamineContext, 'surveyor'>,
): Examination & Pick<MetadataReading, 'warnings'> {
  const now = context.now ?? Date.now()
  const { serviceProviders, warnings } = declareServiceProvider(declared, { now })
  const [serviceProvider] = serviceProviders
  if (serviceProvider === undefined) return { findings: [], usable: false, entityIds: [], warnings }
  const role = { serviceProvider, details: detailsOfDeclared(declared.certificates), lines: new Map() }
  const app = appOf(role, context)
  return {
    entityIds: [declared.entityId],
    ...judged(ofApp(role, app, { signed: false }, context, now)),
    warnings,
    app,
    serviceProvider,
    description: describe(role, app, { signed: false }, context.willSend(app)),
  }
}

function judged(findings: readonly MetadataFinding[]): Pick<Examination, 'findings' | 'usable'> {
  const of = (severity: string) => findings.filter((one) => one.severity === severity)
  return { findings: [...of('error'), ...of('warning')], usable: of('error').length === 0 }
}

function chosen({ roles }: ComparedSurvey, wanted: EntityId | undefined): SurveyedRole | undefined {
  if (wanted !== undefined) return roles.find(({ serviceProvider }) => serviceProvider.entityId === wanted)
  return roles.length === 1 ? roles[0] : undefined
}

/** Where what is wrong comes without its own cure, and its code has none. */
const cures: Partial<Readonly<Record<Remark['topic'], string>>> = {
  'script-address': 'Such an address is a program that would run on a page of ours. Correct it in the app.',
  unencrypted: 'Let the app publish https, behind a proxy too: anyone on the way can read what is sent there.',
  certificate: 'It is used as it is. Replace it in the app, then hand in the new metadata.',
  validity: 'Get the metadata from the app again; or give its address, which is read again in time.',
  'too-large': 'Hand in the metadata of this app only.',
}

const cureFor = ({ code, topic }: Remark): string => metadataCures[code] ?? cures[topic] ?? fallbackCure

/** What the text itself has; of an aggregate, only what concerns the chosen entity. */
function ofText({ remarks, roles, schema = [] }: ComparedSurvey, entityId?: EntityId): readonly MetadataFinding[] {
  const concerns = (remark: Remark) => roles.length < 2 || entityId === undefined || isAbout(remark, entityId)
  return [
    ...remarks.filter(concerns).map((remark) => ({ ...remark, cure: remark.cure ?? cureFor(remark) })),
    ...schema.map(({ line, message }) => ({
      severity: 'warning' as const,
      topic: 'schema' as const,
      code: 'schema' as const,
      values: { detail: message },
      line,
      message: `The schema of the standard does not allow this: ${message}`,
      cure: 'It is read all the same; other software may refuse it. Correct it in the app, if possible.',
    })),
  ]
}

function ofChoice(
  { roles, remarks }: ComparedSurvey,
  role: SurveyedRole | undefined,
  wanted: EntityId | undefined,
): readonly MetadataFinding[] {
  const [first] = roles
  if (role !== undefined) return []
  if (first === undefined) {
    // An aggregate of nobody, or of others: where nothing else is wrong with it, it would pass.
    if (remarks.some(({ severity }) => severity === 'error')) return []
    const message = 'It holds no service provider.'
    const cure = 'Get the metadata of the app, as a service provider (SP).'
    return [{ severity: 'error', topic: 'choose', code: 'none-in-it', values: {}, message, cure }]
  }
  const names = roles.map(({ serviceProvider }) => serviceProvider.entityId)
  const listed = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`
  const at = { severity: 'error', topic: 'choose' } as const
  if (wanted === undefined) {
    const message = `It holds several service providers: ${listed}.`
    const cure = 'Choose one with `entityId`.'
    return [{ ...at, code: 'choose', values: { entityIds: listed }, message, cure }]
  }
  // It is there, and the reason why it can't be used was given.
  if (remarks.some((remark) => remark.message.startsWith(`${wanted}: `))) return []
  const message = `It has no ${wanted}; it has ${listed}.`
  const cure = 'Write one of these, character for character.'
  return [{ ...at, code: 'absent', values: { entityId: wanted, entityIds: listed }, message, cure }]
}

function appOf(
  { serviceProvider }: SurveyedRole,
  { app, config, name = '' }: Omit<ExamineContext, 'surveyor'>,
): SamlApp {
  if (app !== undefined) return configuredApp(app, serviceProvider, config, {})
  return appsOfDefaults(config)(name, serviceProvider)
}

/** The element that each check of an app is about. */
const elementOf: Readonly<Record<string, string>> = {
  sharedNames: 'NameIDFormat',
  misspeltFormats: 'NameIDFormat',
  unmetFormats: 'NameIDFormat',
  missingAttributes: 'RequestedAttribute',
  missingSubjectId: 'EntityAttributes',
  foreignEncryption: 'EncryptionMethod',
  unseenCharacters: 'EntityDescriptor',
}

function ofApp(
  { serviceProvider, details, lines }: SurveyedRole,
  app: SamlApp,
  { signed }: Pick<ComparedSurvey, 'signed'>,
  { registry, self }: Pick<ExamineContext, 'registry' | 'self'>,
  now: number,
): readonly MetadataFinding[] {
  const at = (name: string) => {
    const line = lines.get(name) ?? lines.get('SPSSODescriptor')
    return line !== undefined && { line }
  }
  const owner = registry.owner(samlAppId(serviceProvider.entityId))
  const taken: MetadataFinding = {
    severity: 'error',
    topic: 'taken',
    code: 'taken',
    values: { entityId: serviceProvider.entityId, owner: owner ?? '' },
    ...at('EntityDescriptor'),
    message: `${serviceProvider.entityId} already belongs to ${owner}.`,
    cure: 'Change that app, or remove it first; or give this one its own entityID in the app.',
  }
  return [
    ...(owner === undefined || owner === self ? [] : [taken]),
    ...checkApp(app).map(({ severity, message, cure, code, values, topic = '' }) => ({
      severity,
      topic: 'need' as const,
      ...at(elementOf[topic] ?? 'SPSSODescriptor'),
      code,
      values,
      message,
      cure,
    })),
    ...validityFindings({ serviceProvider, details, signed, now, at }),
  ]
}

function describe(
  { serviceProvider, details }: SurveyedRole,
  { policy: { displayName } }: SamlApp,
  { signed }: Pick<ComparedSurvey, 'signed'>,
  willSend: WillSend,
): NonNullable<Examination['description']> {
  const { entityId, assertionConsumerServices, singleLogoutServices, nameIdFormats, validUntil } = serviceProvider
  return {
    entityId,
    displayName,
    ...details,
    assertionConsumerServices,
    singleLogoutServices,
    nameIdFormats,
    signsRequests: serviceProvider.authnRequestsSigned,
    wantsAssertionsSigned: serviceProvider.wantAssertionsSigned,
    ...(validUntil !== undefined && { validUntil }),
    signed,
    willSend,
  }
}
