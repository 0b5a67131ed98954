/** What a person has agreed to, and how it ends: they take it back themselves, or an administrator does. */
import { type AppId, identifierOf, type UpstreamName } from '../identifiers.ts'
import type { Audit, AuditEvent } from '../ports/audit.ts'
import type { PersonAtIssuer, Stores } from '../ports/stores.ts'
import type { ConsentTerms } from './transaction.ts'

export interface ConsentDependencies {
  readonly stores: Pick<Stores, 'consents'>
  readonly audit: Pick<Audit, 'record' | 'pseudonym'>
}

/** A person, and the upstream that knows them. */
export interface KnownPerson extends PersonAtIssuer {
  readonly upstream: UpstreamName
}

export interface GivenConsent extends ConsentTerms {
  readonly app: AppId
}

/** Everything that this person has agreed to and that is still remembered, by app. */
export async function consentsOf(
  { stores }: Pick<ConsentDependencies, 'stores'>,
  person: PersonAtIssuer,
): Promise<readonly GivenConsent[]> {
  const apps = await stores.consents.apps(person)
  const all = await Promise.all(apps.map(async (app) => ({ app, terms: await stores.consents.get(app, person) })))
  return all.flatMap(({ app, terms }) => (terms === undefined ? [] : [{ app, ...terms }]))
}

/** The app is asked about again at its next login, and refreshes nothing until then. */
export async function withdrawConsent(
  { stores, audit }: ConsentDependencies,
  app: AppId,
  person: KnownPerson,
  how: Pick<AuditEvent, 'by' | 'address'>,
): Promise<void> {
  if ((await stores.consents.get(app, person)) === undefined) return
  await stores.consents.delete(app, person)
  const subject = audit.pseudonym(person.subject)
  const who = { app: identifierOf(app), upstream: person.upstream, subject }
  audit.record({ event: 'consent.withdrawn', outcome: 'success', ...who, ...how })
}
