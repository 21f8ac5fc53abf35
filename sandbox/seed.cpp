#include "sandbox/seed.h"

#include "sandbox/call.h"
#include "sandbox/users_model.h"
#include "sandbox/variables.h"
#include "sandbox/write_record.h"

namespace sluice::sandbox {

namespace {

constexpr Id kFirstMetadataNumber = 26'001;

// Makes records as the first user would.
class Seeder {
 public:
  Seeder(Store& store, const Clock& clock)
      : store_(store),
        clock_(clock),
        grant_{"", "", first_user(store), {}, 0},
        call_{store, clock, options_, request_, kNewest, grant_, *store.document("user", std::to_string(grant_.user))} {
  }

  Id add(const char* module_name, const Json& body) {
    const Module& module = *store_.schema().module(module_name);
    const RecordPtr record = new_record(call_, module, body, "$");
    store_.put(module, record);
    return record->id;
  }

  std::string in_days(int days) const { return format_date(clock_.now() + days * 86400LL); }
  std::string at(int days, int hour) const {
    return in_days(days) + "T" + (hour < 10 ? "0" : "") + std::to_string(hour) + ":00:00+00:00";
  }

 private:
  Store& store_;
  const Clock& clock_;
  CrmOptions options_;
  Request request_;
  Grant grant_;
  Call call_;
};

void seed_documents(Store& store) {
  Id number = kFirstMetadataNumber;
  const auto add = [&](const char* kind, Json body) {
    const std::string id = std::to_string(make_id(number++));
    body["id"] = id;
    store.put_document(kind, id, std::move(body));
    return id;
  };
  const std::string ceo = add("role", {{"name", "CEO"}, {"reporting_to", nullptr}});
  add("role", {{"name", "Manager"}, {"reporting_to", {{"name", "CEO"}, {"id", ceo}}}});
  add("profile", {{"name", "Administrator"}, {"description", "This profile will have all the permissions."}});
  add("profile", {{"name", "Standard"},
                  {"description", "This profile will have all the permissions except administrative privileges."}});
  int sequence = 0;
  for (const char* name : {"Developer/Evaluator", "Decision Maker", "Purchasing", "Executive Sponsor",
                           "Engineering Lead", "Economic Decision Maker", "Product Management"})
    add("contact_role", {{"name", name}, {"sequence_number", ++sequence}});
}

void seed_org(Store& store, const Clock& clock, const Json& user) {
  store.put_document("meta", "org",
                     {{"country", "United States"},
                      {"hierarchy_preferences", {{"type", "Role Hierarchy"}}},
                      {"photo_id", nullptr},
                      {"city", "Springfield"},
                      {"description", nullptr},
                      {"type", "production"},
                      {"mc_status", false},
                      {"gapps_enabled", false},
                      {"lite_users_enabled", false},
                      {"domain_name", "org60001234"},
                      {"translation_enabled", false},
                      {"street", "1 Main Street"},
                      {"alias", nullptr},
                      {"currency", "US Dollar - USD"},
                      {"deletable_org_account", false},
                      {"id", id_text(make_id(160))},
                      {"state", "Illinois"},
                      {"fax", nullptr},
                      {"employee_count", "25"},
                      {"zip", "62701"},
                      {"created_time", format_datetime(clock.now(), 0)},
                      {"website", "https://www.example.com"},
                      {"currency_symbol", "$"},
                      {"mobile", nullptr},
                      {"currency_locale", "en_US"},
                      {"primary_zuid", member(user, "zuid")},
                      {"zia_portal_id", nullptr},
                      {"time_zone", "Etc/UTC"},
                      {"zgid", "60001234"},
                      {"country_code", "US"},
                      {"license_details",
                       {{"paid_expiry", nullptr},
                        {"users_license_purchased", 10},
                        {"trial_type", nullptr},
                        {"trial_expiry", nullptr},
                        {"paid", true},
                        {"paid_type", "enterprise"},
                        {"portal_users_license_purchased", 0}}},
                      {"phone", "+1 555 010 0100"},
                      {"company_name", "Sandbox Trading"},
                      {"privacy_settings", false},
                      {"primary_email", member(user, "email")},
                      {"hipaa_compliance_enabled", false},
                      {"iso_code", "USD"}});
}

struct Person {
  const char* first;
  const char* last;
  const char* company;
  const char* city;
  const char* country;
  const char* industry;
  const char* status;
  const char* source;
  int revenue;
};

constexpr Person kLeads[] = {
    {"Amelia", "Hart", "Hart & Sons Logistics", "Leeds", "United Kingdom", "Large Enterprise", "Contacted",
     "Trade Show", 4200000},
    {"Jonas", "Weber", "Weber Maschinenbau", "Stuttgart", "Germany", "Small/Medium Enterprise", "Not Contacted",
     "Web Research", 8800000},
    {"Lucía", "Moreno", "Moreno Textil", "Valencia", "Spain", "Small/Medium Enterprise", "Attempted to Contact",
     "Partner", 1250000},
    {"Arjun", "Mehta", "Mehta Systems", "Pune", "India", "Systems Integrator", "Pre-Qualified", "External Referral",
     3100000},
    {"Chloe", "Dubois", "Dubois Optique", "Lyon", "France", "Optical Networking", "Contact in Future", "Cold Call",
     960000},
    {"Kenji", "Sato", "Sato Storage", "Osaka", "Japan", "Storage Equipment", "Contacted", "Advertisement", 15400000},
    {"Grace", "Okafor", "Okafor Networks", "Lagos", "Nigeria", "Wireless Industry", "Not Contacted", "Web Download",
     700000},
    {"Mateo", "Silva", "Silva Telecom", "Porto", "Portugal", "Data/Telecom OEM", "Junk Lead", "Cold Call", 0},
    {"Ella", "Lindqvist", "Lindqvist Data", "Uppsala", "Sweden", "ASP (Application Service Provider)", "Contacted",
     "Chat", 2300000},
    {"Daniel", "Kowalski", "Kowalski Foods", "Gdańsk", "Poland", "Large Enterprise", "Lost Lead", "Employee Referral",
     11900000},
    {"Ruth", "Campbell", "Campbell Clinics", "Toronto", "Canada", "Service Provider", "Pre-Qualified",
     "Internal Seminar", 5600000},
    {"Omar", "Haddad", "Haddad Trading", "Amman", "Jordan", "Service Provider", "Attempted to Contact",
     "Public Relations", 1800000},
};

struct Company {
  const char* name;
  const char* industry;
  const char* city;
  const char* person_first;
  const char* person_last;
  const char* deal;
  const char* stage;
  int amount;
};

constexpr Company kAccounts[] = {
    {"Northwind Components", "Large Enterprise", "Bristol", "Hannah", "Price", "Northwind renewal",
     "Negotiation/Review", 48000},
    {"Blue Harbor Shipping", "Service Provider", "Rotterdam", "Pieter", "de Vries", "Blue Harbor fleet tracking",
     "Value Proposition", 125000},
    {"Cedar Medical", "Service Provider", "Boston", "Laura", "Simmons", "Cedar pilot", "Qualification", 9000},
    {"Helios Energy", "Large Enterprise", "Madrid", "Carlos", "Ruiz", "Helios expansion", "Closed Won", 210000},
    {"Fjord Analytics", "ASP (Application Service Provider)", "Bergen", "Ingrid", "Dahl", "Fjord platform",
     "Closed Lost", 64000},
    {"Sakura Retail", "Small/Medium Enterprise", "Kyoto", "Yuki", "Tanaka", "Sakura point of sale", "Needs Analysis",
     31000},
};

std::string mail(const std::string& first, const std::string& last, const std::string& domain) {
  std::string local = fold(first + "." + last);
  std::erase_if(local, [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == ' '; });
  return local + "@" + domain;
}

void seed_leads(Seeder& seeder) {
  int number = 100;
  for (const Person& person : kLeads) {
    Json lead = {{"First_Name", person.first},   {"Last_Name", person.last},
                 {"Company", person.company},    {"Email", mail(person.first, person.last, "example.com")},
                 {"City", person.city},          {"Country", person.country},
                 {"Industry", person.industry},  {"Lead_Status", person.status},
                 {"Lead_Source", person.source}, {"Phone", "+1 555 010 0" + std::to_string(++number)}};
    if (person.revenue > 0) lead["Annual_Revenue"] = person.revenue;
    seeder.add("Leads", lead);
  }
}

void seed_sales(Seeder& seeder) {
  int number = 200;
  for (const Company& company : kAccounts) {
    const std::string phone = "+1 555 010 0" + std::to_string(++number);
    const Id account = seeder.add("Accounts", {{"Account_Name", company.name},
                                               {"Industry", company.industry},
                                               {"Billing_City", company.city},
                                               {"Phone", phone},
                                               {"Account_Type", "Customer"}});
    const Id contact =
        seeder.add("Contacts", {{"First_Name", company.person_first},
                                {"Last_Name", company.person_last},
                                {"Account_Name", {{"id", id_text(account)}}},
                                {"Phone", phone},
                                {"Email", mail(company.person_first, company.person_last, "example.org")},
                                {"Mailing_City", company.city},
                                {"Title", "Purchasing"}});
    const Id deal = seeder.add("Deals", {{"Deal_Name", company.deal},
                                         {"Stage", company.stage},
                                         {"Amount", company.amount},
                                         {"Closing_Date", seeder.in_days(number - 170)},
                                         {"Account_Name", {{"id", id_text(account)}}},
                                         {"Contact_Name", {{"id", id_text(contact)}}},
                                         {"Type", "New Business"}});
    seeder.add("Tasks", {{"Subject", std::string("Call ") + company.person_first},
                         {"Due_Date", seeder.in_days(number - 195)},
                         {"Status", "Not Started"},
                         {"Priority", "Normal"},
                         {"Who_Id", {{"id", id_text(contact)}}},
                         {"What_Id", {{"id", id_text(deal)}}},
                         {"$se_module", "Deals"}});
    seeder.add("Notes", {{"Note_Title", "First contact"},
                         {"Note_Content", "Met at the spring fair; wants a quote."},
                         {"Parent_Id", {{"id", id_text(account)}}}});
  }
}

void seed_catalogue(Seeder& seeder) {
  const Id vendor = seeder.add(
      "Vendors", {{"Vendor_Name", "Atlas Supplies"}, {"Email", "sales@atlas.example"}, {"Phone", "+1 555 010 0301"}});
  Id first = 0;
  for (const auto& [name, code, price] : {std::tuple{"Tracking Sensor", "TS-10", 89.5},
                                          {"Gateway", "GW-2", 420.0},
                                          {"Support Plan", "SUP-1", 1200.0},
                                          {"Starter Kit", "KIT-1", 649.0}}) {
    const Id product = seeder.add("Products", {{"Product_Name", name},
                                               {"Product_Code", code},
                                               {"Unit_Price", price},
                                               {"Product_Active", true},
                                               {"Vendor_Name", {{"id", id_text(vendor)}}}});
    if (first == 0) first = product;
  }
  seeder.add("Quotes",
             {{"Subject", "Sensors for spring"},
              {"Quote_Stage", "Draft"},
              {"Quoted_Items", Json::array({{{"Product_Name", {{"id", id_text(first)}}}, {"Quantity", 20}}})}});
  seeder.add("Campaigns", {{"Campaign_Name", "Spring Fair"}, {"Type", "Trade Show"}, {"Status", "Complete"}});
  seeder.add("Cases",
             {{"Subject", "Sensor offline"}, {"Status", "New"}, {"Case_Origin", "Email"}, {"Priority", "High"}});
  seeder.add("Events",
             {{"Event_Title", "Kick-off"}, {"Start_DateTime", seeder.at(3, 9)}, {"End_DateTime", seeder.at(3, 10)}});
  seeder.add("Calls", {{"Subject", "Intro call"},
                       {"Call_Type", "Outbound"},
                       {"Call_Start_Time", seeder.at(-2, 14)},
                       {"Call_Duration", "12:30"}});
}

}  // namespace

void seed_organisation(Store& store, const Clock& clock) {
  if (store.document("meta", "org") != nullptr) return;
  seed_documents(store);
  const Id admin = add_user(store, clock,
                            {.first_name = "Maya",
                             .last_name = "Chen",
                             .email = "maya.chen@example.com",
                             .profile = "Administrator",
                             .role = "CEO"});
  store.put_document("meta", "first_user", admin);
  seed_org(store, clock, *store.document("user", std::to_string(admin)));
}

void seed_demo(Store& store, const Clock& clock) {
  const NewUser users[] = {
      {.first_name = "Noah", .last_name = "Fischer", .email = "noah.fischer@example.com"},
      {.first_name = "Priya", .last_name = "Nair", .email = "priya.nair@example.com", .profile = "Administrator"},
      {.first_name = "Liam", .last_name = "Byrne", .email = "liam.byrne@example.com", .confirmed = false},
      {.first_name = "Sofia", .last_name = "Rossi", .email = "sofia.rossi@example.com", .status = "inactive"},
      {.first_name = "Tom", .last_name = "Baker", .email = "tom.baker@example.com", .status = "deleted"},
  };
  const Id manager = first_user(store);
  const std::string name = text_member(*store.document("user", std::to_string(manager)), "full_name");
  for (const NewUser& user : users) {
    const std::string id = std::to_string(add_user(store, clock, user));
    Json body = *store.document("user", id);
    body["Reporting_To"] = {{"name", name}, {"id", id_text(manager)}};
    store.put_document("user", id, std::move(body));
  }
  Seeder seeder(store, clock);
  seed_leads(seeder);
  seed_sales(seeder);
  seed_catalogue(seeder);
  add_variable(
      store,
      {{"api_name", "support_mail"}, {"name", "Support mail"}, {"type", "email"}, {"value", "support@example.com"}});
}

namespace {

// `Last_Name: required field not found (MANDATORY_NOT_FOUND)`
std::string explain(const Json& error) {
  const Json& details = member(error, "details");
  std::string text;
  for (const Json& one : member(details, "errors")) text += (text.empty() ? "" : "; ") + explain(one);
  if (!text.empty()) return text;
  const std::string path = text_member(details, "json_path");
  if (path.starts_with("$.")) text = path.substr(2) + ": ";
  text += text_member(error, "message") + " (" + text_member(error, "code") + ")";
  for (const char* name : {"expected_data_type", "maximum_length"})
    if (const Json& value = member(details, name); !value.is_null())
      text += std::string(", ") + name + " " + to_text(value);
  return text;
}

}  // namespace

std::string seed_records(Store& store, const Clock& clock, const Json& seed) {
  Seeder seeder(store, clock);
  for (const auto& [name, records] : member(seed, "records").items()) {
    const Module* module = store.schema().module(name);
    if (module == nullptr || !module->has_records()) return "records: there is no module " + name;
    int number = 0;
    for (const Json& record : records) {
      ++number;
      try {
        seeder.add(name.c_str(), record);
      } catch (const ApiError& error) {
        return "record " + std::to_string(number) + " of " + name + ": " + explain(error.body());
      }
    }
  }
  for (const Json& variable : member(seed, "variables")) {
    for (const char* name : {"api_name", "name", "type"})
      if (text_member(variable, name).empty()) return "variables: one has no " + std::string(name);
    add_variable(store, variable);
  }
  return {};
}

Id first_user(const Store& store) { return store.document("meta", "first_user")->get<Id>(); }

std::string organisation_id(const Store& store) { return text_member(*store.document("meta", "org"), "zgid"); }

}  // namespace sluice::sandbox
