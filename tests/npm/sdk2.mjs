// The official SDK for v2 against the sandbox. It is CommonJS, its classes a file each.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { address, assert, bytes_of, crm, new_folder, ready, script, steps } from "./support.mjs";

const require = createRequire(import.meta.url);
const of_sdk = (file) => require(`@zohocrm/nodejs-sdk-2.0/${file}`);
const of_api = (file) => of_sdk(`core/com/zoho/crm/api/${file}`);
const model = (file) => of_api(file).MasterModel;

const { ParameterMap } = of_sdk("routes/parameter_map");
const { StreamWrapper } = of_sdk("utils/util/stream_wrapper");
const { Choice } = of_sdk("utils/util/choice");
const { RecordOperations, GetRecordsParam, SearchRecordsParam, DeleteRecordsParam } = of_api("record/record_operations");
const { RelatedRecordsOperations } = model_and_params("related_records/related_records_operations");
const folder = new_folder("sdk2");
const leads = new RecordOperations();

function model_and_params(file) {
  const all = of_api(file);
  return { ...all, [all.MasterModel.name]: all.MasterModel };
}

function record(values) {
  const made = new (model("record/record"))();
  for (const [name, value] of Object.entries(values)) made.addKeyValue(name, value);
  return made;
}

function body(records, kind = "record") {
  const wrapper = new (model(`${kind}/body_wrapper`))();
  wrapper.setData(records);
  return wrapper;
}

async function parameters(entries) {
  const map = new ParameterMap();
  for (const [parameter, value] of entries) await map.add(parameter, value);
  return map;
}

// The results of a batch: ids of those that succeeded, codes of the others.
function results(response) {
  return response.getObject().getData().map((item) => (item.getStatus().getValue() === "success" ? String(item.getDetails().get("id")) : item.getCode().getValue()));
}

const ids_of = (response) => response.getObject().getData().map((one) => String(one.getId()));

let ids;

