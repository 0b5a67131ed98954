/** The apps of the config that speak OpenID Connect, as the core and their role see them. */
import type { Config, ConfigProblem } from '../config/config.ts'
import type { OidcAppConfig } from '../config/oidc-app.ts'
import { type AppId, appId, type ClientId } from '../core/identifiers.ts'
import type { AppPolicy } from '../core/policy/app-policy.ts'
import { compileExpression } from '../core/policy/compile.ts'
import type { OidcApp } from './app.ts'
import type { AppSource } from './app-source.ts'
import { accessOf } from './policy.ts'
import { standardClaimsBeside } from './standard-claims.ts'

export const oidcProtocol = 'oidc'

export const oidcAppId = (clientId: ClientId): AppId => appId(oidcProtocol, clientId)

/** @param apps those entries of the config that this source has */
export function configuredClients(config: Config, apps: readonly OidcAppConfig[]): AppSource {
  const problems: ConfigProblem[] = []
  return {
    problems,
    read: async () =>
      apps.map((app) => ({
        source: `apps.${app.name}`,
        app: clientOf(app, `apps.${app.name}`),
        reserves: [],
        contests: app.restricted,
        report: ({ key, topic: _, ...finding }) =>
          problems.push({
            file: config.file,
            ...(app.line !== undefined && { line: app.line }),
            path: ['apps', app.name, ...(key === undefined ? [] : [key])].join('.'),
            ...finding,
          }),
      })),
  }
}

/** With a space: no claim that an app could ask for. */
const usernameAttribute = 'username (introspection)'

/** The app for its settings. @param source where they stand, for messages */
export function clientOf(settings: OidcAppConfig, source: string): OidcApp {
  const { username } = settings
  return {
    protocol: oidcProtocol,
    policy: policyOf(settings),
    settings,
    ...(username !== undefined && { usernameAttribute }),
    source,
  }
}

function policyOf(settings: OidcAppConfig): AppPolicy {
  const { clientId, displayName, name, startUrl, sub, claims, username } = settings
  const own = Object.entries(claims).map(([claim, source]) => ({
    name: claim,
    value: compileExpression(source, 'json'),
  }))
  return {
    app: oidcAppId(clientId),
    displayName: displayName ?? name,
    ...(startUrl !== undefined && { startUrl }),
    // Contract: the sector is empty for those that share one pseudonym, and an entityID is never among these.
    pairwiseSector: [oidcProtocol, sub.kind === 'public' ? '' : (sub.kind === 'pairwise' && sub.sector) || clientId],
    ...accessOf(settings),
    attributes: [
      ...own,
      ...standardClaimsBeside(claims),
      ...(username === undefined ? [] : [{ name: usernameAttribute, value: compileExpression(username, 'value') }]),
    ],
    ...(sub.kind === 'expression' && { subjectValue: compileExpression(sub.value, 'value') }),
  }
}
