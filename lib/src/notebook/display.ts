export {
  DISPLAY,
  escapeHtml,
  escapeMarkdown,
  type Displayable,
  type MimeBundle,
  type Output,
} from '../core/display.js';
export { show } from './show.js';
