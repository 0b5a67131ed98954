/**
 * The path that rules are applied to. The app behind the proxy reads it once more, and so may the proxy: a path that
 * two readers can take for two different ones is refused: before any rule is looked at, or where the rules differ.
 */
import { GatewayError } from '../core/errors.ts'

/**
 * The path of a target, decoded.
 * @param target path and query, as in the first line of a request
 * @throws GatewayError malformed_request, with the status that every proxy passes on
 */
export function readPath(target: string, { encodedSlashes }: { readonly encodedSlashes: boolean }): string {
  const [raw = ''] = target.split('?', 1)
  const fault = faultOf(raw, encodedSlashes)
  if (fault !== undefined) throw ambiguous(fault)
  return decodeURIComponent(raw)
}

/** The refusal of such a path, with the status that every proxy passes on. */
export function ambiguous(cause: string): GatewayError {
  return new GatewayError('malformed_request', 'This address can be read in more than one way.', { status: 403, cause })
}

function faultOf(raw: string, encodedSlashes: boolean): string | undefined {
  if (raw.includes('\\') || /%5c/i.test(raw)) return 'the path has a backslash'
  if (!encodedSlashes && /%2f/i.test(raw)) return 'the path has an encoded slash (allowEncodedSlashes)'
  if (/%25[0-9a-f]{2}/i.test(raw)) return 'the path is encoded twice'
  if (/%([01][0-9a-f]|7f)/i.test(raw)) return 'the path has a control character'
  const path = decoded(raw)
  if (path === undefined) return 'the path has a broken percent code'
  const bare = withoutParameters(path.normalize('NFKC'))
  if (path.includes('//') || bare.includes('//')) return 'the path has an empty segment'
  if (bare.split('/').some(isDots)) return 'the path has a dot segment'
  return undefined
}

/** Also with blanks, which Windows drops. Three dots and more are a name. */
const isDots = (segment: string): boolean =>
  segment.includes('.') && /^[.\s]+$/.test(segment) && !/^\.{3,}$/.test(segment)

/**
 * The path without what stands behind a semicolon in each segment: Java's servers take it off before they look for what
 * answers, so that `..;/` is `../` to them and `/admin;x/` is `/admin/` (RFC 3986, 3.3).
 * @param path decoded
 */
const withoutParameters = (path: string): string => path.replace(/;[^/]*/g, '')

/**
 * What the path is to others than us: without parameters; and besides as Windows takes it, without dots and blanks at the
 * end of a segment, and with ASCII for characters that look like it, such as full-width ones (its "best fit").
 * @param path decoded
 */
export function otherReadings(path: string): readonly string[] {
  if (!/[;\s]|\.(?:\/|$)|[^\x21-\x7e]/.test(path)) return []
  const bare = withoutParameters(path)
  return [bare, withoutParameters(path.normalize('NFKC')).split('/').map(withoutTail).join('/')]
}

/** Not by an expression: one would try each dot of many as the first. */
function withoutTail(segment: string): string {
  let end = segment.length
  while (end > 0 && /[.\s]/.test(segment.charAt(end - 1))) end -= 1
  return segment.slice(0, end)
}

/** A text without its percent codes; undefined also where it is not UTF-8: overlong forms of a slash are not. */
export function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw)
  } catch {
    return undefined
  }
}
