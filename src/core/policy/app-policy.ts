/** The policy of one app: who may use it, and what it is told. The registry makes them from the config. */
import type { AppId, Json, UpstreamName } from '../identifiers.ts'
import type { Expression } from './compile.ts'

/** An attribute as an app gets it: value from an expression over `claims`, `groups`, `upstream`. */
export interface AttributeRule {
  readonly name: string
  readonly value: Expression
  /** Gives what was found the type that the app expects. @throws Error where it has none: it is left out */
  readonly shape?: (found: Json) => Json
}

export interface AppPolicy {
  readonly app: AppId
  readonly displayName: string
  /** Where a person starts at the app; without one nobody is sent there. */
  readonly startUrl?: string
  /** What stands for the app in its pairwise identifiers, whatever else changes: apps that share it share the names. */
  readonly pairwiseSector: readonly string[]
  /** The app's own list; undefined: all of them, by `defaultUpstream` or the chooser. */
  readonly upstreams?: readonly UpstreamName[]
  /** Who may use it; everyone who can log in upstream where absent. */
  readonly allow?: Expression
  readonly attributes: readonly AttributeRule[]
  /** Value of the `custom` subject kind. */
  readonly subjectValue?: Expression
  /** Seconds: if the authentication is older, the upstream is asked again. */
  readonly maxAuthnAge?: number
  /** ms since 1970, or Infinity: until then nobody is let in. */
  readonly disabledUntil?: number
  /** Whether we first tell a person who is refused; where absent, only the app is told. */
  readonly onDenied?: 'app' | 'page'
  /** When a person is asked what the app may be told: `requested` only where its request says so; never where absent. */
  readonly consent?: 'ask' | 'requested' | 'never'
  /** PasswordProtectedTransport and the like also need proof from the context table. */
  readonly strictContexts: boolean
}

export interface AppPolicies {
  /** The policy in force, or undefined when the app is gone. */
  policy(app: AppId): AppPolicy | undefined
  /** The same, where some policies are known only once they are asked for. */
  lookUp?(app: AppId): Promise<AppPolicy | undefined>
  /** Those where a person can start: they have a `startUrl`. */
  startable(): readonly AppPolicy[]
}

/** Several as one: the first that knows an app answers for it. */
export function joinPolicies(all: readonly AppPolicies[]): AppPolicies {
  return {
    policy(app) {
      for (const policies of all) {
        const found = policies.policy(app)
        if (found !== undefined) return found
      }
      return undefined
    },
    async lookUp(app) {
      for (const policies of all) {
        const found = policies.policy(app) ?? (await policies.lookUp?.(app))
        if (found !== undefined) return found
      }
      return undefined
    },
    startable: () => all.flatMap((policies) => policies.startable()),
  }
}
