/** The thread that surveys uploaded metadata: takes one document, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { surveyMetadata } from '../saml/metadata-survey.ts'
import { largestCompared, schemaFaults } from '../saml/schema-check.ts'
import type { ComparedSurvey, SurveyRequest } from './survey.ts'

async function answer({ octets, now }: SurveyRequest): Promise<ComparedSurvey> {
  const survey = surveyMetadata(octets, now)
  const { parsed } = survey
  // What our own parser refuses (a DOCTYPE, a bomb) does not get to another one.
  if (parsed === undefined || parsed.text.length > largestCompared) return survey
  const { text, offset } = parsed
  const schema = await schemaFaults(text)
  return { ...survey, schema: schema.map(({ line, message }) => ({ line: line + offset, message })) }
}

parentPort?.postMessage(await answer(workerData as SurveyRequest))
