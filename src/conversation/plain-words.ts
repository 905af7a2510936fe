/**
 * Words of the conversation's languages that are not told from names by their letters; all folded. They are a compromise with what a ticket
 * system writes into the name of a party, not a dictionary.
 */
const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** What stands in a name field and names nobody. */
export const ROLE_WORDS = set(`
  support team bot chatbot customer agent client user admin administrator system service services helpdesk help desk sales billing info contact
  kundtjanst kundservice kundsupport supporten kund anvandare handlaggare teknisk klantenservice klantendienst klant gebruiker medewerker
  klients kliente klienti atbalsts atbalsta lietotajs komanda operators kunde kundin kundendienst kundenservice benutzer mitarbeiter vertrieb
  asiakas asiakaspalvelu tuki kundeservice klient klienditugi klientas unknown anonymous guest visitor noreply reply no office mail email
  kontakt hello hej post webmaster postmaster rechnung faktura invoice order orders shop store lab operator threat security dev development
  engineering finance account accounts accounting ekonomi department abteilung afdeling avdelning automatic notification notifications
  mr mrs ms miss mx dr prof herr herrn frau fru froken heer mevrouw dhr mevr kungs kundze sir madam monsieur madame
  freiherr freifrau graf grafin jr sr test null undefined none name namn naam vards
  labor datenschutz nazorg gast drift visitor besokare bezoeker viesis anon anonym redaktion presse foto photo
  empfang anmeldung praxis
`);

/** Names of groups: whoever is called so is nobody, and neither is the rest of the name. */
export const GROUP_WORDS = set(`
  team lab labs desk department dept helpdesk service services abteilung afdeling avdelning komanda teamet crew group grupp grupa center centre
  kundendienst kundenservice klantenservice klantendienst kundtjanst kundservice kundsupport asiakaspalvelu klienditugi
`);

/** Legal forms, which say nothing of which firm it is. */
export const LEGAL_FORMS = set(`
  ab as asa oy oyj ou aps sia gmbh ag kg ohg ug se bv nv vof inc llc ltd limited plc corp corporation co company sa sarl sas srl spa spzoo
  uab mb ik eood ood ek mbh ev hb kb ltda pte pty gbr and und och en un et
`);

/** Mail services and reserved names: an address there says nothing of a firm. */
export const MAIL_HOSTS = set(`
  example gmail googlemail hotmail outlook live msn yahoo ymail icloud me mac aol gmx web mail posteo protonmail proton pm tutanota inbox
  mailinator telia comhem bredband spray kpnmail ziggo xs4all planet tele apollo one yandex bk list rambler freenet arcor online
  bluewin sunrise test invalid localhost company firma corp mailbox fastmail hey zoho co com org net
`);

/** Small words of names that count only beside another part. */
export const PARTICLES = set(`
  de van der den het ter ten von vom zu zum zur af av al el da do dos das di del della la le du des bin ibn op y e i st ben dalla
`);

