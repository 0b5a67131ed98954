/**
 * Where two URLs differ, so that the page can point at it: most refused reply addresses differ from the registered
 * one in scheme, port or a slash. They are compared as text: a URL parser would make some of them equal (attack 48).
 */

/**
 * A piece of a URL in which two can differ: `slash` is a path's trailing one, `case` upper and lower case, `indexPhp` what
 * Nextcloud and others have in their paths or not, depending on how their web server is set up.
 */
export type UrlPart = 'scheme' | 'host' | 'port' | 'path' | 'slash' | 'indexPhp' | 'case' | 'query' | 'fragment'

/** A piece of a URL's text; `differs` where the other URL has something else there. */
export interface UrlPiece {
  readonly text: string
  readonly differs: boolean
}

export interface UrlDifference {
  readonly parts: readonly UrlPart[]
  readonly received: readonly UrlPiece[]
  readonly registered: readonly UrlPiece[]
}

const pieceNames = ['scheme', 'host', 'port', 'path', 'query', 'fragment'] as const
type PieceName = (typeof pieceNames)[number]
type Pieces = Readonly<Record<PieceName, string>>

const url = /^([a-z][a-z0-9+.-]*:\/\/)?(\[[^\]/?#]*\]|[^/?#:]*)(:[^/?#]*)?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/i

/** Compares a received URL with a registered one. */
export function compareUrls(received: string, registered: string): UrlDifference {
  const [ours, theirs] = [split(registered), split(received)]
  const differing = pieceNames.filter((name) => ours[name] !== theirs[name])
  return {
    parts: differing.map((name) => nameDifference(name, ours[name], theirs[name])),
    received: mark(theirs, ours, differing),
    registered: mark(ours, theirs, differing),
  }
}

/**
 * The registered URL that is most like the received one: fewest differing pieces, then the longest common beginning.
 */
export function closestUrl(received: string, registered: readonly string[]): string | undefined {
  const score = (candidate: string): number =>
    compareUrls(received, candidate).parts.length * 10_000 - commonLength(received, candidate)
  return [...registered].sort((a, b) => score(a) - score(b))[0]
}

function split(text: string): Pieces {
  const [, scheme = '', host = '', port = '', path = '', query = '', fragment = ''] = url.exec(text) ?? ['', '', text]
  return { scheme, host, port, path, query, fragment }
}

function nameDifference(name: PieceName, ours: string, theirs: string): UrlPart {
  if (name === 'path' && ours.replace(/\/$/, '') === theirs.replace(/\/$/, '')) return 'slash'
  if (name === 'path' && withoutIndexPhp(ours) === withoutIndexPhp(theirs)) return 'indexPhp'
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'case'
  return name
}

const withoutIndexPhp = (path: string): string => path.replace(/\/index\.php(?=\/|$)/, '')

/** In a differing path only the segments that differ are marked; of everything else, the whole piece. */
function mark(pieces: Pieces, other: Pieces, differing: readonly PieceName[]): readonly UrlPiece[] {
  return pieceNames
    .flatMap((name) => {
      if (name === 'path' && differing.includes(name)) return markPath(pieces.path, other.path)
      return [{ text: pieces[name], differs: differing.includes(name) }]
    })
    .filter(({ text }) => text !== '')
}

function markPath(path: string, other: string): readonly UrlPiece[] {
  const [own, theirs] = [path.split(/(?=\/)/), other.split(/(?=\/)/)]
  const start = commonLength(own, theirs)
  const end = commonLength(own.slice(start).reverse(), theirs.slice(start).reverse())
  const middle = own.length - end
  return [
    { text: own.slice(0, start).join(''), differs: false },
    { text: own.slice(start, middle).join(''), differs: true },
    { text: own.slice(middle).join(''), differs: false },
  ]
}

/** How many entries two lists, or characters two texts, have in common from the start. */
function commonLength(a: ArrayLike<string>, b: ArrayLike<string>): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
