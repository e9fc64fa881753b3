/** Long work in slices, between which the browser answers the reader. */

/** So long, in milliseconds, work goes on before it lets the browser answer. */
const SLICE = 8;

/** Let the browser do what waits. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Do something with each of many things, in their order. */
export async function inSlices<T>(things: Iterable<T>, work: (thing: T, place: number) => void): Promise<void> {
  let place = 0;
  let start = performance.now();
  for (const thing of things) {
    work(thing, place);
    place += 1;
    if (performance.now() - start > SLICE) {
      await pause();
      start = performance.now();
    }
  }
}
