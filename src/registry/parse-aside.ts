/** The thread that reads large metadata: takes one document, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { toGatewayError } from '../core/errors.ts'
import { MetadataFault } from '../saml/metadata-fault.ts'
import { type ParseAnswer, type ParseRequest, parseHere } from './parse.ts'

function answer(request: ParseRequest): ParseAnswer {
  try {
    return { reading: parseHere(request) }
  } catch (error) {
    const { code, message, status } = toGatewayError(error)
    return { code, message, status, cure: error instanceof MetadataFault ? error.cure : undefined }
  }
}

parentPort?.postMessage(answer(workerData as ParseRequest))
