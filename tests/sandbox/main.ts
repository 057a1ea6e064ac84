import { parseArgs } from 'node:util';
import { ids, keys } from './seed.ts';
import { startSandbox } from './server.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
const sandbox = await startSandbox({ port: Number(values.port), log: (line) => console.log(line) });

console.log(`Sandbox for Close on port ${sandbox.port}. Start Chromium with:
  --ignore-certificate-errors --host-resolver-rules="${sandbox.hostRules}"
Pages: https://app.close.com/lead/${ids.sampleLead}/ · https://mail.example.com/ · https://sheet.example.com/
       https://logs.example.com/ · https://plain.example.com/
Key of Ana Ruiz, Alder & Finch: ${keys.ana}
Key of Ingrid Solheim, Bryggen Handel: ${keys.bryggen}
Stop with Ctrl C.`);

process.once('SIGINT', () => void sandbox.stop().then(() => process.exit(0)));
process.once('SIGTERM', () => void sandbox.stop().then(() => process.exit(0)));
