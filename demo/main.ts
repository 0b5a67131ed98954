/** Where `isthmus demo` begins: the build puts the bundle in its place, and tests take demo.ts itself. */
export { runDemo } from './demo.ts'
