// Tasks of other services: method, address, headers and body as each service's own reference (the source of the row)
// has them, and results as the tasks' pages show them.
#include "tests/connectors/tasks/harness.h"

namespace sluice::connectors {
namespace {

struct Exchange {
  std::string_view task;
  std::string_view arguments;  // JSON
  std::string_view method;
  std::string_view url;
  std::string_view body;
  std::string_view header = {};  // `name: value` that the request must have
  std::string_view answer = "{}";
  std::string_view result = "{}";
  int status = 200;
};

constexpr Exchange kExchanges[] = {
    // ---- Books
    {"zoho.books.createRecord", R"(["Contacts","10",{"contact_name":"Ada"},"books"])", "POST",
     "https://www.zohoapis.eu/books/v3/contacts?organization_id=10", R"({"contact_name":"Ada"})",
     "Content-Type: application/json", R"({"code":0,"contact":{"id":"1"}})", R"({"code":0,"contact":{"id":"1"}})", 201},
    {"zoho.books.getRecords", R"(["Invoices",10,"status=sent&page=2","books"])", "GET",
     "https://www.zohoapis.eu/books/v3/invoices?organization_id=10&status=sent&page=2", ""},
    {"zoho.books.getRecords", R"(["Invoices","10",{},"books"])", "GET",
     "https://www.zohoapis.eu/books/v3/invoices?organization_id=10", ""},
    {"zoho.books.markStatus", R"(["Invoices","10","5","sent","books"])", "POST",
     "https://www.zohoapis.eu/books/v3/invoices/5/status/sent?organization_id=10", ""},
    {"zoho.books.updateRecord", R"(["Contacts","10","5",{"notes":"x"},"books"])", "PUT",
     "https://www.zohoapis.eu/books/v3/contacts/5?organization_id=10", R"({"notes":"x"})"},
    {"zoho.books.getRecordsById", R"(["Contacts","10","5","books"])", "GET",
     "https://www.zohoapis.eu/books/v3/contacts/5?organization_id=10", "", "",
     R"({"code":1002,"message":"Contact does not exist."})", R"({"code":1002,"message":"Contact does not exist."})",
     404},
    {"zoho.invoice.create", R"(["Customer Payments","10",{"amount":5}])", "POST",
     "https://www.zohoapis.eu/invoice/v3/customerpayments", R"({"amount":5})", "X-com-zoho-invoice-organizationid: 10"},
    {"zoho.inventory.markStatus", R"(["SalesOrders","10","5","void"])", "POST",
     "https://www.zohoapis.eu/inventory/v1/salesorders/5/status/void?organization_id=10", ""},
    {"zoho.subscriptions.getList", R"(["customers","10",50,2,"billing"])", "GET",
     "https://www.zohoapis.eu/billing/v1/customers?per_page=50&page=2", "",
     "X-com-zoho-subscriptions-organizationid: 10"},

    // ---- Recruit
    {"zoho.recruit.addRecord", R"(["Candidates",{"Last Name":"Byron","Email":"a@x.org"},2,true])", "POST",
     "https://recruit.zoho.eu/recruit/v2/Candidates/upsert",
     R"({"data":[{"Last_Name":"Byron","Email":"a@x.org"}],"trigger":["workflow"]})", "Content-Type: application/json",
     R"({"data":[{"code":"SUCCESS","details":{"id":"9","Created_Time":"t","Modified_Time":"t","Created_By":{"name":"Ada"},"Modified_By":{"name":"Ada"}},"status":"success"}]})",
     R"({"message":"Record(s) added successfully","Id":"9","Created Time":"t","Modified Time":"t","Created By":"Ada","Modified By":"Ada"})",
     201},
    {"zoho.recruit.updateRecord", R"(["Candidates",9,{"City":"Ulm"},false,"recruit"])", "PUT",
     "https://recruit.zoho.eu/recruit/v2/Candidates/9", R"({"data":[{"City":"Ulm"}],"trigger":[]})"},
    {"zoho.recruit.getRecords", R"j(["Candidates",1,2,"(Last Name,Email)","Last_Name","asc","recruit"])j", "GET",
     "https://recruit.zoho.eu/recruit/v2/"
     "Candidates?fields=Last_Name%2CEmail&sort_by=Last_Name&sort_order=asc&page=1&per_page=200",
     "", "", R"({"data":[{"id":"1"},{"id":"2"},{"id":"3"}]})", R"([{"id":"1"},{"id":"2"}])"},
    {"zoho.recruit.searchRecords", R"(["Candidates","Last Name|=|Byron",0,20,"ALL","recruit"])", "GET",
     "https://recruit.zoho.eu/recruit/v2/Candidates/"
     "search?criteria=%28Last_Name%3Aequals%3AByron%29&page=1&per_page=200",
     "", "", "", "[]", 204},

    // ---- Creator
    {"zoho.creator.createRecord", R"(["ada","shop","Order",{"Item":"Engine"},{"result":{"message":true}},"creator"])",
     "POST", "https://creator.zoho.eu/api/v2/ada/shop/form/Order",
     R"({"data":{"Item":"Engine"},"result":{"message":true}})", "Content-Type: application/json",
     R"({"code":3000,"data":{"ID":"4"}})", R"({"code":3000,"data":{"ID":"4"}})"},
    {"zoho.creator.getRecords", R"(["ada","shop","Orders","Item == \"Engine\"",1,100,"creator"])", "GET",
     "https://creator.zoho.eu/api/v2/ada/shop/report/Orders?from=1&limit=100&criteria=Item%20%3D%3D%20%22Engine%22",
     ""},
    {"zoho.creator.updateRecords", R"(["ada","shop","Orders","",{"Done":true},{},"creator"])", "PATCH",
     "https://creator.zoho.eu/api/v2/ada/shop/report/Orders", R"({"data":{"Done":true},"criteria":"ID != 0"})"},
    {"zoho.creator.updateRecord", R"(["ada","shop","Orders",4,{"Done":true},{},"creator"])", "PATCH",
     "https://creator.zoho.eu/api/v2/ada/shop/report/Orders/4", R"({"data":{"Done":true}})"},
    {"zoho.creator.v2_1.getRecords", R"(["ada","shop","Orders","ID != 0",{"max_records":500},"creator"])", "GET",
     "https://www.zohoapis.eu/creator/v2.1/data/ada/shop/report/Orders?max_records=500&criteria=ID%20%21%3D%200", ""},
    {"zoho.creator.v1.createRecord", R"(["ada","shop","Order",{"Item":"Engine"}])", "POST",
     "https://creator.zoho.eu/api/v2/ada/shop/form/Order", R"({"data":{"Item":"Engine"}})", "",
     R"({"code":3000,"data":{"ID":"4"}})", R"({"values":{"ID":"4"},"status":"Success"})"},

