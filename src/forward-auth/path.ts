/**
 * The path that rules are applied to. The app behind the proxy reads it once more, and so may the proxy: a path that
 * two readers can take for two different ones is refused, before any rule is looked at.
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
  if (fault !== undefined) {
    const message = 'This address can be read in more than one way.'
    throw new GatewayError('malformed_request', message, { status: 403, cause: fault })
  }
  return decodeURIComponent(raw)
}

function faultOf(raw: string, encodedSlashes: boolean): string | undefined {
  if (raw.includes('\\') || /%5c/i.test(raw)) return 'the path has a backslash'
  if (!encodedSlashes && /%2f/i.test(raw)) return 'the path has an encoded slash (allowEncodedSlashes)'
  if (/%25[0-9a-f]{2}/i.test(raw)) return 'the path is encoded twice'
  if (/%([01][0-9a-f]|7f)/i.test(raw)) return 'the path has a control character'
  if (raw.includes('//')) return 'the path has an empty segment'
  if (!isDecodable(raw)) return 'the path has a broken percent code'
  // `..;/` is `../` to Java's servers, which take parameters off a segment first.
  if (
    decodeURIComponent(raw)
      .split('/')
      .some((segment) => /^\.{1,2}(;|$)/.test(segment))
  )
    return 'the path has a dot segment'
  return undefined
}

/** Also that it is UTF-8: overlong forms of a slash are not. */
function isDecodable(raw: string): boolean {
  try {
    decodeURIComponent(raw)
    return true
  } catch {
    return false
  }
}
