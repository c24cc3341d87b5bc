/** Asks until the answer is truthy, and gives that answer; throws with the reason when the time is over. */
export async function until(what, ask, { within = 20_000, every = 50 } = {}) {
  const end = performance.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      last = error;
    }
    if (performance.now() > end) {
      throw new Error(`waited ${within} ms for ${what}${last ? `: ${last.message}` : ""}`);
    }
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

/** Thrown by a question that will never be answered: waiting on is useless. */
export class GivenUp extends Error {}
