/** The thread that verifies an aggregate: takes one, answers once, and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { toGatewayError } from '../../core/errors.ts'
import { type VerifyAnswer, type VerifyRequest, verifyAggregate } from './verify.ts'

function answer(request: VerifyRequest): VerifyAnswer {
  try {
    return verifyAggregate(request)
  } catch (error) {
    const { code, message, status } = toGatewayError(error)
    return { code, message: code === 'internal' && error instanceof Error ? error.message : message, status }
  }
}

parentPort?.postMessage(answer(workerData as VerifyRequest))
