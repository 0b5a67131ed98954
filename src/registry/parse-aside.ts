/** What reading-thread.ts runs: takes documents, several in a message, and answers each. */
import { parentPort } from 'node:worker_threads'
import { toGatewayError } from '../core/errors.ts'
import { MetadataFault, placeOf } from '../saml/metadata-fault.ts'
import { parseHere } from './parse.ts'
import { wordsOf } from './reading.ts'
import type { ParseAnswer, ParseRequest } from './reading-thread.ts'

function answer(request: ParseRequest): ParseAnswer {
  try {
    return { reading: parseHere(request) }
  } catch (error) {
    const { code, message, status } = toGatewayError(error)
    const [cure, words] = error instanceof MetadataFault ? [error.cure, wordsOf(placeOf(error))] : [undefined, {}]
    return { code, message, status, cure, words }
  }
}

parentPort?.on('message', (requests: readonly ParseRequest[]) => parentPort?.postMessage(requests.map(answer)))
