import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { open } from 'tally';
import type { RegisterEntry } from 'tally/claims';
import { judgeRegister, type StudyName } from 'tally-studies';
import { inChinese } from '../../../studies/src/study/words/chinese.js';
import { nameInChinese } from '../../../studies/src/study/words/names.js';
import { REMARKS, remarkInChinese } from '../../../studies/src/study/words/remarks.js';
import { valueInChinese } from '../../../studies/src/study/words/values.js';

const STUDIES = ['douyin', 'taobao', 'netsuite', 'xiaoxiang'] as const satisfies readonly StudyName[];
/** What the sources say where a value comes in. */
const GAP = '\u0000';
const SENTENCE = new RegExp(`^(?!.*SELECT).* .*\\.(?: ${GAP})?$`, 's');

interface Sentence {
  readonly study: StudyName;
  readonly text: string;
}

/** Sentences in the sources of claims other than what is published: what definitions and notes are made of. */
function sentencesOf(study: StudyName): readonly Sentence[] {
  const folder = join('studies/src', study, 'claims');
  return readdirSync(folder).flatMap((file) => {
    const source = ts.createSourceFile(
      file,
      readFileSync(join(folder, file), 'utf-8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const found: Sentence[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node)) return;
      if (ts.isPropertyAssignment(node) && node.name.getText().startsWith('published')) return;
      const text = textOf(node);
      if (text !== undefined && SENTENCE.test(text)) found.push({ study, text });
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => GAP + literal.text).join('');
}

/** The same without a whole text at either end that comes in from elsewhere. */
const ownPart = (text: string) =>
  text.replace(new RegExp(`^${GAP} (?=\\S+:|[A-Z])|(?<=\\.) ${GAP}$`, 'g'), '');

const unnamed = (text: string) => text.replace(/\{\w+\}/g, GAP);

const sentences = STUDIES.flatMap(sentencesOf);

describe('what is said of claims in Chinese', () => {
  let entries: readonly RegisterEntry[];
  beforeAll(async () => {
    const tally = await open({ threads: 2 });
    entries = await judgeRegister(tally, {
      users: 'data/sample/users.csv',
      events: 'data/sample/events.csv.gz',
      customers: 'data/sample/customers.csv',
      orders: 'data/sample/fresh-orders.csv.gz',
    });
    tally.close();
  });
  const judged = () =>
    entries
      .filter(({ note }) => note !== 'not yet')
      .flatMap((entry) =>
        STUDIES.filter((study) => study === entry.document).map((study) => ({ ...entry, study })),
      );

  it('has a name for every computed value of every claim', () => {
    const keys = judged().flatMap(({ study, computed }) =>
      Object.keys(computed)
        .filter((key) => !key.endsWith('_95'))
        .map((key) => ({ study, key })),
    );
    const without = keys.filter(({ study, key }) => {
      const name = nameInChinese(study, key)?.name ?? '';
      return !/\p{Script=Han}|^ARPU$/u.test(name);
    });
    expect([...new Set(without.map(({ study, key }) => `${study}: ${key}`))]).toEqual([]);
  });

  it('has the definition and the note of every claim on the sample', () => {
    const without = judged().filter(({ study, definition, note }) =>
      [definition, note].some((text) => remarkInChinese(study, text) === undefined),
    );
    expect(without.map(({ id, note }) => `${id}: ${note}`)).toEqual([]);
  });

  it('has every sentence that a check may say, whatever the verdict', () => {
    const without = sentences.filter(
      ({ study, text }) => remarkInChinese(study, ownPart(text)) === undefined,
    );
    expect(without.map(({ study, text }) => `${study}: ${text}`)).toEqual([]);
  });

  it('has no sentence that no check says', () => {
    const said = [
      ...sentences.map(({ text }) => text),
      readFileSync('studies/src/taobao/evidence.ts', 'utf-8'),
    ]
      .map((text) => unnamed(text.replace(/\$\{\w+\}/g, GAP)))
      .join('\n');
    expect(Object.keys(REMARKS).filter((remark) => !said.includes(unnamed(remark)))).toEqual([]);
  });

  it('has the values of a sentence in both languages', () => {
    const names = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
    const off = Object.entries(REMARKS).filter(([en, zh]) => String(names(en)) !== String(names(zh)));
    expect(off).toEqual([]);
  });
});

describe('nameInChinese', () => {
  it.each([
    ['douyin', 'percent_40_and_over', '占比（40及以上）', true],
    ['douyin', 'users_under_20', '用户数（20以下）', false],
    ['douyin', 'urban_keyValue', '城市（重要价值客户）', true],
    ['douyin', 'generalNew_genderPercent', '一般新客户（最多的性别占比）', true],
    ['douyin', 'rank_lost_Rural', '名次（流失客户，农村）', false],
    ['taobao', 'percent_3', '占比（第3天）', true],
    ['taobao', 'users_21', '用户数（21时）', false],
  ] as const)('of %s: %s', (study, key, name, percent) => {
    expect(nameInChinese(study, key)).toEqual({ name, percent });
  });

  it('knows no name of a key with an unknown part', () => {
    expect(nameInChinese('douyin', 'users_martian')).toBeUndefined();
    expect(nameInChinese('douyin', 'martians')).toBeUndefined();
  });
});

describe('remarkInChinese', () => {
  it('puts values and differences into words', () => {
    const note =
      'It is highest in Suburban, but the figure differs. suburban: published about 2930, computed 2,993.63; percent: published > 85, computed 63.74';
    expect(remarkInChinese('douyin', note)).toBe(
      'ARPU最高的是郊区，但数字不同。郊区：文中给出约2930，计算得2,993.63；占比：文中给出高于85%，计算得63.74%。',
    );
  });

  it('says on which figures a sample is too small', () => {
    const note =
      'Too few users to tell: perBuyer: published 5.4, here 4.75 (95 percent: 4.36 to 5.14, 28 users). And 2 more.';
    expect(remarkInChinese('taobao', note)).toBe(
      '用户太少，无法判断：人均订单数：文中给出5.4，本数据为4.75（95%置信区间4.36–5.14，28名用户）。另有2项。',
    );
  });

  it('says what the words of a claim require, and within which margin a figure is confirmed', () => {
    const beyond =
      'Beyond chance: pointsFromDay7To8: required < -5, here 0.53 (99.99 percent: −2.1 to 3.1, 1,331 users).';
    expect(remarkInChinese('taobao', beyond)).toBe(
      '差异超出随机范围：第7天至第8天的变化（百分点）：应低于-5，本数据为0.53（99.99%置信区间−2.1–3.1，1,331名用户）。',
    );
    const within =
      'Confirmed within a margin: percent 63.3 to 73.3 (814 users); mean 2.70 to 3.30 (558 users).';
    expect(remarkInChinese('taobao', within)).toBe(
      '在容许范围内成立：占比63.3–73.3%（814名用户）；均值2.70–3.30（558名用户）。',
    );
  });

  it('is not there for a remark it does not know', () => {
    expect(remarkInChinese('douyin', 'Nothing is known of this. Purchases per user.')).toBeUndefined();
  });
});

describe('inChinese', () => {
  it('shows names, percentages, intervals and texts', () => {
    const computed = { percent: 55.2, percent_95: '52.1 to 58.3', users: 1000, highest: 'Urban', p: 3.2e-9 };
    expect(inChinese('douyin', { computed, definition: 'Purchases per user.', note: 'New.' })).toEqual({
      computed: '占比 55.2%（95%置信区间52.1–58.3）；用户数 1,000；最高 城市；p值 3.2e-9',
      definition: '人均购买次数。',
      note: 'New.',
    });
  });

  it('leaves no English name in what the data name', () => {
    expect(valueInChinese('Home & Kitchen, Health & Beauty')).toBe('家居厨房、健康美妆');
    expect(valueInChinese('T-3.2-21.8 contradicted, T-3.3-WAKE untestable')).toBe(
      'T-3.2-21.8（与数据不符）、T-3.3-WAKE（无法检验）',
    );
  });
});
