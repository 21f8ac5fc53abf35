#include "sandbox/read_value.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "sandbox/line_items.h"
#include "sandbox/show.h"
#include "sandbox/tags.h"

namespace sluice::sandbox {

namespace {

constexpr double kMaxNumber = 1e16;
constexpr double kMaxPercent = 1e5;

// One value on its way in.
struct Input {
  const Call& call;
  const Module& module;
  const Field& field;
  const Json& given;
  const std::string& path;

  [[noreturn]] void refuse(std::string_view key, Json detail, std::string message = "invalid data") const {
    Json details = call.value_details(field.api_name, path);
    details[std::string(key)] = std::move(detail);
    throw invalid_data(std::move(message), std::move(details));
  }
  [[noreturn]] void refuse_type(std::string_view expected) const {
    refuse("expected_data_type", std::string(expected));
  }
  [[noreturn]] void refuse_id() const {
    throw invalid_data("the id given seems to be invalid", call.value_details(field.api_name, path));
  }
};

bool plausible_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const std::string_view local = text.substr(0, at);
  const std::string_view domain = text.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.size() < 4) return false;
  const std::string_view top = domain.substr(dot + 1);
  const auto letter = [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; };
  const auto graphic = [](unsigned char c) {
    return c > 0x20 && c != ',' && c != '<' && c != '>' && c != '"' && c != 0x7f;
  };
  const auto first = static_cast<unsigned char>(local.front());
  return top.size() >= 2 && top.size() <= 22 && std::all_of(top.begin(), top.end(), letter) &&
         std::all_of(text.begin(), text.end(), graphic) && domain.find("..") == std::string_view::npos &&
         (std::isalnum(first) != 0 || first == '+' || first == '-' || first == '_' || first >= 0x80);
}

bool plausible_phone(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 ||
           std::string_view(" +-.()/,;#*:").find(static_cast<char>(c)) != std::string_view::npos || c >= 0x80;
  });
}

Json read_text(const Input& in) {
  if (!in.given.is_string()) in.refuse_type(in.field.type == FieldType::Email ? "email" : "text");
  const std::string& text = in.given.get_ref<const std::string&>();
  if (trim(text).empty()) return nullptr;
  if (in.field.length > 0 && characters(text) > static_cast<std::size_t>(in.field.length))
    in.refuse("maximum_length", in.field.length);
  if (in.field.type == FieldType::Email && !plausible_email(text)) in.refuse_type("email");
  if (in.field.type == FieldType::Phone && !plausible_phone(text)) in.refuse_type("phone");
  return text;
}

Json read_picklist(const Input& in) {
  if (!in.given.is_string()) in.refuse_type("text");
  const std::string& text = in.given.get_ref<const std::string&>();
  if (text.empty() || text == "-None-") return nullptr;
  if (characters(text) > static_cast<std::size_t>(in.field.length)) in.refuse("maximum_length", in.field.length);
  std::string stored = stored_value(in.field, text);
  if (in.call.options.strict_picklists && in.field.picklist != nullptr) {
    Json supported = Json::array();
    for (const PicklistValue& value : *in.field.picklist) {
      if (value.actual == stored) return stored;
      supported.push_back(value.display);
    }
    in.refuse("supported_values", std::move(supported));
  }
  return stored;
}

Json read_picklist_values(const Input& in) {
  if (!in.given.is_array()) in.refuse_type("jsonarray");
  Json values = Json::array();
  for (const Json& value : in.given) {
    if (!value.is_string()) in.refuse_type("jsonarray");
    values.push_back(stored_value(in.field, value.get<std::string>()));
  }
  return values.empty() ? Json() : values;
}

Json read_integer(const Input& in) {
  if (!in.given.is_number_integer()) in.refuse_type("integer");
  const auto number = in.given.get<std::int64_t>();
  if (std::to_string(std::abs(number)).size() > static_cast<std::size_t>(in.field.length))
    in.refuse("maximum_length", in.field.length);
  return number;
}

Json read_bigint(const Input& in) {
  if (in.given.is_number_integer()) return in.given;
  if (!in.given.is_string()) in.refuse_type("bigint");
  std::string_view text = in.given.get_ref<const std::string&>();
  if (text.empty()) return nullptr;
  if (text.starts_with('-')) text.remove_prefix(1);
  if (!is_digits(text)) in.refuse_type("bigint");
  if (text.size() > 18) in.refuse("maximum_length", in.field.length);
  return std::stoll(in.given.get<std::string>());
}

Json read_number(const Input& in) {
  if (!in.given.is_number()) in.refuse_type("double");
  const double size = std::fabs(in.given.get<double>());
  if (size >= (in.field.data_type == "percent" ? kMaxPercent : kMaxNumber))
    in.refuse("maximum_length", in.field.length);
  return in.given;
}

