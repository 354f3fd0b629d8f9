// A kernel that does what the code of a cell says, well or badly. The code is a JSON object:
// messages: [type, content] to publish; idle: false to keep silent about the end; reply: its content;
// touch: a file to write while the cell runs; append: [file, text]; exit: the code to exit with after the reply;
// derive: {from, to, salt}: reads the files `from`, publishes and writes to the files `to` a hash of them all.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Publisher, Router } from 'zeromq';

const connection = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const address = (channel) => `ipc://${connection.ip}-${connection[`${channel}_port`]}`;
const [shell, control, iopub] = [new Router(), new Router(), new Publisher()];
await Promise.all([
  shell.bind(address('shell')),
  control.bind(address('control')),
  iopub.bind(address('iopub')),
]);

function frames(type, parent, content) {
  const header = { msg_id: randomUUID(), msg_type: type, session: 's', username: 'k', version: '5.3' };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const mac = createHmac('sha256', connection.key);
  for (const part of parts) mac.update(part);
  return ['<IDS|MSG>', mac.digest('hex'), ...parts];
}

function derive({ from = [], to = [], salt = '' }) {
  const hash = createHash('sha256').update(salt);
  for (const path of from) hash.update(readFileSync(path));
  const text = `${hash.digest('hex')}\n`;
  for (const path of to) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return text;
}

async function answer(socket, [identity, , , head, , , body]) {
  const header = JSON.parse(head);
  const publish = (type, content) => iopub.send(['topic', ...frames(type, header, content)]);
  const reply = (content) =>
    socket.send([identity, ...frames(header.msg_type.replace('request', 'reply'), header, content)]);
  await publish('status', { execution_state: 'busy' });
  if (header.msg_type === 'shutdown_request') process.exit(0);
  if (header.msg_type === 'kernel_info_request') {
    await reply({ status: 'ok', language_info: { name: 'fake' } });
    return publish('status', { execution_state: 'idle' });
  }
  const task = JSON.parse(JSON.parse(body).code);
  for (const [type, content] of task.messages ?? []) await publish(type, content);
  if (task.touch) appendFileSync(task.touch, '\n');
  if (task.append) appendFileSync(...task.append);
  if (task.derive) await publish('stream', { name: 'stdout', text: derive(task.derive) });
  await reply(task.reply ?? { status: 'ok' });
  if (task.exit !== undefined) process.exit(task.exit);
  return task.idle === false ? undefined : publish('status', { execution_state: 'idle' });
}

async function serve(socket) {
  for await (const message of socket) await answer(socket, message);
}
await Promise.race([serve(shell), serve(control)]);
