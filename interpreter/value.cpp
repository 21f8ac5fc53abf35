#include "interpreter/value.h"

#include <algorithm>
#include <limits>
#include <new>
#include <unordered_set>
#include <utility>

#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"

namespace sluice::interpreter {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::Null: return "NULL";
    case Type::Boolean: return "BOOLEAN";
    case Type::Number: return "BIGINT";
    case Type::Decimal: return "DECIMAL";
    case Type::DateTime: return "DATE-TIME";
    case Type::Time: return "TIME";
    case Type::Text: return "TEXT";
    case Type::List: return "LIST";
    case Type::Map: return "KEY-VALUE";
    case Type::Collection: return "COLLECTION";
    case Type::Empty: return "LIST";
    case Type::File: return "FILE";
    case Type::Error: return "ERROR";
  }
  return "";
}

namespace {

bool only_ascii(std::string_view bytes) {
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080u) != 0) return false;
  }
  for (; i < bytes.size(); ++i)
    if (static_cast<unsigned char>(bytes[i]) >= 0x80) return false;
  return true;
}

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t kMix1 = 0x9e3779b97f4a7c15u;
constexpr std::uint64_t kMix2 = 0xd6e8feb86659fd93u;

std::uint64_t hash_words(std::uint64_t a, std::uint64_t b, std::uint64_t seed) {
  return fold(a ^ seed ^ kMix1, b ^ kMix2);
}

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  std::uint64_t state = seed ^ fold(bytes.size() ^ kMix1, kMix2);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  while (left > 16) {
    std::uint64_t a, b;
    std::memcpy(&a, at, 8);
    std::memcpy(&b, at + 8, 8);
    state = fold(a ^ kMix1, b ^ state);
    at += 16;
    left -= 16;
  }
  std::uint64_t a = 0, b = 0;
  std::memcpy(&a, at, std::min<std::size_t>(left, 8));
  if (left > 8) std::memcpy(&b, at + 8, left - 8);
  return fold(a ^ kMix2, b ^ state);
}

std::uint64_t word_at(const Value& value, int index) {
  std::uint64_t word;
  std::memcpy(&word, reinterpret_cast<const char*>(&value) + 8 * index, 8);
  return word;
}

// Compares containers by content with a worklist, because data may be nested deeper than the stack. They may hold
// themselves and one another many times over, so a pair that is being compared, or was, is not compared again.
// Only containers that are keys of maps are compared by recursion; keys inside keys inside keys … are told by address
// where that could exhaust the stack.
class ContentComparison {
 public:
  explicit ContentComparison(int key_depth = 0) : key_depth_(key_depth) {}

  bool same(const Value& a, const Value& b) {
    if (!may_be_same(a, b)) return false;
    while (!pending_.empty()) {
      const auto [left, right] = pending_.back();
      pending_.pop_back();
      if (!parts_may_be_same(*left, *right)) return false;
    }
    return true;
  }

 private:
  using Pair = std::pair<const Container*, const Container*>;
  struct PairHash {
    std::size_t operator()(const Pair& pair) const {
      return fold(reinterpret_cast<std::uintptr_t>(pair.first) ^ kMix1,
                  reinterpret_cast<std::uintptr_t>(pair.second) ^ kMix2);
    }
  };
  static constexpr int kMaxKeyDepth = 1;  // each level multiplies the work
  static constexpr int kUnrecorded = 1000;  // most comparisons are over before recording pairs would pay

  // All that can be told without looking inside; containers that need it wait in `pending_`.
  bool may_be_same(const Value& a, const Value& b) {
    if (!a.is_container() || !b.is_container()) return identical(a, b);
    const Container& left = a.container();
    const Container& right = b.container();
    if (&left == &right) return true;
    if (left.size() != right.size()) return false;
    if (left.empty()) return left.type() == right.type() || left.type() == Type::Empty || right.type() == Type::Empty;
    if (left.type() != right.type() || left.is_keyed() != right.is_keyed()) return false;
    if (++compared_ <= kUnrecorded || known_.insert({&left, &right}).second) pending_.emplace_back(&left, &right);
    return true;
  }

  bool parts_may_be_same(const Container& a, const Container& b) {
    for (std::uint32_t p = a.first_place(); p != Container::kEnd; p = a.next_place(p)) {
      const Value* other = a.is_keyed() ? value_of(b, a.key_at(p)) : &b.items()[p];
      if (other == nullptr || !may_be_same(a.value_at(p), *other)) return false;
    }
    return true;
  }

