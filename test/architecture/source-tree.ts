/** The project's own sources as text, and the imports written in them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** One module and what it names in import and export statements. */
export interface Module {
  /** From the root of the repository, e.g. `src/core/login.ts`. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** As written for a package, from the root of the repository for a module of ours. */
  readonly target: string
  readonly own: boolean
  /** Erased when compiled: `import type`, `export type … from`, or `import('…')` inside a type. */
  readonly typeOnly: boolean
}

/** Every TypeScript file below a folder of the repository, in the order of their paths. */
export function modulesBelow(root: string, folder: string): readonly Module[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/**
 * The imports of a module. Biome's format is relied on: a statement begins its line. Text inside comments and
 * template strings is blanked first, so that an example in a docstring is no import.
 */
export function importsOf(module: Module): readonly Import[] {
  const code = withoutComments(module.text)
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean) => {
    const own = specifier.startsWith('.')
    found.push({ own, typeOnly, target: own ? posix.join(posix.dirname(module.path), specifier) : specifier })
  }
  for (const [, keyword = '', specifier = ''] of code.matchAll(
    /^(import type|import|export type|export) (?:[\w$*{][^'";]*?) ?from '([^']+)'/gm,
  )) {
    add(specifier, keyword.endsWith('type'))
  }
  for (const [, specifier = ''] of code.matchAll(/^import '([^']+)'/gm)) add(specifier, false)
  for (const [, before = '', specifier = ''] of code.matchAll(/([:<|&=(,] ?|)\bimport\('([^']+)'\)/g)) {
    add(specifier, /[:<|&]/.test(before))
  }
  return found
}

/** The same text with comments and the words of template strings blanked; line breaks stay. */
export function withoutComments(text: string): string {
  const blank = (found: string) => found.replace(/[^\n]/g, ' ')
  return text.replace(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (found) => (found.startsWith("'") || found.startsWith('"') ? found : blank(found)),
  )
}
