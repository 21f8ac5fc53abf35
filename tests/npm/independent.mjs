// An implementation that shares no code with the official SDKs.
import * as zoho from "@dereekb/zoho";
import { address, assert, crm, ready, steps } from "./support.mjs";

const accounts = zoho.zohoAccountsFactory({})({ refreshToken: ready.refresh_token, clientId: ready.client_id, clientSecret: ready.client_secret, apiUrl: address });
const context = zoho.zohoCrmFactory({ accountsContext: accounts.accountsContext })({ apiUrl: `${address}/crm` }).crmContext;
let ids;

await steps({
  async "insert one and many"() {
    const one = await zoho.zohoCrmInsertRecord(context)({ module: "Contacts", data: { Last_Name: "Solo", Email: "solo@example.com" } });
    assert.match(one.id, /^\d{17,19}$/);
    const many = await zoho.zohoCrmInsertRecord(context)({ module: "Contacts", data: [{ Last_Name: "Two" }, { First_Name: "No last name" }] });
    assert.deepEqual([many.successItems.length, many.errorItems.length, many.errorItems[0].result.code], [1, 1, "MANDATORY_NOT_FOUND"]);
    ids = [one.id, many.successItems[0].result.details.id];
  },
  async "read, list and search"() {
    const record = await zoho.zohoCrmGetRecordById(context)({ module: "Contacts", id: ids[0] });
    assert.deepEqual([record.Last_Name, record.Email], ["Solo", "solo@example.com"]);
    const list = await zoho.zohoCrmGetRecords(context)({ module: "Contacts", fields: "Last_Name", per_page: 5 });
    assert.ok(list.data.some((one) => one.id === ids[1]));
    const found = await zoho.zohoCrmSearchRecords(context)({ module: "Contacts", criteria: [{ field: "Last_Name", filter: "starts_with", value: "Sol" }] });
    assert.deepEqual(found.data.map((one) => one.id), [ids[0]]);
    await assert.rejects(zoho.zohoCrmGetRecordById(context)({ module: "Contacts", id: "5725767000000400000" }));
  },
  async "update, upsert, delete"() {
    await zoho.zohoCrmUpdateRecord(context)({ module: "Contacts", data: { id: ids[0], Title: "CEO" } });
    await zoho.zohoCrmUpsertRecord(context)({ module: "Contacts", data: { Last_Name: "Solo", Email: "solo@example.com", Department: "Sales" } });
    const record = (await crm("GET", `Contacts/${ids[0]}`)).data[0];
    assert.deepEqual([record.Title, record.Department], ["CEO", "Sales"]);
    const gone = await zoho.zohoCrmDeleteRecord(context)({ module: "Contacts", ids: [ids[1], "17"] });
    assert.deepEqual(gone.data.map((one) => one.code), ["SUCCESS", "INVALID_DATA"]);
  },
  async notes() {
    await zoho.zohoCrmCreateNotesForRecord(context)({ module: "Contacts", id: ids[0], notes: { Note_Title: "t", Note_Content: "c" } });
    const notes = await zoho.zohoCrmGetNotesForRecord(context)({ module: "Contacts", id: ids[0], fields: "Note_Title,Note_Content" });
    assert.deepEqual(notes.data.map((note) => note.Note_Content), ["c"]);
  },
  async tags() {
    const made = await zoho.zohoCrmCreateTagsForModule(context)({ module: "Contacts", tags: { name: "vip" } });
    assert.equal(made.successItems.length, 1);
    const tags = await zoho.zohoCrmGetTagsForModule(context)({ module: "Contacts" });
    assert.ok(tags.data.some((tag) => tag.name === "vip"));
  },
});
