/** The texts of the page that asks for consent, by language. Types only. */

/** What a person may be told to be disclosed, in words that everybody knows. */
export type ConsentWord =
  | 'pseudonym'
  | 'account'
  | 'name'
  | 'username'
  | 'email'
  | 'groups'
  | 'phone'
  | 'address'
  | 'birthdate'
  | 'gender'
  | 'links'
  | 'locale'
  | 'updated'

export interface ConsentTexts {
  readonly title: (app: string) => string
  readonly text: string
  readonly words: Readonly<Record<ConsentWord, string>>
  /** Before the name of something that has no words of ours. */
  readonly other: string
  readonly alsoAllowed: string
  readonly offline: string
  readonly use: string
  readonly remembered: string
  readonly allow: string
  readonly deny: string
  /** On the page that says who is signed in: before the apps, and the button for one. */
  readonly given: string
  readonly withdraw: (app: string) => string
  /** Once that has been done. */
  readonly withdrawn: string
}