    // ---- Cliq
    {"zoho.cliq.postToChannel", R"(["sales","Won!"])", "POST",
     "https://cliq.zoho.eu/api/v2/channelsbyname/sales/message", R"({"text":"Won!"})", "Content-Type: application/json",
     "", R"({"status":"success"})", 204},
    {"zoho.cliq.postToChannel", R"(["none",{"text":"x","card":{"title":"t"}},"cliq"])", "POST",
     "https://cliq.zoho.eu/api/v2/channelsbyname/none/message", R"({"text":"x","card":{"title":"t"}})", "",
     R"({"code":"channel_not_exists"})", R"({"code":"channel_not_exists"})", 400},
    {"zoho.cliq.postToUser", R"(["ada@example.com","hi","cliq"])", "POST",
     "https://cliq.zoho.eu/api/v2/buddies/ada%40example.com/message", R"({"text":"hi"})", "", "",
     R"({"status":"success"})", 204},
    {"zoho.cliq.postToBot", R"(["robot","hi","cliq"])", "POST", "https://cliq.zoho.eu/api/v2/bots/robot/message",
     R"({"text":"hi"})", "", R"({"users":["7"]})", R"({"users":["7"]})"},
    {"zoho.cliq.createRecord", R"(["orders",{"item":"Engine"},"cliq"])", "POST",
     "https://cliq.zoho.eu/api/v2/storages/orders/records", R"({"values":{"item":"Engine"}})"},
    {"zoho.cliq.deleteRecords", R"(["orders","done == true","cliq"])", "DELETE",
     "https://cliq.zoho.eu/api/v2/storages/orders/records?criteria=done%20%3D%3D%20true", ""},

