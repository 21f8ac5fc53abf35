#include "sandbox/search.h"

#include <algorithm>

#include "sandbox/filter.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kReach = 2000;

// Whether a word of the text begins with the folded `word`, in which one `*` may stand for any letters.
bool has_word(const std::string& text, const std::string& word) {
  const std::string folded = fold(text);
  const std::size_t star = word.find('*');
  const std::string head = word.substr(0, star);
  const std::string tail = star == std::string::npos ? std::string() : word.substr(star + 1);
  std::size_t at = 0;
  while (at < folded.size()) {
    const std::size_t end = folded.find_first_of(" \t\n,;/-()@.", at);
    const std::string_view part = std::string_view(folded).substr(at, end == std::string::npos ? end : end - at);
    if (part.starts_with(head) && (tail.empty() || part.substr(head.size()).ends_with(tail))) return true;
    if (end == std::string::npos) break;
    at = end + 1;
  }
  return folded.starts_with(head) && tail.empty();
}

template <class Wanted>
std::vector<const Field*> fields_of(const Module& module, const Wanted& wanted) {
  std::vector<const Field*> fields;
  for (const Field& field : module.fields)
    if (field.stamp == Stamp::None && wanted(field)) fields.push_back(&field);
  return fields;
}

// Records of which a field of one type has a text that passes.
template <class Test>
Filter filter_by(const Call& call, const Module& module, FieldType type, Test test) {
  const std::vector<const Field*> fields = fields_of(module, [type](const Field& field) { return field.type == type; });
  if (fields.empty()) throw ApiError(400, "FIELD_TYPE_UNAVAILABLE", "this data type is not found in this module");
  return {call.store, module, fields,
          [test](const Json& value) { return value.is_string() && test(value.get_ref<const std::string&>()); }};
}

Filter filter_of(const Call& call, const Module& module) {
  if (const std::string* criteria = call.parameter("criteria"))
    return {call.store, module, parse_criteria(call, module, *criteria)};
  if (const std::string* email = call.parameter("email"))
    return filter_by(call, module, FieldType::Email,
                     [wanted = fold(*email)](const std::string& text) { return fold(text) == wanted; });
  if (const std::string* phone = call.parameter("phone"))
    return filter_by(call, module, FieldType::Phone,
                     [wanted = digits_of(*phone)](const std::string& text) { return digits_of(text) == wanted; });
  const std::string* word = call.parameter("word");
  if (characters(*word) < 2) throw invalid_data("provide atleast 2 letters for search", {{"param_name", "word"}});
  const auto has_words = [](const Field& field) { return field.text_like() || field.type == FieldType::Picklist; };
  return {call.store, module, fields_of(module, has_words), [wanted = fold(*word)](const Json& value) {
            return value.is_string() && has_word(value.get_ref<const std::string&>(), wanted);
          }};
}

}  // namespace

bool has_search_parameter(const Call& call) {
  static constexpr const char* kParameters[] = {"criteria", "email", "phone", "word"};
  return std::ranges::any_of(kParameters, [&](const char* name) { return call.parameter(name) != nullptr; });
}

std::vector<RecordPtr> find_records(const Call& call, const Module& module) {
  const ConversionFilter conversion(call, module);
  std::vector<RecordPtr> found = filter_of(call, module).records();
  std::erase_if(found, [&](const RecordPtr& record) { return !conversion.passes(*record); });
  return found;
}

Response search_records(const Call& call) {
  const Module& module = *call.module;
  call.require_scope("ZohoSearch.securesearch.READ");
  if (module.kind == ModuleKind::Hidden) throw ApiError(400, "NOT_SUPPORTED", "module not suppoted for search");
  if (!has_search_parameter(call))
    throw ApiError(400, "EXPECTED_PARAM_MISSING", "one of the expected parameter is missing",
                   {{"param_names", Json::array({"criteria", "email", "phone", "word"})}});
  const Paging paging = paging_of_search(call);
  if (paging.page * paging.per_page > kReach)
    throw ApiError(400, "LIMIT_REACHED", "maximum response iteration limit reached",
                   {{"limit", std::to_string(kReach)}});
  const FieldList fields = field_list(call);
  const Filter filter = filter_of(call, module);
  const ConversionFilter conversion(call, module);
  Page page = cut_page(call, module, paging, Order::NewestFirst, fields, [&](std::size_t row, const Record& record) {
    return filter.passes(row) && conversion.passes(record);
  });
  if (page.data.empty()) return no_content();
  Json info = short_info(paging, page.data.size(), page.more);
  return json_response(200, {{"data", std::move(page.data)}, {"info", std::move(info)}});
}

}  // namespace sluice::sandbox
