#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/json.h"
#include "interpreter/support/json_scanner.h"
#include "interpreter/support/value_stack.h"

namespace sluice::interpreter::support {

namespace {

bool equals_word(std::string_view text, std::string_view lower_word) {
  return std::equal(text.begin(), text.end(), lower_word.begin(), lower_word.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

class Reader : private JsonScanner {
 public:
  Reader(std::string_view text, JsonForm form, Heap& heap, Budget& budget)
      : JsonScanner(text, form, heap), budget_(budget) {}

  Value read_document() {
    read_value();
    expect_end();
    return stack_.pop();
  }

  // {…} and […] alike: pairs or elements, as the first one says.
  Value read_elements() {
    const char open = next();
    if (open != '{' && open != '[') fail("expected '{' or '['");
    const char close = open == '{' ? '}' : ']';
    if (open == '{' && first_is_pair()) {
      read_object();
    } else {
      ++at_;
      read_array(close);
    }
    expect_end();
    return stack_.pop();
  }

 private:
  // The keys of the last object at a place, and whether none of them needs escapes.
  struct Hint {
    Shape* shape = nullptr;
    bool plain = false;
  };
  static constexpr std::uint32_t kHints = 64;
  static constexpr std::ptrdiff_t kLongProgress = 1 << 16;  // bytes

  // Reads one value and pushes it.
  void read_value() {
    switch (next()) {
      case '"': ++at_; return stack_.push(read_string('"'));
      case '{': return read_object();
      case '[': ++at_; return read_array(']');
      case 't': return read_word("true", Value::boolean(true));
      case 'f': return read_word("false", Value::boolean(false));
      case 'n': return read_word("null", Value());
      case '-':
      case '0':
      case '1':
      case '2':
      case '3':
      case '4':
      case '5':
      case '6':
      case '7':
      case '8':
      case '9': return read_number();
      default: return read_lenient_value();
    }
  }

  void enter() {
    if (++depth_ > kMaxJsonDepth) fail("nested more than " + std::to_string(kMaxJsonDepth) + " levels deep");
  }

  // ---- words and numbers

  void read_word(std::string_view word, Value value) {
    const auto left = static_cast<std::size_t>(end_ - at_);
    if (left < word.size() || std::memcmp(at_, word.data(), word.size()) != 0 || !ends_value(at_ + word.size()))
      return read_lenient_value();
    at_ += word.size();
    stack_.push(std::move(value));
  }

  void read_number() {
    const char* const begin = at_;
    const bool negative = *at_ == '-';
    const char* place = begin + negative;
    const char* const digits = place;
    std::uint64_t magnitude = 0;
    while (place < end_ && is_digit(*place)) magnitude = magnitude * 10 + static_cast<unsigned>(*place++ - '0');
    const auto count = place - digits;
    if (count == 0 || (*digits == '0' && count > 1)) return read_lenient_value();
    if (place < end_ && (*place == '.' || (*place | 0x20) == 'e')) return read_decimal(begin, place, magnitude, count);
    if (!ends_value(place)) return read_lenient_value();
    if (count > 18) return push_long_number({begin, place});
    at_ = place;
    const auto number = static_cast<std::int64_t>(magnitude);
    stack_.push(Value::number(negative ? -number : number));
  }

  // `place` is at the point or the exponent, behind `count` digits of value `magnitude`.
  void read_decimal(const char* begin, const char* place, std::uint64_t magnitude, std::ptrdiff_t count) {
    std::ptrdiff_t scale = 0;
    if (*place == '.') {
      const char* const fraction = ++place;
      while (place < end_ && is_digit(*place)) magnitude = magnitude * 10 + static_cast<unsigned>(*place++ - '0');
      scale = place - fraction;
      if (scale == 0) return read_lenient_value();
    }
    const bool exponent = place < end_ && (*place | 0x20) == 'e';
    if (exponent) {
      ++place;
      if (place < end_ && (*place == '+' || *place == '-')) ++place;
      const char* const first = place;
      while (place < end_ && is_digit(*place)) ++place;
      if (place == first) return read_lenient_value();
    }
    if (!ends_value(place)) return read_lenient_value();
    if (exponent || count + scale > 18) return push_wide_decimal({begin, place});
    at_ = place;
    const auto coefficient = static_cast<std::int64_t>(magnitude);
    stack_.push(Value::decimal(*begin == '-' ? -coefficient : coefficient, static_cast<std::int16_t>(scale)));
  }

  void push_long_number(std::string_view token) {
    budget_.charge(token.size());
    std::optional<Value> number = parse_numeric(heap_, token);
    if (!number) fail("this number is too large");
    at_ = token.data() + token.size();
    stack_.push(std::move(*number));
  }

  void push_wide_decimal(std::string_view token) {
    budget_.charge(token.size());
    std::optional<Value> number = parse_decimal(heap_, token);
    if (!number) fail("this number is too large or too small");
    at_ = token.data() + token.size();
    stack_.push(std::move(*number));
  }

  // ---- the lenient form

  void read_lenient_value() {
    if (!lenient_) fail(at_ == end_ ? "the text ends where a value is expected" : "expected a value");
    if (next() == '\'') {
      ++at_;
      return stack_.push(read_string('\''));
    }
    const std::string_view token = read_unquoted(",]}");
    if (equals_word(token, "true")) return stack_.push(Value::boolean(true));
    if (equals_word(token, "false")) return stack_.push(Value::boolean(false));
    if (equals_word(token, "null")) return stack_.push(Value());
    stack_.push(Value::text(heap_, token));
  }

  // ---- containers

  // Behind the opening bracket.
  void read_array(char close) {
    enter();
    const std::size_t mark = stack_.size();
    if (next() == close) {
      ++at_;
    } else {
      for (;;) {
        read_value();
        const char c = next();
        if (c == close) break;
        if (c != ',') fail(std::string("expected ',' or '") + close + "'");
        ++at_;
        charge_long_progress();
      }
      ++at_;
    }
    push_list(mark);
    --depth_;
  }

  void push_list(std::size_t mark) {
    const auto count = static_cast<std::uint32_t>(stack_.size() - mark);
    Value list = Container::make_list(heap_, count);
    Container& container = list.container();
    for (std::uint32_t i = 0; i < count; ++i) container.push(std::move(*stack_.at(mark + i)));
    stack_.forget(mark);
    charge_progress();
    stack_.push(std::move(list));
  }

  // The work of a container is the text that was read since the last one.
  void charge_progress() {
    budget_.charge(static_cast<std::uint64_t>(at_ - charged_));
    charged_ = at_;
  }

  // For long containers without containers inside, so that the run can end in the midst of them.
  void charge_long_progress() {
    if (at_ - charged_ >= kLongProgress) [[unlikely]]
      charge_progress();
  }

  // At the opening brace. Objects at one place of the text, say under one key of the records of a list, mostly have
  // the same keys: each is read against the keys of the last one there.
  void read_object() {
    enter();
    ++at_;
    const std::size_t mark = stack_.size();
    Hint& hint = hints_[position_ % kHints];
    const std::uint32_t position = position_;
    if (next() == '}') {
      ++at_;
      push_map(heap_.root_shape(), mark);
    } else if (Shape* shape = read_pairs(hint, position, mark)) {
      if (hint.shape != shape) hint = {shape, has_plain_keys(*shape)};
      push_map(shape, mark);
    }
    position_ = position;
    --depth_;
  }

  // Null when the MAP is on the stack already.
  Shape* read_pairs(Hint hint, std::uint32_t position, std::size_t mark) {
    Shape* shape = hint.shape;
    std::uint32_t place = 0;
    if (hint.plain) {
      while (place < shape->size() && read_expected_key(shape->key(place))) {
        position_ = position * 31 + ++place;
        read_value();
        if (read_separator()) return place == shape->size() ? shape : first_keys(*shape, place);
      }
    }
    if (shape == nullptr) shape = heap_.root_shape();
    if (place != shape->size()) shape = first_keys(*shape, place);
    do {
      position_ = position * 31 + shape->size() + 1;
      Shape* const next_shape = read_pair(shape, mark);
      if (next_shape == nullptr) {
        read_rest_of_object(mark);
        return nullptr;
      }
      shape = next_shape;
    } while (!read_separator());
    return shape;
  }

  // Whether exactly this key comes next, with its colon; else nothing is read.
  bool read_expected_key(const Value& key) {
    if (next() != '"') return false;
    const std::string_view bytes = key.text();
    const char* const begin = at_ + 1;
    if (static_cast<std::size_t>(end_ - begin) <= bytes.size() || begin[bytes.size()] != '"') return false;
    if (std::memcmp(begin, bytes.data(), bytes.size()) != 0) return false;
    at_ = begin + bytes.size() + 1;
    read_colon();
    return true;
  }

  static bool has_plain_keys(const Shape& shape) {
    for (std::uint32_t i = 0; i < shape.size(); ++i) {
      const std::string_view key = shape.key(i).text();
      bool high = false;
      if (find_special(key.data(), key.data() + key.size(), '"', high) != key.data() + key.size()) return false;
    }
    return true;
  }

  // The shape of the first keys of another.
  Shape* first_keys(const Shape& shape, std::uint32_t count) {
    Shape* result = heap_.root_shape();
    for (std::uint32_t i = 0; i < count; ++i) result = result->with(heap_, shape.key(i));
    return result;
  }

  // Behind a pair: whether the object ends here.
  bool read_separator() {
    const char c = next();
    if (c != ',' && c != '}') fail("expected ',' or '}'");
    ++at_;
    charge_long_progress();
    return c == '}';
  }

  // The shape with the key of this pair, whose value is on the stack. Null when no shape takes the key; then a MAP of
  // all pairs so far is on the stack.
  Shape* read_pair(Shape* shape, std::size_t mark) {
    Value key = read_key();
    read_colon();
    const int known = shape->find(key);
    read_value();
    if (known < 0) {
      if (shape->size() < Container::kShapedKeys && !shape->crowded()) return shape->with(heap_, key);
      Value value = stack_.pop();
      push_map(shape, mark);
      stack_.at(mark)->container().put(std::move(key), std::move(value));
      return nullptr;
    }
    *stack_.at(mark + static_cast<std::size_t>(known)) = stack_.pop();
    return shape;
  }

  Value read_key() {
    const char c = next();
    if (c == '"' || (c == '\'' && lenient_)) {
      ++at_;
      return read_string(c);
    }
    if (!lenient_ || at_ == end_) fail("expected a key in quotation marks");
    return Value::text(heap_, read_unquoted(":,}]"));
  }

  void read_colon() {
    if (next() != ':') fail("expected ':'");
    ++at_;
  }

  void push_map(Shape* shape, std::size_t mark) {
    charge_progress();
    Value map = Container::make_shaped_map(heap_, shape, stack_.at(mark));
    stack_.forget(mark);
    stack_.push(std::move(map));
  }

  // Behind a pair, the MAP so far being on the stack.
  void read_rest_of_object(std::size_t mark) {
    while (!read_separator()) {
      Value key = read_key();
      read_colon();
      read_value();
      Value value = stack_.pop();
      stack_.at(mark)->container().put(std::move(key), std::move(value));
    }
    charge_progress();
  }

  Budget& budget_;
  const char* charged_ = at_;
  int depth_ = 0;
  std::uint32_t position_ = 0;  // a number for the place in the structure: which keys lead to it
  Hint hints_[kHints] = {};
  ValueStack stack_;
};

}  // namespace

Value read_json(std::string_view text, JsonForm form, Heap& heap, Budget& budget) {
  return Reader(text, form, heap, budget).read_document();
}

Value read_json_elements(std::string_view text, Heap& heap, Budget& budget) {
  return Reader(text, JsonForm::Lenient, heap, budget).read_elements();
}

}  // namespace sluice::interpreter::support
