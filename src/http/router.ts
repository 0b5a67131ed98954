/** Finds the route of a request. Paths count as they are: no case folding, no slash added or taken away. */
import type { Route } from '../core/http.ts'

export interface FoundRoute {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** What a path offers, by method. */
export type Found = Partial<Record<Route['method'], FoundRoute>>

export interface RouteTable {
  /** undefined where no route has this path. */
  find(path: string): Found | undefined
}

/**
 * A table of routes: exact paths by a map, those with parameters (`/oidc/callback/:upstream`) one after the other.
 * @throws Error where two routes have the same method and path
 */
export function routeTable(routes: readonly Route[]): RouteTable {
  const exact = new Map<string, Found>()
  const patterns: { readonly segments: readonly string[]; readonly route: Route }[] = []
  const taken = new Set<string>()
  for (const route of routes) {
    const name = `${route.method} ${route.path}`
    if (taken.has(name)) throw new Error(`two routes are ${name}`)
    taken.add(name)
    if (route.path.includes('/:')) patterns.push({ segments: route.path.split('/'), route })
    else exact.set(route.path, { ...exact.get(route.path), [route.method]: { route, params: {} } })
  }
  return {
    find(path) {
      const found = exact.get(path)
      if (found !== undefined) return found
      const matched = patterns.flatMap(({ segments, route }) => {
        const params = match(segments, path)
        return params === undefined ? [] : [{ route, params }]
      })
      if (matched.length === 0) return undefined
      return Object.fromEntries(matched.reverse().map((entry) => [entry.route.method, entry]))
    },
  }
}

function match(segments: readonly string[], path: string): Record<string, string> | undefined {
  const given = path.split('/')
  if (given.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, segment] of segments.entries()) {
    const text = given[at] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== text) return undefined
      continue
    }
    const value = decodeSegment(text)
    if (value === undefined || value === '') return undefined
    params[segment.slice(1)] = value
  }
  return params
}

function decodeSegment(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
