/**
 * In which languages a person is spoken to while they are on their way for an app that knows it, as BCP 47 tags, the best
 * first. Which of them there are is for pages/ to know; where there is none of them, the browser's count.
 */

export interface Spoken {
  readonly languages?: readonly string[]
}

interface MaySpeak {
  readonly languages?: readonly string[] | undefined
}

/** The languages alone, of whatever else knows them. */
export const spokenOf = ({ languages }: MaySpeak): Spoken => (languages === undefined ? {} : { languages })

/** The reply, in these languages. */
export const spokenIn = <Reply extends object>(reply: Reply, spoken: MaySpeak): Reply & Spoken => ({
  ...reply,
  ...spokenOf(spoken),
})