  const Value* value_of(const Container& map, const Value& key) const {
    if (!key.is_container()) return map.find(key);
    for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) {
      const Value& candidate = map.key_at(p);
      if (!candidate.is_container()) continue;
      const bool found = key_depth_ < kMaxKeyDepth ? ContentComparison(key_depth_ + 1).same(candidate, key)
                                                   : candidate.object() == key.object();
      if (found) return &map.value_at(p);
    }
    return nullptr;
  }

  std::vector<Pair> pending_;
  std::unordered_set<Pair, PairHash> known_;
  int compared_ = 0;
  int key_depth_;
};

std::uint64_t hash_decimal(const Value& value, std::uint64_t seed) {
  const double approximate = to_double(value);  // 5.0 and 5.00 are equal, so their hashes must be
  std::uint64_t bits;
  std::memcpy(&bits, &approximate, 8);
  return hash_words(bits, 3, seed);
}

constexpr int kHashedLevels = 2;
constexpr std::uint32_t kHashedParts = 16;

// Of the first parts of a container, so that its cost is bounded. Equal containers have equal hashes: maps are equal in
// any order, so large ones give their size only, and {} is equal to every empty one.
std::uint64_t hash_contents(const Container& container, std::uint64_t seed, int levels) {
  if (container.empty()) return hash_words(5, 5, seed);
  std::uint64_t state = hash_words(static_cast<std::uint64_t>(container.type()), container.size(), seed);
  if (levels == 0) return state;
  const auto hash_of_part = [&](const Value& part) {
    return part.is_container() ? hash_contents(part.container(), seed, levels - 1) : hash_of(part, seed);
  };
  if (!container.is_keyed()) {
    for (const Value& item : container.items().first(std::min(container.size(), kHashedParts)))
      state = fold(state ^ kMix1, hash_of_part(item) ^ kMix2);
    return state;
  }
  if (container.size() > kHashedParts) return state;
  for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p))
    state += fold(hash_of_part(container.key_at(p)) ^ kMix1, hash_of_part(container.value_at(p)) ^ kMix2);
  return state;
}

}  // namespace

void Value::replace_by_number(std::int64_t value) {
  if (tag_ >= kFirstCounted) drop();
  write_head(Tag::Number, 0, 0);
  number_ = value;
}

Value Value::text(Heap& heap, std::string_view bytes) {
  if (bytes.size() <= kShortText) return short_text(bytes);
  return adopt(Tag::Text, TextObject::make(heap, bytes, static_cast<std::uint32_t>(bytes.size())));
}

TextObject* TextObject::make(Heap& heap, std::string_view bytes, std::size_t capacity) {
  if (capacity > kMaxSize || bytes.size() > kMaxSize)
    raise(ErrorKind::Limit, messages::TextTooLong, {std::to_string(kMaxSize)});
  auto* object = static_cast<TextObject*>(heap.allocate(sizeof(TextObject) + capacity));
  object->references = 1;
  object->kind = ObjectKind::Text;
  object->flags = only_ascii(bytes) ? kAscii : 0;
  object->heap = &heap;
  object->size = static_cast<std::uint32_t>(bytes.size());
  object->capacity = static_cast<std::uint32_t>(capacity);
  std::memcpy(object->data(), bytes.data(), bytes.size());
  return object;
}

Value FileObject::make(Heap& heap, Value name, Value media_type, Value content) {
  auto* file = new (heap.allocate(sizeof(FileObject))) FileObject;
  file->references = 1;
  file->kind = ObjectKind::File;
  file->heap = &heap;
  file->name = std::move(name);
  file->media_type = std::move(media_type);
  file->content = std::move(content);
  return Value::adopt(Tag::File, file);
}

TextObject* TextObject::grown(std::size_t new_capacity) {
  if (new_capacity > kMaxSize) raise(ErrorKind::Limit, messages::TextTooLong, {std::to_string(kMaxSize)});
  auto* moved =
      static_cast<TextObject*>(heap->resize(this, sizeof(TextObject) + capacity, sizeof(TextObject) + new_capacity));
  moved->capacity = static_cast<std::uint32_t>(new_capacity);
  return moved;
}

