/** Words of questions and of answers, folded as `latinOf` folds. */
const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Categories whose values have no shape of their own, with the words that ask for them; the first that is asked and answered counts. */
export const ASKED: readonly (readonly [category: string, words: ReadonlySet<string>])[] = [
  [
    'secret',
    set(`
      password passwords passphrase passcode pin pincode codeword pw pwd
      losenord losenordet kodord kodordet pinkod pinkoden wachtwoord wachtwoorden codewoord pincode
      parole paroli paroles parolei paroles pinkods pins passwort passworts kennwort kennworts kennwortes codewort
      salasana tunnussana kodeord passord salasona parool slaptazodis slaptazodi haslo hasla contrasena clave senha parola parol parole
    `),
  ],
  ['username', set('username login anvandarnamn anvandarnamnet gebruikersnaam lietotajvards lietotajvardu benutzername benutzernamen')],
  [
    'person',
    set(`
      name names surname firstname lastname speaking
      namn namnet fornamn efternamn heter naam voornaam achternaam namen spreek wie
      vards vardu varda uzvards uzvardu uzvarda vorname vornamen nachname nachnamen wer wen
      nimi nimesi sukunimi etunimi navn fornavn etternavn vardas pavarde imie nazwisko nombre apellido nom prenom nome cognome imja familija familiju
    `),
  ],
  [
    'address',
    set(`
      address addresses adress adressen gatuadress adres woonadres adrese adresi adreses adresse anschrift wohnort
      osoite aadress adresas direccion indirizzo endereco zip postcode postnummer postkod
    `),
  ],
  ['company', set('company organisation organization foretag foretaget bolag bedrijf bedrijfsnaam uznemums uznemuma firma unternehmen')],
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

/** Words before `address` that make it no postal one. */
export const OTHER_ADDRESSES = set('email e mail mejl epost post ip mac web url pasta epasta internet wallet');
