/** What was compiled lately: thousands of apps have the same few expressions. */

/** Texts of one vocabulary. */
const most = 200

const known = new WeakMap<object, Map<string, unknown>>()

/**
 * The value of a text, made where nobody asked for it lately.
 * @param about what the texts are about: those of two never mix. All values about one are of one type.
 * @throws what `make` throws; that is not remembered
 */
export function remembered<Value>(about: object, text: string, make: () => Value): Value {
  const values = known.get(about) ?? new Map<string, unknown>()
  known.set(about, values)
  if (values.has(text)) return values.get(text) as Value
  const made = make()
  const [oldest] = values.keys()
  if (values.size >= most && oldest !== undefined) values.delete(oldest)
  values.set(text, made)
  return made
}
