// The operations of zoho_crm against a scripted service: what they send, and what they give (connector-operations.md; the
// inputs marked so are the seed's samples).
#include "connectors/crm/operations.h"

#include <algorithm>

#include "connectors/tasks/task_call.h"
#include "tests/connectors/tasks/harness.h"

namespace sluice::connectors {
namespace {

using crm::OperationResult;

constexpr std::string_view kContactFields =
    R"({"fields":[
{"api_name":"First_Name","field_label":"First Name","data_type":"text"},
{"api_name":"Last_Name","field_label":"Last Name","data_type":"text","display_field":false,"length":80,"system_mandatory":true,"read_only":false,"operation_type":{"api_update":true}},
{"api_name":"Full_Name","field_label":"Full Name","data_type":"text","display_field":true,"read_only":true},
{"api_name":"Email","field_label":"Email","data_type":"email"},
{"api_name":"Phone","field_label":"Phone","data_type":"phone"},
{"api_name":"Title","field_label":"Title","data_type":"text"},
{"api_name":"Annual_Revenue","field_label":"Annual Revenue","data_type":"currency"},
{"api_name":"Account_Name","field_label":"Account Name","data_type":"lookup"},
{"api_name":"Description","field_label":"Description","data_type":"textarea"},
{"api_name":"Closing","field_label":"Closing","data_type":"datetime"},
{"api_name":"Lines","field_label":"Lines","data_type":"subform"}]})";

class CrmOperations : public ServiceTest {
 protected:
  OperationResult run(std::string_view operation, std::string_view input) {
    return crm::run_operation(*crm::find_operation(operation), json(input), "", context);
  }
  // The result, or `code: message` of its failure.
  std::string outcome(std::string_view operation, std::string_view input) {
    const OperationResult result = run(operation, input);
    return result ? shown(*result) : result.error().code + ": " + result.error().message;
  }
  void answer_fields() { answer(200, std::string(kContactFields)); }
  static std::string item(std::string_view id, std::string_view message = "record updated") {
    return R"({"code":"SUCCESS","details":{"id":")" + std::string(id) + R"("},"message":")" + std::string(message) +
           R"(","status":"success"})";
  }
};

TEST_F(CrmOperations, ThereAreNineteen) {
  EXPECT_EQ(crm::operations().size(), 19u);
  EXPECT_EQ(std::ranges::count_if(crm::operations(), [](const crm::Operation& each) { return each.metadata; }), 7);
}

TEST_F(CrmOperations, DeleteOfTheSeed) {
  const std::string failed =
      R"({"code":"INVALID_DATA","details":{"id":"3000000009012"},"message":"record not deleted","status":"error"})";
  answer(207, R"({"data":[)" + item("3000000001234", "record deleted") + "," + failed + "]}");
  EXPECT_EQ(outcome("delete_records", R"({"module_name":"Contacts","ids":["3000000001234","3000000009012"]})"),
            R"({"data":[)" + item("3000000001234", "record deleted") + "," + failed + "]}");
  EXPECT_EQ(sent().method, "DELETE");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v8/Contacts?ids=3000000001234%2C3000000009012");
  answer(400, R"({"data":[)" + failed + "]}");
  EXPECT_NE(outcome("delete_records", R"({"module_name":"Contacts","ids":"3000000009012","shape":"tray"})")
                .find("Record does not exist"),
            std::string::npos);
}

TEST_F(CrmOperations, BatchesOfMoreThanAHundredKeepTheirOrder) {
  std::string ids;
  std::string first, second;
  for (int i = 1; i <= 150; ++i) {
    ids += (i == 1 ? "" : ",") + std::to_string(i);
    (i <= 100 ? first : second) += ((i == 1 || i == 101) ? "" : ",") + item(std::to_string(i), "record deleted");
  }
  answer(200, R"({"data":[)" + first + "]}");
  answer(500, R"({"code":"INTERNAL_ERROR","details":{},"message":"Internal Server Error","status":"error"})");
  const OperationResult result = run("delete_records", R"({"module_name":"Leads","ids":[)" + ids + "]}");
  ASSERT_TRUE(result);
  const Value data = tasks::member_at(*result, "data", context);
  ASSERT_EQ(data.container().size(), 150u);
  EXPECT_EQ(shown(data.container().items()[99]), item("100", "record deleted"));
  EXPECT_EQ(shown(tasks::member_at(data, "100.code", context)), R"("INTERNAL_ERROR")");
  answer(400,
         R"({"code":"LIMIT_EXCEEDED","details":{},"message":"count of records in your request exceeds the limit"})");
  EXPECT_EQ(outcome("delete_records", R"({"module_name":"Leads","split":false,"ids":[)" + ids + "]}"),
            "LIMIT_EXCEEDED: count of records in your request exceeds the limit");
}

