"""Families of `value_families.py` that tell a class: mark :: family :: classes :: values, `*n` how often, `#` a digit, `@` a letter."""

PERSONAL = """
dev :: jail legal status :: immigration_status/citizenship :: US CITIZEN*6 | ALIEN - LEGAL | ALIEN - ILLEGAL | RESIDENT ALIEN | UNDETERMINED
held :: booking immigration flag :: immigration_status/citizenship :: Legal Alien*2 | Illegal Alien*3 | Citizen*4 | Resident Alien | Unknown status
dev :: benefit eligibility :: immigration_status :: Qualified Alien | Non-Qualified Alien | LPR less than 5 years | LPR 5 years or more | Refugee | Asylee | Parolee
held :: medicaid immigration groups :: immigration_status :: Lawful permanent resident | Refugee / asylee | Cuban or Haitian entrant | Battered noncitizen | Lawfully present - other | PRUCOL
dev :: legal aid intake :: immigration_status :: Undocumented*3 | DACA | U Visa pending | LPR*2 | TPS holder | U.S. Citizen | Other
held :: school social worker notes :: immigration_status :: undocumented | has green card*2 | pending asylum case | visa expired | DACA recipient | citizen child
dev :: visas without dashes :: immigration_status :: F1*2 | J1 | H1B*3 | L1B | O1 | H4 | B2
held :: visas with words :: immigration_status :: F-1 Student*2 | J-1 Exchange Visitor | H-1B Specialty Occupation | B-2 Tourist | K-1 Fiance | L-1A Manager
dev :: classes of admission :: immigration_status :: IR1 | IR6*2 | CR6 | F24 | E21 | DV1 | RE8 | AS6 | SI1
held :: classes of admission with dashes :: immigration_status :: IR-1 | CR-1*2 | F2-A | DV-1 | AS-1 | RE-1 | H-1B | TN
dev :: EAD categories :: immigration_status/immigration_id :: C09*4 | C08*3 | A05 | C33*2 | A10 | C19 | A12 | C11
held :: EAD categories in brackets :: immigration_status/immigration_id :: (c)(9)*3 | (c)(8)*3 | (a)(5) | (c)(33)*2 | (c)(3)(B) | (a)(12) | (c)(26)
dev :: clinic in Spanish :: immigration_status :: Sin papeles*2 | Residente legal | Con visa de trabajo | Permiso de trabajo | Asilo pendiente | Ciudadano
held :: union hall in Spanish :: immigration_status/citizenship :: Indocumentada*2 | Residente permanente*2 | Ciudadana americana | Visa U | Refugiada | TPS
dev :: removal proceedings :: immigration_status :: In removal proceedings | Final order of removal | Order of supervision | Voluntary departure | Administratively closed | Granted cancellation of removal
held :: case outcomes of a court of immigration :: immigration_status :: Ordered removed*3 | Relief granted | Asylum granted | Voluntary departure | Proceedings terminated | Withholding granted
dev :: survey of legal status :: immigration_status/citizenship :: Permanent resident (green card holder) | Temporary visa | Naturalized citizen | Born a U.S. citizen | No legal status | Prefer not to answer
held :: status short forms :: immigration_status :: LPR*3 | REF | ASY | USC*3 | UNDOC | PAR | DACA
dev :: abbreviated status :: immigration_status/citizenship :: LAWFUL PERM RES*2 | COND PERM RES | NATZ CITIZEN | US CIT*3 | NON IMMIG
held :: university residency :: immigration_status/citizenship :: Nonresident alien*2 | Resident alien | U.S. citizen or national*3 | AB 540 student | Permanent resident
dev :: basis of work permission :: immigration_status :: Employment authorization document | Permanent resident card | Asylee | Pending adjustment of status | DACA
held :: work authorization words :: immigration_status/citizenship :: Authorized to work*3 | Alien authorized to work until ##/##/20## | Lawful permanent resident | Noncitizen national
dev :: constant status :: immigration_status :: Undocumented
held :: constant permanent :: immigration_status/citizenship :: Lawful Permanent Resident
dev :: citizenship yes no words :: citizenship :: US Citizen*4 | Not a US Citizen*2
held :: citizenship coded words :: citizenship :: 1 - Citizen*4 | 2 - Noncitizen*2 | 3 - Declined to state
dev :: voters check :: citizenship :: Citizen verified*3 | Non-citizen*2 | Citizenship unverified | Naturalized
held :: DMV lawful presence :: citizenship/immigration_status :: U.S. Citizen - Birth Certificate*2 | U.S. Citizen - Passport | Permanent Resident Card | Foreign Passport with Visa | EAD
dev :: how citizen :: citizenship :: Born in US*4 | Naturalized*2 | Derived through parents | Not a citizen*2 | Born abroad to US parents
held :: ACS citizenship :: citizenship :: Yes, born in the United States*4 | Yes, born in Puerto Rico | Yes, by naturalization*2 | No, not a U.S. citizen*2
dev :: citizenship of a country :: citizenship/national_origin :: Citizen of Mexico*3 | Citizen of Guatemala | Citizen of the United States*3 | Citizen of Honduras
held :: citizenship in Spanish :: citizenship/national_origin :: Ciudadano mexicano*3 | Ciudadana salvadoreña | Ciudadano de EE.UU.*3 | Doble nacionalidad
dev :: USC LPR :: citizenship/immigration_status :: USC*4 | LPR*2 | NC | UNK
held :: citizen noncitizen short :: citizenship/immigration_status :: CIT*3 | NON-CIT*2 | NAT*1 | LPR
dev :: alpha two origins :: national_origin/birth_place/citizenship :: MX*6 | GT*2 | SV*2 | HN | US*5 | PH | VN | CN | KR
held :: alpha two of the world :: national_origin/birth_place/citizenship :: AF | BD | BR | CN | CO | CU | DO | EC | ET | GH | HT | IN | IR | JM | MX | NG | PE | PK | PH | SO | UA | VE | VN | YE
dev :: alpha three origins :: national_origin/birth_place/citizenship :: USA*6 | MEX*4 | GTM | SLV | HND | NIC | CUB | HTI
held :: alpha three of the world :: national_origin/birth_place/citizenship :: AFG | ARM | BGD | BOL | CMR | CHN | COD | DOM | EGY | ERI | GUY | IRQ | KEN | LAO | MMR | NPL | PER | SOM | SYR | TTO | UGA | UZB | VEN
dev :: NCIC places of birth :: birth_place/national_origin :: CA*9 | TX*2 | MM*4 | GT | EL*2 | HD | NV | PI
held :: NCIC places of birth, other county :: birth_place/national_origin :: TX*7 | MM*5 | LA | EL | HD*2 | NU | CC | VM
dev :: countries in English :: national_origin/birth_place/citizenship :: United States*8 | Mexico*4 | El Salvador*2 | Guatemala | Philippines | Vietnam | Armenia
held :: countries, newcomers :: national_origin/birth_place/citizenship :: Afghanistan*4 | Democratic Republic of Congo*2 | Burma | Syria*2 | Ukraine*3 | Eritrea | Somalia | Sudan
dev :: countries in Spanish :: national_origin/birth_place/citizenship :: México*5 | Guatemala*2 | Honduras*2 | EE.UU.*3 | Perú | Nicaragua
held :: countries in Spanish, islands :: national_origin/birth_place/citizenship :: Cuba*3 | República Dominicana*3 | Haití | Puerto Rico*2 | Colombia | Venezuela*2 | Ecuador
dev :: countries cut to ten letters :: national_origin/birth_place :: EL SALVADO*2 | GUATEMALA*2 | MEXICO*5 | UNITED STA*6 | HONDURAS | DOMINICAN
held :: countries, jail short forms :: national_origin/birth_place/citizenship :: MEX*3 | GUAT*2 | EL SALV*2 | HOND | USA*5 | DOM REP | PHIL
dev :: city and state or country of birth :: birth_place :: Los Angeles, CA*4 | Guadalajara, Jalisco, Mexico*2 | San Salvador, El Salvador | Manila, Philippines | Houston, TX | Puebla, Mexico
held :: city and country of birth :: birth_place :: Chicago, IL*3 | Morelia, Mich., Mexico*2 | Quetzaltenango, Guatemala*2 | Kabul, Afghanistan | San Pedro Sula, Honduras*2 | Miami, FL | Port-au-Prince, Haiti
dev :: states of Mexico :: birth_place/national_origin :: Jalisco*3 | Michoacán*2 | Oaxaca*2 | Zacatecas | Guanajuato*2 | Puebla | Guerrero
held :: states of Mexico in short :: birth_place/national_origin :: JAL*3 | MICH*2 | OAX*2 | ZAC | GTO*2 | PUE | GRO
dev :: cities abroad :: birth_place :: Guadalajara*2 | Tijuana*2 | San Salvador | Manila | Tegucigalpa | Ciudad de Guatemala | Los Angeles*3
held :: cities abroad, other :: birth_place :: Oaxaca*2 | Santa Ana | Guatemala City*2 | Kabul | Ho Chi Minh City | Managua | Port-au-Prince | Chicago*2
dev :: born in :: birth_place :: Born in Mexico*3 | Born in the U.S.*3 | Born in El Salvador | Born in China
held :: nacido en :: birth_place :: Nacido en México*2 | Nacida en Honduras | Nació en Guatemala*2 | Nacido en EE.UU.*2
dev :: departments of Central America :: birth_place/national_origin :: Huehuetenango, GT*2 | San Marcos, GT | Usulután, SV | Cortés, HN*2 | La Unión, SV
held :: town and code of a country :: birth_place :: Tijuana, MX*3 | Santa Tecla, SV*2 | Choluteca, HN | Las Vegas, US*3 | Cebu, PH
dev :: nationality in English :: national_origin/citizenship :: Mexican*4 | American*4 | Salvadoran*2 | Guatemalan | Filipino | Honduran
held :: nationality, refugees :: national_origin/citizenship/race_ethnicity :: Afghan*3 | Congolese*2 | Syrian*2 | Burmese | Ukrainian*2 | Eritrean | Somali | Iraqi
dev :: nationality in Spanish, both :: national_origin/citizenship :: Mexicano/a*3 | Salvadoreño/a | Guatemalteco/a*2 | Hondureño/a | Estadounidense*2
held :: nationality in Spanish, brackets :: national_origin/citizenship :: mexicano(a)*3 | peruano(a) | colombiano(a)*2 | venezolano(a)*2 | cubano(a)
dev :: nationals :: national_origin/citizenship :: Mexican national*4 | Guatemalan national | Honduran national*2 | U.S. national | Cuban national
held :: hyphenated origin :: national_origin/race_ethnicity :: Mexican-American*3 | Chinese American | Filipino-American | Salvadoran American | Cuban-American
dev :: A-number with zero :: immigration_id :: A0########
held :: A-number written with sign :: immigration_id :: A# ### ### ###*2 | A#: #########
dev :: A-number spaced :: immigration_id :: A ### ### ###*2 | A-#########
held :: alien number after words :: immigration_id :: Alien No. A#########*2 | A-No. ### ### ###
dev :: receipts :: immigration_id :: IOE09########*3 | WAC21########| LIN20######## | EAC22########
held :: receipts with dashes and words :: immigration_id :: MSC-2#-###-##### | Receipt IOE##########*2 | SRC 2# ### #####
dev :: arrival numbers :: immigration_id :: #########A#*2 | #########B#
held :: sevis :: immigration_id :: N00########*3 | N0030######
dev :: sevis or none :: immigration_id :: N00########*3 | None
held :: card numbers of residents :: immigration_id :: IOE##########*1 | MSC##########*2 | SRC##########*2 | EAC##########
dev :: ICE event numbers :: immigration_id :: LOS21##000### | SND22##000### | XLA20##000###
held :: petition forms :: immigration_status/immigration_id :: I-485*2 | I-765*3 | I-130 | N-400*2 | I-589*2 | I-821D
dev :: pending forms :: immigration_status/immigration_id :: I-589 pending*2 | I-765 approved*2 | I-485 pending | N-400 filed
held :: SSN with labels :: ssn_itin :: SSN: 4##-5#-####*2 | SS# 3##-4#-#### | 5##-2#-####
dev :: SSN with dashes :: ssn_itin :: 5##-4#-####*2 | 3##-6#-####*2 | 1##-3#-####
held :: SSN masked in other ways :: ssn_itin :: ***-**-####*2 | xxx-xx-####
dev :: SSN masked with x :: ssn_itin :: XXX-XX-####*4 | xxx xx ####
held :: SSN with spaces and points :: ssn_itin :: 4## 5# ####*3 | 4##.5#.####
dev :: ITIN :: ssn_itin :: 9##-7#-####*2 | 9##-8#-####
held :: ITIN without dashes :: ssn_itin :: 9##7#####*2 | 9##8#####
dev :: SSN or pending :: ssn_itin :: 2##-5#-####*3 | Applied for | None
held :: SSN or ITIN with words :: ssn_itin :: ITIN 9##-7#-####*2 | 6##-1#-####*2 | no tiene
dev :: passports with country :: foreign_id :: MEX G########*2 | GTM ######### | SLV A########
held :: passports with words :: foreign_id :: Mexican passport G########*2 | Pasaporte guatemalteco #########| Passport A########
dev :: consular cards :: foreign_id :: Matricula #######*2 | MCAS ########
held :: consular cards in words :: foreign_id :: Consular ID #########*2 | Matrícula consular ########| Mexican consular card #######
dev :: CURP :: foreign_id :: GARM8#0#12HJCRRL0# | LOPE9#0#2#MDFPRR0# | HEMA7#1#1#MOCRRN0#
held :: voter keys of Mexico :: foreign_id :: GRRMML8#0#1#14H#00 | LPHRMR9#0#1#09M#00
dev :: DUI of El Salvador :: foreign_id :: 01234567-4 | 02345678-7 | 04567890-8 | 00016297-5
held :: DNI of Honduras :: foreign_id :: 0801-198#-0#### | 0501-199#-0#### | 1503-197#-0####
dev :: cedulas of Nicaragua :: foreign_id :: 001-1#068#-00##@ | 281-0#019#-00##@ | 401-2#117#-00##@
held :: papers shown :: foreign_id :: Mexican passport*3 | Consular ID*2 | Foreign driver's license | Guatemalan passport | INE card
dev :: papers presented :: foreign_id :: Matricula consular*2 | Foreign passport*3 | Consular ID card | Pasaporte
held :: MRZ :: foreign_id :: P<SLVLOPEZ<<SPECIMEN<<<<<< | P<HNDSPECIMEN<<UNO<<<<<<
dev :: home language survey :: language :: Spanish*5 | English*4 | Cantonese | Arabic | Vietnamese | Mam
held :: interpreters asked for :: language :: Spanish interpreter*4 | ASL interpreter | Mandarin interpreter*2 | No interpreter needed*3 | Q'anjob'al interpreter
dev :: speaks :: language :: Speaks Spanish only*2 | Speaks English and Spanish*2 | Speaks English only*3 | Speaks Mixteco
held :: proficiency :: language :: Fluent in Spanish*3 | Native English speaker*4 | Some Spanish | Limited English proficient*2 | Bilingual
dev :: language codes in three letters :: language :: eng*5 | spa*4 | vie | zho | hye | fas | tgl
held :: language codes in two letters :: language :: en*5 | es*5 | zh | vi | ko | hy | fa | tl
dev :: languages in Spanish :: language :: Español*4 | Inglés*3 | Mixteco | Náhuatl | Zapoteco
held :: languages of refugees :: language :: Dari*3 | Pashto*3 | Swahili | Kinyarwanda | Tigrinya | Ukrainian | Rohingya
dev :: languages cut short :: language :: SPAN*4 | ENGL*5 | VIET | MAND | KORE | TAGA
held :: courts' languages :: language :: SPANISH*6 | SPANISH - MEXICO | CHINESE - MANDARIN | PUNJABI | VIETNAMESE | SIGN LANGUAGE - ASL
dev :: jail religions :: religion :: CATHOLIC*4 | BAPTIST*2 | MUSLIM | NON-DENOMINATIONAL | JEHOVAH'S WITNESS | NONE STATED
held :: hospital religions :: religion :: Roman Catholic*4 | Christian, unspecified*2 | Buddhist | Hindu | Jewish - Reform | Church of God in Christ | No religious preference
dev :: religions in Spanish :: religion :: Católica*4 | Cristiana evangélica*2 | Testigo de Jehová | Sin religión | Judía
held :: meals by faith :: religion :: Muslim - halal*2 | Jewish - kosher | Seventh Day Adventist | Hindu vegetarian | Rastafarian
dev :: practice of religion :: religion :: Practicing Catholic*2 | Non-practicing Catholic | Evangelical Christian | Sunni Muslim | Shia Muslim | Atheist
held :: faith traditions :: religion :: Protestantism*2 | Catholicism*3 | Islam | Judaism | Hinduism | Agnosticism
dev :: police race letters :: race_ethnicity :: W*5 | B*4 | H*5 | A | I | U
held :: NCIC race letters :: race_ethnicity :: W*8 | B*4 | A | I | U*2
dev :: race with codes :: race_ethnicity :: W - White*3 | B - Black/African American*2 | H - Hispanic/Latino*3 | A - Asian | O - Other
held :: race in words of a school :: race_ethnicity :: Hispanic/Latino of any race*4 | Black or African-American*2 | Two or More Races | White*3 | Native Hawaiian or Oth Pac Island
dev :: race in long phrases :: race_ethnicity :: White, not of Hispanic origin*3 | Black, not of Hispanic origin*2 | Hispanic*3 | Asian or Pacific Islander
held :: race and origin mixed :: race_ethnicity :: Caucasian/White*3 | African-Am*2 | Latin American*2 | Native Am | Asian-Am | Multi-ethnic
dev :: groups of Asia :: race_ethnicity/national_origin :: Asian - Chinese*2 | Asian - Filipino*2 | Asian - Korean | Pacific Islander - Samoan | White*2
held :: groups in detail :: race_ethnicity/national_origin :: Hispanic - Mexican*3 | Hispanic - Puerto Rican | Black - African American*2 | White - European*2 | Asian - Vietnamese
dev :: race in Spanish :: race_ethnicity :: Blanco*2 | Hispano o Latino*4 | Afroamericano | Indígena | Asiático
held :: ethnicity only :: race_ethnicity :: Not Hispanic/Latino*4 | Hispanic/Latino*3 | Declined
dev :: descent letters with words :: race_ethnicity :: Hispanic/Latin/Mexican*4 | Black*2 | White*2 | Other Asian | Unknown
held :: origin groups of a form :: race_ethnicity :: MENA | AAPI*2 | BIPOC | Latinx*3 | White*3 | Black*2
"""
