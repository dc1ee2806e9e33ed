// An editor without a window: speaks the language server protocol with yaml-language-server.
import {spawn} from 'node:child_process';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const {createMessageConnection, StreamMessageReader, StreamMessageWriter} = createRequire(import.meta.url)(
  'vscode-jsonrpc/node',
);

const here = path.dirname(fileURLToPath(import.meta.url));
export const repository = path.resolve(here, '../..');
const server = path.join(here, 'node_modules/yaml-language-server/bin/yaml-language-server');

const answerWithinMs = 60_000;

// Nothing from the network: the schema is found by the modeline of each file alone.
const settings = {
  yaml: {schemaStore: {enable: false}, validate: true, completion: true, hover: true},
  http: {},
  '[yaml]': {},
};

function within(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no ${what} came`)), answerWithinMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// open(name, text)   what is wrong with a file of that path from the root, whose text this is
// complete(name, at) the proposals at {line, character}; hover(name, at) the explanation, as text
export async function startEditor() {
  const child = spawn(process.execPath, [server, '--stdio'], {stdio: ['pipe', 'pipe', 'inherit']});
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  connection.onNotification('textDocument/publishDiagnostics', ({uri, diagnostics}) => {
    waiting.get(uri)?.(diagnostics);
    waiting.delete(uri);
  });
  connection.onRequest('workspace/configuration', ({items}) =>
    items.map(({section}) => settings[section] ?? null),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.listen();
  const ask = (method, parameters) => within(connection.sendRequest(method, parameters), method);

  await ask('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(repository).href,
    capabilities: {
      workspace: {configuration: true},
      textDocument: {
        completion: {completionItem: {documentationFormat: ['markdown']}},
        hover: {contentFormat: ['markdown']},
        publishDiagnostics: {},
      },
    },
  });
  await connection.sendNotification('initialized', {});

  const uriOf = (name) => pathToFileURL(path.join(repository, name)).href;
  return {
    open(name, text) {
      const uri = uriOf(name);
      const told = new Promise((resolve) => waiting.set(uri, resolve));
      connection.sendNotification('textDocument/didOpen', {
        textDocument: {uri, languageId: 'yaml', version: 1, text},
      });
      return within(told, `diagnostics of ${name}`);
    },
    async complete(name, position) {
      const found = await ask('textDocument/completion', {textDocument: {uri: uriOf(name)}, position});
      return found.items ?? found;
    },
    async hover(name, position) {
      const found = await ask('textDocument/hover', {textDocument: {uri: uriOf(name)}, position});
      return found?.contents?.value ?? '';
    },
    async stop() {
      await ask('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      child.kill();
    },
  };
}