TEST_F(CrmOperations, UpdateSpecificRecordOfTheSeedTakesLabels) {
  answer_fields();
  answer(200, R"({"data":[)" + item("3000000001234") + "]}");
  EXPECT_EQ(
      outcome(
          "update_specific_record",
          R"({"module_name":"Contacts","record_id":"3000000001234","record":[{"name":"First Name","value":"John"},{"name":"Last Name","value":"Doe"},{"name":"Email","value":"johndoe@example.com"},{"name":"Phone","value":"+1 (555) 123-4567"}],"trigger":["workflow"]})"),
      R"({"data":[)" + item("3000000001234") + "]}");
  EXPECT_EQ(sent(1).method, "PUT");
  EXPECT_EQ(sent(1).url, "https://www.zohoapis.eu/crm/v8/Contacts/3000000001234");
  EXPECT_EQ(
      sent(1).body,
      R"({"data":[{"First_Name":"John","Last_Name":"Doe","Email":"johndoe@example.com","Phone":"+1 (555) 123-4567"}],"trigger":["workflow"]})");
}

TEST_F(CrmOperations, UpdateRecordsOfTheSeedChecksDuplicatesFirst) {
  answer_fields();
  answer(200, R"({"data":[{"id":"99","Email":"john.smith@example.com"}]})");  // somebody else has this address
  answer(200, R"({"data":[)" + item("3890876000000410002") + "]}");
  EXPECT_EQ(
      outcome(
          "update_records",
          R"({"module_name":"Contacts","records":[{"record_id":"3890876000000410001","properties2":[{"field":"Last_Name","value":"Smith"},{"field":"Email","value":"john.smith@example.com"},{"field":"Phone","value":"+1 (555) 123-4567"}]},{"record_id":"3890876000000410002","properties2":[{"field":"First_Name","value":"Jane"},{"field":"Title","value":"Marketing Manager"}]}],"check_duplicates":["Email","Phone"],"shape":"tray"})"),
      R"({"data":[{"code":"DUPLICATE_DATA","details":{"api_name":"Email","id":"99"},"message":"duplicate data","status":"error"},)" +
          item("3890876000000410002", "Record updated successfully") + "]}");
  EXPECT_EQ(sent(1).url,
            "https://www.zohoapis.eu/crm/v2/Contacts/search?criteria=%28Email%3Aequals%3Ajohn.smith%40example.com%29");
  EXPECT_EQ(sent(2).body, R"({"data":[{"First_Name":"Jane","Title":"Marketing Manager","id":"3890876000000410002"}]})");
}

TEST_F(CrmOperations, SearchOfTheSeedGoesThroughAQuery) {
  answer_fields();
  answer(200, R"({"data":[{"id":"2"},{"id":"1"}],"info":{"count":2,"more_records":true}})");
  answer(200, R"({"data":[{"id":"1","Last_Name":"A"},{"id":"2","Last_Name":"B"}]})");
  EXPECT_EQ(
      outcome(
          "search_records",
          R"({"module_name":"Leads","query":{"criteria_list":[{"field_name":"Email","field_value":"example.com","condition":"ends_with"},{"field_name":"Annual_Revenue","field_value":"1000000","condition":"greater_than"}]},"per_page":50,"page":1})"),
      R"({"data":[{"id":"2","Last_Name":"B"},{"id":"1","Last_Name":"A"}],"info":{"per_page":50,"count":2,"page":1,"more_records":true}})");
  EXPECT_EQ(sent(1).url, "https://www.zohoapis.eu/crm/v8/coql");
  EXPECT_EQ(
      sent(1).body,
      R"({"select_query":"select id from Leads where (Email like '%example.com' and Annual_Revenue > 1000000) order by id desc limit 0, 50"})");
  EXPECT_TRUE(sent(2).url.starts_with("https://www.zohoapis.eu/crm/v8/Leads?ids=2%2C1&fields=First_Name%2CLast_Name"))
      << sent(2).url;
}

