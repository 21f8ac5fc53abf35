// Lists of records: paging, order, and the envelope around them.
#pragma once

#include <functional>
#include <vector>

#include "sandbox/show.h"

namespace sluice::sandbox {

struct Paging {
  std::size_t page = 1;
  std::size_t per_page = 200;
  std::size_t first() const { return (page - 1) * per_page; }
};
Paging paging_of(const Call& call);
// The same for searches, which say for themselves how far they reach.
Paging paging_of_search(const Call& call);

// What a list begins with when the call does not say.
enum class Order : std::uint8_t { NewestFirst, OldestFirst };

// `{"per_page","count","page","more_records"}`
Json short_info(const Paging& paging, std::size_t count, bool more);
// From v3 with the order and the page tokens.
Json long_info(const Call& call, const Paging& paging, std::size_t count, bool more, Order order = Order::NewestFirst);

// 204 without a body.
Response no_content();
// 304 without a body.
Response not_modified();
// The header If-Modified-Since; nothing when it is missing or no time.
std::optional<Seconds> modified_since(const Call& call);

// Converted leads are left out unless the parameter `converted` asks for them.
class ConversionFilter {
 public:
  ConversionFilter(const Call& call, const Module& module);
  bool passes(const Record& record) const {
    return converted_ == nullptr || !record.cell(*converted_).is_null() == wanted_;
  }

 private:
  const Field* converted_;
  bool wanted_ = false;
};

// A page of the rows of a module that pass, in the order of their ids; no further than the page needs are they looked at.
struct Page {
  Json data = Json::array();
  bool more = false;
};
Page cut_page(const Call& call, const Module& module, const Paging& paging, Order order, const FieldList& fields,
              const std::function<bool(std::size_t row, const Record& record)>& passes);

// Orders by the parameters `sort_by` and `sort_order`, cuts the page and wraps it.
Response page_response(const Call& call, const Module& module, std::vector<RecordPtr> records, const FieldList& fields,
                       Order order = Order::NewestFirst);
// `fields` is mandatory from v3.
FieldList required_fields(const Call& call);

}  // namespace sluice::sandbox
