import express from 'express';

// Express 4 under its own name has no types of its own; those of 5 serve for what tests use.
const express4 = ((await import('express4' as string)) as { default: typeof express }).default;

/** Both versions that the package promises to work with. */
export const EXPRESSES: readonly { version: string; express: typeof express }[] = [
  { version: 'Express 5', express },
  { version: 'Express 4', express: express4 },
];
