import { describe, expect, it } from 'vitest';
import { progressLine } from '../../lib/src/cli/progress-line.js';

const half = {
  file: 'a.csv',
  filesDone: 0,
  files: 1,
  bytesDone: 1_650_000_000,
  bytes: 3_300_000_000,
  rowsDone: 5e7,
  rowsExpected: 1e8,
};

describe('the line of an ingest', () => {
  it('shows share, bytes, rows and the time left at the pace so far', () => {
    expect(progressLine(half, 12)).toBe(
      '[############------------] 50%  1,650 of 3,300 MB  50.0 of ~100.0 M rows  about 12 s left',
    );
    expect(progressLine({ ...half, files: 3, filesDone: 1 }, 600)).toContain(
      'file 2 of 3  about 10 min left',
    );
  });

  it('promises no time at the very beginning and none at the end', () => {
    expect(progressLine({ ...half, bytesDone: 0, rowsExpected: null }, 1)).toBe(
      '[------------------------] 0%  0 of 3,300 MB',
    );
    expect(progressLine({ ...half, bytesDone: half.bytes }, 24)).not.toContain('left');
  });
});
