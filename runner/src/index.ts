/**
 * The library behind the command: `runNotebooks` does what `nbconvert-ts-runner run` does, `executeNotebook`
 * runs one notebook in memory, and the rest reads, writes and converts notebooks.
 */
export * from './errors.js';
export type { JsonObject, JsonValue } from './json.js';
export * from './nbformat/index.js';
export {
  cleanNotebooks,
  cleanText,
  removeLeftovers,
  type CleanOptions,
  type CleanReport,
} from './clean/clean.js';
export { cleanNotebook, type Cleaned } from './clean/notebook.js';
export {
  convertedFiles,
  convertNotebooks,
  type ConvertHooks,
  type ConvertOptions,
} from './convert/convert.js';
export { findConfig, type Config } from './config/find.js';
export { ConfigError } from './config/errors.js';
export { progressEvent, type ProgressEvent } from './cli/progress/json-events.js';
export type { FileToWrite } from './files.js';
export {
  CellTimeoutError,
  DeadKernelError,
  KernelCrashedError,
  KernelExitedError,
  KernelHangError,
  KernelOutOfMemoryError,
  NotebookTimeoutError,
} from './kernel/errors.js';
export { findKernelspec, type Kernelspec } from './kernel/kernelspec.js';
export { declarationOf, type Declaration } from './graph/declaration.js';
export { drawGraph } from './graph/draw.js';
export { GraphError } from './graph/errors.js';
export type { NotebookGraph } from './graph/graph.js';
export type { GraphEdge, GraphNode } from './graph/node.js';
export type { FigureRenderer } from './figures/renderer.js';
export { notebookMarkdown, type MarkdownOptions } from './markdown/document.js';
export type { Picture } from './markdown/output.js';
export { CLAIM_MIME, collectClaims, type Claim } from './run/claims.js';
export { discoverNotebooks } from './run/discover.js';
export { executeNotebook, type ExecutedNotebook, type ExecuteNotebookOptions } from './run/execute.js';
export { readEachFile, readParameterFile } from './run/parameter-file.js';
export type { RunHooks, RunOptions } from './run/options.js';
export type {
  CellFinished,
  CellStarted,
  NotebookStarted,
  ProgressListener,
  RunStarted,
} from './run/progress.js';
export type { Blocker, NotebookReport, RunReport } from './run/report.js';
export { planRun, type RunPlan } from './run/plan.js';
export { runNotebooks } from './run/run.js';
export type { HtmlOptions, HtmlPicture, PageLink, PageNavigation, PlotlySource } from './html/options.js';
export { notebookHtml } from './html/page.js';
export { drawPictures } from './html/pictures.js';
export { notebookSite, type SiteFile, type SiteOptions, type SitePage } from './site/site.js';
export { checkNotebooks } from './check/check.js';
export { compareNotebooks } from './check/compare/notebook.js';
export type {
  CellRef,
  Difference,
  DifferenceKind,
  DifferingItem,
  DifferingPictures,
} from './check/difference.js';
export { CheckRuleError, UpdateRefusedError } from './check/errors.js';
export type { CheckOptions } from './check/options.js';
export type { CellCheck, CheckReport, NotebookCheck } from './check/report.js';
export {
  rulesOf,
  type CheckSettings,
  type CompareRules,
  type FigureRule,
  type NotebookRules,
} from './check/rules.js';
export { annotations, type AnnotationPlace } from './check/report/annotations.js';
export { consoleReport } from './check/report/console.js';
export { htmlReport } from './check/report/html.js';
export { jsonReport } from './check/report/json.js';
export { junitReport } from './check/report/junit.js';
export { acceptCheck, updateNotebooks, type AcceptedNotebook, type UpdateResult } from './check/update.js';
export {
  translationReport,
  type TranslationProblem,
  type TranslationReport,
  type TranslationStatus,
} from './translate/status.js';
export type { TranslationState } from './translate/judge.js';
export type { TranslateOptions } from './translate/subjects.js';
export {
  extractTranslations,
  stampTranslations,
  type ExtractOptions,
  type StampOptions,
  type TranslationUpdate,
} from './translate/update.js';
export { placeholders } from './translate/placeholders.js';
export { watchNotebooks, type WatchHooks } from './watch/watch.js';
