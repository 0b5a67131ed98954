/** How much a text of YAML holds, told before a parser is asked: what costs it time is tokens, wrong ones most (attack 99). */
import { Lexer } from 'yaml'
import { hasTooManyKeys, nestsTooDeep } from './nesting.ts'

/** Of one app's settings, with much to spare: a line of `key: value` has five, whatever its value holds. */
export const mostTokens = 2000

/** Whether a YAML text may have more. A token has a character at least, so that a short text need not be looked at. */
export function hasTooManyTokens(yaml: string): boolean {
  if (yaml.length <= mostTokens) return false
  let tokens = 0
  for (const _ of new Lexer().lex(yaml)) {
    tokens += 1
    if (tokens > mostTokens) return true
  }
  return false
}

/** Whether a text is more than a parser should be asked about, as the settings of one app. */
export const isTooMuchToRead = (settings: string): boolean =>
  nestsTooDeep(settings) || hasTooManyKeys(settings) || hasTooManyTokens(settings)
