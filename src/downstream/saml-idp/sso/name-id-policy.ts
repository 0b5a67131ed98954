/**
 * Which NameID an app gets (Core 3.4.1.1, 8.3). Anyone can write an unsigned request, so it may only choose among what
 * the operator and the app's metadata leave open, and never makes one person's address the name of another (attack 78).
 */

import type { NameIdConfig } from '../../../config/config.ts'
import { GatewayError } from '../../../core/errors.ts'
import type { SubjectKind } from '../../../core/policy/identity.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { nameIdFormat } from '../../../saml/constants.ts'
import type { AuthnRequest } from '../../../saml/messages.ts'
import { formatOfKind, kindOfFormat, readNameIdFormat } from '../../../saml/name-id-format.ts'

export interface ChosenNameId {
  readonly kind: NameIdConfig['kind']
  /** The Format attribute of the NameID. */
  readonly format: string
}

/** Why the app can't have the name that it asks for. */
export interface UnmetNameId {
  /** For the log. */
  readonly unmet: string
  /** The setting that would allow it. */
  readonly setting: string
}

type Demand = Pick<AuthnRequest, 'nameIdPolicy' | 'subject'>

/** The NameID that the app gets, or why it can have none that fits. */
export function chooseNameId(request: Demand, app: SamlApp): ChosenNameId | UnmetNameId {
  const bound = app.nameId ?? (app.defaultNameId?.force === true ? app.defaultNameId : undefined)
  const own = bound && chosen(bound)
  if (own !== undefined && bound?.force === true) return own
  const qualifier = request.nameIdPolicy?.spNameQualifier
  if (qualifier !== undefined && qualifier !== '' && qualifier !== app.serviceProvider.entityId) {
    return unmet(
      app,
      'It asks for a name that an affiliation shares (SPNameQualifier); names from here are never shared.',
    )
  }
  const asked = readAsked(request.nameIdPolicy?.format)
  if (asked !== undefined) return answer(app, own, asked)
  if (own !== undefined) return own
  return bySubject(app, request) ?? (app.defaultNameId ? chosen(app.defaultNameId) : fromMetadata(app))
}

/** Core 3.4.1: the Subject of the Response must match that of the request, so that Format is tried. */
function bySubject(app: SamlApp, { subject }: Demand): ChosenNameId | undefined {
  const asked = subject === undefined || subject === 'unsupported' ? undefined : readAsked(subject.format)
  const given = asked === undefined ? undefined : answer(app, undefined, asked)
  return given === undefined || 'unmet' in given ? undefined : given
}

const chosen = ({ kind, format }: NonNullable<SamlApp['nameId']>): ChosenNameId => ({
  kind,
  format: format ?? (kind === 'custom' ? nameIdFormat.unspecified : formatOfKind[kind]),
})

/**
 * Undefined where it asks for nothing: `unspecified`, or something that is not a SAML format (Discourse sends
 * nonsense).
 */
function readAsked(written = ''): string | undefined {
  const asked = readNameIdFormat(written)
  return asked === nameIdFormat.unspecified ? undefined : asked
}

/** What the operator set or left open: a pseudonym (the default), or an address that only one person can have. */
function answer(app: SamlApp, own: ChosenNameId | undefined, format: string): ChosenNameId | UnmetNameId {
  if (own !== undefined) return own.format === format ? own : unmet(app, `It is configured to get ${own.format}.`)
  const byDefault = app.defaultNameId && chosen(app.defaultNameId)
  if (byDefault?.format === format) return byDefault
  const kind = kindOfFormat(format)
  if (kind === undefined) return unmet(app, 'The config does not say what such a name is made of.')
  if (kind !== 'email') return { kind, format }
  if (app.pairwiseOnly) {
    const why = 'Several upstreams may sign people in to it, and the same address could be a different person at each.'
    return { unmet: why, setting: settingOf(app, 'upstream') }
  }
  if (!mayBeAsked(app, format)) return unmet(app, 'Its metadata lists other formats, but not this one.')
  return { kind, format }
}

/** Metadata that lists nothing, or `unspecified`, leaves the format open. */
function mayBeAsked({ serviceProvider }: SamlApp, format: string): boolean {
  const listed = serviceProvider.nameIdFormats.flatMap((one) => readNameIdFormat(one) ?? [])
  return listed.length === 0 || listed.includes(format) || listed.includes(nameIdFormat.unspecified)
}

/** The first format in the metadata that we can give, up to `unspecified`; else a pseudonym. */
function fromMetadata(app: SamlApp): ChosenNameId {
  for (const listed of app.serviceProvider.nameIdFormats) {
    const format = readNameIdFormat(listed)
    if (format === nameIdFormat.unspecified) break
    const kind = format === undefined ? undefined : kindOfFormat(format)
    if (kind !== undefined && !(kind === 'email' && app.pairwiseOnly)) return { kind, format: formatOfKind[kind] }
  }
  return { kind: 'persistent', format: formatOfKind.persistent }
}

const unmet = (app: SamlApp, why: string): UnmetNameId => ({ unmet: why, setting: settingOf(app, 'nameId') })

/** A dropped file has no entry of its own yet. */
function settingOf({ source }: SamlApp, key: string): string {
  return `${source.startsWith('apps.') ? source : 'apps.<name>'}.${key}`
}

/**
 * A request that chose an address may have waited upstream while a reload let a second upstream vouch for this app's
 * people (attack 78). What the operator set is left alone.
 * @throws GatewayError subject_policy_unmet
 */
export function refuseShared(kind: SubjectKind, app: SamlApp): void {
  const { pairwiseOnly, nameId, defaultNameId } = app
  if (kind !== 'email' || !pairwiseOnly || nameId?.kind === kind || defaultNameId?.kind === kind) return
  throw new GatewayError('subject_policy_unmet', 'This application is not given that kind of NameID.', {
    facts: { setting: settingOf(app, 'upstream') },
    cause: 'since the config was reloaded, several upstreams may sign people in to it',
  })
}
