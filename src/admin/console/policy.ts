/** The console as the core sees it: one more app, with a policy of its own, and who is what in it. */
import { type AppId, appId, type UpstreamName } from '../../core/identifiers.ts'
import type { AppPolicies, AppPolicy } from '../../core/policy/app-policy.ts'
import { compileExpression, type Expression } from '../../core/policy/compile.ts'
import type { ExpressionInput } from '../../core/policy/expression-input.ts'
import { consoleName } from '../../pages/app-name.ts'
import type { Role } from '../administrator.ts'

/** The section `admin` of the config, compiled. A reader looks at everything and changes nothing. */
export interface ConsoleRules {
  readonly allow: Expression
  readonly read?: Expression
  readonly upstream?: UpstreamName
  /** seconds */
  readonly maxAuthnAge?: number
}

/** The section of the config → the same, compiled. @param maxAuthnAge ms */
export function compileRules({ allow, read, upstream, maxAuthnAge }: WrittenRules): ConsoleRules {
  return {
    allow: compileExpression(allow, 'allow'),
    ...(read !== undefined && { read: compileExpression(read, 'allow') }),
    ...(upstream !== undefined && { upstream }),
    maxAuthnAge: Math.floor(maxAuthnAge / 1000),
  }
}

interface WrittenRules {
  readonly allow: string
  readonly read?: string
  readonly upstream?: UpstreamName
  readonly maxAuthnAge: number
}

/** No entityID or client_id can be taken for it: the protocol is a word of our own. */
export const consoleApp: AppId = appId('console', 'admin')

/** What these claims make of a person today; undefined: nothing. A rule that can't be evaluated gives nothing. */
export function roleOf({ allow, read }: ConsoleRules, input: ExpressionInput): Role | undefined {
  if (holds(allow, input)) return 'administrator'
  return read !== undefined && holds(read, input) ? 'reader' : undefined
}

function holds(rule: Expression, input: ExpressionInput): boolean {
  try {
    return rule.evaluate(input) === true
  } catch {
    return false
  }
}

/** @param startUrl of the console, for the home page of those who may use it */
export function consolePolicies(rules: ConsoleRules, startUrl: string): AppPolicies {
  const policy = consolePolicy(rules, startUrl)
  return { policy: (app) => (app === consoleApp ? policy : undefined), startable: () => [policy] }
}

function consolePolicy(rules: ConsoleRules, startUrl: string): AppPolicy {
  const { allow, read, upstream, maxAuthnAge } = rules
  const source = read === undefined ? allow.source : `(${allow.source}) || (${read.source})`
  return {
    app: consoleApp,
    displayName: consoleName,
    startUrl,
    pairwiseSector: ['console', 'admin'],
    ...(upstream !== undefined && { upstreams: [upstream] }),
    allow: { source, evaluate: (input) => roleOf(rules, input) !== undefined },
    attributes: [],
    ...(maxAuthnAge !== undefined && { maxAuthnAge }),
    onDenied: 'page',
    strictContexts: false,
  }
}
