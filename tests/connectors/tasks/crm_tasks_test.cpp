// The CRM's tasks: requests and shapes of tasks-crm.md §2 to §7.
#include "tests/connectors/tasks/harness.h"

namespace sluice::connectors {
namespace {

class CrmTasks : public ServiceTest {};

constexpr std::string_view kStamps =
    R"({"Modified_Time":"2026-03-01T10:00:00+01:00","Modified_By":{"name":"Ada","id":"7"},"Created_Time":"2026-03-01T10:00:00+01:00","id":"5725767000000524157","Created_By":{"name":"Ada","id":"7"}})";

std::string success(std::string_view message) {
  return R"({"data":[{"code":"SUCCESS","details":)" + std::string(kStamps) + R"(,"message":")" + std::string(message) +
         R"(","status":"success"}]})";
}

TEST_F(CrmTasks, CreateRecordSendsTheEnvelopeAndGivesTheDetails) {
  answer(201, success("record added"));
  EXPECT_EQ(shown_call("zoho.crm.createRecord", R"(["Leads",{"Last_Name":"Byron","Company":"Analytical"}])"), kStamps);
  EXPECT_EQ(sent().method, "POST");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads");
  EXPECT_EQ(
      sent().body,
      R"({"data":[{"Last_Name":"Byron","Company":"Analytical"}],"trigger":["approval","blueprint","orchestration"]})");
  EXPECT_EQ(header("Content-Type"), "application/json");
  EXPECT_EQ(header("Authorization"), "Token 0");
  EXPECT_EQ(store().wishes.at(0).link, "");
  EXPECT_EQ(store().wishes.at(0).connector, "zoho_crm");
}

// tasks-crm.md §2.1: every task that writes records, in both versions, and every way to write the option.
TEST_F(CrmTasks, TriggersSayWhatRuns) {
  struct Write {
    std::string_view task;
    std::string_view first;  // arguments before the options
    std::string_view request;
    std::string_view data;
    std::string_view otherwise;  // triggers where the script names none
  };
  constexpr std::string_view kThree = R"(["approval","blueprint","orchestration"])";
  constexpr std::string_view kTwo = R"(["approval","blueprint"])";
  const Write writes[] = {
      {"createRecord", R"("Leads",{"Last_Name":"B"})", "POST /Leads", R"([{"Last_Name":"B"}])", kThree},
      {"updateRecord", R"("Leads","5",{"Last_Name":"B"})", "PUT /Leads/5", R"([{"Last_Name":"B"}])", kThree},
      {"bulkCreate", R"("Leads",[{"Last_Name":"B"}])", "POST /Leads", R"([{"Last_Name":"B"}])", kTwo},
      {"bulkUpdate", R"("Leads",[{"id":"5"}])", "PUT /Leads", R"([{"id":"5"}])", kTwo},
      {"upsert", R"("Leads",{"Email":"a@x"})", "POST /Leads/upsert", R"([{"Email":"a@x"}])", kTwo},
  };
  const std::pair<std::string_view, std::string_view> options[] = {
      {R"({"trigger":["workflow"]})", R"(["workflow"])"},
      {R"({"trigger":["workflow","approval","blueprint","orchestration"]})",
       R"(["workflow","approval","blueprint","orchestration"])"},
      {R"({"trigger":[]})", "[]"},
      {R"({"trigger":{}})", "[]"},
      {"{}", ""},
      {"null", ""},
  };
  for (const std::string version : {"v2", "v8"})
    for (const Write& write : writes) {
      const std::string task = std::string("zoho.crm.") + (version == "v8" ? "v8." : "") + std::string(write.task);
      const auto expect = [&](std::string_view option, std::string_view trigger) {
        wire().requests.clear();
        answer(201, success("record added"));
        call(task, "[" + std::string(write.first) + std::string(option) + "]");
        const std::string url = sent().url.substr(std::string("https://www.zohoapis.eu/crm/" + version).size());
        EXPECT_EQ(sent().method + " " + url, write.request) << task;
        EXPECT_EQ(sent().body, R"({"data":)" + std::string(write.data) + R"(,"trigger":)" +
                                   std::string(trigger.empty() ? write.otherwise : trigger) + "}")
            << task << option;
      };
      expect("", "");
      for (const auto& [option, trigger] : options) expect("," + std::string(option), trigger);
    }
}

