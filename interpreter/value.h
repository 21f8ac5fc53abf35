// A Deluge value: 16 bytes. Numbers, booleans, dates, short decimals and texts of up to 14 bytes are inside it;
// longer texts, wide decimals, containers and files are counted objects of the run's heap.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "interpreter/heap.h"

namespace sluice::interpreter {

class Container;
struct TextObject;
struct WideDecimal;
struct FileObject;
struct FaultObject;

// What a script can tell apart. `Empty` is the literal {} before its first use makes it a list or a map.
enum class Type : std::uint8_t {
  Null,
  Boolean,
  Number,
  Decimal,
  DateTime,
  Time,
  Text,
  List,
  Map,
  Collection,
  Empty,
  File,
  Error,
};
inline constexpr int kTypeCount = 13;

// The name that messages use: TEXT, BIGINT, DECIMAL, …, as in Zoho's own texts (help/error-messages).
std::string_view name_of(Type type);

// A text that outlives the run: a literal of a compiled script, or a text that the host keeps alive.
struct StaticText {
  const char* data;
  std::uint32_t size;
  bool ascii;

  std::string_view view() const { return {data, size}; }
};

enum class Tag : std::uint8_t {
  Null,
  Boolean,
  Number,
  Decimal,
  DateTime,
  Time,
  ShortText,
  StaticText,
  Removed,  // never seen by a script: marks the place of a removed map entry
  // Counted objects from here on.
  Text,
  WideDecimal,
  Container,
  File,
  Fault,
};
inline constexpr Tag kFirstCounted = Tag::Text;

// Flags of the `small` byte.
inline constexpr std::uint8_t kDecimalFromDouble = 1;  // prints as Java prints a double (decisions 11)
inline constexpr std::uint8_t kDateHasTime = 1;        // a DATE-TIME that remembers a time of day (decisions 15)

// Its small functions are inlined by order: they run for every node, and the compiler's own guess costs a third of
// the speed of a loop.
class Value {
 public:
  static constexpr std::size_t kShortText = 14;

  [[gnu::always_inline]] Value() noexcept {
    write_head(Tag::Null, 0, 0);
    number_ = 0;
  }
  [[gnu::always_inline]] Value(const Value& other) noexcept {
    copy_bits(other);
    if (tag_ >= kFirstCounted) ++object_->references;
  }
  [[gnu::always_inline]] Value(Value&& other) noexcept {
    copy_bits(other);
    other.tag_ = Tag::Null;
  }
  [[gnu::always_inline]] Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  [[gnu::always_inline]] Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  [[gnu::always_inline]] ~Value() {
    if (tag_ >= kFirstCounted) drop();
  }

  [[gnu::always_inline]] void swap(Value& other) noexcept {
    std::uint64_t head, other_head;
    std::memcpy(&head, static_cast<void*>(this), sizeof(head));
    std::memcpy(&other_head, static_cast<void*>(&other), sizeof(head));
    std::memcpy(static_cast<void*>(this), &other_head, sizeof(head));
    std::memcpy(static_cast<void*>(&other), &head, sizeof(head));
    std::swap(number_, other.number_);
  }

  // *this = Value::number(value), in fewer steps.
  [[gnu::always_inline]] void assign_number(std::int64_t value) {
    if (tag_ != Tag::Number) [[unlikely]]
      return replace_by_number(value);
    number_ = value;
  }
  // *this = Value()
  [[gnu::always_inline]] void reset() {
    if (tag_ >= kFirstCounted) [[unlikely]]
      drop();
    tag_ = Tag::Null;
  }

