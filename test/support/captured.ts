/** Runs `act` and gives what the process wrote to stdout and stderr meanwhile. */
export async function captured(act: () => Promise<unknown>): Promise<string> {
  let out = '';
  const restore = [process.stdout, process.stderr].map((stream) => {
    const { write } = stream;
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      out += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1');
      const callback = rest.find((arg) => typeof arg === 'function') as (() => void) | undefined;
      callback?.();
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  try {
    await act();
    // finalhandler logs after it has answered.
    await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    for (const undo of restore) undo();
  }
  return out;
}