TEST_F(CrmOperations, SearchUsesTheServicesOwnWhereItCan) {
  answer_fields();
  answer(204);
  EXPECT_EQ(
      outcome(
          "search_records",
          R"j({"module_name":"Leads","query":{"criteria_list":[{"field_name":"Last Name","field_value":"O(1)","condition":"starts_with"},{"field_name":"Annual_Revenue","field_value":[1,5],"condition":"between"}]}})j"),
      R"({"data":[],"info":{"per_page":200,"count":0,"page":1,"more_records":false}})");
  EXPECT_EQ(sent(1).url,
            "https://www.zohoapis.eu/crm/v8/Leads/"
            "search?criteria=%28%28Last_Name%3Astarts_with%3AO%5C%281%5C%29%29and%28Annual_Revenue%3Abetween%3A1%2C5%"
            "29%29&page=1&per_page=200");
}

TEST_F(CrmOperations, SearchRefusesWhatNeitherWayCanDo) {
  const auto search = [&](std::string_view field, std::string_view condition, std::string_view value) {
    answer_fields();
    return outcome("search_records", R"({"module_name":"Leads","query":{"criteria_list":[{"field_name":")" +
                                         std::string(field) + R"(","condition":")" + std::string(condition) +
                                         R"(","field_value":")" + std::string(value) + R"("}]}})");
  };
  EXPECT_EQ(
      search("Annual_Revenue", "starts_with", "1"),
      "UNSUPPORTED_CONDITION: the condition starts_with is not possible for the field Annual_Revenue, which is of "
      "type currency");
  EXPECT_EQ(
      search("Description", "ends_with", "x"),
      "UNSUPPORTED_CONDITION: the condition ends_with is not possible for the field Description, which is of type "
      "textarea");
  EXPECT_EQ(search("Email", "sounds_like", "x"), "UNSUPPORTED_CONDITION: there is no condition 'sounds_like'");
  EXPECT_TRUE(search("Email", "ends_with", "100%").starts_with("UNSUPPORTED_CONDITION: % and _"));
  EXPECT_EQ(search("Emial", "equals", "x"),
            "UNKNOWN_FIELD: the module Leads has no field 'Emial'; did you mean 'Email'?");
}

TEST_F(CrmOperations, ValuesBecomeWhatTheirFieldsWant) {
  answer_fields();
  answer(201, R"({"data":[)" + item("1", "record added") + "]}");
  outcome(
      "create_specific_record",
      R"({"module_name":"Contacts","record":{"Last Name":5,"Annual Revenue":"1000.50","Account Name":"77","Closing":"2026-03-01T10:00:00Z"}})");
  EXPECT_EQ(
      sent(1).body,
      R"({"data":[{"Last_Name":"5","Annual_Revenue":1000.50,"Account_Name":{"id":"77"},"Closing":"2026-03-01T10:00:00+00:00"}]})");
  answer_fields();
  EXPECT_EQ(outcome("create_specific_record", R"({"module_name":"Contacts","record":{"Account Name":"Acme"}})"),
            "INVALID_LOOKUP: 'Acme' is not the id of a record, which the field Account_Name wants");
}

TEST_F(CrmOperations, ASingleRecordThatFailsIsAFailure) {
  const std::string failed =
      R"({"code":"MANDATORY_NOT_FOUND","details":{"api_name":"Last_Name"},"message":"required field not found","status":"error"})";
  answer_fields();
  answer(400, R"({"data":[)" + failed + "]}");
  EXPECT_EQ(outcome("create_specific_record", R"({"module_name":"Contacts","record":{"Email":"a@x.org"}})"),
            "MANDATORY_NOT_FOUND: required field not found");
  answer_fields();
  answer(400, R"({"data":[)" + failed + "]}");
  EXPECT_EQ(outcome("create_specific_record",
                    R"({"module_name":"Contacts","record":{"Email":"a@x.org"},"throw_on_item_error":false})"),
            R"({"data":[)" + failed + "]}");
}

