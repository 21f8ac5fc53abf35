#include "sandbox/listing.h"

#include <algorithm>
#include <charconv>

#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/page_token.h"
#include "sandbox/search.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxPerPage = 200;
constexpr std::size_t kMaxWithoutToken = 2000;
constexpr std::size_t kMaxWithToken = 100'000;
constexpr std::initializer_list<const char*> kOrders = {"id", "Created_Time", "Modified_Time"};

std::optional<std::size_t> number_parameter(const Call& call, std::string_view name) {
  const std::string* text = call.parameter(name);
  if (text == nullptr) return std::nullopt;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc() || end != text->data() + text->size() || number == 0) throw bad_parameter(name);
  return number;
}

// One of a closed list of values.
std::string choice(const Call& call, const char* name, std::initializer_list<const char*> values) {
  const std::string* given = call.parameter(name);
  if (given == nullptr) return *values.begin();
  if (std::find(values.begin(), values.end(), *given) == values.end()) {
    Json supported = Json::array();
    for (const char* value : values) supported.push_back(value);
    throw ApiError(400, "PATTERN_NOT_MATCHED", "Please check whether the input values are correct",
                   {{"param_name", name}, {"supported_values", std::move(supported)}});
  }
  return *given;
}

std::string sort_order(const Call& call, Order order) {
  return order == Order::OldestFirst ? choice(call, "sort_order", {"asc", "desc"})
                                     : choice(call, "sort_order", {"desc", "asc"});
}

void sort_records(const Call& call, std::vector<RecordPtr>& records, Order order) {
  const std::string by = choice(call, "sort_by", kOrders);
  const bool ascending = sort_order(call, order) == "asc";
  const auto key = [&](const RecordPtr& record) {
    return by == "id" ? record->id : by == "Created_Time" ? record->created : record->modified;
  };
  if (by != "id")
    std::stable_sort(records.begin(), records.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  if (!ascending) std::reverse(records.begin(), records.end());
}

std::vector<RecordPtr> chosen_records(const Call& call, const Module& module) {
  const ConversionFilter conversion(call, module);
  std::vector<RecordPtr> records;
  if (call.parameter("ids") != nullptr) {
    for (const std::string& id : ids_parameter(call))
      if (RecordPtr record = call.store.find(module, to_id(std::string_view(id)).value_or(0)))
        records.push_back(std::move(record));
    std::sort(records.begin(), records.end(), [](const auto& a, const auto& b) { return a->id < b->id; });
    return records;
  }
  for (const RecordPtr& record : call.store.table(module).rows)
    if (record != nullptr && conversion.passes(*record)) records.push_back(record);
  return records;
}

void refuse_ambiguity(const Call& call, const char* one, const char* other) {
  if (call.parameter(one) == nullptr || call.parameter(other) == nullptr) return;
  throw ApiError(400, "AMBIGUITY_DURING_PROCESSING", "Ambiguity while processing the request",
                 {{"ambiguity_due_to", Json::array({{{"param_name", one}}, {{"param_name", other}}})}});
}

}  // namespace

Paging paging_of_search(const Call& call) {
  refuse_ambiguity(call, "page", "page_token");
  Paging paging;
  paging.per_page = number_parameter(call, "per_page").value_or(kMaxPerPage);
  if (paging.per_page > kMaxPerPage) throw bad_parameter("per_page");
  if (const std::string* token = call.parameter("page_token"))
    paging.page = read_page_token(call, *token);
  else
    paging.page = number_parameter(call, "page").value_or(1);
  if (paging.page > kMaxWithToken * 10) throw bad_parameter("page");
  return paging;
}

Paging paging_of(const Call& call) {
  const Paging paging = paging_of_search(call);
  const bool tokens = call.version >= 30;
  if (tokens && call.parameter("page_token") == nullptr && paging.page * paging.per_page > kMaxWithoutToken)
    throw ApiError(400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
                   "You can get only the first 2000 records without using page_token param in the request",
                   {{"page", paging.page}, {"per_page", paging.per_page}, {"limit", kMaxWithoutToken}});
  if (tokens && paging.page * paging.per_page > kMaxWithToken)
    throw ApiError(400, "PAGINATION_LIMIT_EXCEEDED", "You can get only the first 100000 records with page_token",
                   {{"limit", kMaxWithToken}});
  return paging;
}

Json short_info(const Paging& paging, std::size_t count, bool more) {
  return {{"per_page", paging.per_page}, {"count", count}, {"page", paging.page}, {"more_records", more}};
}

