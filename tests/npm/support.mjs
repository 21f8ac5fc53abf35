// What the suites share: the server's credentials and a tiny runner.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const ready = JSON.parse(process.env.SANDBOX);
export const address = ready.api_domain;
export { assert };

// Runs named steps in order; the first failure ends the process.
export async function steps(table) {
  for (const [name, step] of Object.entries(table)) {
    try {
      await step();
    } catch (error) {
      console.error(`${name}:`, error);
      process.exit(1);
    }
  }
  console.log(`${Object.keys(table).length} steps`);
  process.exit(0);
}

// A call of the CRM without any SDK, to look at what an SDK did.
let token;
export async function crm(method, path, body) {
  if (!token) {
    const form = new URLSearchParams({ grant_type: "refresh_token", client_id: ready.client_id, client_secret: ready.client_secret, refresh_token: ready.refresh_token });
    token = (await (await fetch(`${address}/oauth/v2/token`, { method: "POST", body: form })).json()).access_token;
  }
  const answer = await fetch(`${address}/crm/v8/${path}`, { method, headers: { Authorization: `Zoho-oauthtoken ${token}` }, body: body && JSON.stringify(body) });
  return answer.status === 204 ? null : answer.json();
}

// A folder for what an SDK keeps, with an empty file for its tokens.
export function new_folder(name) {
  const folder = mkdtempSync(join(tmpdir(), `sandbox-${name}-`));
  writeFileSync(join(folder, "tokens.txt"), "");
  return folder;
}

// What a script prints that runs in the same organisation.
export const script = (text) => execFileSync(process.env.SLUICE, ["-e", text, "--sandbox-url", address], { encoding: "utf8" }).trim();

// The text of a download, which SDKs give as a stream or as bytes.
export async function bytes_of(stream) {
  if (Buffer.isBuffer(stream)) return stream.toString();
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
