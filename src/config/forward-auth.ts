/** Header login as written → as resolved: the sites that reverse proxies ask us about. */

import { upstreamName } from '../core/identifiers.ts'
import { isLoopback } from '../core/loopback.ts'
import type { Config } from './config.ts'
import { parseDuration } from './formats.ts'
import type { ConfigPath, Problems } from './problems.ts'
import { unknownUpstream } from './resolve-access.ts'
import type { FileConfig } from './schema.ts'
import type { FileSite } from './schema-forward-auth.ts'
import type { SiteConfig } from './site-config.ts'

/**
 * `?` where an absent claim only means an empty header. The user's name has none: without it the request is refused,
 * as an app might believe the name that the visitor sent.
 */
const usualHeaders: Readonly<Record<string, string>> = {
  'Remote-User': 'claims.preferred_username',
  'Remote-Groups': 'groups',
  'Remote-Name': 'claims.?name',
  'Remote-Email': 'claims.?email',
}

export interface SiteSources {
  readonly problems: Problems
  readonly upstreams: readonly string[]
  readonly defaults: Config['defaults']
}

/** All sites; empty where the section is absent. */
export function resolveSites(written: FileConfig, sources: SiteSources): readonly SiteConfig[] {
  const { forwardAuth } = written
  if (forwardAuth === undefined) return []
  checkProxies(written, sources.problems)
  const headers = forwardAuth.headers ?? usualHeaders
  return Object.entries(forwardAuth.sites).map(([host, site]) => {
    const at = ['forwardAuth', 'sites', host]
    checkHost(host, written.publicUrl, at, sources.problems)
    checkSite(site, written, at, sources)
    return resolveSite(host, site, headers, sources.defaults)
  })
}

function resolveSite(
  written: string,
  site: FileSite,
  headers: Readonly<Record<string, string>>,
  defaults: Config['defaults'],
): SiteConfig {
  const host = written.replace(/:443$/, '')
  const allow = site.allow ?? defaults.allow
  const upstreams = site.upstream === undefined ? defaults.upstreams : toList(site.upstream).map(upstreamName)
  const maxAuthnAge = site.maxAuthnAge === undefined ? defaults.maxAuthnAge : parseDuration(site.maxAuthnAge)
  return {
    host,
    displayName: site.displayName ?? host,
    ...(allow !== undefined && { allow }),
    rules: (site.rules ?? []).map((rule) => ({
      when: rule.when,
      ...(rule.allow !== undefined && { allow: rule.allow }),
      public: rule.public ?? false,
    })),
    ...(upstreams !== undefined && { upstreams }),
    headers: Object.entries(site.headers ?? headers).map(([name, value]) => ({ name, value })),
    headerEncoding: site.headerEncoding ?? 'utf-8',
    ...(maxAuthnAge !== undefined && { maxAuthnAge }),
    ...(site.askUpstreamAfter !== undefined && { askUpstreamAfter: parseDuration(site.askUpstreamAfter) ?? 0 }),
    passPreflights: site.passPreflights ?? false,
    allowEncodedSlashes: site.allowEncodedSlashes ?? false,
  }
}

const toList = (value: string | readonly string[]): readonly string[] => (typeof value === 'string' ? [value] : value)

/** Whoever may say which site a request is for decides by whose rules it is judged. */
function checkProxies({ trustedProxies, listen }: FileConfig, problems: Problems): void {
  if ((trustedProxies ?? []).length > 0 || listen.startsWith('/')) return
  const message = 'No proxy may ask about these sites: what is asked counts only from `trustedProxies`.'
  problems.error('missing', ['forwardAuth'], message, 'Write trustedProxies: [127.0.0.1], or where it connects from.')
}

function checkHost(host: string, publicUrl: string, at: ConfigPath, problems: Problems): void {
  const own = new URL(publicUrl)
  if (host.replace(/:443$/, '') === own.host) {
    problems.error('value', at, 'This is our own address, which no login can protect.', 'Name the host of the app.')
  }
  const { hostname } = new URL(`https://${host}`)
  if (own.protocol === 'http:' && !isLoopback(hostname)) {
    const message = 'With a publicUrl of plain http only sites on this machine can be protected.'
    problems.error('value', at, message, 'Use https for publicUrl.')
  }
}

function checkSite(
  site: FileSite,
  { session }: FileConfig,
  at: ConfigPath,
  { problems, upstreams }: SiteSources,
): void {
  for (const name of toList(site.upstream ?? [])) {
    if (!upstreams.includes(name)) problems.error('reference', [...at, 'upstream'], ...unknownUpstream(name, upstreams))
  }
  checkRules(site, at, problems)
  const own = site.askUpstreamAfter === undefined ? undefined : parseDuration(site.askUpstreamAfter)
  if (own !== undefined && own < (parseDuration(session.askUpstreamAfter) ?? 0)) {
    const message = 'A session signs the person in without the upstream for longer than this.'
    const cure = `Make it at least ${session.askUpstreamAfter}, or shorten \`session.askUpstreamAfter\`.`
    problems.error('value', [...at, 'askUpstreamAfter'], message, cure)
  }
  if (site.allowEncodedSlashes === true) {
    const message = 'Paths with %2F are let through: rules about paths see them in one way, the app perhaps in another.'
    problems.warn('weak', [...at, 'allowEncodedSlashes'], message, 'Remove it as soon as the app needs none.')
  }
  if (site.passPreflights !== true) return
  const message = 'OPTIONS requests that look like a preflight reach the app without a login.'
  problems.warn('weak', [...at, 'passPreflights'], message, 'Keep it only where scripts of other sites use the app.')
}

function checkRules({ rules = [] }: FileSite, at: ConfigPath, problems: Problems): void {
  for (const [index, rule] of rules.entries()) {
    const place = [...at, 'rules', index]
    if (rule.public === true && rule.allow !== undefined) {
      problems.error(
        'value',
        place,
        'What is public is open to everyone: `allow` has no meaning.',
        'Remove one of both.',
      )
    }
    if (rule.public !== true && rule.allow === undefined) {
      problems.error('missing', place, 'The rule says neither `allow` nor `public`.', 'Add one of them.')
    }
  }
}
