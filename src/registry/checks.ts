/** What must hold between the settings of an app and its metadata. An error keeps the app out of force. */

import { binding, nameIdFormat } from '../saml/constants.ts'
import { formatOfKind, kindOfFormat, readNameIdFormat } from '../saml/name-id-format.ts'
import type { SamlApp } from './app.ts'
import type { AppFault, NeedCode } from './app-fault.ts'
import {
  foreignEncryption,
  missingAttributes,
  missingSubjectId,
  unseenCharacters,
  unsignedAssertions,
} from './need-checks.ts'

type Check = (app: SamlApp) => AppFault | undefined
type Said = readonly [NeedCode, AppFault['values']?]

/** An app may be in many snapshots. */
const checked = new WeakMap<SamlApp, readonly AppFault[]>()

/** All faults of an app. */
export function checkApp(app: SamlApp): readonly AppFault[] {
  const known = checked.get(app)
  if (known !== undefined) return known
  const faults = checks.flatMap((check) => {
    const fault = check(app)
    return fault === undefined ? [] : { ...fault, topic: check.name }
  })
  checked.set(app, faults)
  return faults
}

const fault =
  (kind: AppFault['kind'], severity: AppFault['severity']) =>
  ([code, values = {}]: Said, message: string, cure: string): AppFault => ({
    kind,
    severity,
    code,
    values,
    message,
    cure,
  })
const error = fault('metadata', 'error')
const weak = fault('weak', 'warning')
const formatWarning = fault('metadata', 'warning')

const encryptionKey: Check = ({ settings, serviceProvider: { encryption, entityId } }) => {
  if (!settings.encryptAssertions || encryption) return undefined
  return error(
    ['encryption-key-missing', { entityId }],
    `\`encryptAssertions\` is on, and the metadata of ${entityId} has no key to encrypt to.`,
    'Get metadata with an encryption certificate from the app, or remove `encryptAssertions`.',
  )
}

const signingKey: Check = ({ settings, serviceProvider: { signingKeys, authnRequestsSigned, entityId } }) => {
  if (signingKeys.length > 0 || !(settings.requireSignedRequests || authnRequestsSigned)) return undefined
  const why = settings.requireSignedRequests ? '`requireSignedRequests` is on' : 'It says that it signs its requests'
  return error(
    [settings.requireSignedRequests ? 'signing-key-required' : 'signing-key-missing', { entityId }],
    `${why}, but the metadata of ${entityId} has no key to verify them with.`,
    'Get metadata with a signing certificate from the app.',
  )
}

/** Two upstreams may know the same address as two people (attack 78). */
const sharedNames: Check = ({ pairwiseOnly, nameId, serviceProvider: { nameIdFormats, entityId } }) => {
  const [first] = nameIdFormats.map(readNameIdFormat).filter((format) => format !== nameIdFormat.unspecified)
  if (!pairwiseOnly || nameId || first !== nameIdFormat.emailAddress) return undefined
  return weak(
    ['names-shared', { entityId }],
    `${entityId} asks for e-mail addresses as names, but gets a pseudonym or a refusal: more than one upstream could know the same address.`,
    'Add `upstream` to the app with one of them, or one `subjectNamespace` to upstreams that know the same people, and it gets addresses; or set `nameId: persistent`.',
  )
}

/** Honoured, but another IdP would not: the app should be corrected before someone wonders. */
const misspeltFormats: Check = ({ serviceProvider: { nameIdFormats, entityId } }) => {
  const misspelt = nameIdFormats.find((written) => ![undefined, written].includes(readNameIdFormat(written)))
  if (misspelt === undefined) return undefined
  const read = readNameIdFormat(misspelt) ?? ''
  return formatWarning(
    ['format-misspelt', { entityId, written: misspelt, read }],
    `${entityId} lists the NameIDFormat ${misspelt}, which the standard does not have; it is read as ${read}.`,
    'Correct it in the app, if possible.',
  )
}

/**
 * Core 3.4.1.1: a format that is asked for but not given is an error, and the app would only say that the login failed.
 */
const unmetFormats: Check = ({ nameId, defaultNameId, serviceProvider: { nameIdFormats, entityId } }) => {
  const listed = nameIdFormats.map((written) => readNameIdFormat(written) ?? written)
  const [first] = listed
  if (first === undefined || listed.includes(nameIdFormat.unspecified)) return undefined
  const set = nameId ?? defaultNameId
  const given = set && (set.format ?? (set.kind === 'custom' ? nameIdFormat.unspecified : formatOfKind[set.kind]))
  if (listed.some((format) => (given === undefined ? kindOfFormat(format) !== undefined : format === given))) {
    return undefined
  }
  if (given === undefined) {
    return formatWarning(
      ['formats-unknown', { entityId, formats: listed.join(', '), first }],
      `${entityId} lists only NameID formats that have no value here (${listed.join(', ')}): it gets a pseudonym, and a request for one of these is refused.`,
      `Say what such a name is: \`nameId: { format: '${first}', value: … }\` with an expression.`,
    )
  }
  return formatWarning(
    ['format-unlisted', { entityId, given, formats: listed.join(', ') }],
    `${entityId} is given the NameID format ${given}, but lists only others (${listed.join(', ')}).`,
    'Set `nameId` to one that it lists, or `nameId: { format, force: true }` to give this one even where it asks for another.',
  )
}

/** The one way that the operator chose does not exist: the app would never hear of a logout. */
const logoutWay: Check = ({ settings: { slo }, serviceProvider: { singleLogoutServices, entityId } }) => {
  if (slo === undefined || slo === 'none') return undefined
  const bindings: readonly string[] = slo === 'soap' ? [binding.soap] : [binding.redirect, binding.post]
  const named = slo === 'soap' ? 'SOAP' : 'HTTP-Redirect or HTTP-POST'
  if (singleLogoutServices.some((service) => bindings.includes(service.binding))) return undefined
  return formatWarning(
    ['logout-way-missing', { entityId, slo, bindings: named }],
    `\`slo: ${slo}\` is set, and the metadata of ${entityId} has no SingleLogoutService by ${named}: it will never be told of a logout.`,
    'Get metadata with one from the app, remove `slo`, or set `slo: none` to say that it cannot be told.',
  )
}

const checks: readonly Check[] = [
  encryptionKey,
  signingKey,
  sharedNames,
  misspeltFormats,
  unmetFormats,
  missingAttributes,
  unsignedAssertions,
  missingSubjectId,
  foreignEncryption,
  logoutWay,
  unseenCharacters,
]
