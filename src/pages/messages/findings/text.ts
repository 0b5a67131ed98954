/** What is said of one finding. Types only. */

/** What is wrong, and what to do about it: that may be empty. */
export type FindingText = readonly [message: string, cure: string]
