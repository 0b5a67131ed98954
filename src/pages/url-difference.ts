/**
 * Where two URLs differ, so that the page can point at it: most refused reply addresses differ from the registered
 * one in scheme, port or a slash. They are compared as text: a URL parser would make some of them equal (attack 48).
 */
import type { UrlPart } from './messages/messages.ts'

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
    received: mark(theirs, differing),
    registered: mark(ours, differing),
  }
}

/** The registered URL that is most like the received one: fewest differing pieces, then the longest common beginning. */
export function closestUrl(received: string, registered: readonly string[]): string | undefined {
  const score = (candidate: string): number =>
    compareUrls(received, candidate).parts.length * 10_000 - commonBeginning(received, candidate)
  return [...registered].sort((a, b) => score(a) - score(b))[0]
}

function split(text: string): Pieces {
  const [, scheme = '', host = '', port = '', path = '', query = '', fragment = ''] = url.exec(text) ?? ['', '', text]
  return { scheme, host, port, path, query, fragment }
}

function nameDifference(name: PieceName, ours: string, theirs: string): UrlPart {
  if (name === 'path' && ours.replace(/\/$/, '') === theirs.replace(/\/$/, '')) return 'slash'
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'case'
  return name
}

/** Within a differing piece only what differs is marked; its beginning and end may be the same. */
function mark(pieces: Pieces, differing: readonly PieceName[]): readonly UrlPiece[] {
  return pieceNames
    .map((name) => ({ text: pieces[name], differs: differing.includes(name) }))
    .filter(({ text }) => text !== '')
}

function commonBeginning(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length += 1
  return length
}
