/** Words of questions and of answers, folded as `latinOf` folds. */
const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** How an answer is read. */
export type Reading = 'token' | 'name' | 'address' | 'firm' | 'host' | 'code' | 'spoken';

/** What a question asks for: its category, how the answer is read, and the words that ask. */
export interface Asked {
  readonly category: string;
  readonly read: Reading;
  readonly words: ReadonlySet<string>;
  /** Words of which the question must hold one too. */
  readonly with?: ReadonlySet<string>;
}

const NAMING = set(`
  name names named called heter namn namnet heet naam sauc saucas vards nosaukums vardu heisst heist namen nennt
`);

/** What is asked for and told by the question rather than by its shape; the first that is asked and answered counts. */
export const ASKED: readonly Asked[] = [
  {
    category: 'device',
    read: 'host',
    words: set(`
      device computer machine hostname workstation laptop pc computername server
      datorn dator enhet enheten datornamn datornamnet maskinen servern
      apparaat toestel computernaam werkplek dators datoru datora datoram ierici ierices ierice serveris
      rechner rechners gerat gerats geratename rechnername arbeitsplatz
    `),
    with: NAMING,
  },
  {
    category: 'device',
    read: 'code',
    words: set(`
      serial imei mac sn asset hostname computername serienummer serienumret serienr datornamn
      computernaam serijas seriennummer geratenummer rechnername
    `),
  },
  {
    category: 'licence',
    read: 'code',
    words: set(`
      license licence activation key keys productkey licensnyckel licensnyckeln produktnyckel produktnyckeln nyckel nyckeln aktiveringskod
      aktiveringskoden aktiveringsnyckel licentiecode licentiesleutel activatiecode activeringscode productcode productsleutel sleutel
      licences atslega atslegu atslegas aktivizacijas aktivacijas
      lizenzschlussel lizenznummer lizenzcode aktivierungscode aktivierungsschlussel produktschlussel schlussel freischaltcode
    `),
  },
  {
    category: 'secret',
    read: 'token',
    words: set(`
      password passwords passphrase passcode pin pincode codeword pw pwd
      losenord losenordet kodord kodordet pinkod pinkoden wachtwoord wachtwoorden codewoord pincode
      parole paroli paroles parolei paroles pinkods pins passwort passworts kennwort kennworts kennwortes codewort
      salasana tunnussana kodeord passord salasona parool slaptazodis slaptazodi haslo hasla contrasena clave senha parola parol parole
    `),
  },
  {
    category: 'username',
    read: 'token',
    words: set(`
      username login anvandarnamn anvandarnamnet gebruikersnaam gebruiker lietotajvards lietotajvardu lietotajvarda benutzername benutzernamen
    `),
  },
  {
    category: 'person',
    read: 'name',
    words: set(`
      name names surname firstname lastname speaking
      namn namnet fornamn efternamn heter naam voornaam achternaam namen spreek wie
      vards vardu varda uzvards uzvardu uzvarda vorname vornamen nachname nachnamen wer wen
      nimi nimesi sukunimi etunimi navn fornavn etternavn vardas pavarde imie nazwisko nombre apellido nom prenom nome cognome imja familija familiju
    `),
  },
  {
    category: 'address',
    read: 'address',
    words: set(`
      address addresses adress adressen gatuadress adres woonadres adrese adresi adreses adresse anschrift wohnort
      osoite aadress adresas direccion indirizzo endereco zip postcode postnummer postkod
    `),
  },
  {
    category: 'birth-date',
    read: 'spoken',
    words: set(`
      birth born dob birthday birthdate fodelsedatum fodelsedag fodd geboortedatum geboren geboortedag geburtsdatum geburtstag
      dzimsanas dzimis dzimusi
    `),
  },
  {
    category: 'national-id',
    read: 'spoken',
    words: set(`
      ssn insurance passport personnummer personnumret fodelsenummer bsn burgerservicenummer rijksregisternummer personas
      sozialversicherungsnummer ausweisnummer passnummer
    `),
  },
  {
    category: 'phone',
    read: 'spoken',
    words: set(`
      phone number mobile cell telephone landline telefon telefonnummer mobilnummer nummer numret mobil
      telefoonnummer telefoon talruna talrunis talruni numurs numuru kontakttalrunis rufnummer handynummer ruckrufnummer handy
    `),
  },
  {
    category: 'card',
    read: 'spoken',
    words: set(
      'card kort kortet kortnummer kaart kaartnummer kreditkarte karte kartennummer kartes karti digits siffrorna cijfers cipari ziffern',
    ),
  },
  {
    category: 'order',
    read: 'code',
    words: set(`
      order booking invoice reference ref confirmation tracking reservation shipment
      ordernummer ordernumret ordernr bestallningsnummer bokningsnummer fakturanummer avtalsnummer kundnummer kundnumret sandningsnummer
      kollinummer referensnummer
      bestelnummer bestelling factuurnummer boekingsnummer reserveringsnummer klantnummer contractnummer zendingsnummer
      pasutijuma rekina liguma klienta sutijuma rezervacijas
      bestellnummer auftragsnummer rechnungsnummer vertragsnummer kundennummer sendungsnummer buchungsnummer vorgangsnummer
    `),
  },
  {
    category: 'secret',
    read: 'code',
    words: set(`
      code codes otp token kod koden kods kodu bekraftelsekod engangskod smskod bevestigingscode verificatiecode smscode
      bestatigungscode sicherheitscode tan sessiecode sitzungscode sessionskod id
    `),
  },
  {
    category: 'company',
    read: 'firm',
    words: set('company organisation organization foretag foretaget bolag bedrijf bedrijfsnaam uznemums uznemuma firma unternehmen'),
  },
];