// The spelling that scripts use most is a list in braces, alone or with several.
TEST_F(CrmTasks, TriggersInBraces) {
  answer(201, success("record added"));
  Value options = json("{}");
  Value braces = interpreter::Container::make_collection(heap);
  braces.container().push(text("workflow"));
  options.container().put(text("trigger"), braces);
  call_values("zoho.crm.createRecord", {text("Leads"), json(R"({"Last_Name":"B"})"), options});
  EXPECT_EQ(sent().body, R"({"data":[{"Last_Name":"B"}],"trigger":["workflow"]})");
}

TEST_F(CrmTasks, OtherWritesHaveNoTriggers) {
  answer(200, success("record updated"));
  call("zoho.crm.v8.updateRelatedRecord", R"(["Price_Books",3,"Products",4,{"list_price":5}])");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v8/Products/4/Price_Books/3");
  EXPECT_EQ(sent().body, R"({"data":[{"list_price":5}]})");
}

TEST_F(CrmTasks, TextInThePlaceOfTheOptionsIsTheConnection) {
  answer(201, success("record added"));
  call("zoho.crm.createRecord", R"(["Leads",{"Last_Name":"B"},"crm_sales"])");
  EXPECT_EQ(store().wishes.at(0).link, "crm_sales");
  answer(200, R"({"data":[{"id":"1"}]})");
  call("zoho.crm.getRecordById", R"(["Leads",1,"crm_sales"])");
  EXPECT_EQ(store().wishes.at(1).link, "crm_sales");
}

TEST_F(CrmTasks, OptionsMayNameTheConnection) {
  answer(201, success("record added"));
  call("zoho.crm.createRecord", R"(["Leads",{"Last_Name":"B"},{"connection":"zohooauth","trigger":["workflow"]}])");
  EXPECT_EQ(store().wishes.at(0).link, "zohooauth");
  EXPECT_EQ(sent().body, R"({"data":[{"Last_Name":"B"}],"trigger":["workflow"]})");
  call("zoho.crm.getRecordById", R"(["Leads",1,{"connection":"zohooauth","fields":"Email"}])");
  EXPECT_EQ(store().wishes.at(1).link, "zohooauth");
  EXPECT_EQ(sent(1).url, "https://www.zohoapis.eu/crm/v2/Leads/1?fields=Email");
}

TEST_F(CrmTasks, ErrorsOfTheServiceAreValues) {
  const std::string error =
      R"({"code":"MANDATORY_NOT_FOUND","details":{"api_name":"Last_Name"},"message":"required field not found","status":"error"})";
  answer(400, R"({"data":[)" + error + "]}");
  EXPECT_EQ(shown_call("zoho.crm.createRecord", R"(["Leads",{}])"), error);
  const std::string module =
      R"({"code":"INVALID_MODULE","details":{},"message":"the module name given seems to be invalid","status":"error"})";
  answer(400, module);
  EXPECT_EQ(shown_call("zoho.crm.createRecord", R"(["Leds",{"Last_Name":"B"}])"), module);
}

TEST_F(CrmTasks, DatesOfAScriptReachTheServiceInItsForm) {
  answer(201, success("record added"));
  Value record = json(R"({"Deal_Name":"D"})");
  record.container().put(text("Closing_Date"), Value::date_time(1'772'323'200'000, false));  // 2026-03-01
  record.container().put(text("Started"), Value::date_time(1'772'323'200'000, true));
  call_values("zoho.crm.createRecord", {text("Deals"), record});
  EXPECT_NE(sent().body.find(R"("Closing_Date":"2026-03-01","Started":"2026-03-01T00:00:00+00:00")"), std::string::npos)
      << sent().body;
  EXPECT_EQ(shown(record).find("+00:00"), std::string::npos) << "the script's own map has changed";
}

TEST_F(CrmTasks, GetRecordsGivesAList) {
  answer(200, R"({"data":[{"id":"1","Last_Name":"A"},{"id":"2","Last_Name":"B"}],"info":{"count":2}})");
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["Leads"])"),
            R"([{"id":"1","Last_Name":"A"},{"id":"2","Last_Name":"B"}])");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads?page=1&per_page=200");
  answer(204);
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["Leads",2,50,{"sort_by":"Email","fields":"Last_Name,Email"}])"),
            "[]");
  EXPECT_EQ(sent(1).url,
            "https://www.zohoapis.eu/crm/v2/Leads?page=2&per_page=50&sort_by=Email&fields=Last_Name%2CEmail");
}

