/**
 * What must hold of an answer before it is believed (Core 2.3.3, 2.4, 2.5, 2.7; Profiles 4.1.4.2, 4.1.4.3), once its
 * signature was verified. One check is one function; each throws `Refused` with what is wrong, for the log.
 */

import type { Assertion, AuthnStatement, SubjectConfirmation } from '../../saml/assertion.ts'
import { bearer } from '../../saml/constants.ts'
import type { SamlResponse } from '../../saml/response.ts'

/** Why an answer is not believed: a sentence for the log, without a value of an attribute. */
export class Refused extends Error {
  /** The clocks are a likely reason. */
  readonly ofTime: boolean
  constructor(message: string, ofTime = false) {
    super(message)
    this.ofTime = ofTime
  }
}

export interface Expected {
  /** entityID of the identity provider. */
  readonly idp: string
  /** Ours toward it. */
  readonly entityId: string
  /** Our AssertionConsumerService, as the request named it. */
  readonly acs: string
  /** Undefined for an answer that nobody asked for. */
  readonly requestId: string | undefined
  /** ms since 1970 */
  readonly now: number
  /** ms by which clocks may differ */
  readonly skew: number
}

/** Core 2.2.5, 3.2.2. A Response without Issuer says nothing (Profiles 4.1.4.2); where it is signed there must be one. */
export function checkResponseIssuer({ issuer }: SamlResponse, signed: boolean, { idp }: Expected): void {
  if (issuer === undefined && signed) throw new Refused('the signed Response has no Issuer')
  if (issuer !== undefined && issuer !== idp) throw new Refused('the Response has another Issuer')
}

/** Bindings 3.5.5.2: mandatory where the Response is signed. */
export function checkDestination({ destination }: SamlResponse, signed: boolean, { acs }: Expected): void {
  if (destination === undefined && signed) throw new Refused('the signed Response has no Destination')
  if (destination !== undefined && destination !== acs) throw new Refused('the Response has another Destination')
}

/** Profiles 4.1.4.3, 4.1.5 */
export function checkResponseTo({ inResponseTo }: SamlResponse, { requestId }: Expected): void {
  if (inResponseTo !== requestId) throw new Refused('the Response is InResponseTo another request')
}

/** Core 3.2.2 */
export function checkIssued({ issueInstant }: { readonly issueInstant: number }, { now, skew }: Expected): void {
  if (issueInstant > now + skew) throw new Refused('it was issued in the future', true)
}

/** Core 2.3.3 */
export function checkAssertionIssuer({ issuer }: Assertion, { idp }: Expected): void {
  if (issuer !== idp) throw new Refused('the assertion has another Issuer')
}

/** Core 2.5.1.4; Profiles 4.1.4.2: each restriction must name us, and there must be one. */
export function checkAudience({ conditions }: Assertion, { entityId }: Expected): void {
  const restrictions = conditions?.audienceRestrictions ?? []
  if (restrictions.length === 0) throw new Refused('the assertion has no AudienceRestriction')
  if (!restrictions.every((audiences) => audiences.includes(entityId))) {
    throw new Refused('the assertion is for another Audience')
  }
}

/** Core 2.5.1.1: a condition that nobody here understands makes the assertion's validity unknown. */
export function checkConditions({ conditions }: Assertion, { now, skew }: Expected): void {
  if (conditions === undefined) throw new Refused('the assertion has no Conditions')
  checkTimes(conditions, now, skew, 'the assertion')
  const [unknown] = conditions.unknown
  if (unknown !== undefined) throw new Refused(`the assertion has a condition that is not known here`)
}

/** Core 2.5.1.2 */
function checkTimes(
  { notBefore, notOnOrAfter }: { readonly notBefore?: number; readonly notOnOrAfter?: number },
  now: number,
  skew: number,
  what: string,
): void {
  if (notBefore !== undefined && now + skew < notBefore) throw new Refused(`${what} is not valid yet`, true)
  if (notOnOrAfter !== undefined && now - skew >= notOnOrAfter) throw new Refused(`${what} has expired`, true)
}

/**
 * Core 2.5.1.6: what is passed on to an app here is based on this assertion. Which apps that will be over the life of a
 * session is not known yet, so a list of them can't be kept to.
 */
export function checkProxyRestriction({ conditions }: Assertion): void {
  const restriction = conditions?.proxyRestriction
  if (restriction === undefined) return
  if (restriction.count === 0 || restriction.audiences.length > 0) {
    throw new Refused('the assertion must not be passed on (ProxyRestriction)')
  }
}

/**
 * Profiles 4.1.4.2, 4.1.4.3: one bearer confirmation must hold in every respect.
 * @returns it
 */
export function checkConfirmation({ hasSubject, confirmations }: Assertion, expected: Expected) {
  if (!hasSubject) throw new Refused('the assertion has no Subject')
  const bearers = confirmations.filter(({ method }) => method === bearer)
  if (bearers.length === 0) throw new Refused('the assertion has no bearer confirmation')
  const faults = bearers.map((confirmation) => ({ confirmation, fault: faultOf(confirmation, expected) }))
  const holding = faults.find(({ fault }) => fault === undefined)
  const [first] = faults
  if (holding === undefined) throw first?.fault ?? new Refused('no confirmation holds')
  return holding.confirmation
}

function faultOf(confirmation: SubjectConfirmation, { acs, requestId, now, skew }: Expected): Refused | undefined {
  const { recipient, inResponseTo, notOnOrAfter } = confirmation
  if (recipient === undefined) return new Refused('the confirmation has no Recipient')
  if (recipient !== acs) return new Refused('the confirmation has another Recipient')
  if (notOnOrAfter === undefined) return new Refused('the confirmation has no NotOnOrAfter')
  if (inResponseTo === undefined && requestId !== undefined) return new Refused('the confirmation has no InResponseTo')
  if (inResponseTo !== requestId) return new Refused('the confirmation is InResponseTo another request')
  try {
    checkTimes(confirmation, now, skew, 'the confirmation')
    return undefined
  } catch (error) {
    return error instanceof Refused ? error : new Refused('the confirmation does not hold')
  }
}

/**
 * Core 2.7.2; Profiles 4.1.4.2: an assertion about a login says when it was made.
 * @returns the latest one
 */
export function checkAuthnStatement({ authnStatements }: Assertion, { now, skew }: Expected): AuthnStatement {
  const [first, ...others] = authnStatements
  if (first === undefined) throw new Refused('the assertion has no AuthnStatement')
  const latest = others.reduce((one, other) => (other.authnInstant > one.authnInstant ? other : one), first)
  if (latest.authnInstant > now + skew) throw new Refused('the login is in the future', true)
  const end = latest.sessionNotOnOrAfter
  if (end !== undefined && now - skew >= end) throw new Refused('its session has ended (SessionNotOnOrAfter)', true)
  return latest
}
