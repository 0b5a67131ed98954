/** Whom a document would rename at its app, by the code that names people at a login. */
import type { Examination } from '../admin/dependencies.ts'
import type { Config } from '../config/config.ts'
import { subjectOf } from '../downstream/oidc-op/authorize/login-request.ts'
import { nameKindOf } from '../downstream/saml-idp/will-send.ts'
import type { App } from '../registry/app.ts'
import { type ChooseName, namesAlike, renamingOf } from '../registry/names/guard.ts'
import type { SeenNames } from '../registry/names/seen.ts'

/** How the role that answers names people. */
export const chooseName: ChooseName = (app, asked) =>
  app.protocol === 'saml' ? nameKindOf(app, asked) : subjectOf(app)

export interface Renaming {
  readonly config: Pick<Config, 'upstreams'>
  /** Absent: nothing is remembered. */
  readonly names?: Pick<SeenNames, 'people'>
  now(): number
}

/**
 * Those of whom it can't be told count as renamed: a yes that was not needed costs less than an account.
 * @param before as it is in force; undefined: the app is new
 */
export async function renamesOf(
  { config: { upstreams }, names, now }: Renaming,
  before: App | undefined,
  after: App | undefined,
): Promise<Pick<Examination, 'renames'>> {
  if (names === undefined || before === undefined || after === undefined) return {}
  const [was, is] = [
    { app: before, upstreams },
    { app: after, upstreams },
  ]
  if (namesAlike(was, is, chooseName)) return {}
  const people = await names.people(before.policy.app).catch(() => undefined)
  if (people === undefined) return {}
  const renaming = renamingOf({ people, before: was, after: is, choose: chooseName, now: now() })
  return renaming === undefined ? {} : { renames: { people: renaming.renamed + renaming.unknown, of: renaming.seen } }
}