namespace {

// Room for `size` bytes and for some of those that will follow.
std::size_t roomy(std::size_t size, std::size_t generous) {
  return std::max(size, std::min(generous, TextObject::kMaxSize));
}

// What append_in_place() does where the text has no room or is not its own.
[[gnu::noinline]] void append_growing(Value& target, std::string_view more, Heap& heap) {
  if (more.empty()) return;
  const std::string_view now = target.text();
  const std::size_t size = now.size() + more.size();
  if (size <= Value::kShortText) {
    char joined[Value::kShortText];
    std::memcpy(joined, now.data(), now.size());
    std::memcpy(joined + now.size(), more.data(), more.size());
    target = Value::short_text({joined, size});
    return;
  }
  // `more` may be a part of the text itself (s = s + s), which moves.
  const bool inside = more.data() >= now.data() && more.data() < now.data() + now.size();
  const std::size_t offset = inside ? static_cast<std::size_t>(more.data() - now.data()) : 0;
  if (target.tag() != Tag::Text || target.object()->references != 1)
    target = Value::adopt(Tag::Text, TextObject::make(heap, now, roomy(size, now.size() * 2)));
  TextObject* object = &target.text_object();
  if (object->capacity < size) {
    object = object->grown(roomy(size, std::size_t{object->capacity} + object->capacity / 2));
    target.replace_object(object);
  }
  if (inside) more = {object->data() + offset, more.size()};
  std::memcpy(object->data() + object->size, more.data(), more.size());
  object->size = static_cast<std::uint32_t>(size);
  if (object->ascii() && !only_ascii(more)) object->flags &= static_cast<std::uint8_t>(~TextObject::kAscii);
}

}  // namespace

void append_in_place(Value& target, std::string_view more, Heap& heap) {
  if (target.tag() == Tag::Text && target.object()->references == 1) [[likely]] {
    TextObject& object = target.text_object();
    if (more.size() <= object.capacity - object.size) [[likely]] {
      std::memcpy(object.data() + object.size, more.data(), more.size());
      object.size += static_cast<std::uint32_t>(more.size());
      if (object.ascii() && !only_ascii(more)) object.flags &= static_cast<std::uint8_t>(~TextObject::kAscii);
      return;
    }
  }
  append_growing(target, more, heap);
}

bool Value::text_is_ascii() const {
  switch (tag_) {
    case Tag::Text: return text_object().ascii();
    case Tag::StaticText: return static_text_->ascii;
    default: return ((word_at(*this, 0) & 0x8080808080800000u) | (word_at(*this, 1) & 0x8080808080808080u)) == 0;
  }
}

bool is_ascii(std::string_view bytes) { return only_ascii(bytes); }

bool identical(const Value& a, const Value& b) {
  if (a.is_text() && b.is_text()) {
    if (a.tag() == Tag::ShortText || b.tag() == Tag::ShortText)
      return word_at(a, 0) == word_at(b, 0) && word_at(a, 1) == word_at(b, 1);
    return a.text() == b.text();
  }
  if (a.is_container() && b.is_container()) return ContentComparison().same(a, b);
  if (a.type() != b.type()) return false;
  switch (a.type()) {
    case Type::Null: return true;
    case Type::Boolean:
    case Type::Number:
    case Type::Time: return a.as_number() == b.as_number();
    case Type::DateTime: return a.milliseconds() == b.milliseconds();
    case Type::Decimal: return compare(a, b) == 0;
    case Type::Text: return a.text() == b.text();
    case Type::List:
    case Type::Map:
    case Type::Collection:
    case Type::Empty: return false;  // containers were compared above
    case Type::File:
    case Type::Error: return a.object() == b.object();
  }
  return false;
}

std::uint64_t hash_of(const Value& value, std::uint64_t seed) {
  switch (value.tag()) {
    case Tag::ShortText: return hash_words(word_at(value, 0), word_at(value, 1), seed);
    case Tag::StaticText:
    case Tag::Text: return hash_bytes(value.text(), seed);
    case Tag::Null:
    case Tag::Removed: return hash_words(0, 0, seed);
    case Tag::Boolean: return hash_words(static_cast<std::uint64_t>(value.as_number()), 1, seed);
    case Tag::Number: return hash_words(static_cast<std::uint64_t>(value.as_number()), 2, seed);
    case Tag::Decimal:
    case Tag::WideDecimal: return hash_decimal(value, seed);
    case Tag::DateTime:
    case Tag::Time: return hash_words(static_cast<std::uint64_t>(value.milliseconds()), 4, seed);
    case Tag::Container: return hash_contents(value.container(), seed, kHashedLevels);
    case Tag::File:
    case Tag::Fault: return hash_words(reinterpret_cast<std::uintptr_t>(value.object()), 6, seed);
  }
  return 0;
}

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
  return text.size() <= Value::kShortText ? hash_of(Value::short_text(text), seed) : hash_bytes(text, seed);
}

}  // namespace sluice::interpreter
