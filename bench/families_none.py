"""Families of `value_families.py` in which nothing is to be told: mark :: family :: name :: values; names only where values alone could not say."""

NONE = """
dev :: order numbers :: :: ORD-######*3 | ORD-#######
held :: purchase orders :: :: PO########
dev :: invoices :: :: INV20######
held :: tracking numbers :: :: 1Z@@@@@@##########
dev :: SKU letters :: :: @@@-#####-@@
held :: SKU of letter and digits :: :: @######
dev :: phones :: :: (###) ###-####
held :: phones with points :: :: ###.###.####
dev :: phones with dashes :: :: 213-###-####
held :: phones abroad :: :: +52 ## #### ####
dev :: zip codes :: :: 90### | 91###
held :: zip plus four :: :: 9####-####
dev :: short hashes :: :: a3f####b | 9c##de#1 | 0b##ff#2
held :: uuid :: :: 3f2504e#-4f89-11d3-9a0c-0305e82c33#1
dev :: dates :: :: 20##-0#-1#
held :: dates of America :: :: 0#/1#/20##
dev :: times :: :: 1#:3# | 0#:4#
held :: amounts :: :: $#,###.##
dev :: US states :: :: CA*6 | NV | AZ | OR | TX | WA
held :: US states, all :: :: AL | AR | CO | CT | DE | FL | GA | ID | IL | IN | KY | LA | MA | MD | ME | MI | MN | MO | MT | NC | NE | NY | PA | SC | TN | UT | VA
dev :: names of states :: :: California*4 | Nevada | New Mexico | Georgia | Washington
held :: provinces and states :: :: CA*3 | ON*2 | BC | NY*2 | QC | AB | WA
dev :: suppliers' countries :: :: Germany*2 | Japan | United States*5 | Canada | United Kingdom | Italy
held :: makers' countries :: :: Taiwan | China*3 | South Korea | Germany*2 | USA*4 | Japan
dev :: shipping country :: ship_country :: Mexico | Guatemala | Brazil | Peru | India
held :: country of shipping :: ship_to_cntry :: MX | BR | IN | PH | VN
dev :: country of a supplier :: supplier_country :: China | Vietnam | India | Mexico
held :: country of made goods :: goods_country :: CN | VN | MX | IN | BD
dev :: codes of suppliers :: :: DE*2 | US*5 | CA | GB | FR | IT | JP
held :: codes of offices :: :: GB*2 | DE | NL | SG | AU | US*3 | IE
dev :: currencies :: :: USD*5 | EUR | MXN | CAD | GBP | JPY
held :: currencies, more :: :: USD | PHP | COP | BRL | INR | CNY | VND
dev :: airports :: :: LAX*2 | SFO | JFK | GDL | SAL | GUA
held :: airports, more :: :: ORD | DFW | MEX | ATL | MIA | SEA | IAD
dev :: film countries :: film_country :: Mexico | India | Iran | Cuba
held :: nations of film :: movie_nationality :: Mexican | Iranian | Indian | Nigerian
dev :: film languages :: film_language :: Spanish | Hindi | Korean | French
held :: languages of books :: book_language :: Spanish | Russian | Arabic
dev :: directors' nations :: :: American*3 | British*2 | French*2 | Italian | Japanese | German
held :: artists' schools :: :: Italian*2 | French*3 | Dutch*2 | Flemish | Spanish | German
dev :: kitchens :: :: Mexican*3 | Italian*2 | Chinese*2 | Thai | American*3 | Japanese
held :: kitchens, more :: :: Mexican*2 | Vietnamese | Indian | Ethiopian | Burgers*2 | Pizza*2 | Korean BBQ
dev :: ICD codes :: :: E11.9*2 | I10*2 | J45.909 | C50.911 | A09
held :: ICD chapters :: :: A00 | B20 | C34 | C50 | D64 | E11 | F32 | J45 | Z00
dev :: ICD of cancers :: :: C34.1 | C50.9 | C18.2 | C61 | C91.0
held :: ICD short :: :: C34 | C50 | C18 | C61 | C91 | C43 | C67
dev :: HR codes :: :: FT*4 | PT*2 | TEMP | CONTRACT
held :: HR status :: :: Active*5 | On leave | Terminated | Retired | Temporary
dev :: HR permanence :: :: Permanent*4 | Probationary | Temporary | Seasonal
held :: job classes :: :: Resident Engineer | Permanent Intermittent | Student Worker*2 | Visitor Services Aide | Native Plant Specialist
dev :: yes and no :: :: Yes*3 | No*2
held :: flags :: :: Y*3 | N*4 | U
dev :: C R V codes :: :: C*3 | R*2 | V
held :: letters :: :: A*2 | B*2 | C | D | F
dev :: grades :: :: A | B | C | D | F | I | W
held :: blood :: :: A | B | AB | O
dev :: directions :: :: N | S | E | W
held :: days of a week :: :: M | T | W | H | F
dev :: sexes :: :: M*4 | F*4 | U | X
held :: warehouses :: :: W | B | S | R
dev :: years :: :: 19## | 20##
held :: fiscal years :: :: FY## | FY20##
dev :: colors :: :: White*3 | Black*3 | Silver | Gray | Red | Blue
held :: colors in short :: :: WHI*2 | BLK*2 | SIL | GRY | RED | BLU
dev :: colors in Spanish :: :: Blanco*2 | Negro*2 | Rojo | Azul | Gris
held :: coats of dogs :: :: Black*2 | White*2 | Brown | Tan | Brindle | Black and White
dev :: hair :: :: BLK*3 | BRO*4 | BLN | GRY | RED
held :: wine :: :: Red | White*2 | Rosé | Sparkling
dev :: teas :: :: Black*2 | Green*2 | White | Herbal
held :: beans :: :: Black beans | White rice | Brown rice | Pinto beans
dev :: plants :: :: Native*3 | Non-native*2 | Invasive
held :: trees :: :: White oak | Black walnut | American elm | Japanese maple | Mexican fan palm
dev :: animals :: :: German Shepherd | Siberian Husky | French Bulldog | Persian | Siamese
held :: breeds of cats :: :: Persian*2 | Siamese | Russian Blue | Abyssinian | Domestic Shorthair*4
dev :: sports teams :: :: Mexico*1 | Dodgers*2 | Galaxy | Lakers | Angels
held :: qualifying groups :: team :: Mexico | Honduras | Panama | Jamaica
dev :: cards :: :: Visa*3 | Mastercard*2 | American Express | Discover
held :: payments :: :: Visa | Cash*2 | Check | Visa Debit | ACH
dev :: permits of buildings :: :: Building permit | Work permit | Electrical permit | Temporary permit | Plumbing
held :: permits of parking :: :: Resident*3 | Visitor*2 | Guest | Permanent | Temporary
dev :: zones :: :: R-1*3 | R-2 | C-1 | C-2 | M-1 | P-1
held :: occupancies :: :: A-2 | B | E | F-1 | H-3 | I-2 | R-2 | S-1
dev :: zones without dashes :: :: R1*4 | R2 | RD1.5 | C2 | M2 | A1
held :: forms of vehicles :: :: B1 | B2 | C1 | D | M1
dev :: visa like models :: :: A1 | A3 | Q5 | X5 | F150 | E350
held :: battery sizes :: :: AA | AAA | C | D | A23
dev :: sections of statutes :: :: (a)(1) | (a)(2) | (b)(1) | (b)(3) | (d)(2)
held :: sections in brackets :: :: (a)(1)(A) | (b)(2) | (c)(1) | (e)(4) | (f)(2)
dev :: rooms :: :: A101 | A102 | B201 | C110 | C205
held :: seats :: :: A05 | B12 | C09 | D14 | E03 | F22
dev :: shelves :: :: A01 | A02 | B01 | C03 | D02
held :: parcels :: :: ####-###-###
dev :: EIN :: :: ##-#######
held :: bare nine digits :: :: 1######## | 2######## | 4########
dev :: routing numbers :: :: 1210##### | 0260##### | 3220#####
held :: bare eight digits :: :: ########
dev :: cases of a court :: :: 2#CV-0####
held :: cases of police :: :: 2#-0#####
dev :: warrants' numbers :: :: LAV#######
held :: citations :: :: C######## | D########
dev :: plates :: :: #@@@###
held :: plates of trucks :: :: #@#####
dev :: VIN :: :: 1FT@@@@@@#@######
held :: driver licenses :: :: @#######
dev :: member numbers :: :: M######### | M1########
held :: asset tags :: :: LAPD###### | FD######
dev :: part numbers :: :: ###-####-##
held :: part numbers with letters :: :: A@#-####
dev :: accounts :: :: 101-00-1000 | 101-00-2000 | 001-00-3100 | 000-10-4000 | 900-01-5000
held :: accounts of ledgers :: :: 001-10-#### | 000-20-#### | 900-00-####
dev :: dosage :: :: ### mg | ## ml
held :: IP addresses :: :: 10.#.##.1## | 192.168.#.##
dev :: e-mails :: :: user##@example.org
held :: web pages :: :: https://example.org/##
dev :: names of persons :: :: Specimen, Ana | Specimen, Jordan | Specimen, Israel | Specimen, Georgia | Specimen, Chad
held :: given names :: :: Jordan*2 | Chad | Georgia | Israel | India | Kenya | Asia
dev :: family names :: :: English | French | White*2 | Black | Brown | German | Church
held :: family names of places :: :: Holland | England | Ireland | Spain | Jordan | Montana
dev :: streets :: :: Main St | Mexico Ave | Jalisco St | Spanish Ln | Temple St
held :: streets of presidents :: :: Washington Blvd | Jefferson Ave | Lincoln Pl | Guadalupe St
dev :: cities of a county :: :: Los Angeles*5 | San Gabriel | San Fernando | El Monte | La Puente | Santa Ana
held :: cities of California in Spanish :: :: San Salvador St | Santa Ana*2 | San Miguel | San Marcos*2 | Santa Clara | La Paz | Guadalupe
dev :: city and state :: :: Los Angeles, CA*4 | Burbank, CA | Mexico, MO | Lebanon, TN | Reno, NV
held :: city and state, namesakes :: :: Paris, TX | Athens, GA*2 | Cuba, NM | Peru, IN | Panama City, FL
dev :: conferences :: :: London, UK | Berlin, Germany | New York, NY*3 | Toronto, Canada | Paris, France
held :: venues :: :: Tokyo, Japan | Austin, TX*3 | Amsterdam, Netherlands | San Diego, CA*2 | Sydney, Australia
dev :: subjects :: :: English*3 | Mathematics*3 | Spanish | History | Science
held :: courses of languages :: course :: Spanish I | French II | Mandarin | Spanish II | ASL I
dev :: music :: :: Gospel | Rock | Christian | Latin | Jazz | Reggae
held :: holidays :: :: Christmas | Hanukkah | Labor Day | Cinco de Mayo | Juneteenth
dev :: kinds of parole :: :: Parole*2 | Probation*3 | PRCS | Released
held :: outcomes of bail :: :: Released OR*3 | Bail posted | Held | Remanded
dev :: removal of trees :: :: Tree removal | Stump removal | Graffiti removal | Snow removal
held :: voluntary acts :: :: Voluntary | Involuntary*2 | Administrative | Pending
dev :: asylum of animals :: :: Surrendered | Adopted | Returned | Foster | Transfer
held :: residents of a city :: :: Resident*3 | Non-resident | Business | Visitor
dev :: members :: :: Member*3 | Non-member | Lifetime | Conditional
held :: citizens of a meeting :: :: Citizen*2 | Staff | Council | Senior citizen | Citizen advisory
dev :: requests :: :: Citizen request*3 | Staff request | Citizen complaint
held :: seniors :: :: Senior citizen*3 | Adult | Youth | Veteran
dev :: permanent housing :: :: Permanent housing | Temporary shelter | Transitional housing | Refugee from fire
held :: documents asked :: :: Birth certificate | Driver license*3 | Utility bill | Lease | State ID*2
dev :: documents of schools :: :: Transcript | Immunization record | Proof of address | Report card
held :: forms of a city :: :: Form 700 | W-9*2 | I-9 | W-4 | 1099
dev :: tax forms :: :: W-2*2 | 1099-NEC | W-9 | 941
held :: forms of insurance :: :: UB-04 | CMS-1500 | ACORD 25 | HCFA
dev :: highways :: :: I-10*2 | I-405*3 | I-5*2 | US-101 | I-110
held :: interstates :: :: I-95*2 | I-80 | I-485 | I-285 | I-40
dev :: churches as places :: :: Church*2 | School*3 | Park | Library
held :: zones of schools :: :: K | 1 | 2 | 3 | TK
dev :: locales :: :: en-US*3 | es-MX | fr-CA | zh-CN
held :: time zones :: :: America/Los_Angeles | America/Mexico_City | UTC
dev :: programming :: :: Python | Go | Java | C | R | Swift
held :: browsers :: :: Chrome | Safari | Edge | Opera
dev :: departments :: :: Police | Fire | Public Works | Library | International Affairs
held :: offices of consuls :: agency :: Consulate of Mexico | Consulate of Guatemala
dev :: charges :: :: PC 459 | VC 23152(A) | HS 11377 | PC 484
held :: offenses :: :: BURGLARY | GRAND THEFT | DUI | ASSAULT | FALSE IMPERSONATION
dev :: reasons of calls :: :: Alien plants | Noise | Illegal dumping*3 | Illegal parking*2
held :: illegal acts :: :: Illegal dumping*2 | Illegal fireworks | Legal notice | Unauthorized vending
dev :: levels :: :: High | Medium | Low | None
held :: statuses :: :: Pending*2 | Approved*3 | Denied | Expired | Granted | Terminated
dev :: statuses of a case :: :: Open | Closed*3 | Filed | Dismissed | Continued
held :: legal forms :: :: LLC | Nonprofit | Foreign corporation*2 | Sole proprietor | Domestic corporation
dev :: firms :: :: Foreign LLC | Domestic LLC*2 | Foreign corporation | National bank
held :: authors of work :: :: Authorized*3 | Not authorized*2 | Pending authorization
dev :: workers :: :: Authorized to bid | Authorized to sign | Not authorized
held :: sizes :: :: XS | S | M | L | XL | XXL
dev :: shoes :: :: 8 | 9.5 | 10 | 11W
held :: measures :: :: EA | BX | CS | LB | OZ | GL
dev :: two letters :: :: @@
held :: two letters of stock :: :: AB | CX | KM | QT | RZ | WX | LP
dev :: three letters :: :: @@@
held :: three letters of tickers :: :: IBM | GE | CVX | XOM | KO | T | F
dev :: crews :: :: AM | PM | MID | OT
held :: codes of elements :: :: H | HE | LI | BE | B | C | N | O | NA | MG | AL | SI
dev :: bodies of cars :: :: 4D | 2D | PK | SW | VN | CV
held :: makes of cars :: :: TOYT | HOND | FORD | CHEV | NISS | BMW | MERZ
dev :: makes :: :: Toyota | Ford | Honda | Chevrolet | Jaguar
held :: foods of a pantry :: :: Halal*2 | Kosher | Vegetarian*2 | None*3
dev :: diets :: :: Regular*4 | Kosher | Halal | Diabetic | Vegan
held :: rites :: :: Baptism | Wedding | Funeral | Communion
dev :: kinds of schools :: :: Public*4 | Private | Catholic | Charter
held :: kinds of nonprofits :: :: Religious | Charitable*2 | Educational | Civic | Catholic charities
dev :: taxonomy :: :: Christian Church | Temple Beth | Masjid | Buddhist Temple
held :: calendars :: :: Gregorian | Julian | Hebrew | Islamic
"""
