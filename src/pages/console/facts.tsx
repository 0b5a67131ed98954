/** What is known of an app, as labels and values. */
import { readable } from '../links.ts'
import type { FactView } from './rows.ts'

/** What metadata holds and what will be sent, in words: in English, as the terms of the standards are. */
export function Facts({ facts }: { facts: readonly FactView[] }) {
  return (
    <dl class="facts">
      {facts.map(({ label, values }) => (
        <>
          <dt lang="en">{label}</dt>
          <dd>
            {values.length === 1 ? (
              <bdi>{readable(values[0] ?? '')}</bdi>
            ) : (
              <ul>
                {values.map((value) => (
                  <li key={value}>
                    <bdi>{readable(value)}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </>
      ))}
    </dl>
  )
}
