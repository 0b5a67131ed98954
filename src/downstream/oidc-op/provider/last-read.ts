/**
 * The library looks at one thing twice while it serves a request: at a grant for what it allows and for whose it is, at a
 * code to judge it and to use it. What it decides about in one request is read once there, and never kept for another.
 */
export interface LastRead<T> {
  /** Reads it, and keeps it for the rest of the request under way. */
  read(id: string): Promise<T>
  /** What `read` had of it in this request, else what there is now. */
  again(id: string): Promise<T>
}

/** @param request the one under way; undefined outside of one, where nothing is kept */
export function lastRead<T>(request: () => object | undefined, load: (id: string) => Promise<T>): LastRead<T> {
  const kept = new WeakMap<object, { readonly id: string; readonly value: Promise<T> }>()
  const read = (id: string): Promise<T> => {
    const value = load(id)
    const under = request()
    if (under !== undefined) kept.set(under, { id, value })
    return value
  }
  return {
    read,
    again(id) {
      const known = kept.get(request() ?? nothing)
      return known?.id === id ? known.value : read(id)
    },
  }
}

const nothing = {}
