// The official SDK for v8 against the sandbox.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@zohocrm/nodejs-sdk-8.0";
import { Environment } from "@zohocrm/nodejs-sdk-8.0/lib/routes/dc/environment.js";
import { address, assert, bytes_of, crm, new_folder, ready, script, steps } from "./support.mjs";

const { Record, Notes, Attachments, Coql, ConvertLead, RelatedRecords, Org, Users } = sdk;
const folder = new_folder("sdk8");
const { RecordOperations, BodyWrapper, GetRecordsParam, SearchRecordsParam, DeleteRecordsParam } = Record;

function body(records, more = {}) {
  const wrapper = new BodyWrapper();
  wrapper.setData(records);
  if (more.check) wrapper.setDuplicateCheckFields(more.check);
  return wrapper;
}

function lead(values) {
  const record = new Record.Record();
  for (const [name, value] of Object.entries(values)) record.addKeyValue(name, value);
  return record;
}

function parameters(entries) {
  const map = new sdk.ParameterMap();
  return entries.reduce(async (before, [parameter, value]) => { await before; await map.add(parameter, value); return map; }, Promise.resolve(map));
}

// The results of a batch: ids of those that succeeded, codes of the others.
function results(response) {
  return response.getObject().getData().map((item) => (item instanceof Record.SuccessResponse ? String(item.getDetails().get("id")) : item.getCode().getValue()));
}

let ids, converted;
const leads = () => new RecordOperations("Leads");

