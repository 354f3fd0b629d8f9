import type { IngestProgress } from '../events/ingest/progress.js';

const WIDTH = 24;
const MEGABYTE = 1_000_000;

/**
 * Progress of an ingest, in one line: `[########----------------] 33%  1,100 of 3,300 MB  33.0 of ~100.0 M rows  about 24 s left`.
 *
 * @param seconds time since the ingest began.
 */
export function progressLine(progress: IngestProgress, seconds: number): string {
  const { bytesDone, bytes, rowsDone, rowsExpected, filesDone, files } = progress;
  const share = bytes === 0 ? 1 : bytesDone / bytes;
  const full = Math.round(share * WIDTH);
  const left = share > 0.02 && share < 1 ? `about ${duration((seconds / share) * (1 - share))} left` : '';
  const parts = [
    `[${'#'.repeat(full)}${'-'.repeat(WIDTH - full)}] ${Math.floor(share * 100)}%`,
    `${megabytes(bytesDone)} of ${megabytes(bytes)} MB`,
    rowsExpected === null ? '' : `${millions(rowsDone)} of ~${millions(rowsExpected)} M rows`,
    files === 1 ? '' : `file ${Math.min(filesDone + 1, files)} of ${files}`,
    left,
  ];
  return parts.filter((part) => part !== '').join('  ');
}

const millions = (rows: number): string => (rows / 1_000_000).toFixed(1);
const megabytes = (bytes: number): string => Math.round(bytes / MEGABYTE).toLocaleString('en-US');

function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  return whole < 100 ? `${whole} s` : `${Math.round(whole / 60)} min`;
}