/** Words that also are names. In lower case they are words. */
export const COMMON_WORDS = set(`
  will mark rose may april june august grace hope faith joy art bill bob chase chance christian cliff daisy dale dawn dean drew earl eve fern
  frank gene glen grant guy heath holly iris ivy jack jade jasmine jean josh ken lance lane lily major miles nick norm olive pat patience pearl
  penny ray reed rich rob robin rocky ruby rusty sandy sky stone storm summer sue ted terry victor violet wade ward warren wade young king
  queen cook baker smith miller taylor carter hunter mason fisher brown white black green grey gray gold silver stone wood woods field hill
  rivers lake fox wolf bird day night winter spring summers page read reader west north east south long short little small best good noble
  price rice bush bond ford cross church bell ball bean berry bishop block bridge brook banks barber bacon bright close cole cotton crane dean
  drake duke english fields flowers forest french gates goodman grace hand hardy harp hart head house hood hunt law love mann marsh mays mercy
  moon moss nash parks pike pope post power rain ring rock root rose sharp shields snow strong swift temple tower train tree walker wall
  waters webb weeks wells wise knight reed page may beat kay
  bo bjorn sten stig siv liv alf ulf alm lind ek gran bjork hagg ros lilja falk orn lo varg lund fors strom berg dal holm sjo back kvist gren
  rot blom blad lov sund vik nas udd asp ask hassel palm sten sand hed mo ang aker borg stad sved ny stark frisk glad modig rask snall trygg
  bengtson tor sol maj mai juni sven mona vanja linn lina siri max pi kim love ville bror ingen per
  roos bloem storm beer jong groot klein wit zwart bruin groen bos bakker visser smit meijer mulder dekker kok kuiper koning keizer prins
  hertog ridder wolf haan vos valk leeuw berg dijk veld kamp laan brug kerk molen water zee maan ster zon dag zomer winter lente mei fleur
  niels levi sanne wil jan pier bot stoel mooi goed oud nieuw lang kort smal breed sterk vrij vrede blij bos boom tak
  kalns kalnins ozols berzs berzins liepa liepins kruma krumins vitols osis klava egle priede skuja lapa lapsa vilks lacis zakis vanags vanaga
  balodis balode zvirbulis dzenis cielava gulbis dzerve stars zvaigzne saule meness rasa lietus sniegs vejs ziema pavasaris vasara rudens
  ziedins zieds roze lilija vizma laima ilga aija austra ausma zane dace maija marts rita vija irbe irbite zute petersons lauva upe upite
  ezers jura jurins akmens akmentins smilga smilskalns priedite abols abele bumbieris kirsis plume avots celms celmins zars zarins sakne
  viktors mareks dzintars dzintra balts melns mels pelekis zalitis jaunzems vecais muiznieks kalejs seglins drava medus bite bitite kodols
  skaidrite vesma gaisma dzidra ritma prieka milda velta zigurs sarma mirdza
  bauer schmidt muller weber fischer schneider becker richter koch klein wolf neumann schwarz braun zimmermann hofmann lange krause werner
  konig keller kaiser fuchs vogel stein winter sommer berg busch horn sauer jung frank herz winkler engel ernst gross kurz lang kuhn stark
  ritter sturm baum beck linde rose blum feld wald wiese bach see bruck kirch hirsch hase falk sperling storch hahn kraft frei reich schon
  monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag rosa julija julijs augusts august
  gut weiss roth grun blau gold silber eisen stahl holz sand mond stern sonne mai april kern kunz zink bernd beate heil heiner urs reto
  in an am im so no on is it to be as at or if ja nej ko ka ta tas un no pa par pie ar uz es mei mes bet vai bus lai kas kad an ana
`);

/** Words with which a sentence begins far more often than with the name they also are. */
export const OPENING_WORDS = set(
  'will may can might bill mark beat rich long best good still kort gut schon frei in an am im so on is it to be as at or if',
);

/** Words with which names of firms begin and that say only what kind of firm it is. */
export const FIRM_WORDS = set(`
  stiftung stichting stiftelsen museistiftelsen bakkerij restaurant advokat advokatbyra zahnarztpraxis gemeinschaftspraxis steuerkanzlei
  rechtsanwalte autohaus backerei apotheke hotell foretagshalsan taxibolaget stadbolaget bostadsrattsforeningen brf aannemersbedrijf
  schildersbedrijf administratiekantoor huisartsenpraktijk tandartspraktijk vereniging skolas biedriba veikals viesnica uznemums zemnieku
  american british national international european nordic swedish svenska nederlandse deutsche latvijas university college hospital community
  kollektiv verein vereinigung forening federation association society solutions consulting technologies systems services partners
`);

/** Names of months that people are called by. */
export const MONTH_WORDS = set('may april june august maj mai juni mei maijs marts maija');

/** Words behind which stands a name. */
export const GREETINGS = set(`
  hi hello hey dear thanks thank morning afternoon evening bye regards cheers reached its name named called from mr mrs ms miss dr
  hej hejsan hallo tjena kara basta tack mvh halsningar heter fran hoi dag beste geachte bedankt groet groeten heet mevrouw heer met mijn
  grt grtz groetjes mvg gr lg vg hg vh halsar
  labdien sveiki sveika sveiks paldies cien cienijamais cienijama cienu no guten tag liebe lieber geehrter geehrte danke herr herrn frau gruss
  grusse bin servus gruezi moin grussen moi kiitos tere aitah labas aciu spasibo zdravstvujte privet gospodin gospoza
`);
