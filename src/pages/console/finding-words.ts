/** A finding's words in the language of the page; those that it brings along where it has none in that language. */
import type { Coded, Said, SaidProblem } from '../../core/said.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { FindingCode } from '../messages/findings/catalogue.ts'
import { localValue } from './time.tsx'

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
  /** It is in the language of the page already. */
  readonly isTranslated?: true
  /** Both sentences by their English, where there is no code. */
  readonly says?: SaidProblem | undefined
}

export interface FindingWords {
  readonly message: string
  readonly cure: string
  /** Where they are not in the language of the page. */
  readonly lang?: 'en'
}

type Texts = Pick<ConsoleMessages, 'language' | 'findings' | 'problems' | 'frame'>

/** What to say of it, and what to do about it. */
export function inWords(
  { code, values = {}, about, leftOut, message, cure = '', says, isTranslated }: Sayable,
  texts: Texts,
): FindingWords {
  const { findings, frame } = texts
  if (isTranslated) return { message, cure }
  const translated = says && problemIn(says, texts)
  if (translated !== undefined) return translated
  const text = code && findings?.[code]
  if (text === undefined) return { message, cure, lang: 'en' }
  const [said, toDo] = text.map((one) => filled(one, localValues(values, texts)))
  const subject = about === undefined ? '' : `${about}: `
  return { message: `${subject}${said}${leftOut === true ? ` ${frame.leftOut}` : ''}`, cure: toDo ?? '' }
}

function problemIn({ message, cure }: SaidProblem, texts: Texts): FindingWords | undefined {
  const [said, toDo] = [sentenceIn(message, texts), sentenceIn(cure, texts)]
  return said === undefined || toDo === undefined ? undefined : { message: said, cure: toDo }
}

function sentenceIn(sentence: Said | Coded, texts: Texts): string | undefined {
  if ('code' in sentence) return codedIn(sentence, texts)
  const { key, values } = sentence
  if (key === '') return ''
  const known: Readonly<Record<string, string>> = texts.problems ?? {}
  const text = Object.hasOwn(known, key) ? known[key] : isWordless(key) ? key : undefined
  const parts = values.map((value) =>
    typeof value === 'string' ? localValue(value, texts.language) : sentenceIn(value, texts),
  )
  if (text === undefined || parts.includes(undefined)) return undefined
  return filled(text, Object.fromEntries(parts.map((part, at) => [at, part ?? ''])))
}

/** One sentence, in the language of the page where that has it. */
export function sentenceInWords(said: Said, texts: Texts): Pick<FindingWords, 'message' | 'lang'> {
  if (texts.problems === undefined) return { message: said.text }
  const message = sentenceIn(said, texts)
  return message === undefined ? { message: said.text, lang: 'en' } : { message }
}

/** Nothing but values, which have their words themselves. */
const isWordless = (key: string): boolean => !/\p{L}/u.test(key.replace(/\{\d+\}/g, ''))

function codedIn({ text, part, ...coded }: Coded, texts: Texts): string | undefined {
  const words = inWords({ message: text, cure: text, ...coded } as Sayable, texts)
  return words.lang === undefined ? words[part] : undefined
}

/** Dates among them as the language writes them. */
export const localValues = (
  values: Readonly<Record<string, string>>,
  { language }: Pick<ConsoleMessages, 'language'>,
) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, localValue(value, language)]))

/** A text with what stands in its gaps. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
