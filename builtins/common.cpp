#include "builtins/common.h"

#include <cstring>

#include "builtins/text_find.h"
#include "interpreter/common_errors.h"
#include "interpreter/support/output.h"

namespace sluice::builtins {

namespace {

bool same_bits(const Value& a, const Value& b) { return std::memcmp(&a, &b, sizeof(Value)) == 0; }

// Whether equality with it is equality of the sixteen bytes.
bool compares_by_bits(const Value& value) {
  return value.tag() == Tag::ShortText || value.tag() == Tag::Number || value.tag() == Tag::Boolean;
}

}  // namespace

std::uint32_t first_place_of(const Container& container, const Value& wanted) {
  if (compares_by_bits(wanted) && !container.is_keyed()) {
    const auto items = container.items();
    const auto found = std::find_if(items.begin(), items.end(), [&](const Value& v) { return same_bits(v, wanted); });
    return found == items.end() ? kNowhere : static_cast<std::uint32_t>(found - items.begin());
  }
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    if (identical(container.value_at(p), wanted)) return p;
  return kNowhere;
}

std::uint32_t last_place_of(const Container& container, const Value& wanted) {
  std::uint32_t last = kNowhere;
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    if (identical(container.value_at(p), wanted)) last = p;
  return last;
}

Range checked_range(const Value& start, const Value& end, std::uint32_t size) {
  const std::int64_t from = start.is_null() ? 0 : start.as_number();
  const std::int64_t to = end.is_null() ? size : end.as_number();
  if (from < 0) raise(messages::NegativeIndex, {std::to_string(from)});
  if (to > size || to < from) raise_out_of_bounds(from, to, size);
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

Value list_of_values(const Container& container) {
  Value list = Container::make_list(*container.heap, container.size());
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    list.container().push(container.value_at(p));
  return list;
}

void push_text(Container& list, std::string_view bytes, Heap& heap) { list.push(Value::text(heap, bytes)); }

Value split(const Value& text, std::string_view separator, Context& context) {
  Heap& heap = context.heap;
  const std::string_view bytes = text.text();
  Value list = Container::make_list(heap);
  support::Work work(&context.budget);
  std::size_t begin = 0;
  for (;; work.reached(begin)) {
    const std::size_t end =
        separator.size() == 1 ? bytes.find(separator.front(), begin) : find_text(bytes, separator, context, begin);
    if (end == std::string_view::npos) break;
    push_text(list.container(), bytes.substr(begin, end - begin), heap);
    begin = end + separator.size();
  }
  if (begin == 0) {
    list.container().push(text);
  } else {
    push_text(list.container(), bytes.substr(begin), heap);
  }
  return list;
}

}  // namespace sluice::builtins