  // ---- making
  static Value boolean(bool value) { return Value(Tag::Boolean, 0, 0, value); }
  static Value number(std::int64_t value) { return Value(Tag::Number, 0, 0, value); }
  // coefficient × 10^-scale; the scale is kept when printed.
  static Value decimal(std::int64_t coefficient, std::int16_t scale, std::uint8_t flags = 0) {
    return Value(Tag::Decimal, flags, scale, coefficient);
  }
  // Milliseconds since 1970-01-01T00:00:00Z.
  static Value date_time(std::int64_t milliseconds, bool has_time) {
    return Value(Tag::DateTime, has_time ? kDateHasTime : 0, 0, milliseconds);
  }
  // Milliseconds since midnight. `flags`: how it was written, see date_time.h.
  static Value time(std::int64_t milliseconds, std::uint8_t flags = 0) {
    return Value(Tag::Time, flags, 0, milliseconds);
  }
  // Copies the bytes, which are UTF-8.
  static Value text(Heap& heap, std::string_view bytes);
  // As text(), for bytes that fit inside the value.
  static Value short_text(std::string_view bytes) {
    const std::size_t size = bytes.size();
    const char* const data = bytes.data();
    if constexpr (std::endian::native != std::endian::little) {
      Value value(Tag::ShortText, static_cast<std::uint8_t>(size), 0, 0);
      std::memcpy(value.chars(), data, size);
      return value;
    }
    // Overlapping words, so that no length needs a loop or a call.
    std::uint64_t low = 0, high = 0;
    if (size >= 8) {
      std::uint64_t last;
      std::memcpy(&low, data, 8);
      std::memcpy(&last, data + size - 8, 8);
      high = size == 8 ? 0 : last >> (8 * (16 - size));
    } else if (size >= 4) {
      std::uint32_t first, last;
      std::memcpy(&first, data, 4);
      std::memcpy(&last, data + size - 4, 4);
      low = first | std::uint64_t{last} << (8 * (size - 4));
    } else if (size != 0) {
      const auto byte = [&](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(data[i])} << (8 * i); };
      low = byte(0) | byte(size / 2) | byte(size - 1);
    }
    return short_text_of_words(size, low, high);
  }
  // As short_text(), where sixteen bytes may be read from `bytes` on.
  static Value short_text_of_16(const char* bytes, std::size_t size) {
    if constexpr (std::endian::native != std::endian::little) return short_text({bytes, size});
    std::uint64_t low, high;
    std::memcpy(&low, bytes, 8);
    std::memcpy(&high, bytes + 8, 8);
    const std::size_t bits = size * 8;
    low &= size >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
    high &= size > 8 ? (std::uint64_t{1} << (bits - 64)) - 1 : 0;
    return short_text_of_words(size, low, high);
  }
  // Points to a text that outlives the run; short ones are copied, so that equal texts have one form.
  static Value static_text(const StaticText& text) {
    if (text.size <= kShortText) return short_text(text.view());
    Value value(Tag::StaticText, 0, 0, 0);
    value.static_text_ = &text;
    return value;
  }
  // Takes over one reference to `object`.
  static Value adopt(Tag tag, Object* object) {
    Value value(tag, 0, 0, 0);
    value.object_ = object;
    return value;
  }
  static Value removed() { return Value(Tag::Removed, 0, 0, 0); }
  // Adds a reference.
  static Value share(Tag tag, Object* object) {
    ++object->references;
    return adopt(tag, object);
  }

  // Only for an object that moved: the reference stays the same one.
  void replace_object(Object* object) { object_ = object; }

  // ---- asking
  Tag tag() const { return tag_; }
  Type type() const { return tag_ == Tag::Container ? object_->container_type : type_of(tag_); }
  // The type of every value with this tag; containers are asked one by one.
  static constexpr Type type_of(Tag tag) { return kTypeOfTag[static_cast<int>(tag)]; }
  bool is_null() const { return tag_ == Tag::Null; }
  bool is_number() const { return tag_ == Tag::Number; }
  bool is_boolean() const { return tag_ == Tag::Boolean; }
  bool is_decimal() const { return tag_ == Tag::Decimal || tag_ == Tag::WideDecimal; }
  bool is_numeric() const { return is_number() || is_decimal(); }
  bool is_text() const { return tag_ == Tag::ShortText || tag_ == Tag::Text || tag_ == Tag::StaticText; }
  bool is_container() const { return tag_ == Tag::Container; }
  bool is_date_time() const { return tag_ == Tag::DateTime; }

  // ---- reading; each is valid for its own tag only
  bool as_boolean() const { return number_ != 0; }
  std::int64_t as_number() const { return number_; }
  std::int64_t coefficient() const { return number_; }
  std::int16_t scale() const { return scale_; }
  std::int64_t milliseconds() const { return number_; }
  bool has_time() const { return (small_ & kDateHasTime) != 0; }
  bool from_double() const { return tag_ == Tag::Decimal && (small_ & kDecimalFromDouble) != 0; }
  std::uint8_t flags() const { return small_; }
  Object* object() const { return object_; }
  Container& container() const;
  WideDecimal& wide_decimal() const;
  TextObject& text_object() const;
  FileObject& file() const;
  FaultObject& fault() const;

  // The bytes of a text. Valid while this value (not a copy of it) lives and is unchanged.
  std::string_view text() const {
    if (tag_ == Tag::ShortText) return {chars(), small_};
    return long_text();
  }
  // Whether the text has only ASCII, so that bytes and UTF-16 units are the same.
  bool text_is_ascii() const;

  // Type-strict equality as containers use it: 1 is not "1", 5 is not 5.0, containers by content.
  friend bool identical(const Value& a, const Value& b);

