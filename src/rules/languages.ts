/** ISO 639-1, all 184 codes. A word list under a tag that is no language would never be asked for. */
const CODES =
  'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ' +
  'ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv ' +
  'mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss ' +
  'st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu';
const LANGUAGES: ReadonlySet<string> = new Set(CODES.split(' '));

/** Country codes that are often written where the language is meant. */
const MEANT: Readonly<Record<string, string>> = {
  at: 'de',
  cn: 'zh',
  cz: 'cs',
  dk: 'da',
  gb: 'en',
  gr: 'el',
  jp: 'ja',
  mx: 'es',
  ua: 'uk',
  us: 'en',
  vn: 'vi',
};

/** Why a language tag is wrong, or nothing when it is not: `sv`, `pt-BR`, `nds`. */
export function languageProblem(tag: string): string | undefined {
  const parts = /^([A-Za-z]{2,3})((?:-[A-Za-z0-9]{2,8})*)$/.exec(tag);
  if (parts === null) return `"${tag}" is not a language tag; write one like sv, en or pt-BR, or "*" for every language`;
  const [, language] = parts;
  if (language !== language.toLowerCase())
    return `"${tag}": the language is written in lower case: ${tag.replace(language, language.toLowerCase())}`;
  if (language.length === 3 || LANGUAGES.has(language)) return undefined;
  const meant = Object.hasOwn(MEANT, language) ? ` ${language} is a country; did you mean ${MEANT[language]}?` : '';
  return `"${tag}" is not a language.${meant}`;
}
