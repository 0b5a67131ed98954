/** What is known of an app, as labels and values. */
import { readable } from '../links.ts'
import type { FactTexts } from '../messages/console/facts/catalogue.ts'
import { filled } from './finding-words.ts'
import type { FactView } from './rows.ts'

/** What metadata holds and what will be sent; the terms of the standards as they are. */
export function Facts({ facts, texts }: { facts: readonly FactView[]; texts: FactTexts }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <>
          <dt>{texts.labels[fact.code]}</dt>
          <dd>
            <Values values={valuesOf(fact, texts)} />
          </dd>
        </>
      ))}
    </dl>
  )
}

function Values({ values }: { values: readonly string[] }) {
  if (values.length === 1) return <bdi>{values[0]}</bdi>
  return (
    <ul>
      {values.map((value) => (
        <li key={value}>
          <bdi>{value}</bdi>
        </li>
      ))}
    </ul>
  )
}

const valuesOf = ({ values, words }: FactView, texts: FactTexts): readonly string[] =>
  values.map((value, index) => {
    const word = words?.[index]
    return readable(word === undefined ? value : filled(texts.words[word.code], word.values ?? {}))
  })
