/** Circles of files: two that import each other can't be read, tested or moved apart. */
import { importsOf, type Module } from './source-tree.ts'

/** Every way along imports that leads back to where it began. Imports of types count: such a type is in the wrong file. */
export function circles(modules: readonly Module[]): readonly string[] {
  const next = new Map(
    modules.map((module) => [module.path, importsOf(module).flatMap(({ target, own }) => (own ? [target] : []))]),
  )
  const found: string[] = []
  const done = new Set<string>()
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || done.has(path)) return
    for (const target of next.get(path) ?? []) walk(target, [...way, path])
    done.add(path)
  }
  for (const path of next.keys()) walk(path, [])
  return found
}
