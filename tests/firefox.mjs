// Reads steps as JSON, an address to open and an expression to await there, and writes what each gave: in Firefox, by WebDriver BiDi.
import { spawn } from "node:child_process";
import { readFileSync, writeSync } from "node:fs";

const [program, profile] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(0, "utf8"));
const firefox = spawn(program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port=0"]);
try {
  const address = await new Promise((resolve, reject) => {
    let said = "";
    firefox.stderr.on("data", (data) => {
      said += data;
      const found = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said);
      if (found) resolve(`${found[1]}/session`);
    });
    firefox.on("exit", () => reject(new Error(said)));
  });
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const waiting = new Map();
  const complaints = [];
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.id !== undefined) waiting.get(message.id)(message);
    else if (message.method === "log.entryAdded" && ["error", "warn"].includes(message.params.level)) complaints.push(message.params.text);
  };
  const send = async (method, params) => {
    const id = waiting.size + 1;
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    if (answer.type === "error") throw new Error(`${method}: ${answer.message}`);
    return answer.result;
  };
  await send("session.new", { capabilities: {} });
  await send("session.subscribe", { events: ["log.entryAdded"] });
  const { contexts } = await send("browsingContext.getTree", {});
  const context = contexts[0].context;
  const results = [];
  for (const { open, ask } of steps) {
    if (open) await send("browsingContext.navigate", { context, url: open, wait: "complete" });
    const expression = `(async () => {
      const until = async (found) => { while (!found()) await new Promise((go) => setTimeout(go, 50)); return found(); };
      await until(() => document.documentElement.dataset.explorer === "ready");
      return JSON.stringify(await (${ask}));
    })()`;
    const answer = await send("script.evaluate", { expression, target: { context }, awaitPromise: true });
    if (answer.type === "exception") throw new Error(`${ask}: ${answer.exceptionDetails.text}`);
    results.push(JSON.parse(answer.result.value));
  }
  // At once: a pipe takes no more when the process ends.
  writeSync(1, JSON.stringify({ results, complaints }));
} finally {
  firefox.kill();
}
process.exit(0);