TEST_F(CrmOperations, ConvertIsFlatInTheSeedsShape) {
  const std::string converted =
      R"({"data":[{"code":"SUCCESS","details":{"Contacts":{"name":"B","id":"1"},"Deals":null,"Accounts":{"name":"A","id":"2"}},"message":"The record has been converted successfully","status":"success"}]})";
  answer(200, converted);
  EXPECT_EQ(outcome("convert_lead", R"({"record_id":"5","data":{"overwrite":true,"accounts":"2"}})"), converted);
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v8/Leads/5/actions/convert");
  EXPECT_EQ(sent().body, R"({"data":[{"overwrite":true,"Accounts":{"id":"2"}}]})");
  answer(200, converted);
  EXPECT_EQ(outcome("convert_lead", R"({"record_id":5,"shape":"tray"})"),
            R"({"data":[{"Contacts":"1","Deals":null,"Accounts":"2"}]})");
  EXPECT_EQ(sent(1).body, R"({"data":[{}]})");
}

TEST_F(CrmOperations, UpsertNamesItsDuplicateChecks) {
  answer_fields();
  answer(200, R"({"data":[)" + item("1") + "]}");
  outcome(
      "create_update_records",
      R"({"module_name":"Contacts","records":[[{"field":"Last_Name","value":"A"},{"field":"Email","value":"a@x.org"}]],"check_duplicates":["Email"]})");
  EXPECT_EQ(sent(1).url, "https://www.zohoapis.eu/crm/v8/Contacts/upsert");
  EXPECT_EQ(sent(1).body, R"({"data":[{"Last_Name":"A","Email":"a@x.org"}],"duplicate_check_fields":["Email"]})");
}

TEST_F(CrmOperations, ReadsNameTheirFields) {
  answer_fields();
  answer(200, R"({"data":[{"id":"1","Tag":[{"name":"Potential","id":"9"}]}],"info":{"count":1}})");
  EXPECT_EQ(outcome("list_records", R"({"module_name":"Contacts","page":"2","per_page":50})"),
            R"({"data":[{"id":"1","Tag":[{"name":"Potential","id":"9"}]}],"info":{"count":1}})");
  EXPECT_EQ(
      sent(1).url,
      "https://www.zohoapis.eu/crm/v8/Contacts?fields=First_Name%2CLast_Name%2CFull_Name%2CEmail%2CPhone%2CTitle%2C"
      "Annual_Revenue%2CAccount_Name%2CDescription%2CClosing&page=2&per_page=50");
  answer(204);
  EXPECT_EQ(outcome("get_record", R"({"module_name":"Contacts","record_id":"7"})"),
            "RECORD_NOT_FOUND: there is no record 7");
  answer(200, R"({"users":[{"id":"1"}],"info":{}})");
  outcome("list_users", R"({"user_type":"ActiveUsers","page":"1","per_page":"50"})");
  EXPECT_EQ(sent(3).url, "https://www.zohoapis.eu/crm/v8/users?type=ActiveUsers&page=1&per_page=50");
}

// The samples show version 2, tags as their names, users without their addresses, offsets in hours.
TEST_F(CrmOperations, TheSeedsShapeIsThatOfVersion2) {
  answer(
      200,
      R"({"data":[{"id":"1","Tag":[{"name":"Potential","id":"9"}],"Owner":{"name":"A","id":"2","email":"a@x.org"}}]})");
  EXPECT_EQ(outcome("list_records", R"({"module_name":"Contacts","shape":"tray"})"),
            R"({"data":[{"id":"1","Tag":["Potential"],"Owner":{"name":"A","id":"2"}}]})");
  EXPECT_EQ(sent().url, "https://www.zohoapis.eu/crm/v2/Contacts");
  answer(
      200,
      R"({"users":[{"offset":19800000,"decimal_separator":"Period","territories":[{"name":"West","id":"1"}]},{"offset":-25200000}]})");
  EXPECT_EQ(outcome("list_users", R"({"shape":"tray"})"),
            R"({"users":[{"offset":5.5,"decimal_separator":".","territories":["West"]},{"offset":-7}]})");
}

