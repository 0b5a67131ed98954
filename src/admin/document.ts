/** A stored document as an administrator writes it: its name, its settings as YAML, its metadata. */
import { isMap, parseDocument } from 'yaml'
import {
  type Change,
  type Content,
  type Revision,
  StoreConflict,
  type StoredDocument,
  StoreFull,
  StoreRefused,
  StoreUnavailable,
} from '../app-store/store.ts'
import { isTooMuchToRead } from '../core/yaml-tokens.ts'
import { type Administrator, demand } from './administrator.ts'
import type { AdminDependencies } from './dependencies.ts'
import { Refused, type Says } from './refused.ts'

/** The same as for entries of the config and for the store: no path of a file system is made of one. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** Whether a document can have this name. */
export const isStorable = (name: string): boolean => namePattern.test(name)

/** @throws Refused `invalid` */
export function checkName(name: string): string {
  if (isStorable(name)) return name
  throw new Refused('invalid', 'This is not a name for an app.', {
    cure: 'Use letters, digits, dots, hyphens and underscores, beginning with a letter or digit; at most 64.',
    says: ['name-invalid'],
  })
}

/** Which state of a document a wish replaces: that revision, or whichever is there. Absent: there must be none. */
export interface Wish {
  readonly replaces?: Revision | 'whatever'
  readonly reason?: string
}

/** @throws Refused for whatever the store rejects with */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw asRefused(error)
  }
}

function asRefused(error: unknown): unknown {
  if (error instanceof StoreConflict) {
    const cure = 'Look at what is there now, and decide again.'
    const says: Says = ['changed-meanwhile']
    return new Refused('changed-meanwhile', error.message, { cure, current: error.current, says, cause: error })
  }
  if (error instanceof StoreRefused) {
    return new Refused('invalid', error.message, { cure: error.cure, sentences: error.says, cause: error })
  }
  if (error instanceof StoreFull) {
    const cure = 'Nothing was changed. Make room there, and do it again.'
    return new Refused('no-room', error.message, { cure, says: ['no-room'], cause: error })
  }
  if (!(error instanceof StoreUnavailable)) return error
  const cure = 'Try again in a moment, and look first whether it was done.'
  return new Refused('unavailable', 'The app store does not answer.', { cure, says: ['store-away'], cause: error })
}

/**
 * The change that a wish makes of what is there.
 * @throws Refused `no-revision`, `changed-meanwhile`
 */
export function changeOf(who: Administrator, current: StoredDocument | undefined, wish: Wish): Change {
  const { replaces, reason } = wish
  if (replaces === undefined && current !== undefined) {
    const cure = `Say which revision is to be replaced; ${current.revision} is there now.`
    const says = ['name-taken', { name: current.name }] as const
    throw new Refused('no-revision', `${current.name} is there already.`, { cure, current: current.revision, says })
  }
  if (replaces !== undefined && replaces !== 'whatever' && replaces !== current?.revision) {
    throw changedMeanwhile(current)
  }
  return {
    replaces: current?.revision,
    author: who.author,
    ...(reason !== undefined && { reason }),
  }
}

/**
 * The same wish of a change that is made of what is there: whoever takes whichever state meant the one that was read. What
 * another wrote since (a narrower `allow`) would be gone unseen.
 */
export function ofState<Wished extends Wish>(wish: Wished, current: StoredDocument | undefined): Wished {
  if (wish.replaces !== 'whatever') return wish
  const { replaces: _, ...rest } = wish
  return { ...rest, ...(current !== undefined && { replaces: current.revision }) } as Wished
}

/**
 * What is there is not what was looked at.
 * @param code `no-revision` where nobody said what that was
 */
export function changedMeanwhile(
  current: StoredDocument | undefined,
  code: 'changed-meanwhile' | 'no-revision' = 'changed-meanwhile',
): Refused {
  const message = current === undefined ? 'It is gone.' : `Somebody else (${current.author}) changed it meanwhile.`
  const cure = 'Look at what is there now, and decide again.'
  const says: Says = current === undefined ? ['gone'] : ['changed-by', { author: current.author }]
  return new Refused(code, message, { cure, current: current?.revision, says })
}

/** The document of an app, whoever may look; undefined too where no document can have this name. @throws Refused */
export async function readApp(
  { store }: Pick<AdminDependencies, 'store'>,
  name: string,
): Promise<StoredDocument | undefined> {
  return isStorable(name) ? asking(() => store.get('app', name)) : undefined
}

/** The settings as YAML; undefined where they are none, or too deep or too many for a parser. */
export function parseSettings(settings: string) {
  const document = isTooMuchToRead(settings) ? undefined : parseDocument(settings)
  return document?.errors.length === 0 ? document : undefined
}

/** The settings with one key set, or without it; comments and order stay. @throws Refused `invalid` */
export function withSetting({ settings, ...rest }: Content, key: string, value: unknown): Content {
  const written = parseSettings(settings)
  // Nothing but comments: they stay above the first key.
  const document = written?.contents === null ? parseSettings(`${settings}\n{}`) : written
  if (document === undefined || !isMap(document.contents)) {
    throw new Refused('invalid', 'The settings of this app are not a map in YAML.', {
      cure: 'Correct them first.',
      says: ['settings-no-map'],
    })
  }
  document.contents.flow &&= document.contents.items.length > 0
  if (value === undefined) document.delete(key)
  else document.set(key, value)
  return { ...rest, settings: document.toString() }
}

/** What a document's settings say under one key; undefined where they can't be read. */
export function settingOf({ settings }: Content, key: string): unknown {
  const document = parseSettings(settings)
  return document !== undefined && isMap(document.contents) ? document.get(key) : undefined
}

/** Whether two contents say the same, byte for byte. */
export const sameContent = (one: Content, other: Content): boolean =>
  one.settings === other.settings && one.metadata === other.metadata

/** @throws Refused where they may not change apps */
export const demandApps = (who: Administrator): void => demand(who, 'apps')