TEST_F(CrmTasks, GetRecordsOfUsersGivesTheWholeAnswer) {
  answer(200, R"({"users":[{"id":"7"}],"info":{"count":1}})");
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["users",1,100,{"type":"ActiveUsers"}])"),
            R"({"users":[{"id":"7"}],"info":{"count":1}})");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/users?page=1&per_page=100&type=ActiveUsers");
}

TEST_F(CrmTasks, GetRecordByIdFailsInItsOwnWay) {
  answer(200, R"({"data":[{"id":"1","Last_Name":"A"}]})");
  EXPECT_EQ(shown_call("zoho.crm.getRecordById", R"(["Leads","1"])"), R"({"id":"1","Last_Name":"A"})");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/1");
  answer(204);
  EXPECT_EQ(shown_call("zoho.crm.getRecordById", R"(["Leads",2])"), R"({"status":"failure"})");
  answer(400, R"({"code":"INVALID_DATA","details":{},"message":"the id given seems to be invalid","status":"error"})");
  EXPECT_EQ(shown_call("zoho.crm.getRecordById", R"(["Leads","x"])"), R"({"status":"failure"})");
}

TEST_F(CrmTasks, SearchAcceptsEverySpellingOfCriteria) {
  const std::string base = "https://www.zohoapis.eu/crm/v2/Leads/search?criteria=";
  const std::pair<std::string, std::string> cases[] = {
      {"(Last_Name:equals:Byron)", "%28Last_Name%3Aequals%3AByron%29"},
      {"(a:equals:1) or (b:equals:2)", "%28%28a%3Aequals%3A1%29%20or%20%28b%3Aequals%3A2%29%29"},
      {"((a:equals:1)and(b:equals:2))", "%28%28a%3Aequals%3A1%29and%28b%3Aequals%3A2%29%29"},
      {"(Last Name|=|Byron)", "%28Last_Name%3Aequals%3AByron%29"},
      {R"((Name:equals:A \(B\)))", "%28Name%3Aequals%3AA%20%5C%28B%5C%29%29"},
  };
  for (const auto& [criteria, encoded] : cases) {
    wire().requests.clear();
    Value arguments = json("[]");
    call_values("zoho.crm.searchRecords", {text("Leads"), text(criteria)});
    EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/search?page=1&per_page=200&criteria=" + encoded)
        << criteria;
  }
}

TEST_F(CrmTasks, RelatedRecords) {
  answer(200, R"({"data":[{"id":"9"}]})");
  EXPECT_EQ(shown_call("zoho.crm.getRelatedRecords", R"(["Notes","Leads",5])"), R"([{"id":"9"}])");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/5/Notes?page=1&per_page=200");
  answer(200, success("record updated"));
  EXPECT_EQ(shown_call("zoho.crm.updateRelatedRecord", R"(["Price_Books",3,"Products",4,{"list_price":5}])"), kStamps);
  EXPECT_EQ(sent(1).method, "PUT");
  EXPECT_EQ(sent(1).url, "https://www.zohoapis.eu/crm/v2/Products/4/Price_Books/3");
  EXPECT_EQ(sent(1).body, R"({"data":[{"list_price":5}]})");
}

TEST_F(CrmTasks, BulkGivesOneResultForEach) {
  const std::string items =
      R"([{"code":"SUCCESS","details":{"id":"1"},"message":"record added","status":"success"},{"code":"INVALID_DATA","details":{},"message":"invalid data","status":"error"}])";
  answer(207, R"({"data":)" + items + "}");
  EXPECT_EQ(shown_call("zoho.crm.bulkCreate", R"(["Leads",[{"Last_Name":"A"},{"Last_Name":5}]])"), items);
  EXPECT_EQ(sent().body, R"({"data":[{"Last_Name":"A"},{"Last_Name":5}],"trigger":["approval","blueprint"]})");
  answer(200, R"({"data":)" + items + "}");
  call("zoho.crm.bulkUpdate", R"(["Leads",[{"id":"1"}]])");
  EXPECT_EQ(sent(1).method, "PUT");
}

