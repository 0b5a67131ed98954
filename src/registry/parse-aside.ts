/** The thread that reads large metadata: takes one document, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { toGatewayError } from '../core/errors.ts'
import { MetadataFault, placeOf } from '../saml/metadata-fault.ts'
import { type ParseAnswer, type ParseRequest, parseHere } from './parse.ts'
import { wordsOf } from './reading.ts'

function answer(request: ParseRequest): ParseAnswer {
  try {
    return { reading: parseHere(request) }
  } catch (error) {
    const { code, message, status } = toGatewayError(error)
    const [cure, words] = error instanceof MetadataFault ? [error.cure, wordsOf(placeOf(error))] : [undefined, {}]
    return { code, message, status, cure, words }
  }
}

parentPort?.postMessage(answer(workerData as ParseRequest))
