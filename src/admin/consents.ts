/** What people have agreed that apps are told, and its end. */
import { identifierOf, issuer } from '../core/identifiers.ts'
import { consentsOf, type GivenConsent, type KnownPerson, withdrawConsent } from '../core/login/given-consents.ts'
import { recordedAsFarAsItCame } from './acts.ts'
import { type Administrator, demand } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { notFound } from './refused.ts'

/** A person, by the upstream's config name and what it calls them. */
export interface Person {
  readonly upstream: string
  readonly subject: string
}

export interface SeenConsent {
  /** What its protocol knows the app by. */
  readonly identifier: string
  readonly displayName?: string
  readonly told: readonly string[]
  readonly allowed: readonly string[]
}

/** By app. @throws Refused `not-found` where there is no such upstream */
export async function listConsents(deps: AdminDependencies, person: Person): Promise<readonly SeenConsent[]> {
  const nameOf = namesOf(deps)
  return (await consentsOf(deps.consents, known(deps, person))).map(({ app, told, allowed }) => {
    const displayName = nameOf(app)
    return { identifier: identifierOf(app), ...(displayName !== undefined && { displayName }), told, allowed }
  })
}

/** @param app only its: its identifier, or the name that people see @throws Refused */
export async function forgetConsents(
  deps: AdminDependencies,
  who: Administrator,
  person: Person,
  app: string | undefined,
): Promise<{ readonly forgotten: number }> {
  demand(who, 'sessions')
  const whose = known(deps, person)
  const nameOf = namesOf(deps)
  const isMeant = (given: GivenConsent) =>
    app === undefined || [identifierOf(given.app), nameOf(given.app)].includes(app)
  const meant = (await consentsOf(deps.consents, whose)).filter(isMeant)
  let forgotten = 0
  const on = deps.consents.audit.pseudonym(whose.subject)
  const details = () => ({ on, facts: { forgotten, upstream: whose.upstream } })
  await recordedAsFarAsItCame(deps, who, 'consent.forget', details, async () => {
    for (const given of meant) {
      await withdrawConsent(deps.consents, given.app, whose, { by: 'administrator' })
      forgotten++
    }
  })
  return { forgotten }
}

function known({ upstreams }: AdminDependencies, { upstream, subject }: Person): KnownPerson {
  const found = upstreams.find(({ name }) => name === upstream)
  if (found === undefined) throw notFound(`upstream ${upstream}`, 'Look at the names of the upstreams.')
  return { upstream: found.name, issuer: issuer(found.issuer), subject }
}

function namesOf({ apps }: AdminDependencies): (app: string) => string | undefined {
  const names = new Map(apps.all().map(({ id, displayName }) => [id as string, displayName]))
  return (app) => names.get(app)
}
