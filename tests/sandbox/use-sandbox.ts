import { createSandboxFetch } from './sandbox-fetch.ts';

// Loaded before a script (`node --import`), so that it talks only to the sandbox on SANDBOX_PORT.
globalThis.fetch = createSandboxFetch({ port: Number(process.env.SANDBOX_PORT) });
