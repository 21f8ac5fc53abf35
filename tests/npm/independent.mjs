// An implementation that shares no code with the official SDKs. It has no calls for conversion, the organisation, users and
// COQL.
import * as zoho from "@dereekb/zoho";
import { address, assert, crm, ready, script, steps } from "./support.mjs";

const accounts = zoho.zohoAccountsFactory({})({ refreshToken: ready.refresh_token, clientId: ready.client_id, clientSecret: ready.client_secret, apiUrl: address });
const context = zoho.zohoCrmFactory({ accountsContext: accounts.accountsContext })({ apiUrl: `${address}/crm` }).crmContext;
const module = "Contacts";
let ids;

await steps({
  async "create 1"() {
    const one = await zoho.zohoCrmInsertRecord(context)({ module, data: { Last_Name: "Solo", Email: "solo@example.com", Phone: "+49 228 1234" } });
    assert.match(one.id, /^\d{17,19}$/);
    ids = [one.id];
  },
  async "create 100"() {
    const data = Array.from({ length: 100 }, (_, i) => ({ Last_Name: `Many ${i}` }));
    const many = await zoho.zohoCrmInsertRecord(context)({ module, data });
    assert.deepEqual([many.errorItems, many.successItems[99].input], [[], { Last_Name: "Many 99" }]);
    ids.push(...many.successItems.map((item) => item.result.details.id));
    assert.equal(new Set(ids).size, 101);
  },
  async "create with a mistake"() {
    const some = await zoho.zohoCrmInsertRecord(context)({ module, data: [{ Last_Name: "Two" }, { First_Name: "No last name" }] });
    assert.deepEqual([some.successItems.length, some.errorItems.length, some.errorItems[0].result.code], [1, 1, "MANDATORY_NOT_FOUND"]);
  },
  async read() {
    const record = await zoho.zohoCrmGetRecordById(context)({ module, id: ids[0] });
    assert.deepEqual([record.Last_Name, record.Email], ["Solo", "solo@example.com"]);
    await assert.rejects(zoho.zohoCrmGetRecordById(context)({ module, id: "5725767000000400000" }));
  },
  async "list with paging"() {
    const seen = [];
    for (let page = 1, more = true; more; ++page) {
      const list = await zoho.zohoCrmGetRecords(context)({ module, fields: "Last_Name", per_page: 40, page });
      seen.push(...list.data.map((one) => one.id));
      more = list.info.more_records;
    }
    assert.equal(new Set(seen).size, seen.length);
    for (const id of ids) assert.ok(seen.includes(id));
  },
  async "search four ways"() {
    const search = async (how) => (await zoho.zohoCrmSearchRecords(context)({ module, ...how })).data.map((one) => one.id);
    for (const how of [{ criteria: [{ field: "Last_Name", filter: "starts_with", value: "Sol" }] }, { email: "solo@example.com" }, { phone: "492281234" }, { word: "Solo" }])
      assert.deepEqual(await search(how), [ids[0]], JSON.stringify(how));
    assert.deepEqual(await search({ word: "Nobody" }), []);
  },
  async "update and upsert"() {
    await zoho.zohoCrmUpdateRecord(context)({ module, data: { id: ids[0], Title: "CEO" } });
    const upserted = await zoho.zohoCrmUpsertRecord(context)({ module, data: { Last_Name: "Solo", Email: "solo@example.com", Department: "Sales" } });
    assert.equal(upserted.id, ids[0]);
    const record = (await crm("GET", `Contacts/${ids[0]}`)).data[0];
    assert.deepEqual([record.Title, record.Department], ["CEO", "Sales"]);
  },
  async "delete with a wrong id"() {
    const gone = await zoho.zohoCrmDeleteRecord(context)({ module, ids: [ids[100], "17"] });
    assert.deepEqual(gone.data.map((one) => one.code), ["SUCCESS", "INVALID_DATA"]);
    assert.equal(await crm("GET", `Contacts/${ids[100]}`), null);
  },
  async notes() {
    await zoho.zohoCrmCreateNotesForRecord(context)({ module, id: ids[0], notes: { Note_Title: "t", Note_Content: "c" } });
    const notes = await zoho.zohoCrmGetNotesForRecord(context)({ module, id: ids[0], fields: "Note_Title,Note_Content" });
    assert.deepEqual(notes.data.map((note) => note.Note_Content), ["c"]);
  },
  async "attachments up and down"() {
    const up = await zoho.zohoCrmUploadAttachmentForRecord(context)({ module, id: ids[0], file: new File(["attached bytes"], "plain.txt"), attachmentCategoryName: "Resume" });
    const [item] = (await up.json()).data;
    assert.equal(item.code, "SUCCESS");
    const list = await zoho.zohoCrmGetAttachmentsForRecord(context)({ module, id: ids[0], fields: "File_Name,Size" });
    assert.deepEqual(list.data.map((one) => [one.id, one.File_Name, Number(one.Size)]), [[item.details.id, "plain.txt", 14]]);
    const down = await zoho.zohoCrmDownloadAttachmentForRecord(context)({ module, id: ids[0], attachment_id: item.details.id });
    assert.deepEqual([down.mimeType, await down.response.text()], ["application/x-download", "attached bytes"]);
    await zoho.zohoCrmDeleteAttachmentFromRecord(context)({ module, id: ids[0], attachment_id: item.details.id });
    assert.equal(await crm("GET", `Contacts/${ids[0]}/Attachments?fields=id`), null);
  },
  async "related records"() {
    const account = (await crm("POST", "Accounts", { data: [{ Account_Name: "Solo Ltd" }] })).data[0].details.id;
    await zoho.zohoCrmUpdateRecord(context)({ module, data: { id: ids[0], Account_Name: { id: account } } });
    const related = await zoho.zohoCrmGetRelatedRecordsFunctionFactory(context)({ targetModule: "Contacts" })({ module: "Accounts", id: account, fields: "Last_Name" });
    assert.deepEqual(related.data.map((one) => one.Last_Name), ["Solo"]);
  },
  async tags() {
    const made = await zoho.zohoCrmCreateTagsForModule(context)({ module, tags: { name: "vip" } });
    assert.equal(made.successItems.length, 1);
    const tags = await zoho.zohoCrmGetTagsForModule(context)({ module });
    assert.ok(tags.data.some((tag) => tag.name === "vip"));
  },
  async "a script and the client see each other's records"() {
    const id = script('info zoho.crm.createRecord("Contacts", {"Last_Name":"From a script"}).get("id");');
    assert.equal((await zoho.zohoCrmGetRecordById(context)({ module, id })).Last_Name, "From a script");
    assert.equal(script(`info zoho.crm.getRecordById("Contacts", "${ids[1]}").get("Last_Name");`), "Many 0");
  },
});
