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
  readonly children: ComponentChildren
}

export function ConsoleLink({ to, here, class: name, place, children }: LinkProps) {
  return (
    <a href={`${place.context.publicUrl}${to}`} class={name} aria-current={here ? 'page' : undefined}>
      {children}
    </a>
  )
}
