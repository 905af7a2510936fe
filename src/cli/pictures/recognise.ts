/** Reads the words of a picture with the package tesseract.js, from language data in a local folder. Nothing is fetched, and nothing kept. */
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { concatBytes, oneByteEach } from '../../formats/bytes.ts';
import { NoText } from '../extract/no-text.ts';
import { doubled, type Luma } from './raster.ts';
import type { Paragraph } from './words.ts';

/** Language data as it lies in a folder. */
export interface LanguageData {
  readonly folder: string;
  /** 'swe', 'nld' */
  readonly languages: readonly string[];
  readonly gzip: boolean;
}

/** Letters of a screen are small for it, and smaller pictures are mostly of screens. */
const SMALL = 1_500_000;
/** tesseract.js takes what looks like EXIF in the first 500 bytes for a wish to turn the picture; pixels may look like it by chance. */
const NO_EXIF = `#${' '.repeat(500)}\n`;

export async function recognise(luma: Luma, data: LanguageData): Promise<Paragraph[]> {
  const scale = luma.width * luma.height < SMALL ? 2 : 1;
  const worker = await start(data);
  const { data: page } = await worker.recognize(Buffer.from(pgm(scale === 2 ? doubled(luma) : luma)), {}, { blocks: true, text: false });
  return (page.blocks ?? []).flatMap(({ paragraphs }) =>
    paragraphs.map(({ lines }) =>
      lines.map(({ words }) =>
        words.map(({ text, confidence, bbox: { x0, y0, x1, y1 } }) => ({
          text,
          confidence,
          box: { left: Math.floor(x0 / scale), top: Math.floor(y0 / scale), right: Math.ceil(x1 / scale), bottom: Math.ceil(y1 / scale) },
        })),
      ),
    ),
  );
}

/** Without `errorHandler` the promise would never settle when data is damaged. */
async function start({ folder, languages, gzip }: LanguageData): Promise<Worker> {
  try {
    return await new Promise((resolve, reject) => {
      const options = { langPath: folder, gzip, cacheMethod: 'none', errorHandler: reject };
      createWorker([...languages], OEM.LSTM_ONLY, options).then(resolve, reject);
    });
  } catch {
    // It goes on all the same, and what it throws then would end the thread before the reason is told.
    process.on('uncaughtException', () => undefined);
    throw new NoText('languages');
  }
}

/** The simplest format that it reads: the pixels are those that are decoded here, not what another decoder makes of the file. */
function pgm({ width, height, data }: Luma): Uint8Array {
  return concatBytes([oneByteEach(`P5\n${NO_EXIF}${width} ${height}\n255\n`), data]);
}
