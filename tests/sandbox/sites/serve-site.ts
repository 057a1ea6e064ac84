import type { Reply } from '../reply.ts';
import type { World } from '../types.ts';
import { corpusPage } from './corpus.ts';
import { canvasSheetPage, signingPage } from './documents.ts';
import { logsPage } from './logs.ts';
import { mailPage } from './mail.ts';
import { calendarPage, companyPage, profilePage, ticketPage } from './people.ts';
import { plainPage } from './plain.ts';
import { sheetPage } from './sheet.ts';
import { webmailPage } from './webmail.ts';

const sites: Record<string, (world: World, path: string) => Reply> = {
  'mail.example.com': mailPage,
  'sheet.example.com': sheetPage,
  'logs.example.com': logsPage,
  'webmail.example.com': webmailPage,
  'calendar.example.com': calendarPage,
  'profile.example.com': profilePage,
  'tickets.example.com': ticketPage,
  'www.marlow-robotics.example.com': companyPage,
  'signing.example.com': signingPage,
  'canvas.example.com': canvasSheetPage,
  'plain.example.com': plainPage,
  'corpus.example.com': corpusPage,
};

/** Returns the page of a sample site; undefined for any other host. */
export function serveSite(world: World, host: string, path: string): Reply | undefined {
  const site = sites[host];
  if (!site) return undefined;
  return path === '/favicon.ico' ? { status: 204, headers: {}, body: '' } : site(world, path);
}