    // ---- Desk
    {"zoho.desk.create", R"([641,"Tickets",{"subject":"x"}])", "POST", "https://desk.zoho.eu/api/v1/tickets",
     R"({"subject":"x"})", "orgId: 641"},
    {"zoho.desk.getRecords", R"([641,"Contacts"])", "GET", "https://desk.zoho.eu/api/v1/contacts?from=1&limit=10", "",
     "orgId: 641"},
    {"zoho.desk.searchRecords", R"([641,"Tickets",{"status":"Open"},0,50,"desk"])", "GET",
     "https://desk.zoho.eu/api/v1/tickets/search?status=Open&from=0&limit=50", ""},
    {"zoho.desk.update", R"([641,"Tickets",5,{"status":"Closed"},"desk"])", "PATCH",
     "https://desk.zoho.eu/api/v1/tickets/5", R"({"status":"Closed"})", "",
     R"({"errorCode":"INVALID_DATA","message":"m"})", R"({"errorCode":"INVALID_DATA","message":"m"})", 422},
    {"zoho.desk.getRelatedRecordById", R"([641,"comments",7,"Tickets",5,"desk"])", "GET",
     "https://desk.zoho.eu/api/v1/tickets/5/comments/7", ""},
    {"zoho.desk.ticket.merge", R"([641,5,{"ids":["6","7"]},"desk"])", "POST",
     "https://desk.zoho.eu/api/v1/tickets/5/merge", R"({"ids":["6","7"]})"},
    {"zoho.desk.ticket.move", R"([641,5,9,"desk"])", "POST", "https://desk.zoho.eu/api/v1/tickets/5/move",
     R"({"departmentId":9})"},
    {"zoho.desk.ticket.split", R"([641,5,8,"desk"])", "POST", "https://desk.zoho.eu/api/v1/tickets/5/threads/8/split",
     ""},

    // ---- Projects
    {"zoho.projects.create", R"(["acme",3,"tasks",{"name":"Build it","custom_fields":{"a":1}}])", "POST",
     "https://projectsapi.zoho.eu/restapi/portal/acme/projects/3/tasks/",
     "name=Build%20it&custom_fields=%7B%22a%22%3A1%7D", "Content-Type: application/x-www-form-urlencoded"},
    {"zoho.projects.getRecords", R"(["acme",3,"taskLists",0,20])", "GET",
     "https://projectsapi.zoho.eu/restapi/portal/acme/projects/3/tasklists/?index=0&range=20", ""},
    {"zoho.projects.getRecords", R"(["acme",3,"bugs",{"flag":"internal"}])", "GET",
     "https://projectsapi.zoho.eu/restapi/portal/acme/projects/3/bugs/?flag=internal", ""},
    {"zoho.projects.associateLogs", R"(["acme",3,"tasks",4,{"hours":"02:00"}])", "POST",
     "https://projectsapi.zoho.eu/restapi/portal/acme/projects/3/tasks/4/logs/", "hours=02%3A00"},
    {"zoho.projects.getPortals", "[]", "GET", "https://projectsapi.zoho.eu/restapi/portals/", ""},

