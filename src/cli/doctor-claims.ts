/** `isthmus doctor --claims FILE`: what each app would be told about a person with these claims, what not, and why. */
import { readFile } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { loadConfig } from '../config/load.ts'
import type { OidcUpstreamConfig } from '../config/oidc-upstream.ts'
import { release, toIdentity } from '../core/policy/attributes.ts'
import { authorize } from '../core/policy/authorization.ts'
import type { Identity, Release } from '../core/policy/identity.ts'
import { SaidError } from '../core/said.ts'
import { toSamlAttributes } from '../downstream/saml-idp/sso/attributes.ts'
import { chooseNameId } from '../downstream/saml-idp/sso/name-id-policy.ts'
import type { SamlApp } from '../registry/app.ts'
import { claimsOf, groupsLeftOut, groupsLeftOutCure } from '../upstream/oidc-rp/claims.ts'
import { type ClaimSet, parseClaims } from '../upstream/oidc-rp/json.ts'
import { describeProblems, Plain, print as printLine } from './output.ts'
import { withApps } from './stored-apps.ts'

export interface ClaimsOptions {
  /** The upstream that brings them; the first where absent. */
  readonly upstream?: string
  /** Receives what is found: names, numbers of values and reasons, never a value. */
  readonly print?: (text: string) => void
}

/**
 * @param file the config file
 * @param claimsFile a JSON object, as ID Token and userinfo hold it
 * @returns the exit code
 */
export async function explainClaims(
  file: string,
  claimsFile: string,
  { upstream: name, print = printLine }: ClaimsOptions = {},
): Promise<number> {
  const { config, problems } = await loadConfig(file, undefined, { secrets: 'ignored' })
  const upstream = config?.upstreams
    .filter((one) => one.protocol === 'oidc')
    .find((one) => name === undefined || one.name === name)
  if (config === undefined || upstream === undefined) {
    print(config === undefined ? describeProblems(problems) : `No upstream is called ${name}.`)
    return 1
  }
  const found = await readClaims(claimsFile)
  print(`Claims from ${upstream.name}`)
  if (groupsLeftOut(found.claims)) print(`  ✘ groups: ${groupsLeftOutCure}`)
  for (const claim of found.inexact)
    print(`  ? ${claim}: a number that many programs round; it can't name anyone (subjectFrom)`)
  const identity = identifyOrSay(found, upstream, print)
  if (identity === undefined) return 1
  for (const { claim, reason } of identity.withheld) print(`  ? ${claim}: ${reason}`)
  for (const app of await appsInForce(config)) for (const line of explainApp(app, identity)) print(line)
  return 0
}

/** @throws Plain where the file holds no JSON object */
async function readClaims(file: string): Promise<ClaimSet> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Plain(`${file} can't be read: ${error.message}`)
  })
  try {
    return parseClaims(text, file)
  } catch {
    throw new Plain(`${file} does not hold a JSON object, as in {"sub": "…", "groups": ["staff"]}.`)
  }
}

/** No app is told about a person without a name. */
function identifyOrSay(
  found: ClaimSet,
  upstream: OidcUpstreamConfig,
  print: (text: string) => void,
): Identity | undefined {
  try {
    return identify(found, upstream)
  } catch (error) {
    print(`  ✘ this person has no name: ${reasonOf(error)}`)
    return undefined
  }
}

/** As a login judges them. */
function identify(found: ClaimSet, upstream: OidcUpstreamConfig): Identity {
  const { claims, inexact } = claimsOf(upstream.kind, found)
  const subject = typeof claims.sub === 'string' ? claims.sub : 'nobody'
  const context = { amr: [], issuedAt: 0, authenticatingAuthority: upstream.issuer }
  const { name, issuer } = upstream
  return toIdentity({ upstream: name, issuer, subject, claims, inexactClaims: inexact, context }, upstream)
}

const appsInForce = (config: Config): Promise<readonly SamlApp[]> =>
  withApps(config, { ask: true }, async ({ registry }) => registry.samlApps())

/** What it would be told, one thing to a line. */
function explainApp(app: SamlApp, identity: Identity): readonly string[] {
  return [
    `${app.policy.displayName} (${app.serviceProvider.entityId})`,
    ...(refusalOf(app, identity) ?? told(app, identity)),
  ]
}

function refusalOf({ policy }: SamlApp, identity: Identity): readonly string[] | undefined {
  let reason = '`allow` is false'
  try {
    authorize(policy, identity, (failure) => {
      reason = failure
    })
    return undefined
  } catch {
    return [`  ✘ may not use it: ${reason}`]
  }
}

function told(app: SamlApp, identity: Identity): readonly string[] {
  const name = chooseNameId({}, app)
  const subject = 'unmet' in name ? 'persistent' : name.kind
  const reasons = new Map<string, string>()
  const leave = (attribute: string, reason: string) => void reasons.set(attribute, reason)
  let released: Release
  try {
    released = release(identity, app.policy, { subject, contextClass: '' }, { derive: () => 'pseudonym' }, leave)
  } catch (error) {
    return [`  ✘ can't be named (${subject}): ${reasonOf(error)}`]
  }
  const given = new Map(
    toSamlAttributes(released.attributes, app.attributeNames, leave).map(({ name: one, values }) => [
      one,
      values.length,
    ]),
  )
  const lines = app.policy.attributes.map(({ name: one }) => {
    const values = given.get(one)
    const reason = reasons.get(one)
    if (values === undefined) return `  ✘ ${one}: ${reason ?? 'there is nothing to tell'}`
    return `  ${reason === undefined ? '✔' : '?'} ${one}: ${values === 1 ? '1 value' : `${values} values`}${reason === undefined ? '' : `; ${reason}`}`
  })
  return [`  ✔ named by ${subject}`, ...lines]
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof SaidError ? cause.message : typeof cause === 'string' ? cause : error.message
}
