// Converting leads into contacts, accounts and deals.
#include "sandbox/batch.h"
#include "sandbox/data_files.h"
#include "sandbox/filter.h"
#include "sandbox/handlers.h"
#include "sandbox/links.h"
#include "sandbox/show.h"
#include "sandbox/tags.h"
#include "sandbox/write_record.h"

namespace sluice::sandbox {

namespace {

constexpr Seconds kDay = 24 * 3600;

// An id given bare (v2) or as `{"id":…}`; 0 when there is none. Errors: no such record.
Id chosen_record(const Call& call, const Json& options, const char* module_name) {
  const Json& given = member(options, module_name);
  const Json& value = given.is_object() ? member(given, "id") : given;
  if (value.is_null() || value == Json("")) return 0;
  const auto id = to_id(value);
  if (!id || call.store.find(*call.schema().module(module_name), *id) == nullptr)
    throw invalid_data("the id given seems to be invalid",
                       call.value_details(module_name, std::string("$.data[0].") + module_name));
  return *id;
}

// Work on one lead. What it makes becomes durable only when all of it succeeds.
class Conversion {
 public:
  Conversion(const Call& call, RecordPtr lead, const Json& options)
      : call_(call), leads_(*call.schema().module("Leads")), lead_(std::move(lead)), options_(options) {
    owner_ = lead_->owner;
    const Json& given = member(options, "assign_to");
    if (const auto user = to_id(given.is_object() ? member(given, "id") : given)) {
      if (call.store.document("user", std::to_string(*user)) == nullptr)
        throw invalid_data("the id given seems to be invalid", call.value_details("assign_to", "$.data[0].assign_to"));
      owner_ = *user;
    }
  }

  Json run() {
    const Id chosen_account = chosen_record(call_, options_, "Accounts");
    const Id chosen_contact = chosen_record(call_, options_, "Contacts");
    check_deal();
    account_ = chosen_account != 0 ? chosen_account : find_account();
    if (account_ == 0) account_ = make("Accounts", Json::object());
    contact_ = chosen_contact != 0 ? join_contact(chosen_contact) : make("Contacts", contact_lookups());
    if (!member(options_, "Deals").is_null()) deal_ = make_deal();
    move_children();
    close_lead();
    return {{"Contacts", show("Contacts", contact_)},
            {"Deals", show("Deals", deal_)},
            {"Accounts", show("Accounts", account_)}};
  }

 private:
  const Module& module(const char* name) const { return *call_.schema().module(name); }

  Json show(const char* name, Id id) const {
    if (id == 0) return nullptr;
    if (call_.version < 30) return id_text(id);
    return {{"name", display_name(call_.store, module(name), *call_.store.find(module(name), id))},
            {"id", id_text(id)}};
  }

  Json contact_lookups() const {
    Json lookups = Json::object();
    if (account_ != 0) lookups["Account_Name"] = {{"id", id_text(account_)}};
    return lookups;
  }

  // The account that is called as the lead's company.
  Id find_account() const {
    const Json& company = lead_->cell(*leads_.field("Company"));
    if (company.is_null()) return 0;
    const Module& accounts = module("Accounts");
    const RecordPtr found = call_.store.find_holder(accounts, *accounts.field("Account_Name"), company, 0);
    return found == nullptr ? 0 : found->id;
  }

  // A record from the lead's fields and `body`, which wins; 0 for an account without a name.
  Id make(const char* name, Json body) {
    const Module& target = module(name);
    for (const auto& row : data::rows(data::kConversion)) {
      if (row[1] != name || body.contains(std::string(row[2]))) continue;
      Json value = show_field(call_, leads_, *lead_, *leads_.field(row[0]));
      if (!value.is_null()) body[std::string(row[2])] = std::move(value);
    }
    if (target.api_name == "Accounts" && !body.contains("Account_Name")) return 0;
    if (!body.contains("Owner")) body["Owner"] = {{"id", id_text(owner_)}};
    if (const Json& tags = member(member(options_, "carry_over_tags"), name); tags.is_array()) body["Tag"] = tags;
    const RecordPtr record = new_record(call_, target, body, std::string("$.data[0].") + name);
    call_.store.put(target, record);
    return record->id;
  }

  // An existing contact gets the account, unless it has another one that is not to be overwritten.
  Id join_contact(Id id) {
    const Module& contacts = module("Contacts");
    const RecordPtr before = call_.store.find(contacts, id);
    const Field& field = *contacts.field("Account_Name");
    const Json& current = before->cell(field);
    if (current.is_number() && !bool_member(options_, "overwrite")) {
      account_ = current.get<Id>();
    } else if (account_ != 0) {
      auto changed = std::make_shared<Record>(*before);
      changed->set(field, account_);
      changed->modified = call_.clock.now();
      changed->modified_by = call_.user_id();
      call_.store.put(contacts, changed);
    }
    return id;
  }

  void check_deal() const {
    const Json& deal = member(options_, "Deals");
    if (deal.is_null()) return;
    if (!deal.is_object()) {
      Json details = call_.value_details("Deals", "$.data[0].Deals");
      details["expected_data_type"] = "jsonobject";
      throw invalid_data("invalid data", std::move(details));
    }
    for (const char* name : {"Deal_Name", "Closing_Date", "Stage"})
      if (member(deal, name).is_null() || member(deal, name) == Json(""))
        throw mandatory_missing(call_.value_details(name, std::string("$.data[0].Deals.") + name));
  }