 private:
  Value(Tag tag, std::uint8_t small, std::int16_t scale, std::int64_t number) noexcept {
    write_head(tag, small, scale);
    number_ = number;
  }

  void replace_by_number(std::int64_t value);

  // The text of the lowest `size` bytes of the two words; all others must be zero.
  static Value short_text_of_words(std::size_t size, std::uint64_t low, std::uint64_t high) {
    const std::uint64_t words[2] = {static_cast<std::uint64_t>(Tag::ShortText) | size << 8 | low << 16,
                                    low >> 48 | high << 16};
    Value value;
    std::memcpy(static_cast<void*>(&value), words, sizeof(words));
    return value;
  }

  // The first eight bytes in one store: a later load of them would wait for several.
  [[gnu::always_inline]] void write_head(Tag tag, std::uint8_t small, std::int16_t scale) noexcept {
    const std::uint64_t head = static_cast<std::uint64_t>(tag) | std::uint64_t{small} << 8 |
                               std::uint64_t{static_cast<std::uint16_t>(scale)} << 16;
    std::memcpy(static_cast<void*>(this), &head, sizeof(head));
  }

  // In two words, as the constructors write: a wider load would wait for both stores.
  [[gnu::always_inline]] void copy_bits(const Value& other) noexcept {
    std::uint64_t head;
    std::memcpy(&head, static_cast<const void*>(&other), sizeof(head));
    const std::int64_t tail = other.number_;
    std::memcpy(static_cast<void*>(this), &head, sizeof(head));
    number_ = tail;
  }
  [[gnu::always_inline]] void drop() noexcept {
    if (--object_->references == 0) destroy(object_);
  }
  char* chars() { return reinterpret_cast<char*>(this) + 2; }
  const char* chars() const { return reinterpret_cast<const char*>(this) + 2; }
  std::string_view long_text() const;

  static constexpr Type kTypeOfTag[] = {
      Type::Null, Type::Boolean, Type::Number, Type::Decimal, Type::DateTime, Type::Time,
      Type::Text, Type::Text,    Type::Null,   Type::Text,    Type::Decimal,  Type::Empty /* asked of the object */,
      Type::File, Type::Error};

  // A short text starts at scale_ and reaches to the end; unused bytes of it are zero, so that two short texts
  // are equal exactly when their 16 bytes are.
  Tag tag_;
  std::uint8_t small_;
  std::int16_t scale_;
  std::uint32_t pad_;
  union {
    std::int64_t number_;
    Object* object_;
    const StaticText* static_text_;
  };
};

static_assert(sizeof(Value) == 16);

bool identical(const Value& a, const Value& b);

// A hash that agrees with identical(), seeded so that a script's input cannot aim at collisions.
std::uint64_t hash_of(const Value& value, std::uint64_t seed);
std::uint64_t hash_of(std::string_view text, std::uint64_t seed);

// ---------------------------------------------------------------- counted objects

struct TextObject : Object {
  static constexpr std::uint8_t kAscii = 1;
  static constexpr std::size_t kMaxSize = (std::size_t{1} << 31) - 64;  // bytes
  std::uint32_t size;
  std::uint32_t capacity;

  // With one reference, for Value::adopt(Tag::Text, …). Texts of up to Value::kShortText bytes must not be made so:
  // equal texts have one form.
  static TextObject* make(Heap& heap, std::string_view bytes, std::size_t capacity);
  // Moves to a block with more room; the object must have one reference, and its holder must take the new address.
  TextObject* grown(std::size_t new_capacity);

  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {data(), size}; }
  bool ascii() const { return (flags & kAscii) != 0; }
};

// A file that a script holds. Its parts are TEXT; the last two are null until a script sets them.
struct FileObject : Object {
  Value name;
  Value media_type;
  Value content;         // bytes, in a TEXT that need not be UTF-8
  Value parameter_name;  // of the form field that it is sent in
  Value character_set;   // that its content is sent in

  static Value make(Heap& heap, Value name, Value media_type, Value content);
};

bool is_ascii(std::string_view bytes);

// target = target + more, in amortised constant time per byte when nobody else holds the text.
void append_in_place(Value& target, std::string_view more, Heap& heap);

inline std::string_view Value::long_text() const {
  if (tag_ == Tag::Text) return static_cast<const TextObject*>(object_)->view();
  return static_text_->view();
}
inline TextObject& Value::text_object() const { return *static_cast<TextObject*>(object_); }
inline FileObject& Value::file() const { return *static_cast<FileObject*>(object_); }

}  // namespace sluice::interpreter
