/** Lines with what each means, by locale and deal: `line  ~  meaning`, or `!problem` with the words that have it. */
export const lines: readonly { locale: string; deal: 'marlow' | 'halden' | 'sunfield'; table: string }[] = [
  {
    locale: 'en-US',
    deal: 'marlow',
    table: `
prop 60% 12k fri  ~  status=proposal & confidence=60 & value=12000 & close=2026-11-27
60 %  ~  confidence=60
60%  ~  confidence=60
won yesterday  ~  status=won & close=2026-11-24
won  ~  status=won
won today  ~  status=won & close=2026-11-25
won nov 20  ~  status=won & close=2026-11-20
won 11/20  ~  status=won & close=2026-11-20
won last friday  ~  status=won & close=2026-11-20
won tomorrow  ~  status=won & !future-won tomorrow
won dec 12  ~  status=won & close=2025-12-12
+1w  ~  close+=1 week
+2 weeks  ~  close+=2 week
-3d  ~  close+=-3 day
- 3 days  ~  close+=-3 day
+1mo  ~  close+=1 month
+1 month  ~  close+=1 month
+1y  ~  close+=12 month
value 12,500 monthly  ~  value=12500 & period=monthly
value: 12,500 monthly  ~  value=12500 & period=monthly
value 12500  ~  value=12500
amount 9k  ~  value=9000
price: 9k  ~  value=9000
@sam  ~  !ambiguous @sam
@sam lee  ~  owner=samlee
@Sam Ortiz  ~  owner=samortiz
@samo  ~  owner=samortiz
@ana  ~  owner=ana
@me  ~  owner=(me)
@zoe  ~  owner=zoe
@muller  ~  owner=zoe
@kim  ~  !ambiguous @kim
@quentin  ~  !no-person @quentin
next step: call Lena  ~  step=call Lena
next: call Lena  ~  step=call Lena
step: call Lena  ~  step=call Lena
ns: call Lena  ~  step=call Lena
next step: call Lena 60%  ~  step=call Lena 60%
60% next step: call Lena  ~  confidence=60 & step=call Lena
next step: "60%"  ~  step=60%
next step: "value: 5"  ~  step=value: 5
next step: -  ~  step=(clear)
next step: ""  ~  step=(clear)
next step: call @sam at 10:30  ~  step=call @sam at 10:30
next step: see https://example.com/a:b  ~  step=see https://example.com/a:b
next step: call value: 12k  ~  step=call & value=12000
next step: call val: 12k  ~  step=call val: 12k
products: +Widget B -Widget A  ~  products+Widget B & products-Widget A
products: +widget b  ~  products+Widget B
products: + widget b  ~  products+Widget B
products: -widget c  ~  products-Widget C
products: widget b  ~  products=[Widget B]
products: widget b, gadget  ~  products=[Widget B|Gadget]
products: gadget, widget a 60%  ~  products=[Gadget|Widget A] & confidence=60
products: +"Red, large"  ~  products+Red, large
products: +"+Plus"  ~  products++Plus
products: +widget  ~  !ambiguous products: +widget
products: +gizmo  ~  !not-offered products: +gizmo
products: -  ~  products=(clear)
products: +gad -widget a prop  ~  products+Gadget & products-Widget A & status=proposal
note: sent the offer  ~  note<<sent the offer
note: = sent the offer  ~  note=sent the offer
note: -  ~  note=(clear)
notes: x  ~  note<<x
n: x  ~  !unknown n: & !unknown x
terms: net 30  ~  terms=net 30
terms: "net 30\\nno discount"  ~  terms=net 30⏎no discount
proposal  ~  status=proposal
Proposal sent  ~  status=proposal
sent  ~  status=proposal
sent proposal  ~  status=proposal
"Proposal sent"  ~  status=proposal
pilot  ~  status=pilot
ps  ~  !ambiguous ps
dis  ~  status=discovery
disc  ~  status=discovery
dd  ~  status=demo
nego  ~  status=negotiation
negociation  ~  status=negotiation
NEGOCIATION  ~  status=negotiation
demo  ~  !ambiguous demo
demo done  ~  status=demo
quote  ~  status=quote
quote out  ~  status=quote
signed  ~  status=signed
renewals demo  ~  status=demo2
renewals lost  ~  status=gone
renewals  ~  !unknown renewals
lost  ~  status=lost
lost fri  ~  status=lost & !lost-date fri
lost 0%  ~  status=lost & confidence=0
status: won  ~  status=won
status: prop  ~  status=proposal
stage: prop  ~  status=proposal
propsoal  ~  !unknown propsoal
propsal  ~  !unknown propsal
p  ~  !unknown p
foo  ~  !unknown foo
foo bar  ~  !unknown foo & !unknown bar
60  ~  !ambiguous 60
100  ~  !ambiguous 100
101  ~  value=101
12500  ~  value=12500
12,500  ~  value=12500
12.500  ~  !ambiguous 12.500
1,250.50  ~  value=1250.5
$12,500  ~  value=12500
$12k  ~  value=12000
12k  ~  value=12000
12K  ~  value=12000
1.2m  ~  value=1200000
12k usd  ~  value=12000
us$ 12k  ~  value=12000
$ 12,500  ~  value=12500
usd 500  ~  value=500
500 eur  ~  !other-currency 500 eur
€500  ~  !other-currency €500
500 chf  ~  !other-currency 500 chf
12 500  ~  value=12500
-500  ~  value+=-500
+500  ~  value+=500
+2k  ~  value+=2000
-$500  ~  value+=-500
+1m  ~  !ambiguous +1m
+10%  ~  confidence+=10
-10%  ~  confidence+=-10
+10  ~  !ambiguous +10
-5  ~  !ambiguous -5
+0%  ~  !not-a-percent +0%
120%  ~  !not-a-percent 120%
60.5%  ~  !not-a-percent 60.5%
confidence 60  ~  confidence=60
confidence: 60  ~  confidence=60
confidence: 120  ~  !not-a-percent confidence: 120
confidence: +10  ~  confidence+=10
chance 40%  ~  confidence=40
monthly  ~  period=monthly
annual  ~  period=annual
yearly  ~  period=annual
one time  ~  period=one_time
one-time  ~  period=one_time
once  ~  period=one_time
per month  ~  period=monthly
12k/mo  ~  value=12000 & period=monthly
900/month  ~  value=900 & period=monthly
12k/yr  ~  value=12000 & period=annual
12k monthly  ~  value=12000 & period=monthly
fri  ~  close=2026-11-27
friday  ~  close=2026-11-27
this friday  ~  close=2026-11-27
next fri  ~  !ambiguous next fri
next friday  ~  !ambiguous next friday
next mon  ~  close=2026-11-30
mon  ~  close=2026-11-30
wed  ~  !ambiguous wed
today  ~  close=2026-11-25
tomorrow  ~  close=2026-11-26
tmrw  ~  close=2026-11-26
yesterday  ~  !past-close yesterday
in 2 weeks  ~  close=2026-12-09
in a week  ~  close=2026-12-02
in 3 days  ~  close=2026-11-28
in 1 month  ~  close=2026-12-25
next week  ~  !ambiguous next week
next month  ~  !ambiguous next month
2 weeks  ~  !ambiguous 2 weeks
2w  ~  !ambiguous 2w
3 tage  ~  !ambiguous 3 tage
eom  ~  close=2026-11-30
end of month  ~  close=2026-11-30
end of the month  ~  close=2026-11-30
eoq  ~  close=2026-12-31
eoy  ~  close=2026-12-31
end of year  ~  close=2026-12-31
dec 12  ~  close=2026-12-12
december 12  ~  close=2026-12-12
12 dec  ~  close=2026-12-12
12th dec  ~  close=2026-12-12
dec 12th  ~  close=2026-12-12
dec 12 2027  ~  close=2027-12-12
dec 12, 2027  ~  close=2027-12-12
12 December 2027  ~  close=2027-12-12
feb 29  ~  close=2028-02-29
feb 30  ~  !not-a-day feb 30
3/4  ~  close=2027-03-04?
13/4  ~  close=2027-04-13
12/12  ~  close=2026-12-12
12/12/2026  ~  close=2026-12-12
12/12/26  ~  close=2026-12-12
3/4/27  ~  close=2027-03-04?
12.12.  ~  close=2026-12-12
3.4.  ~  close=2027-04-03
3.4  ~  !ambiguous 3.4
3.4.2027  ~  !ambiguous 3.4.2027
2026-12-24  ~  close=2026-12-24
2026-02-30  ~  !not-a-day 2026-02-30
2025-12-24  ~  !past-close 2025-12-24
1/5/2026  ~  !past-close 1/5/2026
close: fri  ~  close=2026-11-27
close fri  ~  close=2026-11-27
close date: dec 24  ~  close=2026-12-24
estimated close: eom  ~  close=2026-11-30
close: -  ~  close=(clear)
owner: sam lee  ~  owner=samlee
owner sam lee  ~  owner=samlee
owner: -  ~  owner=(clear)
owner: sam  ~  !ambiguous owner: sam
contact: omar  ~  contact=omar
contact: -  ~  contact=(clear)
contact omar  ~  contact=omar
lead source: fair  ~  source=Trade fair
lead source fair  ~  source=Trade fair
source: web  ~  source=Web
lead source: tv  ~  !not-offered lead source: tv
lead source:  ~  !empty lead source:
value:  ~  !empty value:
number of seats: 40  ~  seats=40
seats: 1,200  ~  seats=1200
seats: 12.5  ~  seats=12.5
seats: many  ~  !not-a-number seats: many
demo date: fri  ~  demo=2026-11-27
demo date: 12/24  ~  demo=2026-12-24
demo date: +1w  ~  demo+=1 week
demo date: yesterday  ~  demo=2026-11-24
call at: fri 2pm  ~  call=2026-11-27 14:00
call at: dec 1 14:30  ~  call=2026-12-01 14:30
call at: fri  ~  !not-a-time call at: fri
call at: +1d  ~  call+=1 day
engineer: zoe  ~  engineer=zoe
engineer: @zoe  ~  engineer=zoe
engineer: -  ~  engineer=(clear)
team: +sam lee  ~  team+samlee
team: me  ~  team=(me)
team: +me +zoe  ~  team=(me) & team+zoe
team: -me  ~  team-ana
buyer: omar  ~  buyer=omar
buyer: sam  ~  !no-person buyer: sam
discount: 5  ~  !locked discount: 5
health score: 9  ~  !locked health score: 9
60% 70%  ~  confidence=60 & !twice 70%
60% 60%  ~  confidence=60 & confidence=60
fri sat  ~  close=2026-11-27 & !twice sat
prop nego  ~  status=proposal & !twice nego
12k 13k  ~  value=12000 & !twice 13k
note: a note: b  ~  note<<a & note<<b
value: 12k +500  ~  value=12000 & !twice +500
60% sam  ~  confidence=60 & !unknown sam
60% widget b  ~  confidence=60 & !unknown widget & !unknown b
+widget b  ~  !unknown +widget & !unknown b
+gadget  ~  !unknown +gadget
products  ~  !unknown products
next step  ~  !unknown next & !unknown step
fri demo date  ~  close=2026-11-27 & !ambiguous demo & !unknown date
demo fri  ~  !ambiguous demo & close=2026-11-27
prop 🚀  ~  status=proposal & !unknown 🚀
🚀  ~  !unknown 🚀
60% 🚀  ~  confidence=60 & !unknown 🚀
next step: 🚀 launch  ~  step=🚀 launch
next step: התקשר ללנה  ~  step=התקשר ללנה
שלום  ~  !unknown שלום
٦٠٪  ~  confidence=60
60% ,  ~  confidence=60
60%, prop, fri  ~  confidence=60 & status=proposal & close=2026-11-27
prop; 60%  ~  status=proposal & confidence=60
PROP 60% FRI  ~  status=proposal & confidence=60 & close=2026-11-27
  prop   60%    ~  status=proposal & confidence=60
prop 60% 12k tomorrow next step: send contract note: agreed by phone  ~  status=proposal & confidence=60 & value=12000 & close=2026-11-26 & step=send contract & note<<agreed by phone
won 15k monthly @sam lee  ~  status=won & value=15000 & period=monthly & owner=samlee
morgen  ~  close=2026-11-26
nächsten freitag  ~  !ambiguous nächsten freitag
in 2 wochen  ~  close=2026-12-09
monatsende  ~  close=2026-11-30
gewonnen  ~  status=won
verloren  ~  status=lost
wert 12k  ~  value=12000
notiz: angerufen  ~  note<<angerufen
monatlich  ~  period=monthly
prop morgen 60 prozent  ~  status=proposal & close=2026-11-26 & confidence=60
verantwortlich: sam lee  ~  owner=samlee
abschluss: freitag  ~  close=2026-11-27
ende des monats  ~  close=2026-11-30
übermorgen  ~  close=2026-11-27
fr  ~  close=2026-11-27
freitag  ~  close=2026-11-27
do  ~  !ambiguous do
12 dezember  ~  close=2026-12-12
5 mai  ~  close=2027-05-05
`,
  },
  {
    locale: 'en-US',
    deal: 'halden',
    table: `
won  ~  status=won
60%  ~  confidence=60
fri  ~  close=2026-11-20
last fri  ~  close=2026-11-20
yesterday  ~  close=2026-11-24
tomorrow  ~  !future-won tomorrow
nov 20  ~  close=2026-11-20
11/20  ~  close=2026-11-20
dec 12  ~  close=2025-12-12
+1w  ~  !no-date +1w
prop fri  ~  status=proposal & close=2026-11-27
prop dec 12  ~  status=proposal & close=2026-12-12
demo done tomorrow  ~  status=demo & close=2026-11-26
lost  ~  status=lost
lost yesterday  ~  status=lost & !lost-date yesterday
€12k  ~  value=12000
12k eur  ~  value=12000
$500  ~  !other-currency $500
monthly  ~  period=monthly
`,
  },
  {
    locale: 'en-US',
    deal: 'sunfield',
    table: `
quote  ~  status=quote
demo  ~  status=demo2
lost  ~  status=gone
won  ~  status=signed
signed  ~  status=signed
signed yesterday  ~  status=signed & close=2026-11-24
prop  ~  status=proposal
proposal sent  ~  status=proposal
sales won  ~  status=won
+1w  ~  !no-date +1w
+500  ~  value+=500
£500  ~  value=500
-500  ~  !not-an-amount -500
+10%  ~  confidence+=10
fri  ~  close=2026-11-27
call at: +1d  ~  !no-date call at: +1d
products: +gadget  ~  products+Gadget
products: -gadget  ~  products-Gadget
note: first  ~  note<<first
next step: call  ~  step=call
@me  ~  owner=(me)
`,
  },
  {
    locale: 'en-GB',
    deal: 'marlow',
    table: `
3/4  ~  close=2027-04-03?
13/4  ~  close=2027-04-13
4/13  ~  close=2027-04-13
12/12/2026  ~  close=2026-12-12
3.4.  ~  close=2027-04-03
3.4.2027  ~  close=2027-04-03
12 dec  ~  close=2026-12-12
dec 12  ~  close=2026-12-12
fri  ~  close=2026-11-27
12.500  ~  !ambiguous 12.500
12,500  ~  value=12500
£500  ~  !other-currency £500
1st march  ~  close=2027-03-01
`,
  },
  {
    locale: 'en-GB',
    deal: 'sunfield',
    table: `
£12k  ~  value=12000
12k gbp  ~  value=12000
12k pounds  ~  value=12000
£ 12,500.50  ~  value=12500.5
2/1  ~  close=2027-01-02?
won 24/11  ~  status=signed & close=2026-11-24
signed 24/11  ~  status=signed & close=2026-11-24
signed 26/11  ~  status=signed & close=2025-11-26
€500  ~  !other-currency €500
`,
  },
  {
    locale: 'en-IN',
    deal: 'marlow',
    table: `
1,25,000  ~  value=125000
₹500  ~  !other-currency ₹500
3/4  ~  close=2027-04-03?
5 lakh  ~  !ambiguous 5 & !unknown lakh
value 1,00,000 monthly  ~  value=100000 & period=monthly
kal  ~  !unknown kal
15 aug 2027  ~  close=2027-08-15
`,
  },
  {
    locale: 'en-IN',
    deal: 'sunfield',
    table: `
quote 40% 15/12  ~  status=quote & confidence=40 & close=2026-12-15
£1,25,000  ~  value=125000
`,
  },
  {
    locale: 'de-DE',
    deal: 'marlow',
    table: `
12.500  ~  value=12500
12.500,50  ~  value=12500.5
12,500  ~  !ambiguous 12,500
12,50  ~  value=12.5
1.250.000  ~  value=1250000
60 %  ~  confidence=60
60,5 %  ~  !not-a-percent 60,5 %
3/4  ~  close=2027-04-03?
3.4.  ~  close=2027-04-03
3.4  ~  !ambiguous 3.4
24.12.  ~  close=2026-12-24
24.12.2026  ~  close=2026-12-24
24.12.26  ~  close=2026-12-24
24. Dezember  ~  close=2026-12-24
24 dez  ~  close=2026-12-24
5. märz  ~  close=2027-03-05
5 mrz  ~  close=2027-03-05
morgen  ~  close=2026-11-26
übermorgen  ~  close=2026-11-27
heute  ~  close=2026-11-25
gestern  ~  !past-close gestern
gewonnen gestern  ~  status=won & close=2026-11-24
gewonnen 20.11.  ~  status=won & close=2026-11-20
freitag  ~  close=2026-11-27
fr  ~  close=2026-11-27
nächsten montag  ~  close=2026-11-30
nächste woche  ~  !ambiguous nächste woche
kommenden freitag  ~  close=2026-11-27
diesen freitag  ~  close=2026-11-27
in 2 wochen  ~  close=2026-12-09
in einer woche  ~  close=2026-12-02
in einem monat  ~  close=2026-12-25
monatsende  ~  close=2026-11-30
quartalsende  ~  close=2026-12-31
jahresende  ~  close=2026-12-31
ende des jahres  ~  close=2026-12-31
+1 woche  ~  close+=1 week
+2 wochen  ~  close+=2 week
-3 tage  ~  close+=-3 day
+1 monat  ~  close+=1 month
+1 jahr  ~  close+=12 month
wert: 12.500 monatlich  ~  value=12500 & period=monthly
betrag 9k  ~  value=9000
12,5k  ~  value=12500
1,5 mio  ~  value=1500000
12 tsd  ~  value=12000
500 $  ~  value=500
500 us-dollar  ~  value=500
500 €  ~  !other-currency 500 €
1.000 jährlich  ~  value=1000 & period=annual
einmalig  ~  period=one_time
pro monat  ~  period=monthly
abschlusschance: 60  ~  confidence=60
wahrscheinlichkeit 60  ~  confidence=60
abschlussdatum: 24.12.  ~  close=2026-12-24
verantwortlich: zoe  ~  owner=zoe
kontakt: omar  ~  contact=omar
notiz: angebot geschickt  ~  note<<angebot geschickt
status: prop  ~  status=proposal
phase: demo done  ~  status=demo
@ich  ~  owner=(me)
@mich  ~  owner=(me)
next step: Lena anrufen  ~  step=Lena anrufen
tomorrow  ~  close=2026-11-26
next friday  ~  !ambiguous next friday
in 2 weeks  ~  close=2026-12-09
end of month  ~  close=2026-11-30
won yesterday  ~  status=won & close=2026-11-24
monthly  ~  period=monthly
dec 24  ~  close=2026-12-24
prop 60 % 12k morgen  ~  status=proposal & confidence=60 & value=12000 & close=2026-11-26
pilot 40 prozent 24.12. notiz: Testphase läuft  ~  status=pilot & confidence=40 & close=2026-12-24 & note<<Testphase läuft
verloren  ~  status=lost
sam  ~  !unknown sam
do  ~  !ambiguous do
mo  ~  close=2026-11-30
`,
  },
  {
    locale: 'de-DE',
    deal: 'halden',
    table: `
12.500 €  ~  value=12500
12.500,00 €  ~  value=12500
12k euro  ~  value=12000
gestern  ~  close=2026-11-24
morgen  ~  !future-won morgen
20.11.  ~  close=2026-11-20
demo done freitag  ~  status=demo & close=2026-11-27
letzten freitag  ~  close=2026-11-20
`,
  },
  {
    locale: 'de-DE',
    deal: 'sunfield',
    table: `
12.500 £  ~  value=12500
signed gestern  ~  status=signed & close=2026-11-24
+1 woche  ~  !no-date +1 woche
angebot  ~  !unknown angebot
quote 50 % in 3 tagen  ~  status=quote & confidence=50 & close=2026-11-28
`,
  },
  {
    locale: 'de-CH',
    deal: 'marlow',
    table: `
12'500  ~  value=12500
12’500.50  ~  value=12500.5
3.4.  ~  close=2027-04-03
24.12.26  ~  close=2026-12-24
500 fr  ~  !other-currency 500 fr
500 chf  ~  !other-currency 500 chf
morgen 60%  ~  close=2026-11-26 & confidence=60
monatsende  ~  close=2026-11-30
`,
  },
  {
    locale: 'de-CH',
    deal: 'halden',
    table: `
12'500 €  ~  value=12500
gestern  ~  close=2026-11-24
`,
  },
  {
    locale: 'fr-FR',
    deal: 'marlow',
    table: `
demain  ~  close=2026-11-26
hier  ~  !past-close hier
aujourd'hui  ~  close=2026-11-25
vendredi  ~  close=2026-11-27
ven  ~  close=2026-11-27
vendredi prochain  ~  close=2026-11-27 & !unknown prochain
3/4  ~  close=2027-04-03?
24/12  ~  close=2026-12-24
24 décembre  ~  close=2026-12-24
24 dec  ~  close=2026-12-24
1er janvier  ~  close=2027-01-01
12 500  ~  value=12500
12 500,50  ~  value=12500.5
60 %  ~  confidence=60
sam  ~  close=2026-11-28
mar  ~  close=2026-12-01
won hier  ~  status=won & close=2026-11-24
tomorrow  ~  close=2026-11-26
freitag  ~  close=2026-11-27
`,
  },
  {
    locale: 'fr-FR',
    deal: 'halden',
    table: `
12 500 €  ~  value=12500
€ 12 500  ~  value=12500
hier  ~  close=2026-11-24
24/11  ~  close=2026-11-24
`,
  },
  {
    locale: 'sv-SE',
    deal: 'marlow',
    table: `
fredag  ~  close=2026-11-27
i morgon  ~  close=2026-11-26
imorgon  ~  !unknown imorgon
idag  ~  !unknown idag
i dag  ~  close=2026-11-25
3/4  ~  !ambiguous 3/4
24/12  ~  close=2026-12-24
2026-12-24  ~  close=2026-12-24
24 dec  ~  close=2026-12-24
24 december  ~  close=2026-12-24
12 500  ~  value=12500
12 500,50  ~  value=12500.5
60 %  ~  confidence=60
500 kr  ~  !other-currency 500 kr
5 maj  ~  close=2027-05-05
fre  ~  close=2026-11-27
tors  ~  close=2026-11-26
tomorrow  ~  close=2026-11-26
`,
  },
  {
    locale: 'sv-SE',
    deal: 'halden',
    table: `
12 500 €  ~  value=12500
i går  ~  close=2026-11-24
`,
  },
];
