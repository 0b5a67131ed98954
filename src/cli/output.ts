/** What commands print: problems with place and cure, for a person in a terminal. */
import { existsSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { StoreFull, StoreUnavailable } from '../app-store/store.ts'
import type { ConfigProblem } from '../config/config.ts'
import { replaceUnseen, visible, visibleJson } from '../core/visible-text.ts'
import { KeysUnusable } from '../keys/keys.ts'
import { StorageUnavailable } from '../storage/driver.ts'
import type { Finding } from './doctor-finding.ts'

const marks: Readonly<Record<Finding['outcome'], string>> = { good: '✔', bad: '✘', unknown: '?' }

type Place = Pick<ConfigProblem, 'file' | 'message' | 'cure'> &
  Partial<Pick<ConfigProblem, 'line' | 'path' | 'severity'>>

/** A problem on three lines: where, what, what to do. */
function describeProblem({ file, line, path, severity = 'error', message, cure }: Place): string {
  const near = relative(process.cwd(), file)
  const place = `${near === '' || near.startsWith('..') ? file : near}${line === undefined ? '' : `:${line}`}`
  return [
    `${severity}  ${place}${path ? `  ${path}` : ''}`,
    `       ${message}`,
    ...(cure === '' ? [] : [`       → ${cure}`]),
  ].join('\n')
}

/** Problems, worst first, each followed by an empty line. */
export function describeProblems(problems: readonly Place[]): string {
  const errors = problems.filter(({ severity }) => severity !== 'warning')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  return [...errors, ...warnings].map((problem) => `${describeProblem(problem)}\n`).join('\n')
}

/** A note on two lines, followed by an empty one. */
export function describeNote({ message, cure }: { readonly message: string; readonly cure: string }): string {
  return `note  ${message}\n      → ${cure}\n`
}

/** A finding of the doctor, with its cure on a second line. */
export function describeFinding({ outcome, what, cure }: Finding): string {
  return [`  ${marks[outcome]} ${what}`, ...(cure === undefined ? [] : [`    → ${cure}`])].join('\n')
}

/** A reason to exit that says all there is to say: it is printed without a stack. */
export class Plain extends Error {
  override readonly name = 'Plain'
}

/** An error as a person should read it; with a stack only where it was not foreseen. */
export function explain(error: unknown): string {
  if (error instanceof KeysUnusable) return describeProblems(error.problems)
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Plain) return error.message
  if (hasProblems(error)) return describeProblems(error.problems)
  if ('cure' in error) return error.cure === '' ? error.message : `${error.message}\n→ ${error.cure}`
  if (error instanceof StoreFull) return `${error.message}\n→ Make room there.`
  if (error instanceof StorageUnavailable || error instanceof StoreUnavailable)
    return `${error.message}\n→ See that it runs, and that \`storage\` and \`appStore\` in the config say where.`
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return `${error.message}: something else is already listening there.`
  const below1024 = 'port' in error && Number(error.port) > 0 && Number(error.port) < 1024
  if (code === 'EACCES' && below1024) return `${error.message}: a port below 1024 needs special privileges.`
  // A system error: the message says what was tried, and where.
  if ('syscall' in error) return explainFile(error as NodeJS.ErrnoException) ?? error.message
  return error.stack ?? error.message
}

/** What is the matter with a file, by the system's code, and what to do about it. */
const fileFaults: Readonly<Record<string, readonly [what: string, cure: string]>> = {
  ENOENT: ['does not exist.', 'Look at its name, and at the folder that you are in.'],
  EACCES: ["can't be opened: this user may not.", 'Run the command as the user that it belongs to.'],
  EPERM: ["can't be opened: this user may not.", 'Run the command as the user that it belongs to.'],
  EISDIR: ['is a folder.', 'Name a file.'],
  ENOTDIR: ["can't be there: what is above it is no folder.", 'Look at its name.'],
  EROFS: ["can't be written: nothing can be, on that file system.", 'Name another place.'],
  ENOSPC: ["can't be written: there is no room left.", 'Make room, or name another place.'],
}

/** In words, with the cure; undefined where it is no fault of a file. @param file where the error does not name it */
export function explainFile(error: NodeJS.ErrnoException, file = error.path): string | undefined {
  const found = fileFaults[error.code ?? '']
  if (found === undefined || file === undefined) return undefined
  const folder = dirname(file)
  if (error.code === 'ENOENT' && !existsSync(folder))
    return `${file} can't be there: the folder ${folder} does not exist.\n→ Make it, or name another place.`
  return `${file} ${found[0]}\n→ ${found[1]}`
}

const hasProblems = (error: Error): error is Error & { readonly problems: readonly Place[] } =>
  'problems' in error && Array.isArray(error.problems) && error.problems.length > 0

/** One line, or several, on standard output. */
export const print = (line = ''): void => void process.stdout.write(`${shown(line)}\n`)

/** The same on standard error: what is no part of a command's product. */
export const printAside = (line = ''): void => void process.stderr.write(`${shown(line)}\n`)

/** Names and texts come from elsewhere, and a terminal obeys some of what can't be seen in them (attack 98). */
const shown = (text: string): string =>
  replaceUnseen(text, (character) => (character === '\n' || character === '\t' ? character : visible(character)))

/** For a program, and for the terminal of a person who reads it. */
export const asJson = (value: unknown): string => visibleJson(JSON.stringify(value, null, 2))

/** As in `3 files`. */
export const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`