Json long_info(const Call& call, const Paging& paging, std::size_t count, bool more, Order order) {
  if (call.version < 30) return short_info(paging, count, more);
  const bool back = paging.page > 1;
  return {{"call", false},
          {"per_page", paging.per_page},
          {"next_page_token", more ? Json(make_page_token(call, paging.page + 1)) : Json()},
          {"count", count},
          {"sort_by", choice(call, "sort_by", kOrders)},
          {"page", paging.page},
          {"previous_page_token", back ? Json(make_page_token(call, paging.page - 1)) : Json()},
          {"page_token_expiry",
           more || back ? Json(format_datetime(call.clock.now() + kPageTokenLife, call.offset)) : Json()},
          {"sort_order", sort_order(call, order)},
          {"email", false},
          {"more_records", more}};
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response not_modified() {
  Response response;
  response.status = 304;
  return response;
}

std::optional<Seconds> modified_since(const Call& call) {
  const std::string* header = call.request.header("if-modified-since");
  return header == nullptr ? std::nullopt : parse_datetime(*header);
}

ConversionFilter::ConversionFilter(const Call& call, const Module& module) : converted_(module.field("Converted__s")) {
  const std::string wanted = choice(call, "converted", {"false", "true", "both"});
  if (wanted == "both") converted_ = nullptr;
  wanted_ = wanted == "true";
}

Page cut_page(const Call& call, const Module& module, const Paging& paging, Order order, const FieldList& fields,
              const std::function<bool(std::size_t row, const Record& record)>& passes) {
  Page page;
  std::size_t seen = 0;
  call.store.walk(module, order == Order::NewestFirst, [&](std::size_t row, const Record& record) {
    if (!passes(row, record)) return true;
    page.more = seen >= paging.first() + paging.per_page;
    if (seen++ >= paging.first() && !page.more) page.data.push_back(show_record(call, module, record, fields));
    return !page.more;
  });
  return page;
}

Response page_response(const Call& call, const Module& module, std::vector<RecordPtr> records, const FieldList& fields,
                       Order order) {
  if (const auto since = modified_since(call)) {
    std::erase_if(records, [&](const RecordPtr& record) { return record->modified <= *since; });
    if (records.empty()) return not_modified();
  }
  const Paging paging = paging_of(call);
  sort_records(call, records, order);
  const std::size_t first = std::min(paging.first(), records.size());
  const std::size_t last = std::min(first + paging.per_page, records.size());
  if (first == last) return no_content();
  Json data = Json::array();
  for (std::size_t i = first; i < last; ++i) data.push_back(show_record(call, module, *records[i], fields));
  const bool more = last < records.size();
  return json_response(200, {{"data", std::move(data)}, {"info", long_info(call, paging, last - first, more, order)}});
}

FieldList required_fields(const Call& call) {
  FieldList fields = field_list(call);
  if (call.version >= 30 && !fields) throw parameter_missing("fields");
  return fields;
}

Response list_records(const Call& call) {
  refuse_ambiguity(call, "cvid", "sort_by");
  if (call.parameter("territory_id") != nullptr) throw territories_not_enabled();
  if (call.module->api_name == "Notes" && !call.admin())
    throw ApiError(403, "NOT_SUPPORTED", "This API is supported only for admin users");
  const FieldList fields = required_fields(call);
  const bool by_id = call.parameter("ids") == nullptr && choice(call, "sort_by", kOrders) == "id";
  if (!by_id || modified_since(call))
    return page_response(call, *call.module, chosen_records(call, *call.module), fields);
  const Paging paging = paging_of(call);
  const ConversionFilter conversion(call, *call.module);
  const Order order = sort_order(call, Order::NewestFirst) == "asc" ? Order::OldestFirst : Order::NewestFirst;
  Page page = cut_page(call, *call.module, paging, order, fields,
                       [&](std::size_t, const Record& record) { return conversion.passes(record); });
  if (page.data.empty()) return no_content();
  Json info = long_info(call, paging, page.data.size(), page.more);
  return json_response(200, {{"data", std::move(page.data)}, {"info", std::move(info)}});
}

Response get_record(const Call& call) {
  const RecordPtr record = call.store.find(*call.module, id_segment(call, 1));
  if (record == nullptr) return no_content();
  if (const auto since = modified_since(call); since && record->modified <= *since) return not_modified();
  return json_response(200, {{"data", Json::array({show_record(call, *call.module, *record, field_list(call))})}});
}

Response deleted_records(const Call& call) {
  const std::string type = choice(call, "type", {"all", "recycle", "permanent"});
  const Paging paging = paging_of(call);
  const auto since = modified_since(call);
  std::vector<Json> found;
  for (const auto& [id, body] : call.store.documents("deleted")) {
    if (text_member(body, "module") != call.module->api_name || type == "permanent") continue;
    const auto time = member(body, "time").get<Seconds>();
    if (since && time <= *since) continue;
    found.push_back({{"deleted_by", user_reference(call.store, member(body, "deleted_by").get<Id>(), false)},
                     {"id", id},
                     {"display_name", member(body, "display_name")},
                     {"type", "recycle"},
                     {"created_by", user_reference(call.store, member(body, "created_by").get<Id>(), false)},
                     {"deleted_time", format_datetime(time, call.offset)}});
  }
  const std::size_t first = std::min(paging.first(), found.size());
  const std::size_t last = std::min(first + paging.per_page, found.size());
  if (first == last) return no_content();
  Json data(std::vector<Json>(found.begin() + static_cast<std::ptrdiff_t>(first),
                              found.begin() + static_cast<std::ptrdiff_t>(last)));
  return json_response(200,
                       {{"data", std::move(data)}, {"info", short_info(paging, last - first, last < found.size())}});
}

Response count_records(const Call& call) {
  call.require_scope("ZohoSearch.securesearch.READ");
  std::size_t count = 0;
  if (has_search_parameter(call)) {
    count = find_records(call, *call.module).size();
  } else {
    const ConversionFilter conversion(call, *call.module);
    for (const RecordPtr& record : call.store.table(*call.module).rows)
      if (record != nullptr && conversion.passes(*record)) ++count;
  }
  return json_response(200, {{"count", count}});
}

}  // namespace sluice::sandbox
