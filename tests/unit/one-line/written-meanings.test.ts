import { expect, it } from 'vitest';
import { parseLine } from '../../../lib/one-line/parse.ts';
import { deals, describeLine, lineContext } from './samples.ts';

/**
 * Lines with their meaning, written from the sentence alone and never taken from what the parser says: today is Wednesday,
 * 25 November 2026. Before a line may be the name of another deal than Marlow's.
 */
const written: Record<string, string> = {
  'en-US': `
proposal 80%  ~  status=proposal & confidence=80
nego 90% 15k  ~  status=negotiation & confidence=90 & value=15000
$18,250  ~  value=18250
1.5k  ~  value=1500
2m  ~  value=2000000
12/10  ~  close=2026-12-10?
12/24  ~  close=2026-12-24
1/5/27  ~  close=2027-01-05?
jan 15  ~  close=2027-01-15
january 15 2028  ~  close=2028-01-15
tomorrow  ~  close=2026-11-26
in 3 days  ~  close=2026-11-28
in a week  ~  close=2026-12-02
eom  ~  close=2026-11-30
end of quarter  ~  close=2026-12-31
eoy  ~  close=2026-12-31
monday  ~  close=2026-11-30
sat  ~  close=2026-11-28
won yesterday 14k  ~  status=won & close=2026-11-24 & value=14000
won monday  ~  status=won & close=2026-11-23
lost  ~  status=lost
lost 0%  ~  status=lost & confidence=0
+10%  ~  confidence+=10
-5%  ~  confidence+=-5
+1000  ~  value+=1000
-2,500  ~  value+=-2500
+3d  ~  close+=3 day
+2mo  ~  close+=2 month
@zoe 50%  ~  owner=zoe & confidence=50
@me tomorrow  ~  owner=(me) & close=2026-11-26
owner: sam ortiz  ~  owner=samortiz
contact: omar  ~  contact=omar
buyer: lena  ~  buyer=lena
engineer: zoë  ~  engineer=zoe
team: +ana +zoe  ~  team+ana & team+zoe
source: web  ~  source=Web
lead source: trade fair 60%  ~  source=Trade fair & confidence=60
seats: 25  ~  seats=25
number of seats: 1,200  ~  seats=1200
demo date: fri  ~  demo=2026-11-27
call at: tomorrow 14:30  ~  call=2026-11-26 14:30
call at: fri 9am  ~  call=2026-11-27 9:00
monthly  ~  period=monthly
900/month  ~  value=900 & period=monthly
12k annual  ~  value=12000 & period=annual
note: asked for a discount  ~  note<<asked for a discount
60% note: will call at 5  ~  confidence=60 & note<<will call at 5
next step: send contract terms: net 45  ~  step=send contract & terms=net 45
products: +gadget  ~  products+Gadget
products: gadget, widget b  ~  products=[Gadget|Widget B]
discount: 10  ~  !locked discount: 10
150%  ~  !not-a-percent 150%
40  ~  !ambiguous 40
blorp 60%  ~  !unknown blorp & confidence=60
€500  ~  !other-currency €500
owner: boris  ~  !no-person owner: boris
lead source: tv  ~  !not-offered lead source: tv
nov 20  ~  close=2027-11-20
2026-11-20  ~  !past-close 2026-11-20
discovery 25% +1w  ~  status=discovery & confidence=25 & close+=1 week
close: dec 31  ~  close=2026-12-31
confidence: 55  ~  confidence=55
conf: 55  ~  confidence=55
stage: pilot  ~  status=pilot
value: $9.99  ~  value=9.99
value: -  ~  value=(clear)
contact: -  ~  contact=(clear)
morgen 60%  ~  close=2026-11-26 & confidence=60
in 2 wochen  ~  close=2026-12-09
monatsende @sam lee  ~  close=2026-11-30 & owner=samlee
`,
  'en-GB': `
10/12  ~  close=2026-12-10?
24/12  ~  close=2026-12-24
5/1/27  ~  close=2027-01-05?
15 January  ~  close=2027-01-15
£500  ~  !other-currency £500
sunfield: £500  ~  value=500
sunfield: signed yesterday  ~  status=signed & close=2026-11-24
sunfield: quote out 30%  ~  status=quote & confidence=30
1,500.50  ~  value=1500.5
2.5k monthly  ~  value=2500 & period=monthly
owner sam lee  ~  owner=samlee
close friday  ~  close=2026-11-27
in 10 days  ~  close=2026-12-05
end of month  ~  close=2026-11-30
eoq  ~  close=2026-12-31
thurs  ~  close=2026-11-26
won 23/11  ~  status=won & close=2026-11-23
31/12/2026  ~  close=2026-12-31
1 dec  ~  close=2026-12-01
next step: email the PO  ~  step=email the PO
call at: 26/11 16:00  ~  call=2026-11-26 16:00
gewonnen  ~  status=won
`,
  'en-IN': `
1,25,000  ~  value=125000
12,50,000  ~  value=1250000
10/12/2026  ~  close=2026-12-10?
15-01-2027  ~  close=2027-01-15
₹500  ~  !other-currency ₹500
2,00,000 annual  ~  value=200000 & period=annual
26 jan  ~  close=2027-01-26
proposal sent 1,50,000 28/12  ~  status=proposal & value=150000 & close=2026-12-28
pilot 40%  ~  status=pilot & confidence=40
seats: 1,00,000  ~  seats=100000
+50,000  ~  value+=50000
won 5/11  ~  status=won & close=2026-11-05?
@omar  ~  !no-person @omar
contact: omar haddad 55%  ~  contact=omar & confidence=55
monday 45%  ~  close=2026-11-30 & confidence=45
next step: Angebot senden note: ok  ~  step=Angebot senden & note<<ok
`,
  'de-DE': `
proposal 80 %  ~  status=proposal & confidence=80
12.500  ~  value=12500
1.250,50  ~  value=1250.5
15.000 €  ~  !other-currency 15.000 €
halden: 15.000 €  ~  value=15000
24.12.  ~  close=2026-12-24
1.2.  ~  close=2027-02-01
15.01.2027  ~  close=2027-01-15
morgen  ~  close=2026-11-26
übermorgen  ~  close=2026-11-27
freitag  ~  close=2026-11-27
montag 50%  ~  close=2026-11-30 & confidence=50
in 2 wochen  ~  close=2026-12-09
in einer woche  ~  close=2026-12-02
in 3 tagen  ~  close=2026-11-28
monatsende  ~  close=2026-11-30
ende des monats  ~  close=2026-11-30
quartalsende  ~  close=2026-12-31
jahresende  ~  close=2026-12-31
15. januar  ~  close=2027-01-15
3. märz 2027  ~  close=2027-03-03
gewonnen gestern  ~  status=won & close=2026-11-24
verloren  ~  status=lost
gewonnen letzten freitag  ~  status=won & close=2026-11-20
monatlich  ~  period=monthly
900 monatlich  ~  value=900 & period=monthly
jährlich 12k  ~  period=annual & value=12000
wert: 9.500  ~  value=9500
wert: 9.500,75  ~  value=9500.75
notiz: Angebot verschickt  ~  note<<Angebot verschickt
verantwortlich: zoe  ~  owner=zoe
kontakt: omar  ~  contact=omar
abschluss: 31.12.  ~  close=2026-12-31
abschlussdatum: 5.2.2027  ~  close=2027-02-05
phase: pilot  ~  status=pilot
betrag: 7k  ~  value=7000
@mir  ~  owner=(me)
+2 wochen  ~  close+=2 week
-1 monat  ~  !past-close -1 monat
+1 monat  ~  close+=1 month
-500  ~  value+=-500
+5 %  ~  confidence+=5
nächsten montag  ~  close=2026-11-30
heute 100%  ~  close=2026-11-25 & confidence=100
demo date: 3.12.  ~  demo=2026-12-03
call at: morgen 9:30  ~  call=2026-11-26 9:30
seats: 1.200  ~  seats=1200
products: +Widget B, -Widget A  ~  products+Widget B & products-Widget A
engineer: müller  ~  engineer=zoe
101 %  ~  !not-a-percent 101 %
quatsch 60%  ~  !unknown quatsch & confidence=60
samstag  ~  close=2026-11-28
sonntag  ~  close=2026-11-29
20. dez  ~  close=2026-12-20
in einem monat  ~  close=2026-12-25
in einem jahr  ~  close=2027-11-25
won gestern 14k  ~  status=won & close=2026-11-24 & value=14000
proposal freitag next step: call Lena morgen  ~  status=proposal & close=2026-11-27 & step=call Lena morgen
owner: sam lee betrag: 9k  ~  owner=samlee & value=9000
`,
  'de-CH': `
12'500  ~  value=12500
12’500.50  ~  value=12500.5
1'250'000  ~  value=1250000
CHF 500  ~  !other-currency CHF 500
24.12.2026  ~  close=2026-12-24
31.1.  ~  close=2027-01-31
morgen 65%  ~  close=2026-11-26 & confidence=65
wert: 8'000 jährlich  ~  value=8000 & period=annual
seats: 2'400  ~  seats=2400
+1'000  ~  value+=1000
proposal 12.50  ~  status=proposal & value=12.5
freitag @zoe  ~  close=2026-11-27 & owner=zoe
gewonnen 20.11.  ~  status=won & close=2026-11-20
`,
  'fr-FR': `
12 500  ~  value=12500
12 500,50  ~  value=12500.5
24/12  ~  close=2026-12-24
10/12  ~  close=2026-12-10?
31/12/2026  ~  close=2026-12-31
60 %  ~  confidence=60
proposal 60 % 15k fri  ~  status=proposal & confidence=60 & value=15000 & close=2026-11-27
1 250 000  ~  value=1250000
halden: 500 €  ~  value=500
15.01.2027  ~  close=2027-01-15
note: rappeler lundi  ~  note<<rappeler lundi
négo 30 %  ~  status=negotiation & confidence=30
won 20/11  ~  status=won & close=2026-11-20
seats: 1 200  ~  seats=1200
jährlich 9k  ~  period=annual & value=9000
`,
  'sv-SE': `
2026-12-24  ~  close=2026-12-24
12 500  ~  value=12500
24/12  ~  close=2026-12-24
500 SEK  ~  !other-currency 500 SEK
60 %  ~  confidence=60
proposal 2027-01-15 70 %  ~  status=proposal & close=2027-01-15 & confidence=70
12 500,75  ~  value=12500.75
won 2026-11-20  ~  status=won & close=2026-11-20
2026-11-20  ~  !past-close 2026-11-20
seats: 2 400  ~  seats=2400
demo date: 2026-12-03  ~  demo=2026-12-03
call at: 2026-12-03 10:15  ~  call=2026-12-03 10:15
12/10  ~  !ambiguous 12/10
2026/12/24  ~  close=2026-12-24
übermorgen  ~  close=2026-11-27
`,
};

const rows = Object.entries(written).flatMap(([locale, table]) =>
  table
    .split('\n')
    .filter((row) => row !== '')
    .map((row) => {
      const [typed = '', meaning = ''] = row.split('  ~  ');
      const [, name = 'marlow', line = typed] = /^(halden|sunfield): (.*)$/.exec(typed) ?? [];
      return { locale, name: name as keyof typeof deals, line, meaning };
    }),
);

it.each(rows)('“$line” means $meaning to the deal of $name ($locale)', ({ locale, name, line, meaning }) => {
  const { parts, isReady } = parseLine(line, lineContext({ ...deals[name], locale }));
  expect(describeLine(line, parts)).toBe(meaning);
  expect(isReady).toBe(!meaning.includes('!'));
});

it('covers at least 200 lines in seven locales', () => {
  expect([rows.length >= 200, Object.keys(written).length]).toEqual([true, 7]);
});