TEST_F(CrmTasks, UpsertTakesDuplicateChecks) {
  answer(200, success("record updated"));
  EXPECT_EQ(shown_call("zoho.crm.upsert", R"(["Leads",{"Email":"a@x.org"},{"duplicate_check_fields":["Email"]}])"),
            kStamps);
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/upsert");
  EXPECT_EQ(sent().body,
            R"({"data":[{"Email":"a@x.org"}],"duplicate_check_fields":["Email"],"trigger":["approval","blueprint"]})");
}

TEST_F(CrmTasks, ConvertWritesIdsAsTheVersionWants) {
  answer(200, R"({"data":[{"Contacts":"1","Deals":null,"Accounts":"2"}]})");
  EXPECT_EQ(shown_call("zoho.crm.convertLead", R"([5,{"Accounts":{"id":"2"},"overwrite":true}])"),
            R"({"Contacts":"1","Deals":null,"Accounts":"2"})");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/5/actions/convert");
  EXPECT_EQ(sent().body, R"({"data":[{"Accounts":"2","overwrite":true}]})");
  answer(
      200,
      R"({"data":[{"code":"SUCCESS","details":{"Contacts":{"name":"B","id":"1"}},"message":"m","status":"success"}]})");
  EXPECT_EQ(shown_call("zoho.crm.v8.convertLead", R"([5,{"Accounts":2}])"), R"({"Contacts":{"name":"B","id":"1"}})");
  EXPECT_EQ(sent(1).body, R"({"data":[{"Accounts":{"id":"2"}}]})");
  const std::string converted =
      R"({"code":"ID_ALREADY_CONVERTED","details":{},"message":"id already converted","status":"error"})";
  answer(400, converted);
  EXPECT_EQ(shown_call("zoho.crm.convertLead", "[5,{}]"), converted);
}

TEST_F(CrmTasks, VersionEightReadsTakeTheirArgumentsInEitherOrder) {
  call("zoho.crm.v8.getRecords", R"(["Leads",{"fields":"Last_Name,Email"},2,50])");
  call("zoho.crm.v8.getRecords", R"(["Leads",2,50,{"fields":"Last_Name,Email"}])");
  const std::string url = "https://www.zohoapis.eu/crm/v8/Leads?fields=Last_Name%2CEmail&page=2&per_page=50";
  EXPECT_EQ(sent(0).url, url);
  EXPECT_EQ(sent(1).url, url);
  EXPECT_EQ(fault_of("zoho.crm.v8.getRecords", R"(["Leads",2])").code, messages::TaskArgument);
}

TEST_F(CrmTasks, AttachFileSendsOnePart) {
  answer(
      200,
      R"({"data":[{"code":"SUCCESS","details":{"id":"3"},"message":"attachment uploaded successfully","status":"success"}]})");
  const Value file = interpreter::FileObject::make(heap, text("a \"b\".txt"), text("text/plain"), text("hello"));
  EXPECT_EQ(
      shown(call_values("zoho.crm.attachFile", {text("Leads"), Value::number(5), file})),
      R"({"code":"SUCCESS","details":{"id":"3"},"message":"attachment uploaded successfully","status":"success"})");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads/5/Attachments");
  EXPECT_EQ(header("Content-Type"), "multipart/form-data; boundary=sluice-part");
  EXPECT_EQ(sent().body,
            "--sluice-part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.txt\"\r\n"
            "Content-Type: text/plain\r\n\r\nhello\r\n--sluice-part--\r\n");
}

TEST_F(CrmTasks, OrganisationVariables) {
  const std::string variables =
      R"({"variables":[{"api_name":"a","id":"1","value":"x"},{"api_name":"b","id":"2","value":"5"}]})";
  answer(200, variables);
  EXPECT_EQ(shown_call("zoho.crm.getOrgVariable", R"(["b"])"), R"("5")");
  answer(200, variables);
  EXPECT_TRUE(call("zoho.crm.getOrgVariable", R"(["none"])").is_null());
  wire().requests.clear();
  answer(200, variables);
  answer(200, R"({"variables":[{"code":"SUCCESS"}]})");
  EXPECT_EQ(shown_call("zoho.crm.invokeConnector", R"(["crm.set",{"apiname":"b","value":6}])"),
            R"({"status_code":200,"response":"{\"b\":\"6\",\"message\":\"New value updated successfully.\"}"})");
  EXPECT_EQ(sent(1).method, "PUT");
  EXPECT_EQ(sent(1).body, R"({"variables":[{"id":"2","value":"6"}]})");
}

