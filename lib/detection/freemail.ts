/**
 * Mail providers whose domain says nothing about a company. The few large ones have nearly all users; a missing one only
 * means that a domain is compared which no lead has.
 */
export const freemail: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de hotmail.co.uk hotmail.fr live.com msn.com ' +
    'yahoo.com yahoo.co.uk yahoo.de yahoo.fr ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me ' +
    'gmx.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org mail.com mail.ru yandex.ru ' +
    'qq.com 163.com orange.fr free.fr laposte.net libero.it bluewin.ch zoho.com fastmail.com hey.com tutanota.com'
  ).split(' '),
);
