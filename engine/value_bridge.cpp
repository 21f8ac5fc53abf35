#include "engine/value_bridge.h"

#include <new>
#include <unordered_map>

#include "engine/access.h"
#include "engine/value_node.h"
#include "interpreter/container.h"
#include "interpreter/convert.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"

namespace sluice::engine {

namespace {

namespace in = interpreter;

constexpr std::uint64_t kMaxWeight = 100'000'000;

// ---------------------------------------------------------------- into a run

class Importer {
 public:
  Importer(in::Heap& heap, Dates dates, std::deque<in::StaticText>* lent = nullptr)
      : heap_(heap), dates_(dates), lent_(lent) {}

  in::Value import(const Value& value) {
    const ValueNode* node = Access::node(value);
    if (node == nullptr) return {};
    return std::visit([&](const auto& part) { return convert(node->kind, part); }, node->content);
  }

 private:
  in::Value convert(Kind, bool value) { return in::Value::boolean(value); }
  in::Value convert(Kind, std::int64_t value) { return in::Value::number(value); }
  in::Value convert(Kind, const std::string& text) {
    return lent_ == nullptr ? in::Value::text(heap_, text) : lend(text);
  }
  in::Value convert(Kind, const TimePart& time) { return in::Value::time(time.milliseconds); }
  in::Value convert(Kind, const DatePart& date) {
    if (dates_ == Dates::AsPrinted && !date.printed.empty()) return in::Value::text(heap_, date.printed);
    return in::Value::date_time(date.milliseconds, date.has_time);
  }

  in::Value convert(Kind, const DecimalPart& decimal) {
    const in::Value exact = in::parse_decimal(heap_, decimal.digits).value_or(in::Value());
    return decimal.from_double ? in::from_double(heap_, in::to_double(exact)) : exact;
  }

  in::Value convert(Kind kind, const ListPart& list) {
    in::Value made = kind == Kind::Collection ? in::Container::make_collection(heap_) : in::Container::make_list(heap_);
    in::Container& container = made.container();
    if (kind == Kind::Collection && !list.elements.empty()) container.become_sequence();
    container.reserve(static_cast<std::uint32_t>(list.elements.size()));
    for (const Value& element : list.elements) container.push(import(element));
    return made;
  }

  in::Value convert(Kind kind, const MapPart& map) {
    in::Value made = kind == Kind::Collection ? in::Container::make_collection(heap_) : in::Container::make_map(heap_);
    in::Container& container = made.container();
    if (kind == Kind::Collection) container.become_keyed();
    for (const Value::Entry& entry : map.entries) container.put(import(entry.key), import(entry.value));
    return made;
  }

  in::Value convert(Kind, const FilePart& part) {
    return in::FileObject::make(heap_, in::Value::text(heap_, part.name), in::Value::text(heap_, part.media_type),
                                convert(Kind::Text, part.content));
  }

  in::Value lend(const std::string& text) {
    if (text.size() <= in::Value::kShortText) return in::Value::short_text(text);
    if (text.size() > in::TextObject::kMaxSize)
      in::raise(in::ErrorKind::Limit, in::messages::TextTooLong, {std::to_string(in::TextObject::kMaxSize)});
    return in::Value::static_text(
        lent_->emplace_back(in::StaticText{text.data(), static_cast<std::uint32_t>(text.size()), in::is_ascii(text)}));
  }

  in::Heap& heap_;
  Dates dates_;
  std::deque<in::StaticText>* lent_;  // null: texts are copied
};

// ---------------------------------------------------------------- out of a run

class Exporter {
 public:
  explicit Exporter(in::Context& context) : context_(context) {}

  Value convert(const in::Value& value) {
    switch (value.type()) {
      case in::Type::Null: return {};
      case in::Type::Boolean: return Value::boolean(value.as_boolean());
      case in::Type::Number: return Value::number(value.as_number());
      case in::Type::Text: return Value::text(std::string(value.text()));
      case in::Type::Time: return Value::time(Milliseconds(value.milliseconds()));
      case in::Type::Decimal: return decimal(value);
      case in::Type::DateTime: return date(value);
      case in::Type::File: return file(value.file());
      case in::Type::Error: return Value::text(in::to_string(value, context_));
      case in::Type::List:
      case in::Type::Map:
      case in::Type::Collection:
      case in::Type::Empty: return container(value.container());
    }
    return {};
  }

 private:
  static Value decimal(const in::Value& value) {
    std::string digits;
    in::append_numeric(digits, value);
    return Access::value(std::make_shared<const ValueNode>(
        ValueNode{.kind = Kind::Decimal, .content = DecimalPart{std::move(digits), value.from_double()}}));
  }

  Value date(const in::Value& value) {
    std::string printed;
    in::append_date_time(printed, value, context_.dates);
    return Access::value(std::make_shared<const ValueNode>(ValueNode{
        .kind = Kind::DateTime, .content = DatePart{value.milliseconds(), value.has_time(), std::move(printed)}}));
  }

  static std::string text_of(const in::Value& value) {
    return value.is_text() ? std::string(value.text()) : std::string();
  }
  static Value file(const in::FileObject& file) {
    return Value::file(text_of(file.name), text_of(file.media_type), text_of(file.content));
  }

  // Each container is converted once, so that shared ones stay shared.
  Value container(const in::Container& container) {
    const auto [place, fresh] = done_.try_emplace(&container);
    if (!fresh) return place->second ? *place->second : Value::text(container.is_keyed() ? "{...}" : "[...]");
    if (++depth_ > kMaxValueDepth) refuse();
    Value made = container.is_keyed() ? keyed(container) : sequence(container);
    --depth_;
    if (weight_of(made) > kMaxWeight) refuse();
    done_[&container] = made;
    return made;
  }

  static Kind kind_of(const in::Container& container) {
    if (container.type() == in::Type::Collection) return Kind::Collection;
    return container.is_keyed() ? Kind::Map : Kind::List;
  }

  Value sequence(const in::Container& container) {
    // An untouched {} prints as a map does.
    if (container.type() == in::Type::Empty) return make_map(Kind::Map, {});
    std::vector<Value> elements;
    elements.reserve(container.size());
    for (const in::Value& item : container.items()) elements.push_back(convert(item));
    return make_list(kind_of(container), std::move(elements));
  }

  Value keyed(const in::Container& container) {
    std::vector<Value::Entry> entries;
    entries.reserve(container.size());
    for (std::uint32_t p = container.first_place(); p != in::Container::kEnd; p = container.next_place(p))
      entries.push_back({convert(container.key_at(p)), convert(container.value_at(p))});
    return make_map(kind_of(container), std::move(entries));
  }

  // A script's own doing, and catchable where it happens inside the run.
  [[noreturn]] static void refuse() {
    in::raise(in::ErrorKind::Host, in::messages::HostFailed,
              {"The value cannot leave the run: it is nested more than 1000 levels deep or unfolds to more than "
               "100000000 parts"});
  }

  in::Context& context_;
  std::unordered_map<const in::Container*, std::optional<Value>> done_;  // nothing while under way
  int depth_ = 0;
};

}  // namespace

in::Value to_interpreter(const Value& value, in::Heap& heap, Dates dates) {
  return Importer(heap, dates).import(value);
}

in::Value lend_to_interpreter(const Value& value, in::Heap& heap, std::deque<in::StaticText>& lent) {
  return Importer(heap, Dates::Kept, &lent).import(value);
}

Value to_public(const in::Value& value, in::Context& context) { return Exporter(context).convert(value); }

}  // namespace sluice::engine
