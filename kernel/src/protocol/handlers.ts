import type { Versions } from '../environment/versions.js';
import type { LazyEvaluator } from '../evaluate/lazy-evaluator.js';
import type { Handlers } from './dispatcher.js';
import type { Comms } from './comms.js';
import type { CellExecution } from './execute.js';
import type { History } from './history.js';
import { complete, inspect, isComplete } from './introspection.js';
import { kernelInfo } from './kernel-info.js';

/** What the requests are answered from. */
export interface Services {
  readonly versions: Versions;
  readonly evaluator: LazyEvaluator;
  readonly execution: CellExecution;
  readonly history: History;
  readonly comms: Comms;
  /** Ends what cells have under way. */
  readonly interrupt: () => void;
}

/** The requests both the shell and the control socket answer. */
function commonHandlers({ versions, evaluator }: Services): Handlers {
  return {
    kernel_info_request: () => {
      evaluator.greeted();
      return kernelInfo(versions);
    },
    shutdown_request: ({ content }) => ({ status: 'ok', restart: content['restart'] === true }),
  };
}

/** What the control socket answers, at once, also while a cell awaits. */
export function controlHandlers(services: Services): Handlers {
  return {
    ...commonHandlers(services),
    interrupt_request: () => {
      services.interrupt();
      return { status: 'ok' };
    },
  };
}

/**
 * What the shell socket answers, one request after another.
 *
 * @param isAwaited whether another request waits
 */
export function shellHandlers(services: Services, isAwaited: () => boolean): Handlers {
  const { evaluator, execution, history, comms } = services;
  return {
    ...commonHandlers(services),
    execute_request: (request) => execution.execute(request, isAwaited),
    complete_request: ({ content }) => complete(evaluator.get(), content),
    inspect_request: ({ content }) => inspect(evaluator.get(), content),
    is_complete_request: ({ content }) => isComplete(evaluator.get(), content),
    history_request: ({ content }) => history.reply(content),
    comm_info_request: ({ content }) => comms.info(content),
    comm_open: (request) => comms.take(request),
    comm_msg: (request) => comms.take(request),
    comm_close: (request) => comms.take(request),
  };
}