    // ---- Sheet
    {"zoho.sheet.getSheets", R"(["rid","sheet"])", "POST", "https://sheet.zoho.eu/api/v2/rid", "method=worksheet.list"},
    {"zoho.sheet.createRecords", R"(["rid","Sheet1",{"Name":"Ada"},{"header_row":1},"sheet"])", "POST",
     "https://sheet.zoho.eu/api/v2/rid",
     "worksheet_name=Sheet1&header_row=1&method=worksheet.records.add&json_data=%5B%7B%22Name%22%3A%22Ada%22%7D%5D"},
    {"zoho.sheet.updateRecords", R"(["rid","Sheet1","\"Name\"=\"Ada\"",{"Age":36},{},"sheet"])", "POST",
     "https://sheet.zoho.eu/api/v2/rid",
     "worksheet_name=Sheet1&criteria=%22Name%22%3D%22Ada%22&data=%7B%22Age%22%3A36%7D&method=worksheet.records.update"},
    {"zoho.sheet.find", R"(["rid","row","Ada","Sheet1",3,"sheet"])", "POST", "https://sheet.zoho.eu/api/v2/rid",
     "scope=row&search=Ada&worksheet_name=Sheet1&method=find&row=3"},
    {"zoho.sheet.insertCSV", R"(["rid","Sheet1","a,b",2,1,"sheet"])", "POST", "https://sheet.zoho.eu/api/v2/rid",
     "worksheet_name=Sheet1&row=2&column=1&method=worksheet.csvdata.set&data=a%2Cb"},

    // ---- People
    {"zoho.people.create", R"(["employee",{"EmployeeID":"7"}])", "POST",
     "https://people.zoho.eu/people/api/forms/json/employee/insertRecord", "inputData=%7B%22EmployeeID%22%3A%227%22%7D",
     "", R"({"response":{"result":{"pkId":"1","message":"ok"},"status":0}})",
     R"({"result":{"pkId":"1","message":"ok"}})"},
    {"zoho.people.getRecords", R"(["employee"])", "GET",
     "https://people.zoho.eu/people/api/forms/employee/getRecords?sIndex=1&limit=20", "", "",
     R"({"response":{"result":[{"1":[{"EmployeeID":"7"}]}],"status":0}})", R"([{"1":[{"EmployeeID":"7"}]}])"},
    {"zoho.people.update", R"(["employee",{"recordid":"1","City":"Ulm"}])", "POST",
     "https://people.zoho.eu/people/api/forms/json/employee/updateRecord",
     "recordId=1&inputData=%7B%22City%22%3A%22Ulm%22%7D", "", R"({"response":{"result":{"pkId":"1"},"status":0}})",
     R"({"result":"{\"pkId\":\"1\"}"})"},

    // ---- WorkDrive
    {"zoho.workdrive.createFolder", R"(["Plans","p1","drive"])", "POST",
     "https://www.zohoapis.eu/workdrive/api/v1/files",
     R"({"data":{"attributes":{"name":"Plans","parent_id":"p1"},"type":"files"}})", "Accept: application/vnd.api+json"},

    // ---- Salesforce and QuickBooks
    {"salesforce.sales.searchRecords", R"(["sf","SELECT Id FROM Lead"])", "GET",
     "https://acme.my.salesforce.com/services/data/v60.0/query?q=SELECT%20Id%20FROM%20Lead", "", "",
     R"({"totalSize":1,"done":true,"records":[{"Id":"00Q"}]})",
     R"({"totalSize":1,"done":true,"records":"[{\"Id\":\"00Q\"}]"})"},
    {"salesforce.sales.searchRecords", R"(["sf","SELECT"])", "GET",
     "https://acme.my.salesforce.com/services/data/v60.0/query?q=SELECT", "", "",
     R"([{"message":"unexpected token","errorCode":"MALFORMED_QUERY"}])",
     R"({"message":"unexpected token","errorCode":"MALFORMED_QUERY"})", 400},
    {"salesforce.sales.create", R"(["sf","Lead",{"LastName":"Byron","Company":"A"}])", "POST",
     "https://acme.my.salesforce.com/services/data/v60.0/sobjects/Lead", R"({"LastName":"Byron","Company":"A"})", "",
     R"({"id":"00Q","success":true,"errors":[]})", R"({"id":"00Q","success":true,"errors":[]})", 201},
    {"salesforce.sales.getRecords", R"(["sf","Product","Name = 'x'",["Id","Name"]])", "GET",
     "https://acme.my.salesforce.com/services/data/v60.0/"
     "query?q=SELECT%20Id%2CName%20FROM%20Product2%20WHERE%20Name%20%3D%20%27x%27",
     ""},
    {"salesforce.sales.update", R"(["sf","Lead","00Q",{"Company":"B"}])", "PATCH",
     "https://acme.my.salesforce.com/services/data/v60.0/sobjects/Lead/00Q", R"({"Company":"B"})", "", "",
     R"({"id":"00Q","success":true})", 204},
    {"intuit.quickbooks.create", R"(["qb","Customer","123",{"DisplayName":"Ada"}])", "POST",
     "https://quickbooks.api.intuit.com/v3/company/123/customer", R"({"DisplayName":"Ada"})",
     "Accept: application/json"},
    {"intuit.quickbooks.getRecords", R"(["qb","customer","123","DisplayName = 'Ada'"])", "GET",
     "https://quickbooks.api.intuit.com/v3/company/123/"
     "query?query=select%20%2A%20from%20Customer%20where%20DisplayName%20%3D%20%27Ada%27",
     ""},
    {"intuit.quickbooks.update", R"(["qb","Customer","123","5",{"SyncToken":"0","DisplayName":"B"}])", "POST",
     "https://quickbooks.api.intuit.com/v3/company/123/customer",
     R"({"SyncToken":"0","DisplayName":"B","Id":"5","sparse":true})"},

    // ---- short messages
    {"twilio.sms.send", R"(["tw","+4915112345","Hello"])", "POST",
     "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json", "To=%2B4915112345&Body=Hello&From=%2B1555",
     "Content-Type: application/x-www-form-urlencoded", R"({"sid":"SM1"})", R"({"status":"Success"})", 201},
    {"twilio.sms.send", R"(["tw","x","Hello"])", "POST", "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
     "To=x&Body=Hello&From=%2B1555", "", R"({"code":21211,"message":"invalid"})",
     R"({"code":21211,"message":"invalid"})", 400},
    {"clickatell.sms.send", R"(["ck","4915112345","Hello"])", "POST", "https://platform.clickatell.com/messages",
     R"({"content":"Hello","to":["4915112345"]})", "", R"({"messages":[]})", R"({"status":"Success"})", 202},
    {"clockworksms.sms.send", R"(["cw","4915112345","Hello"])", "POST", "https://api.clockworksms.com/http/send.aspx",
     "to=4915112345&content=Hello", "", "To: 4915112345 ID: AB_1", R"({"status":"Success"})"},
    {"clockworksms.sms.send", R"(["cw","1","Hello"])", "POST", "https://api.clockworksms.com/http/send.aspx",
     "to=1&content=Hello", "", "Error 10: Invalid 'To' Parameter",
     R"({"status_code":200,"response":"Error 10: Invalid 'To' Parameter"})"},
    {"hoiio.sms.send", R"(["ho","+65123","Hello"])", "POST", "https://secure.hoiio.com/open/sms/send",
     "dest=%2B65123&msg=Hello", "", R"({"status":"success_ok"})", R"({"status":"Success"})"},
    {"smsmagic.sms.send", R"(["sm","4915112345","Hello"])", "POST", "https://api.sms-magic.com/v1/sms/send",
     R"({"mobile_number":"4915112345","sms_text":"Hello","sender_id":"ACME"})", "", R"({"id":"1"})",
     R"({"status":"Success"})"},

    // ---- others
    {"zoho.bookings.createAppointment", R"([1,"30-Apr-2026 10:00:00",{"name":"Ada"},2,"UTC",true,"bk"])", "POST",
     "https://www.zohoapis.eu/bookings/v1/json/appointment",
     "service_id=1&from_time=30-Apr-2026%2010%3A00%3A00&customer_details=%7B%22name%22%3A%22Ada%22%7D&timezone=UTC&"
     "staff_id=2"},
    {"zoho.sdp.create", R"(["requests",{"subject":"x"},"","sdp"])", "POST",
     "https://sdpondemand.manageengine.eu/api/v3/requests",
     "input_data=%7B%22request%22%3A%7B%22subject%22%3A%22x%22%7D%7D",
     "Accept: application/vnd.manageengine.sdp.v3+json"},
    {"zoho.fsm.createRecord", R"(["Work_Orders",{"Summary":"x"}])", "POST", "https://fsm.zoho.eu/fsm/v1/Work_Orders",
     R"({"data":[{"Summary":"x"}]})"},
    {"zoho.fsm.getRelatedRecords", R"(["Notes","Work_Orders",42])", "GET",
     "https://fsm.zoho.eu/fsm/v1/Work_Orders/42/Notes?page=1&per_page=200", ""},
    {"zoho.fsm.getTransitions", R"(["Work_Orders","42",{},"fsm"])", "GET",
     "https://fsm.zoho.eu/fsm/v1/Work_Orders/42/actions/blueprint/transitions", ""},
    {"zoho.fsm.updateTransitions", R"(["Work_Orders","42",{"transition_id":"7","data":{"Notes":"n"}},{},"fsm"])", "PUT",
     "https://fsm.zoho.eu/fsm/v1/Work_Orders/42/actions/blueprint",
     R"({"blueprint":[{"transition_id":"7","data":{"Notes":"n"}}]})"},
    {"zoho.sdp.associate", R"(["notes",9,{"description":"d"},"itdesk","sdp"])", "POST",
     "https://sdpondemand.manageengine.eu/app/itdesk/api/v3/requests/9/notes",
     "input_data=%7B%22request_note%22%3A%7B%22description%22%3A%22d%22%7D%7D"},
    {"zoho.sdp.associate", R"(["Tasks",9,{"title":"t"},"","sdp"])", "POST",
     "https://sdpondemand.manageengine.eu/api/v3/requests/9/tasks",
     "input_data=%7B%22task%22%3A%7B%22title%22%3A%22t%22%7D%7D"},
    {"zoho.writer.mergeAndSend", R"(["d1","pdf","a@x.org",{"name":"Ada"},"writer"])", "POST",
     "https://www.zohoapis.eu/writer/api/v1/documents/d1/merge/email",
     "output_format=pdf&email=a%40x.org&merge_data=%7B%22data%22%3A%7B%22name%22%3A%22Ada%22%7D%7D"},
    {"zoho.one.addUserToGroup", R"([72,68,{"user_id":1,"member_role":0},"one"])", "POST",
     "https://one.zoho.eu/api/v1/orgs/72/groups/68/members", R"({"members":{"user_id":1,"member_role":0}})"},
    {"zoho.one.deactivateUser", R"([72,15,"one"])", "DELETE", "https://one.zoho.eu/api/v1/orgs/72/users/15/activate",
     ""},
    {"zoho.one.getGroups", R"([72,"1","200",{"include":["emails"]},"one"])", "GET",
     "https://one.zoho.eu/api/v1/orgs/72/groups?page=1&per_page=200&include=emails", ""},
    {"zoho.one.removeUserFromGroup", R"([72,68,15,"one"])", "DELETE",
     "https://one.zoho.eu/api/v1/orgs/72/groups/68/members/15", ""},
    {"zoho.directory.addUser", R"([72,{"first_name":"Ada"},"directory"])", "POST",
     "https://directory.zoho.eu/api/v1/orgs/72/users", R"({"users":{"first_name":"Ada"}})"},
    {"zoho.one.addUser", R"([72,{"first_name":"Ada","email_id":"a@x.org","gender":"F"},"one"])", "POST",
     "https://one.zoho.eu/api/v1/orgs/72/users",
     R"({"users":{"first_name":"Ada","gender":"F","emails":[{"email_id":"a@x.org"}]}})"},
    {"zoho.directory.updateUser", R"([72,15,{"first_name":"Ada"},"directory"])", "PUT",
     "https://directory.zoho.eu/api/v1/orgs/72/users/15", R"({"users":{"first_name":"Ada"}})"},
    {"zoho.directory.activateUser", R"([72,15,"directory"])", "POST",
     "https://directory.zoho.eu/api/v1/orgs/72/users/15/activate", ""},
    {"zoho.writer.documents.setName", R"(["d1","Plan","writer"])", "POST",
     "https://www.zohoapis.eu/writer/api/v1/documents/d1/meta", R"({"operations":{"name":"Plan"}})"},
    {"zoho.writer.documents.lock", R"(["d1",true,"writer"])", "POST",
     "https://www.zohoapis.eu/writer/api/v1/documents/d1/meta", R"({"operations":{"lock":true}})"},
    {"zoho.writer.documents.trackchanges", R"(["d1","disable","writer"])", "POST",
     "https://www.zohoapis.eu/writer/api/v1/documents/d1/meta", R"({"operations":{"track_changes":"disable"}})"},
    {"zoho.writer.documents.markAsReady", R"(["d1","writer"])", "POST",
     "https://www.zohoapis.eu/writer/api/v1/documents/d1/meta", R"({"operations":{"state":"mark_as_complete"}})"},
    {"zoho.connect.addPost", R"(["status",5,6,{"message":"a b"}])", "POST",
     "https://connect.zoho.eu/pulse/api/v2/addStream?scopeID=5&partitionId=6", "streamContent=a%20b"},
    {"zoho.connect.addPost", R"(["Event",5,6,{"title":"x"}])", "POST",
     "https://connect.zoho.eu/pulse/api/addEvent?scopeID=5&partitionId=6", "title=x"},
    {"zoho.connect.updatePost", R"([5,7,{"message":"m"}])", "PUT",
     "https://connect.zoho.eu/pulse/api/updateStream?scopeID=5&streamId=7", "streamContent=m"},
    {"zoho.connect.deletePost", R"([5,7])", "DELETE",
     "https://connect.zoho.eu/pulse/api/deleteStream?scopeID=5&streamId=7", ""},
    {"zoho.connect.addComment", R"([5,7,{"message":"m"},8])", "POST",
     "https://connect.zoho.eu/pulse/api/v2/addComment?scopeID=5&streamId=7&parentCommentId=8", "commentContent=m"},
    {"zoho.connect.addUsersToGroup", R"([5,6,"a@x.org"])", "POST",
     "https://connect.zoho.eu/pulse/api/addUsersToGroup?scopeID=5&partitionId=6&userEmailIds=a%40x.org", ""},
    {"zoho.connect.getPost", R"([5,7])", "GET",
     "https://connect.zoho.eu/pulse/api/v1/singleStream?scopeID=5&streamId=7", ""},
    {"zoho.connect.sendMePrivateMessage", R"(["hi you",5])", "POST",
     "https://connect.zoho.eu/pulse/api/v2/addStream?scopeID=5&isPrivate=true", "streamContent=hi%20you"},
    {"zoho.calendar.createEvent", R"(["c1",{"eventdata":{"title":"x"}},"cal"])", "POST",
     "https://calendar.zoho.eu/api/v1/calendars/c1/events", "eventdata=%7B%22title%22%3A%22x%22%7D"},
};

