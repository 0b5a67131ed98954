/** The protected sites of one snapshot, compiled. Each is one more app of the hub: `forward-auth:<host>`. */
import type { Config } from '../config/config.ts'
import type { SiteConfig } from '../config/site-config.ts'
import { appId } from '../core/identifiers.ts'
import type { AppPolicies, AppPolicy } from '../core/policy/app-policy.ts'
import { compileExpression, type Expression } from '../core/policy/compile.ts'
import {
  compileRequestExpression,
  type RequestExpression,
  type RequestInput,
} from '../core/policy/request-expression.ts'

/** The name under which the hub knows this role, and the protocol of its apps. */
export const downstreamName = 'forward-auth'

/** Who may send a request: everyone, or those whom `allow` admits (everyone signed in where absent). */
export interface Verdict {
  readonly public: boolean
  readonly allow?: Expression
}

interface Rule extends Verdict {
  readonly when: RequestExpression
}

export interface Site {
  readonly config: SiteConfig
  /** Scheme and host. */
  readonly origin: string
  readonly policy: AppPolicy
  /** The first that is for a request decides. */
  readonly rules: readonly Rule[]
  /** For all other requests. */
  readonly otherwise: Verdict
  readonly headers: readonly { readonly name: string; readonly value: Expression }[]
}

export interface Sites {
  readonly policies: AppPolicies
  /** By its host, as `readHost` gives it. */
  site(host: string): Site | undefined
}

type Configured = Pick<Config, 'sites' | 'publicUrl'>

/** Of publicUrl, and so of all sites: a Secure cookie would not come back over http. */
export const schemeOf = ({ publicUrl }: Pick<Config, 'publicUrl'>): 'http' | 'https' =>
  publicUrl.startsWith('https:') ? 'https' : 'http'

const compiled = new WeakMap<Configured, Sites>()

/** The sites of a config, compiled once for each reload. */
export function sitesOf(config: Configured): Sites {
  const sites = compiled.get(config) ?? compileSites(config.sites, schemeOf(config))
  compiled.set(config, sites)
  return sites
}

function compileSites(configs: readonly SiteConfig[], scheme: 'http' | 'https'): Sites {
  const sites = new Map(configs.map((config) => [config.host, compileSite(config, scheme)]))
  const policies = new Map([...sites.values()].map(({ policy }) => [policy.app, policy]))
  return {
    policies: { policy: (app) => policies.get(app), startable: () => [...policies.values()] },
    site: (host) => sites.get(host),
  }
}

/** Who may send this request. Throws where CEL does. */
export function verdictFor({ rules, otherwise }: Site, request: RequestInput): Verdict {
  return rules.find(({ when }) => when.matches(request)) ?? otherwise
}

function compileSite(config: SiteConfig, scheme: 'http' | 'https'): Site {
  const allow = config.allow === undefined ? undefined : compileExpression(config.allow, 'allow')
  const rules = config.rules.map((rule) => ({
    when: compileRequestExpression(rule.when),
    public: rule.public,
    ...(rule.allow !== undefined && { allow: compileExpression(rule.allow, 'allow') }),
  }))
  const origin = `${scheme}://${config.host}`
  return {
    config,
    origin,
    policy: policyOf(config, origin, allow, rules),
    rules,
    otherwise: { public: false, ...(allow !== undefined && { allow }) },
    headers: config.headers.map(({ name, value }) => ({ name, value: compileExpression(value, 'value') })),
  }
}

/** Whoever may send any request of the site may sign in to it; each request is judged by itself afterwards. */
function policyOf(
  config: SiteConfig,
  origin: string,
  allow: Expression | undefined,
  rules: readonly Rule[],
): AppPolicy {
  const others = rules.flatMap((rule) => (rule.allow === undefined ? [] : [rule.allow]))
  const { host, displayName, upstreams, maxAuthnAge } = config
  return {
    app: appId(downstreamName, host),
    displayName,
    startUrl: `${origin}/`,
    pairwiseSector: [downstreamName, host],
    ...(upstreams !== undefined && { upstreams }),
    ...(allow !== undefined && { allow: anyOf([allow, ...others]) }),
    attributes: [],
    ...(maxAuthnAge !== undefined && { maxAuthnAge: Math.floor(maxAuthnAge / 1000) }),
    onDenied: 'page',
    strictContexts: false,
  }
}

/** True where one of them is; one that fails does not hold up the others. */
function anyOf(all: readonly Expression[]): Expression {
  const [first, ...others] = all
  if (first !== undefined && others.length === 0) return first
  return {
    source: all.map(({ source }) => `(${source})`).join(' || '),
    evaluate(input) {
      let failed: { readonly why: unknown } | undefined
      for (const one of all) {
        try {
          if (one.evaluate(input) === true) return true
        } catch (why) {
          failed ??= { why }
        }
      }
      if (failed !== undefined) throw failed.why
      return false
    },
  }
}
