// The official SDK for v2 against the sandbox.
const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const root = "@zohocrm/nodejs-sdk-2.0/";
const api = root + "core/com/zoho/crm/api/";
const ready = JSON.parse(process.env.SANDBOX);
const address = ready.api_domain;
const master = (file) => require(file).MasterModel;

const { InitializeBuilder } = require(root + "routes/initialize_builder");
const { Environment } = require(root + "routes/dc/environment");
const { OAuthBuilder } = require(root + "models/authenticator/oauth_builder");
const { FileStore } = require(root + "models/authenticator/store/file_store");
const { SDKConfigBuilder } = require(root + "routes/sdk_config_builder");
const { LogBuilder } = require(root + "routes/logger/log_builder");
const { Levels } = require(root + "routes/logger/logger");
const { UserSignature } = require(root + "routes/user_signature");
const { ParameterMap } = require(root + "routes/parameter_map");
const operations = require(api + "record/record_operations");
const BodyWrapper = master(api + "record/body_wrapper");
const RecordModel = master(api + "record/record");
const ConvertBody = master(api + "record/convert_body_wrapper");
const LeadConverter = master(api + "record/lead_converter");

function record(values) {
  const made = new RecordModel();
  for (const [name, value] of Object.entries(values)) made.addKeyValue(name, value);
  return made;
}

function body(...records) {
  const wrapper = new BodyWrapper();
  wrapper.setData(records);
  return wrapper;
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-sdk2-"));
  const token = new OAuthBuilder().clientId(ready.client_id).clientSecret(ready.client_secret).refreshToken(ready.refresh_token).build();
  await (await new InitializeBuilder()).user(new UserSignature("maya.chen@example.com"))
    .environment(new Environment(address, `${address}/oauth/v2/token`, address, "sandbox")).token(token)
    .store(new FileStore(path.join(folder, "tokens.txt"))).SDKConfig(new SDKConfigBuilder().pickListValidation(false).autoRefreshFields(false).build())
    .resourcePath(`${folder}/`).logger(new LogBuilder().level(Levels.OFF).filePath(path.join(folder, "log.txt")).build()).initialize();

  const leads = new operations.RecordOperations();
  const made = await leads.createRecords("Leads", body(record({ Last_Name: "Second", Company: "Two Ltd", Email: "second@example.com" })));
  assert.equal(made.getStatusCode(), 201);
  const id = BigInt(made.getObject().getData()[0].getDetails().get("id"));

  const [read] = (await leads.getRecord(id, "Leads")).getObject().getData();
  assert.equal(read.getKeyValue("Company"), "Two Ltd");

  // v2 lists need no fields.
  const list = (await leads.getRecords("Leads")).getObject();
  assert.ok(list.getData().some((one) => String(one.getId()) === String(id)));

  const criteria = new ParameterMap();
  await criteria.add(operations.SearchRecordsParam.CRITERIA, "(Email:equals:second@example.com)");
  const found = (await leads.searchRecords("Leads", criteria)).getObject().getData();
  assert.deepEqual(found.map((one) => String(one.getId())), [String(id)]);

  const changed = await leads.updateRecord(id, "Leads", body(record({ City: "Rome" })));
  assert.equal(changed.getStatusCode(), 200);

  const converter = new LeadConverter();
  const convert = new ConvertBody();
  convert.setData([converter]);
  const converted = await leads.convertLead(id, convert);
  assert.equal(converted.getStatusCode(), 200);
  const [ids] = converted.getObject().getData();
  const [contact] = (await leads.getRecord(BigInt(ids.getContacts()), "Contacts")).getObject().getData();
  assert.deepEqual([contact.getKeyValue("Last_Name"), contact.getKeyValue("Mailing_City")], ["Second", "Rome"]);
  console.log("done");
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
