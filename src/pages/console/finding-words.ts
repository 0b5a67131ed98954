/** A finding's words in the language of the page; those that it brings along where it has none in that language. */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { FindingCode } from '../messages/findings/catalogue.ts'

/** What can be said: in English as it is, and by its code in every language. */
export interface Sayable {
  readonly message: string
  readonly cure?: string
  readonly code?: FindingCode
  /** What stands in the sentence. */
  readonly values?: Readonly<Record<string, string>>
  /** The entityID with which the sentence begins. */
  readonly about?: string
  /** The sentence ends by saying that what is wrong was left out. */
  readonly leftOut?: boolean
}

export interface FindingWords {
  readonly message: string
  readonly cure: string
  /** Where they are not in the language of the page. */
  readonly lang?: 'en'
}

/** What to say of it, and what to do about it. */
export function inWords(
  { code, values = {}, about, leftOut, message, cure = '' }: Sayable,
  { findings, frame }: Pick<ConsoleMessages, 'findings' | 'frame'>,
): FindingWords {
  const text = code && findings?.[code]
  if (text === undefined) return { message, cure, lang: 'en' }
  const [said, toDo] = text.map((one) => filled(one, values))
  const subject = about === undefined ? '' : `${about}: `
  return { message: `${subject}${said}${leftOut === true ? ` ${frame.leftOut}` : ''}`, cure: toDo ?? '' }
}

/** A text with what stands in its gaps. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
