/** What is known of an app, as labels and values. */
import { readable } from '../links.ts'
import type { ConsoleMessages } from '../messages/console/catalogue.ts'
import { filled, localValues } from './finding-words.ts'
import type { FactView } from './rows.ts'
import { localValue } from './time.tsx'

/** What metadata holds and what will be sent; the terms of the standards as they are. */
export function Facts({ facts, texts }: { facts: readonly FactView[]; texts: ConsoleMessages }) {
  return (
    <dl class="facts">
      {facts.map((fact) => (
        <>
          <dt>{texts.facts.labels[fact.code]}</dt>
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

const valuesOf = ({ values, words }: FactView, texts: ConsoleMessages): readonly string[] =>
  values.map((value, index) => {
    const word = words?.[index]
    if (word === undefined) return readable(localValue(value, texts.language))
    return readable(filled(texts.facts.words[word.code], localValues(word.values ?? {}, texts)))
  })
