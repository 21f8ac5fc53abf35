#include "sandbox/search.h"

#include <algorithm>

#include "sandbox/criteria.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kReach = 2000;

// Whether one of the fields of a type passes the test.
template <class Test>
bool any_field(const Module& module, const Record& record, FieldType type, const Test& test) {
  return std::any_of(module.fields.begin(), module.fields.end(), [&](const Field& field) {
    if (field.type != type) return false;
    const Json& cell = record.cell(field);
    return cell.is_string() && test(cell.get_ref<const std::string&>());
  });
}

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

std::function<bool(const Record&)> test_of(const Call& call, const Module& module) {
  if (const std::string* criteria = call.parameter("criteria")) {
    auto parsed = std::make_shared<Criteria>(parse_criteria(call, module, *criteria));
    return [&call, &module, parsed](const Record& record) { return matches(call.store, module, record, *parsed); };
  }
  if (const std::string* email = call.parameter("email")) {
    return [&module, wanted = fold(*email)](const Record& record) {
      return any_field(module, record, FieldType::Email, [&](const std::string& text) { return fold(text) == wanted; });
    };
  }
  if (const std::string* phone = call.parameter("phone")) {
    return [&module, wanted = digits_of(*phone)](const Record& record) {
      return any_field(module, record, FieldType::Phone,
                       [&](const std::string& text) { return digits_of(text) == wanted; });
    };
  }
  const std::string* word = call.parameter("word");
  if (characters(*word) < 2) throw invalid_data("provide atleast 2 letters for search", {{"param_name", "word"}});
  return [&module, wanted = fold(*word)](const Record& record) {
    return std::any_of(module.fields.begin(), module.fields.end(), [&](const Field& field) {
      if (!field.text_like() && field.type != FieldType::Picklist) return false;
      const Json& cell = record.cell(field);
      return cell.is_string() && has_word(cell.get_ref<const std::string&>(), wanted);
    });
  };
}

// Converted leads are left out unless the call asks for them.
class ConversionFilter {
 public:
  ConversionFilter(const Call& call, const Module& module) : converted_(module.field("Converted__s")) {
    const std::string* wanted = call.parameter("converted");
    if (wanted != nullptr && *wanted == "both") converted_ = nullptr;
    wanted_ = wanted != nullptr && *wanted == "true";
  }
  bool passes(const Record& record) const {
    return converted_ == nullptr || !record.cell(*converted_).is_null() == wanted_;
  }

 private:
  const Field* converted_;
  bool wanted_ = false;
};

}  // namespace

bool has_search_parameter(const Call& call) {
  static constexpr const char* kParameters[] = {"criteria", "email", "phone", "word"};
  return std::ranges::any_of(kParameters, [&](const char* name) { return call.parameter(name) != nullptr; });
}

std::vector<RecordPtr> find_records(const Call& call, const Module& module) {
  const std::function<bool(const Record&)> test = test_of(call, module);
  const ConversionFilter conversion(call, module);
  std::vector<RecordPtr> found;
  for (const RecordPtr& record : call.store.table(module).rows)
    if (record != nullptr && test(*record) && conversion.passes(*record)) found.push_back(record);
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
  // The newest first, and no further than this page needs.
  const std::function<bool(const Record&)> test = test_of(call, module);
  const ConversionFilter conversion(call, module);
  const std::vector<RecordPtr>& rows = call.store.table(module).rows;
  Json data = Json::array();
  std::size_t seen = 0;
  bool more = false;
  for (auto row = rows.rbegin(); row != rows.rend() && !more; ++row) {
    if (*row == nullptr || !test(**row) || !conversion.passes(**row)) continue;
    more = seen >= paging.first() + paging.per_page;
    if (seen++ >= paging.first() && !more) data.push_back(show_record(call, module, **row, fields));
  }
  if (data.empty()) return no_content();
  const std::size_t count = data.size();
  return json_response(200, {{"data", std::move(data)}, {"info", short_info(paging, count, more)}});
}

}  // namespace sluice::sandbox
