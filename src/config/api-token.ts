/** The token with which the command line asks a gateway. */

/** Undefined where there is none in the environment. */
export const apiTokenIn = (env: NodeJS.ProcessEnv = process.env): string | undefined => env.ISTHMUS_TOKEN
