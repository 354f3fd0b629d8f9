/** What runs instead in one place. */
export interface ActiveMutant {
  readonly site: string;
  /** Of SQL, the texts of the template; of TypeScript none: the source holds the change and asks whether to make it. */
  readonly texts: readonly string[];
}

type Tag = (strings: TemplateStringsArray, ...inputs: readonly unknown[]) => unknown;

/** What sources with changes of SQL ask. */
interface SqlMutation {
  readonly tag: (site: string, tag: Tag) => Tag;
  readonly text: (site: string, text: string) => string;
  readonly asked: Set<string>;
  active: ActiveMutant | null;
}

/** What sources with changes of TypeScript ask; Stryker names these. */
interface Stryker {
  activeMutant: string | undefined;
  /** How often the change was asked for, and after how often its place throws: it may be in a loop without end. */
  hitCount: number;
  hitLimit: number;
  /** Read each time that any place is asked for. */
  readonly currentTestId: typeof ASKED;
  readonly mutantCoverage: {
    readonly static: object;
    perTest: { [ASKED]?: Readonly<Record<string, number>> };
  };
}

const ASKED = 'asked';
const OF_TYPESCRIPT = 'ts:';

// Kept while a process runs file after file, though each of them loads this anew.
const store = globalThis as {
  sqlMutation?: SqlMutation;
  __stryker__?: Stryker;
  noticedMutants?: Set<number>;
  /** How often any place was asked for since this was last told, and after how often that throws. */
  asking?: { times: number; most: number };
};
const asking = (store.asking ??= { times: 0, most: Infinity });
const mutation: SqlMutation = (store.sqlMutation ??= {
  asked: new Set(),
  active: null,
  tag: (site, tag) => {
    mutation.asked.add(site);
    const { active } = mutation;
    if (active?.site !== site) return tag;
    const texts = Object.assign([...active.texts], { raw: active.texts });
    return (_, ...inputs) => tag(texts, ...inputs);
  },
  text: (site, text) => {
    mutation.asked.add(site);
    return mutation.active?.site === site ? (mutation.active.texts[0] ?? '') : text;
  },
});
const stryker = (store.__stryker__ ??= {
  ...{ activeMutant: undefined, hitCount: 0, hitLimit: Infinity },
  get currentTestId(): typeof ASKED {
    asking.times += 1;
    if (asking.times > asking.most) throw new Error(`places asked for ${asking.times} times`);
    return ASKED;
  },
  mutantCoverage: { static: {}, perTest: {} },
});

/** Numbers of the changes that a test of this process has noticed. */
export const noticedMutants = (store.noticedMutants ??= new Set());

export const siteOfTypeScript = (id: string) => `${OF_TYPESCRIPT}${id}`;

/**
 * Makes this change from now on; null for none.
 *
 * @param most after so many times it throws, as it may be in a loop without end.
 * @param mostOfAll so too after so many times that any place is asked for: the change may be before the loop.
 */
export function activate(mutant: ActiveMutant | null, most = Infinity, mostOfAll = Infinity): void {
  mutation.active = mutant;
  Object.assign(asking, { times: 0, most: mostOfAll });
  stryker.hitCount = 0;
  stryker.hitLimit = most;
  stryker.activeMutant = mutant?.site.startsWith(OF_TYPESCRIPT)
    ? mutant.site.slice(OF_TYPESCRIPT.length)
    : undefined;
}

/** How often any place was asked for since a change was last made or ended. */
export const timesAsked = () => asking.times;

/** The places asked for since this was last called, and how often; of SQL, once. */
export function takeAsked(): ReadonlyMap<string, number> {
  const { asked } = mutation;
  const { mutantCoverage } = stryker;
  const places = new Map([...asked].map((site) => [site, 1]));
  for (const [id, times] of Object.entries(mutantCoverage.perTest[ASKED] ?? {})) {
    places.set(siteOfTypeScript(id), times);
  }
  asked.clear();
  mutantCoverage.perTest = {};
  return places;
}