class ServiceTasks : public ServiceTest {
 protected:
  ServiceTasks() {
    store().parameters["instance_url"] = "https://acme.my.salesforce.com";
    store().parameters["username"] = "AC1";
    store().parameters["from"] = "+1555";
    store().parameters["sender_id"] = "ACME";
  }
};

TEST_F(ServiceTasks, SpeakAsTheReferencesSay) {
  for (const Exchange& exchange : kExchanges) {
    SCOPED_TRACE(exchange.task);
    wire().requests.clear();
    wire().answers.clear();
    answer(exchange.status, std::string(exchange.answer));
    EXPECT_EQ(shown_call(exchange.task, exchange.arguments), exchange.result);
    ASSERT_EQ(wire().requests.size(), 1u);
    EXPECT_EQ(sent().method, exchange.method);
    EXPECT_EQ(sent().url, exchange.url);
    EXPECT_EQ(sent().body, exchange.body);
    if (exchange.header.empty()) continue;
    const std::size_t colon = exchange.header.find(": ");
    EXPECT_EQ(header(exchange.header.substr(0, colon)), exchange.header.substr(colon + 2));
  }
}

TEST_F(ServiceTasks, FilesAreUploadedAndDownloaded) {
  const Value file = interpreter::FileObject::make(heap, text("plan.txt"), text("text/plain"), text("hello"));
  answer(200, R"({"data":[]})");
  call_values("zoho.workdrive.uploadFile",
              {file, text("p1"), text("my%20plan.txt"), Value::boolean(true), text("drive")});
  EXPECT_EQ(
      sent().url,
      "https://www.zohoapis.eu/workdrive/api/v1/upload?parent_id=p1&override-name-exist=true&filename=my%20plan.txt");
  EXPECT_NE(sent().body.find("name=\"content\"; filename=\"plan.txt\""), std::string::npos);

  answer(200, "%PDF", {{"Content-Type", "application/pdf"}, {"Content-Disposition", "attachment; filename=\"a.pdf\""}});
  const Value downloaded = call("zoho.sign.downloadDocument", R"([5,"sign"])");
  ASSERT_EQ(downloaded.type(), interpreter::Type::File);
  EXPECT_EQ(downloaded.file().name.text(), "a.pdf");
  EXPECT_EQ(downloaded.file().content.text(), "%PDF");

  answer(200, "{}");
  call_values("zoho.cliq.postToChannel", {text("sales"), file, text("cliq")});
  EXPECT_EQ(sent(2).url, "https://cliq.zoho.eu/api/v2/channelsbyname/sales/files");
}

