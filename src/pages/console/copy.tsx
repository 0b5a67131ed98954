/** Values to be entered elsewhere. The button that copies one is there where scripts are (csp.ts `copyScript`). */
import type { ConsoleMessages } from '../messages/console/catalogue.ts'

export function CopyButton({ of, texts }: { of: string; texts: ConsoleMessages }) {
  const { copy, copied } = texts.frame
  return (
    <button type="button" class="quiet copy" hidden data-copy={of} data-done={copied} aria-live="polite">
      {copy}
    </button>
  )
}

export function Copyable({ id, value, texts }: { id: string; value: string; texts: ConsoleMessages }) {
  return (
    <span class="copyable">
      <code id={id}>{value}</code>
      <CopyButton of={id} texts={texts} />
    </span>
  )
}