TEST_F(CrmOperations, UnknownKeysAreRefusedWhenItIsStrict) {
  EXPECT_EQ(outcome("list_records", R"({"module_name":"Leads","per_pages":5,"strict":true})"),
            "INVALID_INPUT: per_pages is not known; did you mean 'per_page'?");
  EXPECT_EQ(
      outcome(
          "search_records",
          R"({"module_name":"Leads","query":{"criteria_list":[{"field_name":"Email","condition":"equals","value":"x"}]},"strict":true})"),
      "INVALID_INPUT: query.criteria_list[0].value is not known");
  answer(204);
  EXPECT_EQ(outcome("list_users", R"({"per_pages":5})").substr(0, 12), R"({"users":[],)");
}

TEST_F(CrmOperations, ABatchFailsWithItsFirstItemWhenAskedTo) {
  const std::string failed =
      R"({"code":"INVALID_DATA","details":{"id":"9"},"message":"record not deleted","status":"error"})";
  answer(207, R"({"data":[)" + item("1", "record deleted") + "," + failed + "]}");
  const OperationResult result =
      run("delete_records", R"({"module_name":"Leads","ids":["1","9"],"throw_on_item_error":true})");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "INVALID_DATA");
  EXPECT_EQ(result.error().message, "record not deleted");
  EXPECT_EQ(shown(result.error().details),
            R"({"index":1,"data":[)" + item("1", "record deleted") + "," + failed + "]}");
  answer(200, R"({"data":[)" + item("1", "record deleted") + "]}");
  EXPECT_TRUE(run("delete_records", R"({"module_name":"Leads","ids":["1"],"throw_on_item_error":true})"));
}

// The operations of a connector's own file: path, query and body from the map (tasks-crm.md §5).
TEST_F(CrmOperations, OtherConnectorsHaveTheOperationsOfTheirFiles) {
  host.scripted.store.parameters["base_url"] = "https://api.acme.example/v1";
  host.scripted.store.operations = {{"list", "GET", "/{module}", {{"page", "p"}}, "data.rows", ""},
                                    {"add", "POST", "/{module}", {}, "", ""}};
  const auto called = [](std::string_view operation, std::string_view input) {
    return R"(["acme.)" + std::string(operation) + R"(",)" + std::string(input) + R"(,"acme_prod"])";
  };
  answer(200, R"({"data":{"rows":[1]}})");
  EXPECT_EQ(shown_call("zoho.crm.invokeConnector", called("list", R"({"module":"a b","page":2,"q":"x&y"})")),
            R"({"status_code":200,"response":"[1]"})");
  EXPECT_EQ(sent().url, "https://api.acme.example/v1/a%20b?p=2&q=x%26y");
  EXPECT_EQ(store().wishes.back().link, "acme_prod");
  EXPECT_EQ(store().wishes.back().connector, "acme");
  answer(400, R"({"error":"no"})");
  EXPECT_EQ(shown_call("zoho.crm.invokeConnector", called("add", R"({"module":"m","name":"n","tags":["a"]})")),
            R"({"status_code":400,"response":"{\"error\":\"no\"}"})");
  EXPECT_EQ(sent(1).method + " " + sent(1).body, R"(POST {"name":"n","tags":["a"]})");
  EXPECT_EQ(fault_of("zoho.crm.invokeConnector", called("list", "{}")).code, messages::TaskArgument);
  EXPECT_EQ(fault_of("zoho.crm.invokeConnector", called("none", "{}")).code, messages::UnknownOperation);
}

