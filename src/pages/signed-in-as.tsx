/** Who a person is here, in a list of facts: the name that they know themselves by, and where they signed in. */
import { readable } from './links.ts'
import type { Messages } from './messages/catalogue.ts'

interface SignedInAsProps {
  readonly person: string | undefined
  /** The name that people know the upstream by. */
  readonly upstream: string
  readonly denied: Messages['denied']
}

/** Rows of a `dl`. */
export function SignedInAs({ person, upstream, denied }: SignedInAsProps) {
  return (
    <>
      {person === undefined ? null : (
        <>
          <dt>{denied.signedInAs}</dt>
          <dd>
            <bdi>{readable(person)}</bdi>
          </dd>
        </>
      )}
      <dt>{denied.signedInAt}</dt>
      <dd>{readable(upstream)}</dd>
    </>
  )
}