  Id make_deal() {
    Json body = member(options_, "Deals");
    if (!body.contains("Pipeline")) body["Pipeline"] = call_.schema().picklist("Pipeline")->front().display;
    if (account_ != 0) body["Account_Name"] = {{"id", id_text(account_)}};
    body["Contact_Name"] = {{"id", id_text(contact_)}};
    if (const Json& campaign = member(body, "Campaign_Source"); campaign.is_string() && !to_id(campaign))
      body.erase("Campaign_Source");  // a name: the field is a look-up
    const Json role = member(body, "Contact_Role");
    const Id id = make("Deals", std::move(body));
    add_link(call_, "Deals_Contacts", id, contact_, {{"Contact_Role", role}});
    return id;
  }

  // Notes and attachments go to the contact (attachments elsewhere on demand), activities too.
  void move_children() {
    const std::string chosen = text_member(member(options_, "move_attachments_to"), "api_name", "Contacts");
    const Id attachments_to = chosen == "Deals" && deal_ != 0         ? deal_
                              : chosen == "Accounts" && account_ != 0 ? account_
                                                                      : contact_;
    move("Notes", "Parent_Id", contact_);
    move("Attachments", "Parent_Id", attachments_to);
    for (const char* name : {"Tasks", "Events", "Calls"}) {
      move(name, "Who_Id", contact_);
      if (deal_ != 0 || account_ != 0) move(name, "What_Id", deal_ != 0 ? deal_ : account_);
    }
    move_links(call_, "Campaigns_Leads", lead_->id, "Campaigns_Contacts", contact_);
  }

  void move(const char* name, const char* field_name, Id target) {
    const Module& children = module(name);
    const Field& field = *children.field(field_name);
    for (const RecordPtr& child : pointing_at(call_.store, children, {&field}, lead_->id)) {
      auto moved = std::make_shared<Record>(*child);
      moved->set(field, target);
      call_.store.put(children, moved);
    }
  }

  void close_lead() {
    auto closed = std::make_shared<Record>(*lead_);
    const Seconds now = call_.clock.now();
    const auto set = [&](const char* name, Json value) { closed->set(*leads_.field(name), std::move(value)); };
    set("Converted__s", true);
    set("Converted_Date_Time", now);
    set("Converted_Contact", contact_);
    set("Converted_Account", account_ == 0 ? Json() : Json(account_));
    set("Converted_Deal", deal_ == 0 ? Json() : Json(deal_));
    set("Lead_Conversion_Time", (now - lead_->created) / kDay);
    closed->modified = now;
    closed->modified_by = call_.user_id();
    call_.store.put(leads_, closed);
  }

  const Call& call_;
  const Module& leads_;
  RecordPtr lead_;
  const Json& options_;
  Id owner_ = 0;
  Id account_ = 0;
  Id contact_ = 0;
  Id deal_ = 0;
};

RecordPtr open_lead(const Call& call) {
  const auto id = to_id(std::string_view(call.segment(1)));
  const RecordPtr lead = call.store.find(*call.schema().module("Leads"), id.value_or(0));
  if (lead == nullptr) throw bad_segment("the related id given seems to be invalid", 1);
  if (!lead->cell(*call.schema().module("Leads")->field("Converted__s")).is_null())
    throw ApiError(400, "ID_ALREADY_CONVERTED", "id already converted", {{"resource_path_index", 1}});
  return lead;
}

}  // namespace

Response convert_lead(const Call& call) {
  const RecordPtr lead = open_lead(call);
  const Json body = body_of(call);
  const Json items = items_of(call, body, "data", 1);
  if (!items[0].is_object()) throw invalid_data("invalid data", {{"expected_data_type", "jsonobject"}});
  Json result = Conversion(call, lead, items[0]).run();
  if (call.version >= 30) result = success(std::move(result), "The record has been converted successfully");
  return json_response(200, {{"data", Json::array({std::move(result)})}});
}

Response conversion_options(const Call& call) {
  const RecordPtr lead = open_lead(call);
  const Module& leads = *call.schema().module("Leads");
  const auto matching = [&](const char* module_name, const char* field_name, const char* lead_field, Json& why) {
    const Module& module = *call.schema().module(module_name);
    const Json& value = lead->cell(*leads.field(lead_field));
    const RecordPtr found =
        value.is_null() ? nullptr : call.store.find_holder(module, *module.field(field_name), value, 0);
    if (found == nullptr) return Json();
    const Field& field = *module.field(field_name);
    why = Json::array(
        {{{"field", {{"api_name", field.api_name}, {"id", id_text(field.id)}}}, {"matched_lead_value", value}}});
    return Json::array({show_record(call, module, *found, std::nullopt)});
  };
  Json contact_reason;
  Json account_reason;
  Json contacts = matching("Contacts", "Email", "Email", contact_reason);
  Json accounts = matching("Accounts", "Account_Name", "Company", account_reason);
  if (contacts.is_null() && accounts.is_null()) {
    Response nothing;
    nothing.status = 204;
    return nothing;
  }
  const Module& preferred = *call.schema().module(contacts.is_null() ? "Accounts" : "Contacts");
  return json_response(
      200, {{"__conversion_options",
             {{"module_preference", {{"api_name", preferred.api_name}, {"id", id_text(preferred.id)}}},
              {"Contacts", std::move(contacts)},
              {"Accounts", std::move(accounts)},
              {"Deals", nullptr},
              {"preference_field_matched_value",
               {{"Contacts", std::move(contact_reason)}, {"Accounts", std::move(account_reason)}, {"Deals", nullptr}}},
              {"modules_with_multiple_layouts", Json::array()}}}});
}

}  // namespace sluice::sandbox