await steps({
  async initialize() {
    const environment = new Environment(address, `${address}/oauth/v2/token`, address);
    const token = new sdk.OAuthBuilder().clientId(ready.client_id).clientSecret(ready.client_secret).refreshToken(ready.refresh_token).build();
    const config = new sdk.SDKConfigBuilder().pickListValidation(false).autoRefreshFields(false).build();
    await (await new sdk.InitializeBuilder()).environment(environment).token(token).store(new sdk.FileStore(join(folder, "tokens.txt")))
      .SDKConfig(config).resourcePath(`${folder}/`).logger(new sdk.LogBuilder().level(sdk.Levels.OFF).filePath(join(folder, "log.txt")).build()).initialize();
  },
  async "create 1"() {
    const response = await leads().createRecords(body([lead({ Last_Name: "Single", Company: "One Ltd", Email: "single@example.com", Annual_Revenue: 12.5 })]));
    assert.equal(response.getStatusCode(), 201);
    [ids] = [results(response)];
    assert.match(ids[0], /^\d{17,19}$/);
  },
  async "create 100"() {
    const many = Array.from({ length: 100 }, (_, i) => lead({ Last_Name: `Many ${i}`, City: "Crowd" }));
    const made = results(await leads().createRecords(body(many)));
    assert.equal(new Set(made).size, 100);
    ids.push(...made);
  },
  async "create with a mistake"() {
    const response = await leads().createRecords(body([lead({ Last_Name: "Good" }), lead({ Last_Name: "Bad", Email: "nonsense" })]));
    assert.deepEqual([response.getStatusCode(), results(response)[1]], [207, "INVALID_DATA"]);
  },
  async read() {
    const response = await leads().getRecord(BigInt(ids[0]), await parameters([]));
    const [record] = response.getObject().getData();
    assert.equal(record.getKeyValue("Last_Name"), "Single");
    assert.equal(record.getKeyValue("Annual_Revenue"), 12.5);
    assert.equal(record.getKeyValue("Owner").getEmail(), "maya.chen@example.com");
  },
  async "list with paging"() {
    const seen = [];
    for (let page = 1; ; ++page) {
      const map = await parameters([[GetRecordsParam.FIELDS, "Last_Name,City"], [GetRecordsParam.PER_PAGE, 40], [GetRecordsParam.PAGE, page]]);
      const list = (await leads().getRecords(map)).getObject();
      seen.push(...list.getData().map((record) => String(record.getId())));
      if (!list.getInfo().getMoreRecords()) break;
    }
    assert.equal(new Set(seen).size, seen.length);
    for (const id of ids) assert.ok(seen.includes(id));
  },
  async update() {
    const change = lead({ City: "Changed" });
    const response = await leads().updateRecord(BigInt(ids[0]), body([change]));
    assert.deepEqual([response.getStatusCode(), results(response)], [200, [ids[0]]]);
    assert.equal((await crm("GET", `Leads/${ids[0]}?fields=City`)).data[0].City, "Changed");
  },
  async upsert() {
    const response = await leads().upsertRecords(body([lead({ Last_Name: "Single", Email: "single@example.com", State: "Upserted" })], { check: ["Email"] }));
    const [item] = response.getObject().getData();
    assert.deepEqual([String(item.getDetails().get("id")), item.getAction().getValue(), item.getDuplicateField()], [ids[0], "update", "Email"]);
  },
  async "search three ways"() {
    for (const [parameter, value] of [[SearchRecordsParam.CRITERIA, "((Last_Name:equals:Single)and(City:equals:Changed))"], [SearchRecordsParam.EMAIL, "single@example.com"], [SearchRecordsParam.WORD, "Upserted"]]) {
      const found = (await leads().searchRecords(await parameters([[parameter, value]]))).getObject();
      assert.deepEqual(found.getData().map((record) => String(record.getId())), [ids[0]], value);
    }
  },
  async "delete with a wrong id"() {
    const response = await leads().deleteRecords(await parameters([[DeleteRecordsParam.IDS, `${ids[100]},17`]]));
    assert.deepEqual([response.getStatusCode(), results(response)], [207, [ids[100], "INVALID_DATA"]]);
  },
  async notes() {
    const note = new Notes.Note();
    note.setNoteTitle("Title");
    note.setNoteContent("Content");
    const parent = new Notes.ParentId();
    parent.setId(BigInt(ids[0]));
    const module = new (await import("@zohocrm/nodejs-sdk-8.0/lib/core/com/zoho/crm/api/modules/minified_module.js")).MasterModel();
    module.setAPIName("Leads");
    parent.setModule(module);
    note.setParentId(parent);
    const wrapper = new Notes.BodyWrapper();
    wrapper.setData([note]);
    const response = await new Notes.NotesOperations().createNotes(wrapper);
    assert.equal(response.getStatusCode(), 201);
    const related = await new RelatedRecords.RelatedRecordsOperations("Notes", "Leads").getRelatedRecords(BigInt(ids[0]), await parameters([[RelatedRecords.GetRelatedRecordsParam.FIELDS, "Note_Title,Note_Content"]]));
    assert.deepEqual(related.getObject().getData().map((one) => one.getKeyValue("Note_Content")), ["Content"]);
  },
  async "attachments up and down"() {
    const file = join(folder, "it's é.txt");
    writeFileSync(file, "attached bytes");
    const wrapper = new Attachments.FileBodyWrapper();
    wrapper.setFile(new sdk.StreamWrapper(null, null, file));
    const up = await new Attachments.AttachmentsOperations().uploadAttachments(BigInt(ids[0]), "Leads", wrapper);
    assert.equal(up.getStatusCode(), 200);
    const id = up.getObject().getData()[0].getDetails().get("id");
    const down = await new Attachments.AttachmentsOperations().getAttachment(BigInt(id), BigInt(ids[0]), "Leads");
    assert.equal(await bytes_of((await down.getObject()).getFile().getStream()), "attached bytes");
  },
  async coql() {
    const wrapper = new Coql.BodyWrapper();
    wrapper.setSelectQuery("select Last_Name, City from Leads where Last_Name = 'Single' limit 5");
    const found = (await new Coql.CoqlOperations().getRecords(wrapper)).getObject().getData();
    assert.deepEqual(found.map((record) => [record.getKeyValue("Last_Name"), record.getKeyValue("City")]), [["Single", "Changed"]]);
  },
  async "org and users"() {
    const org = (await new Org.OrgOperations().getOrganization()).getObject().getOrg()[0];
    assert.equal(org.getZgid(), ready.org_id);
    const users = (await new Users.UsersOperations().getUsers(await parameters([[Users.GetUsersParam.TYPE, new sdk.Choice("ActiveUsers")]]))).getObject().getUsers();
    assert.ok(users.some((user) => user.getEmail() === "maya.chen@example.com"));
  },
  async convert() {
    const converter = new ConvertLead.LeadConverter();
    const deal = new Record.Record();
    for (const [name, value] of Object.entries({ Deal_Name: "SDK deal", Closing_Date: new Date("2027-01-31"), Stage: new sdk.Choice("Qualification"), Amount: 100 })) deal.addKeyValue(name, value);
    converter.setDeals(deal);
    const wrapper = new ConvertLead.BodyWrapper();
    wrapper.setData([converter]);
    const response = await new ConvertLead.ConvertLeadOperations(BigInt(ids[0])).convertLead(wrapper);
    assert.equal(response.getStatusCode(), 200);
    converted = response.getObject().getData()[0].getDetails();
    const made = await crm("GET", `Leads/${ids[0]}`);
    const dealRecord = await crm("GET", `Deals/${made.data[0].Converted_Deal.id}`);
    assert.deepEqual([dealRecord.data[0].Deal_Name, dealRecord.data[0].Amount, dealRecord.data[0].Contact_Name.name], ["SDK deal", 100, "Single"]);
    assert.ok(converted);
  },
  async "related records"() {
    const account = (await crm("GET", `Leads/${ids[0]}`)).data[0].Converted_Account.id;
    const related = await new RelatedRecords.RelatedRecordsOperations("Contacts", "Accounts").getRelatedRecords(BigInt(account), await parameters([[RelatedRecords.GetRelatedRecordsParam.FIELDS, "Last_Name"]]));
    assert.deepEqual(related.getObject().getData().map((one) => one.getKeyValue("Last_Name")), ["Single"]);
    const id = (await crm("POST", "Products", { data: [{ Product_Name: "Lamp" }] })).data[0].details.id;
    const product = new Record.Record();
    product.setId(BigInt(id));
    const products = new RelatedRecords.RelatedRecordsOperations("Products", "Leads");
    const wrapper = new RelatedRecords.BodyWrapper();
    wrapper.setData([product]);
    const linked = async () => {
      const response = await products.getRelatedRecords(BigInt(ids[1]), await parameters([[RelatedRecords.GetRelatedRecordsParam.FIELDS, "Product_Name"]]));
      return response.getStatusCode() === 204 ? [] : response.getObject().getData().map((one) => one.getKeyValue("Product_Name"));
    };
    assert.equal((await products.updateRelatedRecords(BigInt(ids[1]), wrapper)).getStatusCode(), 200);
    assert.deepEqual(await linked(), ["Lamp"]);
    assert.equal((await products.delinkRecord(BigInt(id), BigInt(ids[1]))).getStatusCode(), 200);
    assert.deepEqual(await linked(), []);
  },
  async "a script and the client see each other's records"() {
    const id = script('info zoho.crm.createRecord("Leads", {"Last_Name":"From a script", "City":"Bonn"}).get("id");');
    const [record] = (await leads().getRecord(BigInt(id))).getObject().getData();
    assert.deepEqual([record.getKeyValue("Last_Name"), record.getKeyValue("City")], ["From a script", "Bonn"]);
    assert.equal(script(`info zoho.crm.getRecordById("Leads", "${ids[1]}").get("Last_Name");`), "Many 0");
    await leads().updateRecord(BigInt(id), body([lead({ City: "Kiel" })]));
    assert.equal(script(`info zoho.crm.searchRecords("Leads", "((Last_Name:equals:from a script)and(City:equals:Kiel))").size();`), "1");
  },
  async "what others made"() {
    const id = (await crm("POST", "Leads", { data: [{ Last_Name: "From elsewhere" }] })).data[0].details.id;
    const [record] = (await leads().getRecord(BigInt(id))).getObject().getData();
    assert.equal(record.getKeyValue("Last_Name"), "From elsewhere");
    assert.equal(readFileSync(join(folder, "tokens.txt"), "utf8").includes(ready.refresh_token), true);
  },
});