TEST_F(CrmTasks, DeleteGivesTheItem) {
  answer(200, R"({"data":[{"code":"SUCCESS","details":{"id":"1"},"message":"record deleted","status":"success"}]})");
  EXPECT_EQ(shown_call("zoho.crm.deleteRecord", R"(["Leads",1])"),
            R"({"code":"SUCCESS","details":{"id":"1"},"message":"record deleted","status":"success"})");
  EXPECT_EQ(sent().method, "DELETE");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Leads?ids=1");
  answer(200, R"({"data":[]})");
  EXPECT_EQ(shown_call("zoho.crm.invokeConnector", R"(["crm.delete",{"module":"Leads","id":"1"}])"),
            R"({"status_code":200,"response":"{\"data\":[]}"})");
}

TEST_F(CrmTasks, OldNamesTakeLabels) {
  answer(
      200,
      R"({"fields":[{"api_name":"Last_Name","field_label":"Last Name","data_type":"text"},{"api_name":"Designation","field_label":"Title","data_type":"text"}]})");
  answer(201, success("record added"));
  EXPECT_EQ(shown_call("zoho.crm.create", R"(["Leads",{"Last Name":"Byron","Title":"Countess"}])"), kStamps);
  EXPECT_EQ(sent(0).url, "https://www.zohoapis.eu/crm/v2/settings/fields?module=Leads");
  EXPECT_EQ(sent(1).body, R"({"data":[{"Last_Name":"Byron","Designation":"Countess"}]})");
  answer(200, R"({"fields":[{"api_name":"Last_Name","field_label":"Last Name","data_type":"text"}]})");
  const interpreter::Fault fault = fault_of("zoho.crm.update", R"(["Leads","5",{"Lst Name":"B"}])");
  EXPECT_EQ(fault.code, messages::UnknownField);
  EXPECT_EQ(fault.help, "did you mean 'Last Name'?");
  const interpreter::Fault refused = fault_of("zoho.crm.v1.searchRecords", R"j(["Leads","(Last Name|=|x)"])j");
  EXPECT_EQ(refused.code, messages::TaskRefused);
  EXPECT_NE(refused.help.find("write zoho.crm.searchRecords"), std::string::npos);
}

TEST_F(CrmTasks, ARefusedTokenIsRenewedOnce) {
  answer(401, R"({"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"})");
  answer(204);
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["Leads"])"), "[]");
  EXPECT_EQ(header("Authorization", 1), "Token 1");
  answer(401, R"({"code":"INVALID_TOKEN"})");
  answer(401, R"({"code":"INVALID_TOKEN"})");
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["Leads"])"), R"({"code":"INVALID_TOKEN"})");
  EXPECT_EQ(wire().requests.size(), 4u);
}

TEST_F(CrmTasks, EveryCallCountsAgainstTheLimit) {
  interpreter::Limits few;
  few.calls_out = 1;
  interpreter::Budget small(few);
  interpreter::Context bounded(heap, small, host);
  const interpreter::FunctionRecord& record =
      *tasks::table().free_function(tasks::table().find_name("zoho.crm.getRecords"));
  const auto run = [&] {
    std::vector<Value> values{text("Leads")};
    interpreter::Call running{bounded, values, record};
    return record.run(running);
  };
  run();
  try {
    run();
    ADD_FAILURE() << "the second call was made";
  } catch (const interpreter::Raised& raised) {
    EXPECT_EQ(raised.fault().code, messages::CallsOutLimit);
    EXPECT_FALSE(raised.catchable());
  }
}

TEST_F(CrmTasks, AnAnswerThatIsNoJsonIsAValueToo) {
  answer(502, "<html>bad gateway</html>");
  EXPECT_EQ(shown_call("zoho.crm.getRecords", R"(["Leads"])"),
            R"({"status_code":502,"response":"<html>bad gateway</html>"})");
}

TEST_F(CrmTasks, TheDataCentreOfTheConnectionIsCalled) {
  store().parameters["api_domain"] = "http://127.0.0.1:8080";
  call("zoho.crm.getRecords", R"(["Leads"])");
  EXPECT_EQ(sent().url, "http://127.0.0.1:8080/crm/v2/Leads?page=1&per_page=200");
  store().parameters.clear();
  EXPECT_EQ(fault_of("zoho.crm.getRecords", R"(["Leads"])").code, messages::TaskUnset);
}

}  // namespace
}  // namespace sluice::connectors
