/** The page of the one-time address of `isthmus admin link`, for somebody who is not signed in. */
import { Mark } from '../layout.tsx'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import type { PageContext } from '../page-context.ts'
import { Sheet } from './layout.tsx'

/** @param use absent where the link can't be used */
export function LinkPage(given: { use?: { action: string }; context: PageContext; texts: ConsoleMessages }) {
  const { use, context, texts } = given
  const { link } = texts.frame
  const title = use === undefined ? link.overTitle : link.title
  return (
    <Sheet language={context.language} title={title} header={<Brand />}>
      <h1>{title}</h1>
      <p>{use === undefined ? link.overText : link.text}</p>
      {use === undefined ? null : (
        <form method="post" action={`${context.publicUrl}${use.action}`} class="actions">
          <button type="submit">{link.enter}</button>
        </form>
      )}
    </Sheet>
  )
}

/** The mark where there is no menu. */
export function Brand() {
  return (
    <span class="brand">
      <Mark />
      <span>Isthmus</span>
    </span>
  )
}