await steps({
  async initialize() {
    const { InitializeBuilder } = of_sdk("routes/initialize_builder");
    const { Environment } = of_sdk("routes/dc/environment");
    const { OAuthBuilder } = of_sdk("models/authenticator/oauth_builder");
    const { FileStore } = of_sdk("models/authenticator/store/file_store");
    const { SDKConfigBuilder } = of_sdk("routes/sdk_config_builder");
    const { LogBuilder } = of_sdk("routes/logger/log_builder");
    const { Levels } = of_sdk("routes/logger/logger");
    const { UserSignature } = of_sdk("routes/user_signature");
    const token = new OAuthBuilder().clientId(ready.client_id).clientSecret(ready.client_secret).refreshToken(ready.refresh_token).build();
    await (await new InitializeBuilder()).user(new UserSignature("maya.chen@example.com"))
      .environment(new Environment(address, `${address}/oauth/v2/token`, address, "sandbox")).token(token)
      .store(new FileStore(join(folder, "tokens.txt"))).SDKConfig(new SDKConfigBuilder().pickListValidation(false).autoRefreshFields(false).build())
      .resourcePath(`${folder}/`).logger(new LogBuilder().level(Levels.OFF).filePath(join(folder, "log.txt")).build()).initialize();
  },
  async "create 1"() {
    const response = await leads.createRecords("Leads", body([record({ Last_Name: "Single", Company: "One Ltd", Email: "single@example.com", Annual_Revenue: 12.5 })]));
    assert.equal(response.getStatusCode(), 201);
    ids = results(response);
    assert.match(ids[0], /^\d{17,19}$/);
  },
  async "create 100"() {
    const many = Array.from({ length: 100 }, (_, i) => record({ Last_Name: `Many ${i}`, City: "Crowd" }));
    const made = results(await leads.createRecords("Leads", body(many)));
    assert.equal(new Set(made).size, 100);
    ids.push(...made);
  },
  async "create with a mistake"() {
    const response = await leads.createRecords("Leads", body([record({ Last_Name: "Good" }), record({ Last_Name: "Bad", Email: "nonsense" })]));
    assert.deepEqual([response.getStatusCode(), results(response)[1]], [207, "INVALID_DATA"]);
  },
  async read() {
    const [read] = (await leads.getRecord(BigInt(ids[0]), "Leads")).getObject().getData();
    assert.deepEqual(["Last_Name", "Company", "Annual_Revenue"].map((name) => read.getKeyValue(name)), ["Single", "One Ltd", 12.5]);
    assert.equal(read.getKeyValue("Owner").getEmail(), "maya.chen@example.com");
  },
  // Lists of v2 need no fields.
  async "list with paging"() {
    const seen = [];
    for (let page = 1, more = true; more; ++page) {
      const response = await leads.getRecords("Leads", await parameters([[GetRecordsParam.PER_PAGE, 40], [GetRecordsParam.PAGE, page]]));
      seen.push(...ids_of(response));
      more = response.getObject().getInfo().getMoreRecords();
    }
    assert.equal(new Set(seen).size, seen.length);
    for (const id of ids) assert.ok(seen.includes(id));
  },
  async update() {
    const response = await leads.updateRecord(BigInt(ids[0]), "Leads", body([record({ City: "Changed" })]));
    assert.deepEqual([response.getStatusCode(), results(response)], [200, [ids[0]]]);
    assert.equal((await crm("GET", `Leads/${ids[0]}?fields=City`)).data[0].City, "Changed");
  },
  async upsert() {
    const wrapper = body([record({ Last_Name: "Single", Email: "single@example.com", State: "Upserted" })]);
    wrapper.setDuplicateCheckFields(["Email"]);
    const [item] = (await leads.upsertRecords("Leads", wrapper)).getObject().getData();
    assert.deepEqual([String(item.getDetails().get("id")), item.getAction().getValue(), item.getDuplicateField()], [ids[0], "update", "Email"]);
  },
  async "search three ways"() {
    for (const [parameter, value] of [[SearchRecordsParam.CRITERIA, "((Last_Name:equals:Single)and(City:equals:Changed))"], [SearchRecordsParam.EMAIL, "single@example.com"], [SearchRecordsParam.WORD, "Upserted"]])
      assert.deepEqual(ids_of(await leads.searchRecords("Leads", await parameters([[parameter, value]]))), [ids[0]], value);
  },
  async "delete with a wrong id"() {
    const response = await leads.deleteRecords("Leads", await parameters([[DeleteRecordsParam.IDS, `${ids[100]},17`]]));
    assert.deepEqual([response.getStatusCode(), results(response)], [207, [ids[100], "INVALID_DATA"]]);
  },
  async notes() {
    const { NotesOperations } = model_and_params("notes/notes_operations");
    const parent = record({});
    parent.setId(BigInt(ids[0]));
    const note = new (model("notes/note"))();
    note.setNoteTitle("Title");
    note.setNoteContent("Content");
    note.setParentId(parent);
    note.setSeModule("Leads");
    const made = await new NotesOperations().createNotes(body([note], "notes"));
    assert.equal(made.getStatusCode(), 201);
    const id = made.getObject().getData()[0].getDetails().get("id");
    const [read] = (await new NotesOperations().getNote(BigInt(id))).getObject().getData();
    assert.deepEqual([read.getNoteTitle(), read.getNoteContent(), String(read.getParentId().getId())], ["Title", "Content", ids[0]]);
    const related = await new RelatedRecordsOperations("Notes", "Leads").getRelatedRecords(BigInt(ids[0]));
    assert.deepEqual(related.getObject().getData().map((one) => one.getKeyValue("Note_Content")), ["Content"]);
  },
  async "attachments up and down"() {
    const { AttachmentsOperations } = model_and_params("attachments/attachments_operations");
    const attachments = new AttachmentsOperations("Leads", BigInt(ids[0]));
    const file = join(folder, "plain.txt");
    writeFileSync(file, "attached bytes");
    const wrapper = new (model("attachments/file_body_wrapper"))();
    wrapper.setFile(new StreamWrapper(null, null, file));
    const up = await attachments.uploadAttachment(wrapper);
    assert.equal(up.getStatusCode(), 200);
    const id = BigInt(up.getObject().getData()[0].getDetails().get("id"));
    const [listed] = (await attachments.getAttachments()).getObject().getData();
    assert.deepEqual([listed.getId(), listed.getFileName(), Number(listed.getSize())], [id, "plain.txt", 14]);
    const down = (await attachments.downloadAttachment(id)).getObject().getFile();
    assert.deepEqual([down.getName(), await bytes_of(down.getStream())], ["plain.txt", "attached bytes"]);
  },
  async coql() {
    const wrapper = new (model("query/body_wrapper"))();
    wrapper.setSelectQuery("select Last_Name, City from Leads where Last_Name = 'Single' limit 5");
    const { QueryOperations } = model_and_params("query/query_operations");
    const found = (await new QueryOperations().getRecords(wrapper)).getObject().getData();
    assert.deepEqual(found.map((one) => [one.getKeyValue("Last_Name"), one.getKeyValue("City")]), [["Single", "Changed"]]);
  },
  async "org and users"() {
    const { OrgOperations } = model_and_params("org/org_operations");
    const [org] = (await new OrgOperations().getOrganization()).getObject().getOrg();
    assert.equal(org.getZgid(), ready.org_id);
    const { UsersOperations, GetUsersParam } = model_and_params("users/users_operations");
    const users = (await new UsersOperations().getUsers(await parameters([[GetUsersParam.TYPE, "ActiveUsers"]]))).getObject().getUsers();
    assert.deepEqual(users.map((user) => [user.getEmail(), user.getProfile().getName()]), [["maya.chen@example.com", "Administrator"]]);
  },
  // Answers of v2 are flat: the ids as text.
  async convert() {
    const converter = new (model("record/lead_converter"))();
    converter.setDeals(record({ Deal_Name: "SDK deal", Closing_Date: new Date("2027-01-31"), Stage: new Choice("Qualification"), Amount: 100 }));
    const wrapper = new (model("record/convert_body_wrapper"))();
    wrapper.setData([converter]);
    const response = await leads.convertLead(BigInt(ids[0]), wrapper);
    assert.equal(response.getStatusCode(), 200);
    const [made] = response.getObject().getData();
    const [contact] = (await leads.getRecord(BigInt(made.getContacts()), "Contacts")).getObject().getData();
    assert.deepEqual([contact.getKeyValue("Last_Name"), contact.getKeyValue("Mailing_City")], ["Single", "Changed"]);
    const [deal] = (await leads.getRecord(BigInt(made.getDeals()), "Deals")).getObject().getData();
    assert.deepEqual([deal.getKeyValue("Deal_Name"), deal.getKeyValue("Amount"), deal.getKeyValue("Stage").getValue()], ["SDK deal", 100, "Qualification"]);
  },
  async "related records"() {
    const [account] = (await crm("GET", "Accounts/search?criteria=(Account_Name:equals:One Ltd)")).data;
    const related = await new RelatedRecordsOperations("Contacts", "Accounts").getRelatedRecords(BigInt(account.id));
    assert.deepEqual(related.getObject().getData().map((one) => one.getKeyValue("Last_Name")), ["Single"]);
    const product = record({});
    product.setId(BigInt((await crm("POST", "Products", { data: [{ Product_Name: "Lamp" }] })).data[0].details.id));
    const products = new RelatedRecordsOperations("Products", "Leads");
    const linked = await products.updateRelatedRecords(BigInt(ids[1]), body([product], "related_records"));
    assert.deepEqual([linked.getStatusCode(), results(linked)], [200, [String(product.getId())]]);
    assert.deepEqual(ids_of(await products.getRelatedRecords(BigInt(ids[1]))), [String(product.getId())]);
    assert.deepEqual(results(await products.delinkRecord(product.getId(), BigInt(ids[1]))), [String(product.getId())]);
    assert.equal((await products.getRelatedRecords(BigInt(ids[1]))).getStatusCode(), 204);
  },
  async "a script and the client see each other's records"() {
    const id = script('info zoho.crm.createRecord("Leads", {"Last_Name":"From a script", "City":"Bonn"}).get("id");');
    const [read] = (await leads.getRecord(BigInt(id), "Leads")).getObject().getData();
    assert.deepEqual([read.getKeyValue("Last_Name"), read.getKeyValue("City")], ["From a script", "Bonn"]);
    assert.equal(script(`info zoho.crm.getRecordById("Leads", "${ids[1]}").get("Last_Name");`), "Many 0");
    await leads.updateRecord(BigInt(id), "Leads", body([record({ City: "Kiel" })]));
    assert.equal(script('info zoho.crm.searchRecords("Leads", "((Last_Name:equals:from a script)and(City:equals:Kiel))").size();'), "1");
  },
});
