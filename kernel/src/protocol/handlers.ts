import type { Versions } from '../environment/versions.js';
import type { LazyEvaluator } from '../evaluate/lazy-evaluator.js';
import type { Handlers } from './dispatcher.js';
import type { CellExecution } from './execute.js';
import type { History } from './history.js';
import { complete, inspect, isComplete } from './introspection.js';
import { kernelInfo } from './kernel-info.js';
import type { Outputs } from './outputs.js';

/** What the requests are answered from. */
export interface Services {
  readonly versions: Versions;
  readonly evaluator: LazyEvaluator;
  readonly execution: CellExecution;
  readonly history: History;
  readonly outputs: Outputs;
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
      services.evaluator.interrupt();
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
  const { evaluator, execution, history, outputs } = services;
  return {
    ...commonHandlers(services),
    execute_request: (request) => execution.execute(request, isAwaited),
    complete_request: ({ content }) => complete(evaluator.get(), content),
    inspect_request: ({ content }) => inspect(evaluator.get(), content),
    is_complete_request: ({ content }) => isComplete(evaluator.get(), content),
    history_request: ({ content }) => history.reply(content),
    comm_info_request: () => ({ status: 'ok', comms: {} }),
    comm_open: ({ header, content }) => {
      // No comm target exists here: the protocol wants an unknown one closed at once.
      outputs.send('comm_close', { comm_id: content['comm_id'], data: {} }, header);
      return undefined;
    },
  };
}
