/** `ui_locales`: the languages that an app wants its people to be spoken to in (Core 3.1.2.1; RP-Initiated Logout 1.0, 2). */
import type { Spoken } from '../../core/languages.ts'

/** More are not looked at: nobody speaks so many. */
const most = 10
/** A language tag by its form alone (RFC 5646, 2.1), which is at most so long (4.4.1). */
const tag = /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i
const longest = 35

/** Those of its words that are language tags; what is none is no error. */
export function languagesIn(uiLocales: unknown): Spoken {
  if (typeof uiLocales !== 'string') return {}
  const words = uiLocales.slice(0, most * (longest + 1)).split(' ', most)
  const languages = words.filter((word) => word.length <= longest && tag.test(word))
  return languages.length === 0 ? {} : { languages }
}
