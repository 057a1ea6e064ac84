import { createSandboxFetch } from './sandbox-fetch.ts';

// Loaded before a script (`node --import`), so that it talks to the sandbox on SANDBOX_PORT and to nobody else.
globalThis.fetch = createSandboxFetch({ port: Number(process.env.SANDBOX_PORT) });
