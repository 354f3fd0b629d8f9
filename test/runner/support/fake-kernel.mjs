// A kernel that does what the code of a cell says, well or badly. The code is a JSON object:
// messages: [type, content] to publish; idle: false to keep silent about the end; reply: its content;
// touch: a file to write while the cell runs; append: [file, text]; exit: the code to exit with after the reply;
// stderr: text to print outside the protocol; child: a file for the number of a process to start, in a group of
// its own; signal: what to send itself; sleep: seconds to be busy; ignore: signals to be deaf to;
// until: {path, lines}: waits until the file has so many lines;
// derive: {from, to, salt, rooted}: reads the files `from`, publishes and writes to the files `to` a hash of them
// all; rooted: to those below the output root;
// total: [from, to]: publishes and writes to the file `to` the sum of the numbers in the file `from`, and fails
// where one of them is none;
// say: a text to show in the language of the run, as a library would.
import { spawn } from 'node:child_process';
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Publisher, Reply, Router } from 'zeromq';

// A kernel that ends by itself while nobody looks.
if (process.env.FAKE_LIFE_MS) setTimeout(() => process.exit(0), Number(process.env.FAKE_LIFE_MS));

// How many kernels were started.
if (process.env.FAKE_STARTS) appendFileSync(process.env.FAKE_STARTS, `${process.pid}\n`);

const connection = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const [between, scheme] = connection.transport === 'tcp' ? [':', 'tcp'] : ['-', 'ipc'];
const address = (channel) => `${scheme}://${connection.ip}${between}${connection[`${channel}_port`]}`;
const [shell, control, iopub, hb] = [new Router(), new Router(), new Publisher(), new Reply()];
await Promise.all([
  shell.bind(address('shell')),
  control.bind(address('control')),
  iopub.bind(address('iopub')),
  hb.bind(address('hb')),
]);

function frames(type, parent, content) {
  const header = { msg_id: randomUUID(), msg_type: type, session: 's', username: 'k', version: '5.3' };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const mac = createHmac('sha256', connection.key);
  for (const part of parts) mac.update(part);
  return ['<IDS|MSG>', mac.digest('hex'), ...parts];
}

function derive({ from = [], to = [], salt = '', rooted = false }) {
  const hash = createHash('sha256').update(salt);
  for (const path of from) hash.update(readFileSync(path));
  const text = `${hash.digest('hex')}\n`;
  for (const name of to) {
    const path = rooted ? join(process.env.NBCONVERT_TS_OUTPUT_ROOT, name) : name;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return text;
}

function total([from, to]) {
  const numbers = readFileSync(from, 'utf8').split(',').map(Number);
  const sum = numbers.reduce((a, b) => a + b);
  if (Number.isNaN(sum)) return undefined;
  const text = `sum ${sum}\n`;
  writeFileSync(to, text);
  return text;
}

function say(text) {
  const { NBCONVERT_LANG: lang = 'en', NBCONVERT_TEXTS: file } = process.env;
  const texts = file ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return { data: { 'text/markdown': `${lang}: ${texts[text] ?? text}` }, metadata: { texts: [text] } };
}

async function until({ path, lines = 1 }) {
  const count = () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0);
  while (count() < lines) await sleep(20);
}

function startChild() {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
  child.unref();
  return child.pid;
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
  if (task.total) {
    const text = total(task.total);
    if (text) await publish('stream', { name: 'stdout', text });
    else task.reply = { status: 'error', ename: 'Error', evalue: 'no total' };
  }
  if (task.say) await publish('display_data', say(task.say));
  for (const signal of task.ignore ?? []) process.on(signal, () => undefined);
  if (task.stderr) process.stderr.write(task.stderr);
  if (task.child) writeFileSync(task.child, String(startChild()));
  if (task.signal) process.kill(process.pid, task.signal);
  if (task.until) await until(task.until);
  if (task.sleep) await sleep(task.sleep * 1000);
  await reply(task.reply ?? { status: 'ok' });
  if (task.exit !== undefined) process.exit(task.exit);
  return task.idle === false ? undefined : publish('status', { execution_state: 'idle' });
}

async function serve(socket) {
  for await (const message of socket) await answer(socket, message);
}

async function echo() {
  for await (const frames of hb) await hb.send(frames);
}
await Promise.race([serve(shell), serve(control), echo()]);