TEST_F(ServiceTasks, AnUpdateOfQuickBooksReadsTheSyncToken) {
  answer(200, R"({"Customer":{"Id":"5","SyncToken":"3"}})");
  answer(200, R"({"Customer":{"Id":"5"}})");
  call("intuit.quickbooks.update", R"(["qb","Customer","123","5",{"DisplayName":"B"}])");
  EXPECT_EQ(sent(0).url, "https://quickbooks.api.intuit.com/v3/company/123/customer/5");
  EXPECT_EQ(sent(1).body, R"({"DisplayName":"B","SyncToken":"3","Id":"5","sparse":true})");
}

TEST_F(ServiceTasks, MailFindsItsAccountFirst) {
  answer(200, R"({"data":[{"accountId":"77"}]})");
  answer(200, R"({"status":{"code":200}})");
  call("zoho.mail.markAsRead", R"([5,"mail"])");
  EXPECT_EQ(sent(0).url, "https://mail.zoho.eu/api/accounts");
  EXPECT_EQ(sent(1).url, "https://mail.zoho.eu/api/accounts/77/updatemessage");
  EXPECT_EQ(sent(1).body, R"({"mode":"markAsRead","messageId":["5"]})");
}

TEST_F(ServiceTasks, AnalyticsFindsTheIdsOfItsTables) {
  answer(200, R"({"data":{"views":{"workspaceId":"1","viewId":"2","orgId":"3"}}})");
  answer(200, R"({"status":"success","data":{"updatedRows":1}})");
  EXPECT_EQ(shown_call("zoho.reports.updateData", R"(["Sales","Orders",{"a":1},"","an"])"), R"({"updatedRows":1})");
  EXPECT_EQ(sent(1).url,
            "https://analyticsapi.zoho.eu/restapi/v2/workspaces/1/views/2/"
            "rows?CONFIG=%7B%22columns%22%3A%7B%22a%22%3A1%7D%2C%22updateAllRows%22%3Atrue%7D");
  EXPECT_EQ(header("ZANALYTICS-ORGID", 1), "3");
  EXPECT_EQ(fault_of("zoho.reports.deleteRow", R"(["Sales","Orders","","an"])").code, messages::TaskArgument);
}

TEST_F(ServiceTasks, AStandInSaysItsOwnAddress) {
  store().parameters["base_url"] = "http://127.0.0.1:9000/recruit";
  store().connector = "my_recruit";
  call("zoho.recruit.getRecordById", R"(["Candidates",9,"mine"])");
  EXPECT_EQ(sent().url, "http://127.0.0.1:9000/recruit/v2/Candidates/9");
}

TEST_F(ServiceTasks, WhatCannotRunSaysWhy) {
  const interpreter::Fault fault = fault_of("zoho.ai.translate", R"(["hello","de"])");
  EXPECT_EQ(fault.code, messages::TaskImpossible);
  EXPECT_NE(fault.message.find("zoho.ai.translate cannot run outside Zoho: "), std::string::npos);
  EXPECT_TRUE(wire().requests.empty());
}

}  // namespace
}  // namespace sluice::connectors
