#include "sandbox/users_model.h"

namespace sluice::sandbox {

namespace {

constexpr Id kFirstZuid = 10'000'001;

Json reference(const Store& store, std::string_view kind, const std::string& name) {
  for (const auto& [id, body] : store.documents(kind))
    if (text_member(body, "name") == name) return {{"name", name}, {"id", id}};
  return nullptr;
}

Json theme() {
  const Json tab = {{"font_color", "#FFFFFF"}, {"background", "#222222"}};
  return {{"normal_tab", tab},       {"selected_tab", tab}, {"new_background", nullptr},
          {"background", "#F3F0EB"}, {"screen", "fixed"},   {"type", "default"}};
}

}  // namespace

Id add_user(Store& store, const Clock& clock, const NewUser& user) {
  const Id id = store.next_id();
  const std::string full_name = user.first_name.empty() ? user.last_name : user.first_name + " " + user.last_name;
  const Json by = {{"name", full_name}, {"id", id_text(id)}};
  const std::string time = format_datetime(clock.now(), 0);
  const auto zuid = kFirstZuid + static_cast<Id>(store.documents("user").size());
  store.put_document("user", std::to_string(id),
                     {{"country", nullptr},
                      {"name_format__s", "Salutation,First Name,Last Name"},
                      {"language", "en_US"},
                      {"microsoft", false},
                      {"$shift_effective_from", nullptr},
                      {"id", id_text(id)},
                      {"state", nullptr},
                      {"fax", nullptr},
                      {"country_locale", "en_US"},
                      {"sandboxDeveloper", false},
                      {"zip", nullptr},
                      {"decimal_separator", "Period"},
                      {"created_time", time},
                      {"time_format", "hh:mm a"},
                      {"offset", 0},
                      {"profile", reference(store, "profile", user.profile)},
                      {"created_by", by},
                      {"zuid", std::to_string(zuid)},
                      {"full_name", full_name},
                      {"phone", nullptr},
                      {"dob", nullptr},
                      {"sort_order_preference__s", "First Name,Last Name"},
                      {"status", user.status},
                      {"type__s", "Regular User"},
                      {"role", reference(store, "role", user.role)},
                      {"customize_info",
                       {{"notes_desc", nullptr},
                        {"show_right_panel", nullptr},
                        {"bc_view", nullptr},
                        {"show_home", false},
                        {"show_detail_view", true},
                        {"unpin_recent_item", nullptr}}},
                      {"city", nullptr},
                      {"signature", nullptr},
                      {"locale", "en_US"},
                      {"personal_account", false},
                      {"Isonline", false},
                      {"default_tab_group", "0"},
                      {"Modified_By", by},
                      {"street", nullptr},
                      {"$current_shift", nullptr},
                      {"alias", nullptr},
                      {"theme", theme()},
                      {"first_name", user.first_name},
                      {"email", user.email},
                      {"status_reason__s", nullptr},
                      {"Reporting_To", nullptr},
                      {"website", nullptr},
                      {"Modified_Time", time},
                      {"$next_shift", nullptr},
                      {"mobile", nullptr},
                      {"last_name", user.last_name},
                      {"time_zone", "Etc/UTC"},
                      {"number_separator", "Comma"},
                      {"confirm", user.confirmed},
                      {"date_format", "MM/dd/yyyy"},
                      {"territories", Json::array()}});
  return id;
}

}  // namespace sluice::sandbox
