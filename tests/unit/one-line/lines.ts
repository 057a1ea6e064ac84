/** The locales that each line is read in. */
export const locales = ['en-US', 'en-GB', 'en-IN', 'de-DE', 'de-CH', 'fr-FR', 'sv-SE'];

/**
 * Lines with what each means to the deal of Marlow, in all locales: `line  ~  meaning`, or `!problem` with the words that
 * have it. The indented rows below a line say where it means something else: in which locales, or to which other deal.
 */
const table = `
prop 60% 12k fri  ~  status=proposal & confidence=60 & value=12000 & close=2026-11-27
60 %  ~  confidence=60
60%  ~  confidence=60
won yesterday  ~  status=won & close=2026-11-24
    sunfield  ~  status=signed & close=2026-11-24
won  ~  status=won
    sunfield  ~  status=signed
won today  ~  status=won & close=2026-11-25
    sunfield  ~  status=signed & close=2026-11-25
won nov 20  ~  status=won & close=2026-11-20
    sunfield  ~  status=signed & close=2026-11-20
won 11/20  ~  status=won & close=2026-11-20
    sunfield  ~  status=signed & close=2026-11-20
won last friday  ~  status=won & close=2026-11-20
    sunfield  ~  status=signed & close=2026-11-20
won tomorrow  ~  status=won & !future-won tomorrow
    sunfield  ~  status=signed & !future-won tomorrow
won dec 12  ~  status=won & close=2025-12-12
    sunfield  ~  status=signed & close=2025-12-12
+1w  ~  close+=1 week
    halden  ~  !no-date +1w
    sunfield  ~  !no-date +1w
+2 weeks  ~  close+=2 week
    halden  ~  !no-date +2 weeks
    sunfield  ~  !no-date +2 weeks
-3d  ~  close+=-3 day
    halden  ~  !no-date -3d
    sunfield  ~  !no-date -3d
- 3 days  ~  close+=-3 day
    halden  ~  !no-date - 3 days
    sunfield  ~  !no-date - 3 days
+1mo  ~  close+=1 month
    halden  ~  !no-date +1mo
    sunfield  ~  !no-date +1mo
+1 month  ~  close+=1 month
    halden  ~  !no-date +1 month
    sunfield  ~  !no-date +1 month
+1y  ~  close+=12 month
    halden  ~  !no-date +1y
    sunfield  ~  !no-date +1y
value 12,500 monthly  ~  value=12500 & period=monthly
    de-DE fr-FR sv-SE  ~  !ambiguous value 12,500 & period=monthly
value: 12,500 monthly  ~  value=12500 & period=monthly
    de-DE fr-FR sv-SE  ~  !ambiguous value: 12,500 & period=monthly
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
    sunfield  ~  status=demo2
demo done  ~  status=demo
quote  ~  status=quote
quote out  ~  status=quote
signed  ~  status=signed
renewals demo  ~  status=demo2
renewals lost  ~  status=gone
renewals  ~  !unknown renewals
lost  ~  status=lost
    sunfield  ~  status=gone
lost fri  ~  status=lost & !lost-date fri
    sunfield  ~  status=gone & !lost-date fri
lost 0%  ~  status=lost & confidence=0
    sunfield  ~  status=gone & confidence=0
status: won  ~  status=won
    sunfield  ~  status=signed
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
    de-DE fr-FR sv-SE  ~  !ambiguous 12,500
12.500  ~  !ambiguous 12.500
    de-DE fr-FR sv-SE  ~  value=12500
1,250.50  ~  value=1250.5
$12,500  ~  value=12500
    de-DE fr-FR sv-SE  ~  !ambiguous $12,500
    halden  ~  !other-currency $12,500
    sunfield  ~  !other-currency $12,500
$12k  ~  value=12000
    halden  ~  !other-currency $12k
    sunfield  ~  !other-currency $12k
12k  ~  value=12000
12K  ~  value=12000
1.2m  ~  value=1200000
12k usd  ~  value=12000
    halden  ~  !other-currency 12k usd
    sunfield  ~  !other-currency 12k usd
us$ 12k  ~  value=12000
    halden  ~  !unknown us$ & value=12000
    sunfield  ~  !unknown us$ & value=12000
$ 12,500  ~  value=12500
    de-DE fr-FR sv-SE  ~  !ambiguous $ 12,500
    halden  ~  !other-currency $ 12,500
    sunfield  ~  !other-currency $ 12,500
usd 500  ~  value=500
    halden  ~  !other-currency usd 500
    sunfield  ~  !other-currency usd 500
500 eur  ~  !other-currency 500 eur
    halden  ~  value=500
€500  ~  !other-currency €500
    halden  ~  value=500
500 chf  ~  !other-currency 500 chf
12 500  ~  value=12500
-500  ~  value+=-500
    sunfield  ~  !not-an-amount -500
+500  ~  value+=500
+2k  ~  value+=2000
-$500  ~  value+=-500
    halden  ~  !other-currency -$500
    sunfield  ~  !other-currency -$500
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
    halden  ~  close=2026-11-20
friday  ~  close=2026-11-27
    halden  ~  close=2026-11-20
this friday  ~  close=2026-11-27
    halden  ~  !future-won this friday
next fri  ~  !ambiguous next fri
next friday  ~  !ambiguous next friday
next mon  ~  close=2026-11-30
    halden  ~  !future-won next mon
mon  ~  close=2026-11-30
    halden  ~  close=2026-11-23
wed  ~  !ambiguous wed
today  ~  close=2026-11-25
tomorrow  ~  close=2026-11-26
    halden  ~  !future-won tomorrow
tmrw  ~  close=2026-11-26
    halden  ~  !future-won tmrw
yesterday  ~  !past-close yesterday
    halden  ~  close=2026-11-24
in 2 weeks  ~  close=2026-12-09
    halden  ~  !future-won in 2 weeks
in a week  ~  close=2026-12-02
    halden  ~  !future-won in a week
in 3 days  ~  close=2026-11-28
    halden  ~  !future-won in 3 days
in 1 month  ~  close=2026-12-25
    halden  ~  !future-won in 1 month
next week  ~  !ambiguous next week
next month  ~  !ambiguous next month
2 weeks  ~  !ambiguous 2 weeks
2w  ~  !ambiguous 2w
3 tage  ~  !ambiguous 3 tage
eom  ~  close=2026-11-30
    halden  ~  close=2026-10-31
end of month  ~  close=2026-11-30
    halden  ~  close=2026-10-31
end of the month  ~  close=2026-11-30
    halden  ~  close=2026-10-31
eoq  ~  close=2026-12-31
    halden  ~  close=2026-09-30
eoy  ~  close=2026-12-31
    halden  ~  close=2025-12-31
end of year  ~  close=2026-12-31
    halden  ~  close=2025-12-31
dec 12  ~  close=2026-12-12
    halden  ~  close=2025-12-12
december 12  ~  close=2026-12-12
    halden  ~  close=2025-12-12
12 dec  ~  close=2026-12-12
    halden  ~  close=2025-12-12
12th dec  ~  close=2026-12-12
    halden  ~  close=2025-12-12
dec 12th  ~  close=2026-12-12
    halden  ~  close=2025-12-12
dec 12 2027  ~  close=2027-12-12
    halden  ~  !future-won dec 12 2027
dec 12, 2027  ~  close=2027-12-12
    halden  ~  !future-won dec 12, 2027
12 December 2027  ~  close=2027-12-12
    halden  ~  !future-won 12 December 2027
feb 29  ~  close=2028-02-29
    halden  ~  close=2024-02-29
feb 30  ~  !not-a-day feb 30
3/4  ~  close=2027-03-04?
    en-GB en-IN de-DE de-CH fr-FR  ~  close=2027-04-03?
    sv-SE  ~  !ambiguous 3/4
    halden  ~  close=2026-03-04?
    halden en-GB en-IN de-DE de-CH fr-FR  ~  close=2026-04-03?
    halden sv-SE  ~  !ambiguous 3/4
13/4  ~  close=2027-04-13
    halden  ~  close=2026-04-13
12/12  ~  close=2026-12-12
    halden  ~  close=2025-12-12
12/12/2026  ~  close=2026-12-12
    halden  ~  !future-won 12/12/2026
12/12/26  ~  close=2026-12-12
    halden  ~  !future-won 12/12/26
3/4/27  ~  close=2027-03-04?
    en-GB en-IN de-DE de-CH fr-FR  ~  close=2027-04-03?
    sv-SE  ~  !ambiguous 3/4/27
    halden  ~  !future-won 3/4/27
    halden sv-SE  ~  !ambiguous 3/4/27
12.12.  ~  close=2026-12-12
    halden  ~  close=2025-12-12
3.4.  ~  close=2027-04-03
    halden  ~  close=2026-04-03
3.4  ~  !ambiguous 3.4
3.4.2027  ~  !ambiguous 3.4.2027
    en-GB en-IN de-DE de-CH fr-FR sv-SE  ~  close=2027-04-03
    halden  ~  !ambiguous 3.4.2027
    halden en-GB en-IN de-DE de-CH fr-FR sv-SE  ~  !future-won 3.4.2027
2026-12-24  ~  close=2026-12-24
    halden  ~  !future-won 2026-12-24
2026-02-30  ~  !not-a-day 2026-02-30
2025-12-24  ~  !past-close 2025-12-24
    halden  ~  close=2025-12-24
1/5/2026  ~  !past-close 1/5/2026
    sv-SE  ~  !ambiguous 1/5/2026
    halden  ~  close=2026-01-05?
    halden en-GB en-IN de-DE de-CH fr-FR  ~  close=2026-05-01?
    halden sv-SE  ~  !ambiguous 1/5/2026
close: fri  ~  close=2026-11-27
    halden  ~  close=2026-11-20
close fri  ~  close=2026-11-27
    halden  ~  close=2026-11-20
close date: dec 24  ~  close=2026-12-24
    halden  ~  close=2025-12-24
estimated close: eom  ~  close=2026-11-30
    halden  ~  close=2026-10-31
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
    de-DE fr-FR sv-SE  ~  seats=1.2
    de-CH  ~  !not-a-number seats: 1,200
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
    sunfield  ~  !no-date call at: +1d
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
    halden  ~  close=2026-11-20 & !twice sat
prop nego  ~  status=proposal & !twice nego
12k 13k  ~  value=12000 & !twice 13k
note: a note: b  ~  note<<a & note<<b
value: 12k +500  ~  value=12000 & !twice +500
60% sam  ~  confidence=60 & !unknown sam
    fr-FR  ~  confidence=60 & close=2026-11-28
    halden  ~  confidence=60 & !unknown sam
    halden fr-FR  ~  confidence=60 & close=2026-11-21
60% widget b  ~  confidence=60 & !unknown widget & !unknown b
+widget b  ~  !unknown +widget & !unknown b
+gadget  ~  !unknown +gadget
products  ~  !unknown products
next step  ~  !unknown next & !unknown step
fri demo date  ~  close=2026-11-27 & !ambiguous demo & !unknown date
    halden  ~  close=2026-11-20 & !ambiguous demo & !unknown date
    sunfield  ~  close=2026-11-27 & status=demo2 & !unknown date
demo fri  ~  !ambiguous demo & close=2026-11-27
    halden  ~  !ambiguous demo & close=2026-11-20
    sunfield  ~  status=demo2 & close=2026-11-27
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
    sunfield  ~  status=signed & value=15000 & period=monthly & owner=samlee
morgen  ~  close=2026-11-26
    halden  ~  !future-won morgen
nächsten freitag  ~  !ambiguous nächsten freitag
in 2 wochen  ~  close=2026-12-09
    halden  ~  !future-won in 2 wochen
monatsende  ~  close=2026-11-30
    halden  ~  close=2026-10-31
gewonnen  ~  status=won
    sunfield  ~  status=signed
verloren  ~  status=lost
    sunfield  ~  status=gone
wert 12k  ~  value=12000
notiz: angerufen  ~  note<<angerufen
monatlich  ~  period=monthly
prop morgen 60 prozent  ~  status=proposal & close=2026-11-26 & confidence=60
verantwortlich: sam lee  ~  owner=samlee
abschluss: freitag  ~  close=2026-11-27
    halden  ~  close=2026-11-20
ende des monats  ~  close=2026-11-30
    halden  ~  close=2026-10-31
übermorgen  ~  close=2026-11-27
    halden  ~  !future-won übermorgen
fr  ~  close=2026-11-27
    halden  ~  close=2026-11-20
freitag  ~  close=2026-11-27
    halden  ~  close=2026-11-20
do  ~  !ambiguous do
12 dezember  ~  close=2026-12-12
    halden  ~  close=2025-12-12
5 mai  ~  close=2027-05-05
    halden  ~  close=2026-05-05
last fri  ~  !past-close last fri
    halden  ~  close=2026-11-20
nov 20  ~  close=2027-11-20
    halden  ~  close=2026-11-20
11/20  ~  close=2027-11-20
    halden  ~  close=2026-11-20
prop fri  ~  status=proposal & close=2026-11-27
prop dec 12  ~  status=proposal & close=2026-12-12
demo done tomorrow  ~  status=demo & close=2026-11-26
lost yesterday  ~  status=lost & !lost-date yesterday
    sunfield  ~  status=gone & !lost-date yesterday
€12k  ~  !other-currency €12k
    halden  ~  value=12000
12k eur  ~  !other-currency 12k eur
    halden  ~  value=12000
$500  ~  value=500
    halden  ~  !other-currency $500
    sunfield  ~  !other-currency $500
signed yesterday  ~  status=signed & close=2026-11-24
prop  ~  status=proposal
proposal sent  ~  status=proposal
sales won  ~  status=won
£500  ~  !other-currency £500
    sunfield  ~  value=500
products: +gadget  ~  products+Gadget
products: -gadget  ~  products-Gadget
note: first  ~  note<<first
next step: call  ~  step=call
4/13  ~  close=2027-04-13
    halden  ~  close=2026-04-13
1st march  ~  close=2027-03-01
    halden  ~  close=2026-03-01
£12k  ~  !other-currency £12k
    sunfield  ~  value=12000
12k gbp  ~  !other-currency 12k gbp
    sunfield  ~  value=12000
12k pounds  ~  value=12000 & !unknown pounds
    sunfield  ~  value=12000
£ 12,500.50  ~  !other-currency £ 12,500.50
    sunfield  ~  value=12500.5
2/1  ~  close=2027-02-01?
    en-GB en-IN de-DE de-CH fr-FR  ~  close=2027-01-02?
    sv-SE  ~  !ambiguous 2/1
    halden  ~  close=2026-02-01?
    halden en-GB en-IN de-DE de-CH fr-FR  ~  close=2026-01-02?
    halden sv-SE  ~  !ambiguous 2/1
won 24/11  ~  status=won & close=2026-11-24
    sunfield  ~  status=signed & close=2026-11-24
signed 24/11  ~  status=signed & close=2026-11-24
signed 26/11  ~  status=signed & close=2025-11-26
1,25,000  ~  value=125000
₹500  ~  !other-currency ₹500
5 lakh  ~  !ambiguous 5 & !unknown lakh
value 1,00,000 monthly  ~  value=100000 & period=monthly
kal  ~  !unknown kal
15 aug 2027  ~  close=2027-08-15
    halden  ~  !future-won 15 aug 2027
quote 40% 15/12  ~  status=quote & confidence=40 & close=2026-12-15
£1,25,000  ~  !other-currency £1,25,000
    sunfield  ~  value=125000
12.500,50  ~  value=12500.5
12,50  ~  value=12.5
1.250.000  ~  value=1250000
60,5 %  ~  !not-a-percent 60,5 %
24.12.  ~  close=2026-12-24
    halden  ~  close=2025-12-24
24.12.2026  ~  close=2026-12-24
    halden  ~  !future-won 24.12.2026
24.12.26  ~  close=2026-12-24
    halden  ~  !future-won 24.12.26
24. Dezember  ~  close=2026-12-24
    halden  ~  close=2025-12-24
24 dez  ~  close=2026-12-24
    halden  ~  close=2025-12-24
5. märz  ~  close=2027-03-05
    halden  ~  close=2026-03-05
5 mrz  ~  close=2027-03-05
    halden  ~  close=2026-03-05
heute  ~  close=2026-11-25
gestern  ~  !past-close gestern
    halden  ~  close=2026-11-24
gewonnen gestern  ~  status=won & close=2026-11-24
    sunfield  ~  status=signed & close=2026-11-24
gewonnen 20.11.  ~  status=won & close=2026-11-20
    sunfield  ~  status=signed & close=2026-11-20
nächsten montag  ~  close=2026-11-30
    halden  ~  !future-won nächsten montag
nächste woche  ~  !ambiguous nächste woche
kommenden freitag  ~  close=2026-11-27
    halden  ~  !future-won kommenden freitag
diesen freitag  ~  close=2026-11-27
    halden  ~  !future-won diesen freitag
in einer woche  ~  close=2026-12-02
    halden  ~  !future-won in einer woche
in einem monat  ~  close=2026-12-25
    halden  ~  !future-won in einem monat
quartalsende  ~  close=2026-12-31
    halden  ~  close=2026-09-30
jahresende  ~  close=2026-12-31
    halden  ~  close=2025-12-31
ende des jahres  ~  close=2026-12-31
    halden  ~  close=2025-12-31
+1 woche  ~  close+=1 week
    halden  ~  !no-date +1 woche
    sunfield  ~  !no-date +1 woche
+2 wochen  ~  close+=2 week
    halden  ~  !no-date +2 wochen
    sunfield  ~  !no-date +2 wochen
-3 tage  ~  close+=-3 day
    halden  ~  !no-date -3 tage
    sunfield  ~  !no-date -3 tage
+1 monat  ~  close+=1 month
    halden  ~  !no-date +1 monat
    sunfield  ~  !no-date +1 monat
+1 jahr  ~  close+=12 month
    halden  ~  !no-date +1 jahr
    sunfield  ~  !no-date +1 jahr
wert: 12.500 monatlich  ~  !ambiguous wert: 12.500 & period=monthly
    de-DE fr-FR sv-SE  ~  value=12500 & period=monthly
betrag 9k  ~  value=9000
12,5k  ~  value=12500
1,5 mio  ~  value=1500000
12 tsd  ~  value=12000
500 $  ~  value=500
    halden  ~  !other-currency 500 $
    sunfield  ~  !other-currency 500 $
500 us-dollar  ~  value=500 & !unknown us-dollar
    de-DE de-CH  ~  value=500
    halden  ~  value=500 & !unknown us-dollar
    sunfield  ~  value=500 & !unknown us-dollar
500 €  ~  !other-currency 500 €
    halden  ~  value=500
1.000 jährlich  ~  !ambiguous 1.000 & period=annual
    de-DE fr-FR sv-SE  ~  value=1000 & period=annual
einmalig  ~  period=one_time
pro monat  ~  period=monthly
abschlusschance: 60  ~  confidence=60
wahrscheinlichkeit 60  ~  confidence=60
abschlussdatum: 24.12.  ~  close=2026-12-24
    halden  ~  close=2025-12-24
verantwortlich: zoe  ~  owner=zoe
kontakt: omar  ~  contact=omar
notiz: angebot geschickt  ~  note<<angebot geschickt
phase: demo done  ~  status=demo
@ich  ~  owner=(me)
@mich  ~  owner=(me)
next step: Lena anrufen  ~  step=Lena anrufen
dec 24  ~  close=2026-12-24
    halden  ~  close=2025-12-24
prop 60 % 12k morgen  ~  status=proposal & confidence=60 & value=12000 & close=2026-11-26
pilot 40 prozent 24.12. notiz: Testphase läuft  ~  status=pilot & confidence=40 & close=2026-12-24 & note<<Testphase läuft
sam  ~  !unknown sam
    fr-FR  ~  close=2026-11-28
    halden  ~  !unknown sam
    halden fr-FR  ~  close=2026-11-21
mo  ~  close=2026-11-30
    halden  ~  close=2026-11-23
12.500 €  ~  !other-currency 12.500 €
    halden  ~  !ambiguous 12.500 €
    halden de-DE fr-FR sv-SE  ~  value=12500
12.500,00 €  ~  !other-currency 12.500,00 €
    halden  ~  value=12500
12k euro  ~  value=12000 & !unknown euro
    halden  ~  value=12000
20.11.  ~  close=2027-11-20
    halden  ~  close=2026-11-20
demo done freitag  ~  status=demo & close=2026-11-27
letzten freitag  ~  !past-close letzten freitag
    halden  ~  close=2026-11-20
12.500 £  ~  !other-currency 12.500 £
    sunfield  ~  !ambiguous 12.500 £
    sunfield de-DE fr-FR sv-SE  ~  value=12500
signed gestern  ~  status=signed & close=2026-11-24
angebot  ~  !unknown angebot
quote 50 % in 3 tagen  ~  status=quote & confidence=50 & close=2026-11-28
12'500  ~  value=12500
12’500.50  ~  value=12500.5
500 fr  ~  !other-currency 500 fr
morgen 60%  ~  close=2026-11-26 & confidence=60
    halden  ~  !future-won morgen & confidence=60
12'500 €  ~  !other-currency 12'500 €
    halden  ~  value=12500
demain  ~  !unknown demain
    fr-FR  ~  close=2026-11-26
    halden  ~  !unknown demain
    halden fr-FR  ~  !future-won demain
hier  ~  !unknown hier
    fr-FR  ~  !past-close hier
    halden  ~  !unknown hier
    halden fr-FR  ~  close=2026-11-24
aujourd'hui  ~  !unknown aujourd'hui
    fr-FR  ~  close=2026-11-25
vendredi  ~  !unknown vendredi
    fr-FR  ~  close=2026-11-27
    halden  ~  !unknown vendredi
    halden fr-FR  ~  close=2026-11-20
ven  ~  !unknown ven
    fr-FR  ~  close=2026-11-27
    halden  ~  !unknown ven
    halden fr-FR  ~  close=2026-11-20
vendredi prochain  ~  !unknown vendredi & !unknown prochain
    fr-FR  ~  close=2026-11-27 & !unknown prochain
    halden  ~  !unknown vendredi & !unknown prochain
    halden fr-FR  ~  close=2026-11-20 & !unknown prochain
24/12  ~  close=2026-12-24
    halden  ~  close=2025-12-24
24 décembre  ~  !ambiguous 24 & !unknown décembre
    fr-FR  ~  close=2026-12-24
    halden  ~  !ambiguous 24 & !unknown décembre
    halden fr-FR  ~  close=2025-12-24
24 dec  ~  close=2026-12-24
    halden  ~  close=2025-12-24
1er janvier  ~  !unknown 1er & !unknown janvier
    fr-FR  ~  close=2027-01-01
    halden  ~  !unknown 1er & !unknown janvier
    halden fr-FR  ~  close=2026-01-01
12 500,50  ~  value=12500.5
mar  ~  !unknown mar
    fr-FR  ~  close=2026-12-01
    halden  ~  !unknown mar
    halden fr-FR  ~  close=2026-11-24
won hier  ~  status=won & !unknown hier
    fr-FR  ~  status=won & close=2026-11-24
    sunfield  ~  status=signed & !unknown hier
    sunfield fr-FR  ~  status=signed & close=2026-11-24
12 500 €  ~  !other-currency 12 500 €
    halden  ~  value=12500
€ 12 500  ~  !other-currency € 12 500
    halden  ~  value=12500
24/11  ~  close=2027-11-24
    halden  ~  close=2026-11-24
fredag  ~  !unknown fredag
    sv-SE  ~  close=2026-11-27
    halden  ~  !unknown fredag
    halden sv-SE  ~  close=2026-11-20
i morgon  ~  !unknown i & !unknown morgon
    sv-SE  ~  close=2026-11-26
    halden  ~  !unknown i & !unknown morgon
    halden sv-SE  ~  !future-won i morgon
imorgon  ~  !unknown imorgon
idag  ~  !unknown idag
i dag  ~  !unknown i & !unknown dag
    sv-SE  ~  close=2026-11-25
24 december  ~  close=2026-12-24
    halden  ~  close=2025-12-24
500 kr  ~  !other-currency 500 kr
5 maj  ~  !ambiguous 5 & !unknown maj
    sv-SE  ~  close=2027-05-05
    halden  ~  !ambiguous 5 & !unknown maj
    halden sv-SE  ~  close=2026-05-05
fre  ~  !unknown fre
    sv-SE  ~  close=2026-11-27
    halden  ~  !unknown fre
    halden sv-SE  ~  close=2026-11-20
tors  ~  !unknown tors
    sv-SE  ~  close=2026-11-26
    halden  ~  !unknown tors
    halden sv-SE  ~  close=2026-11-19
i går  ~  !unknown i & !unknown går
    sv-SE  ~  !past-close i går
    halden  ~  !unknown i & !unknown går
    halden sv-SE  ~  close=2026-11-24
value: -  ~  value=(clear)
confidence: -  ~  !not-a-percent confidence: -
status: -  ~  !not-offered status: -
period: -  ~  !not-offered period: -
owner: me  ~  owner=(me)
fri won  ~  close=2026-11-20 & status=won
    sunfield  ~  close=2026-11-20 & status=signed
fri 60% won  ~  close=2026-11-20 & confidence=60 & status=won
    sunfield  ~  close=2026-11-20 & confidence=60 & status=signed
won fri  ~  status=won & close=2026-11-20
    sunfield  ~  status=signed & close=2026-11-20
won next friday  ~  status=won & !ambiguous next friday
    sunfield  ~  status=signed & !ambiguous next friday
12.12  ~  !ambiguous 12.12
1.5k  ~  value=1500
１２k  ~  value=12000
−500  ~  value+=-500
    sunfield  ~  !not-an-amount −500
60%60%  ~  !unknown 60%60%
60%fri  ~  !unknown 60%fri
@  ~  !no-person @
@ sam lee  ~  owner=samlee
@@sam lee  ~  !unknown @@sam & !unknown lee
@sam, 60%  ~  !ambiguous @sam, & confidence=60
2027  ~  value=2027
december  ~  !unknown december
in 14 tagen  ~  close=2026-12-09
    halden  ~  !future-won in 14 tagen
nächsten monat  ~  !ambiguous nächsten monat
12 Tsd. €  ~  !other-currency 12 Tsd. €
    halden  ~  value=12000
1,2 Mio. €  ~  !other-currency 1,2 Mio. €
    halden  ~  value=1200000
notiz: Angebot: 12k  ~  note<<Angebot: 12k
notiz: Wert: 12k  ~  !empty notiz: & value=12000
lost note: too expensive  ~  status=lost & note<<too expensive
    sunfield  ~  status=gone & note<<too expensive
lost next step: -  ~  status=lost & step=(clear)
    sunfield  ~  status=gone & step=(clear)
prop -500 +1w  ~  status=proposal & value+=-500 & close+=1 week
    sunfield  ~  status=proposal & !not-an-amount -500 & !no-date +1w
+1w +2w  ~  close+=1 week & !twice +2w
    halden  ~  !no-date +1w & !no-date +2w
    sunfield  ~  !no-date +1w & !no-date +2w
100%  ~  confidence=100
0%  ~  confidence=0
0  ~  !ambiguous 0
$0  ~  value=0
    halden  ~  !other-currency $0
    sunfield  ~  !other-currency $0
-$0  ~  !not-an-amount -$0
    halden  ~  !other-currency -$0
    sunfield  ~  !other-currency -$0
value: 0  ~  value=0
value: -500  ~  value+=-500
    sunfield  ~  !not-an-amount value: -500
value: = -500  ~  value=-500
value =500  ~  value=500
-12,500.00  ~  value+=-12500
    sunfield  ~  !not-an-amount -12,500.00
-13,000.00  ~  !not-an-amount -13,000.00
seats: -5  ~  seats=-5
seats: 1e5  ~  !not-a-number seats: 1e5
seats: 12k  ~  !not-a-number seats: 12k
seats: -  ~  seats=(clear)
call at: tomorrow 14 uhr  ~  call=2026-11-26 14:00
call at: morgen 14:30  ~  call=2026-11-26 14:30
call at: tomorrow 25:00  ~  !not-a-time call at: tomorrow & !unknown 25:00
call at: -  ~  call=(clear)
demo date: won  ~  !not-a-day demo date: won
demo date: -  ~  demo=(clear)
demo date: morgen  ~  demo=2026-11-26
products: widget  ~  !ambiguous products: widget
products: -widget a, -widget c  ~  products-Widget A & products-Widget C
products: +gadget -gadget  ~  products+Gadget & !twice -gadget
products: +gadget +gadget  ~  products+Gadget & products+Gadget
products: widget a and gadget  ~  products=[Widget A] & !unknown and & !unknown gadget
products: +  ~  !empty products: +
team: +sam  ~  !ambiguous team: +sam
team: +kim park  ~  !ambiguous team: +kim park
team: me, zoe  ~  team=(me) & !unknown zoe
team: +me -me  ~  team=(me) & !twice -me
engineer: me  ~  engineer=(me)
engineer: sam  ~  !ambiguous engineer: sam
buyer: me  ~  !no-person buyer: me
lead source: trade fair 60%  ~  source=Trade fair & confidence=60
lead source: -  ~  source=(clear)
note:  ~  !empty note:
note: ""  ~  note=(clear)
note: = ""  ~  note=(clear)
note: "=x"  ~  note<<=x
next step:  ~  !empty next step:
next step: = x  ~  step== x
next: x prop  ~  step=x prop
next step: x 60% note: y  ~  step=x 60% & note<<y
60% note: x confidence: 70  ~  confidence=60 & note<<x & !twice confidence: 70
note: first note: -  ~  note<<first & !twice note: -
owner  ~  !unknown owner
owner: @sam lee  ~  owner=samlee
value 12k 13k  ~  value=12000 & !twice 13k
close date: -  ~  close=(clear)
close date: +1w  ~  close+=1 week
    halden  ~  !no-date close date: +1w
    sunfield  ~  !no-date close date: +1w
won date: yesterday  ~  !past-close won date: yesterday
    halden  ~  close=2026-11-24
status lost  ~  status=lost
    sunfield  ~  status=gone
pipeline: renewals  ~  !unknown pipeline: & !unknown renewals
quote renewals  ~  status=quote
prop sales  ~  status=proposal
won renewals  ~  status=won & !unknown renewals
    sunfield  ~  status=signed & !unknown renewals
sent prop demo  ~  status=proposal & !ambiguous demo
    sunfield  ~  status=proposal & !twice demo
pilot 60  ~  status=pilot & !ambiguous 60
60, prop  ~  !ambiguous 60, & status=proposal
12k,fri  ~  !unknown 12k,fri
fri, sat  ~  close=2026-11-27 & !twice sat
    halden  ~  close=2026-11-20 & !twice sat
12k p.a.  ~  value=12000 & period=annual
12k pro monat  ~  value=12000 & period=monthly
12k im jahr  ~  value=12000 & period=annual
/mo  ~  period=monthly
12k monthly annual  ~  value=12000 & period=monthly & !twice annual
prop and 60%  ~  status=proposal & !unknown and & confidence=60
60%!  ~  !unknown 60%!
fri?  ~  !unknown fri?
fri.  ~  close=2026-11-27
    halden  ~  close=2026-11-20
= 500  ~  !unknown = & value=500
--500  ~  !unknown --500
+-500  ~  !unknown +-500
"60%"  ~  !unknown "60%"
"prop"  ~  status=proposal
"  ~  !unknown "
""  ~  !unknown ""
prop  60%   fri  ~  status=proposal & confidence=60 & close=2026-11-27
gewonnen 60% gestern  ~  status=won & confidence=60 & close=2026-11-24
    sunfield  ~  status=signed & confidence=60 & close=2026-11-24
verloren notiz: zu teuer  ~  status=lost & note<<zu teuer
    sunfield  ~  status=gone & note<<zu teuer
verloren 20.11.  ~  status=lost & !lost-date 20.11.
    sunfield  ~  status=gone & !lost-date 20.11.
status: gewonnen  ~  status=won
    sunfield  ~  status=signed
status: verloren  ~  status=lost
    sunfield  ~  status=gone
chance: 40  ~  confidence=40
zeitraum: monatlich  ~  period=monthly
preis 9k  ~  value=9000
betrag: 1,2k  ~  value=1200
inhaber: zoe  ~  owner=zoe
ansprechpartner: omar  ~  contact=omar
notizen: angerufen, kommt zurück  ~  note<<angerufen, kommt zurück
next step: Angebot: schicken  ~  step=Angebot: schicken
prop 60% morgen note: Lena called  ~  status=proposal & confidence=60 & close=2026-11-26 & note<<Lena called
won heute 15k  ~  status=won & close=2026-11-25 & value=15000
    sunfield  ~  status=signed & close=2026-11-25 & value=15000
60 prozent nächsten montag @zoe  ~  confidence=60 & close=2026-11-30 & owner=zoe
    halden  ~  confidence=60 & !future-won nächsten montag & owner=zoe
close: monatsende  ~  close=2026-11-30
    halden  ~  close=2026-10-31
abschluss: next monday  ~  close=2026-11-30
    halden  ~  !future-won abschluss: next monday
wert +10k  ~  value+=10000
confidence +10  ~  confidence+=10
+10 prozent  ~  confidence+=10
-10 prozent  ~  confidence+=-10
+2 tage  ~  close+=2 day
    halden  ~  !no-date +2 tage
    sunfield  ~  !no-date +2 tage
-1 woche  ~  close+=-1 week
    halden  ~  !no-date -1 woche
    sunfield  ~  !no-date -1 woche
-1mo  ~  !past-close -1mo
    halden  ~  !no-date -1mo
    sunfield  ~  !no-date -1mo
+3 monate 60%  ~  close+=3 month & confidence=60
    halden  ~  !no-date +3 monate & confidence=60
    sunfield  ~  !no-date +3 monate & confidence=60
in einem jahr  ~  close=2027-11-25
    halden  ~  !future-won in einem jahr
in 1 year  ~  close=2027-11-25
    halden  ~  !future-won in 1 year
in two weeks  ~  !unknown in & !unknown two & !unknown weeks
in 0 days  ~  close=2026-11-25
last friday  ~  !past-close last friday
    halden  ~  close=2026-11-20
letzten montag  ~  !ambiguous letzten montag
diese woche  ~  !unknown diese & !unknown woche
this week  ~  !unknown this & !unknown week
ende november  ~  !unknown ende & !unknown november
by friday  ~  !unknown by & close=2026-11-27
    halden  ~  !unknown by & close=2026-11-20
am freitag  ~  !unknown am & close=2026-11-27
    halden  ~  !unknown am & close=2026-11-20
12. 12. 2026  ~  !unknown 12. & !unknown 12. & value=2026
12.12.2026  ~  close=2026-12-12
    halden  ~  !future-won 12.12.2026
31.12.  ~  close=2026-12-31
    halden  ~  close=2025-12-31
31.2.  ~  !not-a-day 31.2.
29.2.2027  ~  !not-a-day 29.2.2027
2026/12/24  ~  close=2026-12-24
    halden  ~  !future-won 2026/12/24
2026.12.24  ~  close=2026-12-24
    halden  ~  !future-won 2026.12.24
24/12/26  ~  close=2026-12-24
    halden  ~  !future-won 24/12/26
12-24-2026  ~  close=2026-12-24
    halden  ~  !future-won 12-24-2026
00/12/2026  ~  !not-a-day 00/12/2026
dec 32  ~  !not-a-day dec 32
jan 5  ~  close=2027-01-05
    halden  ~  close=2026-01-05
5 jan  ~  close=2027-01-05
    halden  ~  close=2026-01-05
jan 5 27  ~  close=2027-01-05
    halden  ~  !future-won jan 5 27
may 5  ~  close=2027-05-05
    halden  ~  close=2026-05-05
mai 5  ~  close=2027-05-05
    halden  ~  close=2026-05-05
may  ~  !unknown may
sept 9  ~  close=2027-09-09
    halden  ~  close=2026-09-09
9 september  ~  close=2027-09-09
    halden  ~  close=2026-09-09
do 60%  ~  !ambiguous do & confidence=60
mi  ~  !ambiguous mi
di  ~  !ambiguous di
sa  ~  close=2026-11-28
    halden  ~  close=2026-11-21
so  ~  close=2026-11-29
    halden  ~  close=2026-11-22
sun  ~  close=2026-11-29
    halden  ~  close=2026-11-22
saturday  ~  close=2026-11-28
    halden  ~  close=2026-11-21
samstag  ~  close=2026-11-28
    halden  ~  close=2026-11-21
sonntag 12k  ~  close=2026-11-29 & value=12000
    halden  ~  close=2026-11-22 & value=12000
juni 5  ~  close=2027-06-05
    halden  ~  close=2026-06-05
5. juni  ~  close=2027-06-05
    halden  ~  close=2026-06-05
5. Juni 2027  ~  close=2027-06-05
    halden  ~  !future-won 5. Juni 2027
+121d  ~  !not-a-day +121d
    halden  ~  !no-date +121d
    sunfield  ~  !no-date +121d
+999d  ~  !not-a-day +999d
    halden  ~  !no-date +999d
    sunfield  ~  !no-date +999d
-3w  ~  !past-close -3w
    halden  ~  !no-date -3w
    sunfield  ~  !no-date -3w
-200d  ~  !not-a-day -200d
    halden  ~  !no-date -200d
    sunfield  ~  !no-date -200d
demo date: -1y  ~  demo+=-12 month
demo date: +999d  ~  !not-a-day demo date: +999d
won +1w  ~  status=won & !no-date +1w
    sunfield  ~  status=signed & !no-date +1w
`;

/** A line with what it means to a deal in a locale. */
export type LineMeaning = { line: string; meaningIn(deal: string, locale: string): string };

/** Returns the lines of the table. */
export function readLines(): LineMeaning[] {
  return table
    .split(/\n(?! {4}|$)/)
    .filter((rows) => rows.trim() !== '')
    .map((rows) => {
      const [first = '', ...exceptions] = rows.split('\n').filter((row) => row !== '');
      const [line = '', meaning = ''] = first.split('  ~  ');
      const elsewhere = exceptions.map((row) => {
        const [places = '', other = ''] = row.trim().split('  ~  ');
        const words = places.split(' ');
        const named = words.filter((word) => locales.includes(word));
        return { deal: words.find((word) => !named.includes(word)), locales: named, meaning: other };
      });
      return {
        line,
        // The last row that applies, because those of a deal come behind those of all deals.
        meaningIn: (deal, locale) =>
          elsewhere.findLast(
            (each) =>
              (each.deal ?? deal) === deal && (each.locales.length === 0 || each.locales.includes(locale)),
          )?.meaning ?? meaning,
      };
    });
}