/** Verbs that ask without a question mark. */
export const ASKING = set(`
  please send tell give provide confirm enter type share need state
  ange skriv skicka behover bekrafta uppge noem geef stuur vermeld bevestig nodig
  nosauciet noradiet ludzu atsutiet pasakiet uzrakstiet nennen geben bitte schicken brauche benotige teilen sagen angeben
`);

/** What stands before the value in an answer. */
export const FILLERS = set(`
  it its is the a my that thats this of course sure ok okay yes yeah yep hi hello so well um uh er oh its name names password passwort i im am under
  det den ar mitt min ja jo jada javisst visst hej heter jag losenord losenordet namn namnet
  het de is mijn ja hoi hallo ik ben heet met naam wachtwoord op dat
  tas ir mans mana ja labdien sveiki mani sauc parole vards te
  es das ist mein meine ja hallo ich bin heisse heise auf den name namen kennwort passwort hier lautet
  on minun nimeni se kylla
`);

/** Words of refusal, doubt and small talk: an answer of these is no value. */
export const ANSWER_STOPS = set(`
  no not none nope nothing never why what when where who how which wait moment minute second sec hold hang on one ok okay oke yes yeah yep sure
  sorry thanks thank you thx please hi hello hey bye good great fine cool nice done forgot forgotten lost dont do does did doesnt cant cannot couldnt wont
  know idk same different correct right wrong true false maybe perhaps i me we he she they it its is are was the this that there here
  will would can could should have has had got get need want try tried trying send sent sending need see saw look looking later soon now just
  still already again also both all any some my your our mine yours and or but if because with without for from to in at by as so
  email e mail phone card invoice order account number password name address update reset help error code page file link chat agent human person
  windows mac linux android iphone ios chrome firefox edge safari outlook
  nej inte ingen inget inga aldrig varfor vad nar var vem hur vilken vilket vanta vanta lite stund ogonblick tack hej hejda bra okej japp visst
  jag du vi ni han hon den det de min mitt mina din ditt har hade kan kunde ska vill vet glomt glomde tappat samma fel ratt kanske snart nu sen redan
  och eller men om med utan for fran till pa av att som en ett ar inte personnummer losenord namn adress
  nee niet geen niks nooit waarom wat wanneer waar wie hoe welke wacht even moment momentje bedankt dank hoi hallo dag goed prima fijn okee
  ik jij je u wij we jullie hij zij ze het de een mijn jouw uw heb hebt heeft had kan kon wil weet vergeten kwijt zelfde fout misschien straks nu al
  en of maar als met zonder voor van naar op aan dat die dit deze is bent ben zijn was wachtwoord naam adres graag
  ne nav neka nekad kapec ko kad kur kas ka kurs kura uzgaidiet pagaidiet mirkli bridi paldies labdien sveiki labi labs jau tagad velak
  es tu jus mes vins vina tas ta tie mans mana mani jusu ir bija bus varu var vajag zinu nezinu aizmirsu pazaudeju tads tada nepareizi
  un vai bet ja ar bez par no uz pie lai kaut parole vards adrese ludzu skaidrs
  nein nicht kein keine keiner nichts nie warum was wann wo wer wie welche welcher warte warten moment sekunde danke hallo gut super klar prima
  ich du er sie wir ihr es das der die den dem ein eine mein meine dein ihr ihre habe hat hatte kann konnte will weiss vergessen verloren gleich
  gleiche selbe falsch richtig vielleicht spater jetzt schon noch und oder aber wenn mit ohne fur von zu auf an bei ist bin sind war passwort kennwort
  augenblick sofort stimmt genau naturlich selbstverstandlich gerne bitteschon richtigen ende anderes andere anderen
  sapratu skaidri tulit acumirkli protams pareizi absoluut zeker klopt natuurlijk precies precis absolut stammer korrekt perfekt
  absolutely exactly indeed correctly apparently already unsure probably
  doch achso ach ah oh hm hmm mmm lol haha uff ups oops
  joo ei kiitos miksi hetki odota moi hei takk tak nei ikke hvorfor aitah aciu dziekuje nie gracias merci grazie obrigado spasibo net da
`);

