/** A link within the console. */
import type { ComponentChildren } from 'preact'
import type { Place } from './layout.tsx'

interface LinkProps {
  /** Below publicUrl. */
  readonly to: string
  /** It leads to this page. */
  readonly here?: boolean
  readonly class?: string
  readonly place: Place
  /** Its name, where what one sees stands on the page several times. */
  readonly label?: string
  readonly children: ComponentChildren
}

export function ConsoleLink({ to, here, class: name, place, label, children }: LinkProps) {
  return (
    <a
      href={`${place.context.publicUrl}${to}`}
      class={name}
      aria-current={here ? 'page' : undefined}
      aria-label={label}
    >
      {children}
    </a>
  )
}
