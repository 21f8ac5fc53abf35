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

// The field that a record is looked at for first; null when that depends on the record.
const Field* first_field(const Criteria& criteria) {
  if (criteria.kind != Criteria::Kind::One) return criteria.parts.empty() ? nullptr : first_field(criteria.parts[0]);
  return criteria.condition.path.empty() ? criteria.condition.field : nullptr;
}

struct Test {
  std::function<bool(const Record&)> passes;
  const Field* first_field = nullptr;  // that it looks at, where there is one
};

Test test_of(const Call& call, const Module& module) {
  if (const std::string* criteria = call.parameter("criteria")) {
    auto parsed = std::make_shared<Criteria>(parse_criteria(call, module, *criteria));
    return {[&call, &module, parsed](const Record& record) { return matches(call.store, module, record, *parsed); },
            first_field(*parsed)};
  }
  if (const std::string* email = call.parameter("email")) {
    return {[&module, wanted = fold(*email)](const Record& record) {
      return any_field(module, record, FieldType::Email, [&](const std::string& text) { return fold(text) == wanted; });
    }};
  }
  if (const std::string* phone = call.parameter("phone")) {
    return {[&module, wanted = digits_of(*phone)](const Record& record) {
      return any_field(module, record, FieldType::Phone,
                       [&](const std::string& text) { return digits_of(text) == wanted; });
    }};
  }
  const std::string* word = call.parameter("word");
  if (characters(*word) < 2) throw invalid_data("provide atleast 2 letters for search", {{"param_name", "word"}});
  return {[&module, wanted = fold(*word)](const Record& record) {
    return std::any_of(module.fields.begin(), module.fields.end(), [&](const Field& field) {
      if (!field.text_like() && field.type != FieldType::Picklist) return false;
      const Json& cell = record.cell(field);
      return cell.is_string() && has_word(cell.get_ref<const std::string&>(), wanted);
    });
  }};
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

// Records and their texts lie all over the memory, and waiting for it is most of a search. Asks for those of rows to
// come, some rows ahead for each step of the way there.
class LookAhead {
 public:
  LookAhead(const std::vector<RecordPtr>& rows, const Field* field) : rows_(rows), field_(field) {}

  // Before row `at` is looked at, on a walk from the last to the first.
  void before(std::size_t at) const {
    if (at >= 3 * kStep) __builtin_prefetch(rows_[at - 3 * kStep].get());
    if (at >= 2 * kStep && rows_[at - 2 * kStep] != nullptr) prefetch_cells(*rows_[at - 2 * kStep]);
    if (at >= kStep && rows_[at - kStep] != nullptr && field_ != nullptr) prefetch_text(*rows_[at - kStep]);
  }

 private:
  static constexpr std::size_t kStep = 8;
  static constexpr std::size_t kLine = 64;  // bytes

  static void prefetch_cells(const Record& record) {
    const char* begin = reinterpret_cast<const char*>(record.cells.data());
    const std::size_t size = record.cells.size() * sizeof(record.cells[0]);
    for (std::size_t at = 0; at < size; at += kLine) __builtin_prefetch(begin + at);
  }
  void prefetch_text(const Record& record) const {
    if (const std::string* text = record.cell(*field_).get_ptr<const std::string*>()) __builtin_prefetch(text);
  }

  const std::vector<RecordPtr>& rows_;
  const Field* field_;
};

}  // namespace

bool has_search_parameter(const Call& call) {
  static constexpr const char* kParameters[] = {"criteria", "email", "phone", "word"};
  return std::ranges::any_of(kParameters, [&](const char* name) { return call.parameter(name) != nullptr; });
}

std::vector<RecordPtr> find_records(const Call& call, const Module& module) {
  const Test test = test_of(call, module);
  const ConversionFilter conversion(call, module);
  std::vector<RecordPtr> found;
  for (const RecordPtr& record : call.store.table(module).rows)
    if (record != nullptr && test.passes(*record) && conversion.passes(*record)) found.push_back(record);
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
  const Test test = test_of(call, module);
  const ConversionFilter conversion(call, module);
  const std::vector<RecordPtr>& rows = call.store.table(module).rows;
  const LookAhead look_ahead(rows, test.first_field);
  Json data = Json::array();
  std::size_t seen = 0;
  bool more = false;
  for (std::size_t i = rows.size(); i-- > 0 && !more;) {
    look_ahead.before(i);
    const RecordPtr& row = rows[i];
    if (row == nullptr || !test.passes(*row) || !conversion.passes(*row)) continue;
    more = seen >= paging.first() + paging.per_page;
    if (seen++ >= paging.first() && !more) data.push_back(show_record(call, module, *row, fields));
  }
  if (data.empty()) return no_content();
  const std::size_t count = data.size();
  return json_response(200, {{"data", std::move(data)}, {"info", short_info(paging, count, more)}});
}

}  // namespace sluice::sandbox