Json read_lookup(const Input& in) {
  const Json& id_value = in.given.is_object() ? member(in.given, "id") : in.given;
  if (in.given.is_string() && in.given.get_ref<const std::string&>().empty()) return nullptr;
  if (in.given.is_array() || in.given.is_boolean()) in.refuse_type("jsonobject");
  const auto id = to_id(id_value);
  if (!id) in.refuse_id();
  if (in.field.type == FieldType::User) {
    if (in.call.store.document("user", std::to_string(*id)) == nullptr) in.refuse_id();
    return *id;
  }
  const Module* target = in.call.schema().module(in.field.lookup);
  const bool found = in.field.type == FieldType::AnyLookup
                         ? in.call.store.module_of(*id) != nullptr
                         : target != nullptr && in.call.store.find(*target, *id) != nullptr;
  // The person of an activity is a contact, or a lead.
  const bool is_lead =
      in.field.api_name == "Who_Id" && in.call.store.find(*in.call.schema().module("Leads"), *id) != nullptr;
  if (!found && !is_lead) in.refuse_id();
  return *id;
}

Json read_tags(const Input& in) {
  constexpr std::size_t kMaxTags = 10;
  constexpr std::size_t kMaxName = 25;
  if (!in.given.is_array()) in.refuse_type("jsonarray");
  if (in.given.size() > kMaxTags) in.refuse("maximum_length", kMaxTags);
  Json ids = Json::array();
  for (const Json& tag : in.given) {
    if (const auto id = to_id(member(tag, "id"))) {
      if (in.call.store.document("tag", std::to_string(*id)) == nullptr) in.refuse_id();
      ids.push_back(*id);
      continue;
    }
    const std::string name = tag.is_string() ? tag.get<std::string>() : text_member(tag, "name");
    if (name.empty()) in.refuse_type("jsonobject");
    if (characters(name) > kMaxName) in.refuse("maximum_length", kMaxName);
    ids.push_back(tag_id(in.call, in.module, name, text_member(tag, "color_code")));
  }
  return ids;
}

Json read_files(const Input& in) {
  if (!in.given.is_array()) in.refuse_type("jsonarray");
  Json files = Json::array();
  for (const Json& given : in.given) {
    const std::string key = text_member(given, "File_Id__s", text_member(given, "file_id"));
    const Json* file = in.call.store.document("upload", key);
    if (file == nullptr) in.refuse_id();
    files.push_back({{"File_Id__s", key},
                     {"File_Name__s", member(*file, "name")},
                     {"Size__s", member(*file, "size")},
                     {"id", id_text(in.call.store.next_id())}});
  }
  return files;
}

}  // namespace

Json read_value(const Call& call, const Module& module, const Field& field, const Json& given,
                const std::string& path) {
  if (given.is_null()) return nullptr;
  const Input in{call, module, field, given, path};
  switch (field.type) {
    case FieldType::Text:
    case FieldType::Textarea:
    case FieldType::Email:
    case FieldType::Phone:
    case FieldType::Website:
    case FieldType::ProfileImage: return read_text(in);
    case FieldType::Picklist: return read_picklist(in);
    case FieldType::MultiPicklist: return read_picklist_values(in);
    case FieldType::Integer: return read_integer(in);
    case FieldType::Bigint: return read_bigint(in);
    case FieldType::Double: return read_number(in);
    case FieldType::Boolean:
      if (!given.is_boolean()) in.refuse_type("boolean");
      return given;
    case FieldType::Date:
      if (!given.is_string() || !is_date(given.get_ref<const std::string&>())) in.refuse_type("date");
      return given;
    case FieldType::Datetime: {
      const auto time = given.is_string() ? parse_datetime(given.get_ref<const std::string&>()) : std::nullopt;
      if (!time) in.refuse_type("datetime");
      return *time;
    }
    case FieldType::Lookup:
    case FieldType::User:
    case FieldType::AnyLookup: return read_lookup(in);
    case FieldType::Layout:
      if (to_id(given.is_object() ? member(given, "id") : given) != module.layout_id) in.refuse_id();
      return nullptr;  // there is one layout, and it is not kept
    case FieldType::Tags: return read_tags(in);
    case FieldType::Files: return read_files(in);
    case FieldType::Subform: return read_line_items(call, module, field, given, path);
    case FieldType::Array:
      if (!given.is_array()) in.refuse_type("jsonarray");
      return given;
    case FieldType::Object:
      if (!given.is_object()) in.refuse_type("jsonobject");
      return given;
    case FieldType::Autonumber:
    case FieldType::Formula: return nullptr;
  }
  return nullptr;
}

}  // namespace sluice::sandbox
