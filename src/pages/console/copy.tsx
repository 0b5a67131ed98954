/** Values to be entered elsewhere. The button that copies one is there where scripts are (csp.ts `copyScript`). */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'

interface CopyProps {
  /** What it is, for whoever hears of the button alone. */
  readonly what: string
  readonly texts: ConsoleMessages
}

/** @param of the id of the element whose text it copies */
export function CopyButton({ of, what, texts }: CopyProps & { of: string }) {
  const { actOn, copy, copied } = texts.frame
  return (
    <button
      type="button"
      class="quiet copy"
      hidden
      aria-label={actOn(copy, what)}
      data-copy={of}
      data-done={copied}
      data-heard={actOn(copied, what)}
      aria-live="polite"
    >
      {copy}
    </button>
  )
}

export function Copyable({ id, value, what, texts }: CopyProps & { id: string; value: string }) {
  return (
    <span class="copyable">
      <code id={id}>{value}</code>
      <CopyButton of={id} what={what} texts={texts} />
    </span>
  )
}