/** Makers and kinds of devices: an answer with one of them says what a thing is. */
export const KINDS = set(`
  samsung apple iphone ipad macbook imac mac galaxy pixel google nokia sony huawei xiaomi redmi oneplus oppo motorola moto lg htc honor realme
  lenovo thinkpad dell hp acer asus msi toshiba fujitsu microsoft surface chromebook kindle fire echo alexa sonos philips bosch siemens miele
  fritzbox router modem laptop notebook computer pc desktop tablet phone smartphone mobile printer drucker skrivare printeris canon epson brother
  dator telefon mobil surfplatta lasplatta telefoon mobiel apparaat handy rechner gerat dators telefons planset plansete klepjdators
  windows android linux ios tv smart playstation xbox nintendo switch watch garmin fitbit ring nest netgear tplink asus zyxel avm speedport
`);

/** Words before `address` that make it no postal one. */
export const OTHER_ADDRESSES = set('email e mail mejl epost post ip mac web url pasta epasta internet wallet');

/** Words before `code` and the like that make it nobody's. */
export const OTHER_CODES = set(`
  error zip post postal promo discount voucher coupon status country area qr source stop exit bar dress fault kludas pasta atlaides valsts
`);

/** Words by which a question asks for what the sentence before it named: `I sent you a code. What is it?`. */
export const ASKING_WHAT = set(`
  what which vad vilken vilket wat welk welke kas kads kada kadi wie lautet welche welcher welches
`);

const NUMBER_WORDS = set(`
  zero oh nought one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  hundred thousand double triple dash first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
  fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
  noll nolla ett etta en tva tvaa tre trea fyra fyran fem femma sex sexa sju sjua atta attan nio nia tio elva tolv tretton fjorton femton sexton
  sjutton arton nitton hundra tusen streck bindestreck
  nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien honderd duizend
  streepje
  nulle viens vienu divi tris cetri pieci sesi septini astoni devini simts tukstotis domuzime
  null eins ein zwei zwo drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn
  hundert tausend strich bindestrich minus
`);
const TENS =
  /^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|tjugo|trettio|fyrtio|femtio|sextio|sjuttio|attio|nittio)|(?:zwanzig|ssig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig|hundert|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig|honderd|padsmit|desmit)$/;

/** True for a folded word that says a number, or a sign between numbers. */
export function isNumberWord(folded: string): boolean {
  return NUMBER_WORDS.has(folded) || TENS.test(folded);
}
