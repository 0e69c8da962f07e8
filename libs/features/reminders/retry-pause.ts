/** Most milliseconds of the first pause after an answer: a greylisting server takes the mail once five minutes are over. */
const AFTER_ANSWER_MS = 10 * 60_000;
/** The same when there was none: a server that restarts is back soon. */
const AFTER_SILENCE_MS = 2 * 60_000;
/** Pauses do not grow beyond. */
const LONGEST_MS = 60 * 60_000;

/** Some five days of tries, after which a mail is given up and shown as refused (RFC 5321 asks for four to five). */
export const MOST_ATTEMPTS = 160;

/**
 * How long a mail waits that a server would not take for now. Each pause may be twice as long as the one before; half of
 * it is left to chance, so that thousands put off together do not come back together.
 *
 * @param attempt number of the try that failed, from 1
 * @param hasAnswer the server said something; false: it was away or silent
 * @param random from 0 to 1
 * @returns milliseconds
 */
export function retryPauseMs(attempt: number, hasAnswer: boolean, random: number): number {
  const first = hasAnswer ? AFTER_ANSWER_MS : AFTER_SILENCE_MS;
  const longest = Math.min(LONGEST_MS, first * 2 ** Math.min(attempt - 1, 10));
  return Math.round((longest / 2) * (1 + random));
}
