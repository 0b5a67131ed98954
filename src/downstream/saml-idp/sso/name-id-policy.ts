/** Which NameID an app gets: what it asks for, what its operator set, what its metadata lists (Core 3.4.1.1, 8.3). */
import type { SubjectKind } from '../../../core/policy/identity.ts'
import type { SamlApp } from '../../../registry/app.ts'
import { nameIdFormat } from '../../../saml/constants.ts'
import type { AuthnRequest } from '../../../saml/messages.ts'

export interface ChosenNameId {
  readonly kind: SubjectKind
  /** The Format attribute of the NameID. */
  readonly format: string
}

const given: ReadonlyMap<string, SubjectKind> = new Map([
  [nameIdFormat.persistent, 'persistent'],
  [nameIdFormat.transient, 'transient'],
  [nameIdFormat.emailAddress, 'email'],
])

const formats: Readonly<Record<SubjectKind, string>> = {
  persistent: nameIdFormat.persistent,
  transient: nameIdFormat.transient,
  email: nameIdFormat.emailAddress,
  custom: nameIdFormat.unspecified,
}

/** A Format that SAML defines and that says something; anything else asks for nothing (Discourse sends nonsense). */
function meaningful(format: string | undefined): string | undefined {
  const known: readonly string[] = Object.values(nameIdFormat)
  return format === undefined || format === nameIdFormat.unspecified || !known.includes(format) ? undefined : format
}

/** The NameID that the app gets, or 'unmet': another one than the operator set, or one that we can't give. */
export function chooseNameId(request: AuthnRequest, app: SamlApp): ChosenNameId | 'unmet' {
  const own = app.nameId && { kind: app.nameId.kind, format: app.nameId.format ?? formats[app.nameId.kind] }
  const qualifier = request.nameIdPolicy?.spNameQualifier
  // An affiliation's name: none of ours are shared between SPs.
  if (qualifier !== undefined && qualifier !== '' && qualifier !== app.serviceProvider.entityId) return 'unmet'
  const asked = meaningful(request.nameIdPolicy?.format)
  if (asked === undefined) return own ?? fromMetadata(app)
  if (own !== undefined) return app.nameId?.force === true || own.format === asked ? own : 'unmet'
  const kind = givenTo(app, asked)
  return kind === undefined ? 'unmet' : { kind, format: asked }
}

/** What we can give under a Format; an e-mail address only where no other upstream could know it too (attack 78). */
function givenTo(app: SamlApp, format: string): SubjectKind | undefined {
  const kind = given.get(format)
  return kind === 'email' && app.pairwiseOnly ? undefined : kind
}

/** The first format of the metadata that we can give (unspecified: the default), else the default. */
function fromMetadata(app: SamlApp): ChosenNameId {
  const { kind, format } = app.defaultNameId
  const byDefault = { kind, format: format ?? formats[kind] }
  for (const listed of app.serviceProvider.nameIdFormats) {
    if (listed === nameIdFormat.unspecified) return byDefault
    const known = givenTo(app, listed)
    if (known !== undefined) return { kind: known, format: listed }
  }
  return byDefault
}