TEST_F(CrmOperations, ModulesOfEachKind) {
  const std::string modules =
      R"({"modules":[{"api_name":"Leads","singular_label":"Lead","plural_label":"Leads","api_supported":true,"generated_type":"default","status":"visible","creatable":true,"deletable":true,"viewable":true,"convertable":true},{"api_name":"Tasks","singular_label":"Task","plural_label":"Tasks","api_supported":true,"generated_type":"default","status":"visible","creatable":true,"deletable":false,"viewable":true,"convertable":false},{"api_name":"Home","api_supported":false,"generated_type":"default","status":"visible"}]})";
  constexpr std::string_view kLeads = R"({"api_name":"Leads","singular_label":"Lead","plural_label":"Leads"})";
  constexpr std::string_view kTasks = R"({"api_name":"Tasks","singular_label":"Task","plural_label":"Tasks"})";
  const auto rows = [](std::string_view list) { return R"({"modules":[)" + std::string(list) + "]}"; };
  for (int i = 0; i < 5; ++i) answer(200, modules);
  EXPECT_EQ(
      outcome("list_convertable_modules", "{}"),
      R"({"convertable_modules":[{"module":"Leads","convertable":true},{"module":"Tasks","convertable":false}]})");
  EXPECT_EQ(outcome("list_creatable_modules", "{}"), rows(std::string(kLeads) + "," + std::string(kTasks)));
  EXPECT_EQ(outcome("list_deletable_modules", "{}"), rows(kLeads));
  EXPECT_EQ(outcome("list_upsertable_modules", "{}"), rows(kLeads));
  EXPECT_EQ(outcome("list_viewable_modules", "{}"), rows(std::string(kLeads) + "," + std::string(kTasks)));
}

TEST_F(CrmOperations, FieldsAndIdsForChoices) {
  answer_fields();
  const std::string fields = outcome("list_fields", R"({"module_name":"Contacts","shape":"tray"})");
  EXPECT_NE(
      fields.find(
          R"({"api_name":"Last_Name","data_type":"string","length":80,"required":true,"field_label":"Last Name","read_only":false})"),
      std::string::npos)
      << fields;
  answer_fields();
  answer(200, R"({"data":[{"id":"1","Full_Name":"John Doe"},{"id":"2","Full_Name":null}]})");
  EXPECT_EQ(outcome("list_record_ids", R"({"module_name":"Contacts"})"),
            R"({"result":[{"text":"John Doe","value":"1"},{"text":"2","value":"2"}]})");
  EXPECT_EQ(sent(2).url, "https://www.zohoapis.eu/crm/v8/Contacts?fields=Full_Name&per_page=200");
}

TEST_F(CrmOperations, InputIsCheckedBeforeAnythingIsSent) {
  EXPECT_EQ(outcome("list_records", "{}"), "MISSING_INPUT: module_name is missing");
  EXPECT_EQ(outcome("get_record", R"({"module_name":"Leads","record_id":"abc"})"),
            "INVALID_INPUT: record_id must be digits, as in \"5725767000000524157\"");
  EXPECT_EQ(outcome("list_records", R"({"module_name":"Leads","sort_order":"up"})"),
            "INVALID_INPUT: sort_order must be one of asc,desc");
  EXPECT_EQ(outcome("update_records", R"({"module_name":"Leads","records":[{"record_id":"1"}]})"),
            "MISSING_INPUT: records[0].properties2 is missing");
  EXPECT_EQ(outcome("search_records", R"({"module_name":"Leads","query":{"criteria_list":[]}})"),
            "INVALID_INPUT: query.criteria_list must have at least 1 element");
  EXPECT_TRUE(wire().requests.empty());
}

TEST_F(CrmOperations, DelugeReachesThemThroughInvokeConnector) {
  answer(200, R"({"org":[{"id":"1"}]})");
  EXPECT_EQ(shown_call("zoho.crm.invokeConnector", R"(["zoho_crm.get_organization",{}])"),
            R"({"status_code":200,"response":"{\"org\":[{\"id\":\"1\"}]}"})");
  answer(400, R"({"code":"INVALID_MODULE","details":{"resource_path_index":0},"message":"m","status":"error"})");
  EXPECT_EQ(
      shown_call("zoho.crm.invokeConnector", R"(["zoho_crm.get_record",{"module_name":"Leds","record_id":1}])"),
      R"({"status_code":400,"response":"{\"http_status\":400,\"code\":\"INVALID_MODULE\",\"message\":\"m\",\"details\":{\"resource_path_index\":0}}"})");
  EXPECT_EQ(fault_of("zoho.crm.invokeConnector", R"(["zoho_crm.nothing",{}])").code, messages::UnknownOperation);
}

}  // namespace
}  // namespace sluice::connectors
