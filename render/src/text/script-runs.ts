const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const NEUTRAL = /[\p{Script=Common}\p{Script=Inherited}]/u;

type Script = 'han' | 'other';

function scriptOf(character: string, before: Script | undefined): Script | undefined {
  if (NEUTRAL.test(character)) return before;
  return HAN.test(character) ? 'han' : 'other';
}

/**
 * Cuts text where the writing changes between Chinese and anything else. Browsers shape each such run on
 * its own, so kerning never reaches across; punctuation and digits join the run before them, at the start the
 * run after.
 */
export function scriptRuns(text: string): string[] {
  const runs: string[] = [];
  let run = '';
  let script: Script | undefined;
  for (const character of text) {
    const next = scriptOf(character, script);
    if (script !== undefined && next !== script) {
      runs.push(run);
      run = '';
    }
    run += character;
    script = next;
  }
  if (run !== '') runs.push(run);
  return runs;
}
