#include "interpreter/value.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "interpreter/container.h"
#include "interpreter/decimal.h"
#include "interpreter/error.h"

namespace sluice::interpreter {
namespace {

class ValueTest : public testing::Test {
 protected:
  Heap heap{0, 11};
  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  Value list(std::initializer_list<Value> values) {
    Value result = Container::make_list(heap);
    for (const Value& value : values) result.container().push(value);
    return result;
  }
};

TEST_F(ValueTest, TakesSixteenBytes) { EXPECT_EQ(sizeof(Value), 16u); }

TEST_F(ValueTest, TextsOfFourteenBytesAreInside) {
  for (std::size_t size = 0; size <= 40; ++size) {
    const std::string bytes(size, 'x');
    const Value value = text(bytes);
    EXPECT_EQ(value.tag(), size <= Value::kShortText ? Tag::ShortText : Tag::Text);
    EXPECT_EQ(value.type(), Type::Text);
    EXPECT_EQ(value.text(), bytes);
    EXPECT_TRUE(value.text_is_ascii());
    const StaticText kept{bytes.data(), static_cast<std::uint32_t>(size), true};
    EXPECT_TRUE(identical(Value::static_text(kept), value));
    EXPECT_EQ(hash_of(Value::static_text(kept), 5), hash_of(value, 5));
    EXPECT_EQ(hash_of(bytes, 5), hash_of(value, 5));
  }
  EXPECT_EQ(heap.used(), 0u);
}

TEST_F(ValueTest, ShortTextsAreTheSameHoweverMade) {
  const char bytes[32] = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t size = 0; size <= Value::kShortText; ++size)
    EXPECT_TRUE(identical(Value::short_text({bytes, size}), Value::short_text_of_16(bytes, size))) << size;
}

TEST_F(ValueTest, EqualContainersHashAlike) {
  const auto map = [&](std::initializer_list<std::pair<Value, Value>> pairs) {
    Value result = Container::make_map(heap);
    for (const auto& [key, value] : pairs) result.container().put(key, value);
    return result;
  };
  const Value one = map({{text("a"), Value::number(1)}, {text("b"), list({text("x")})}});
  const Value two = map({{text("b"), list({text("x")})}, {text("a"), Value::number(1)}});
  EXPECT_TRUE(identical(one, two));
  EXPECT_EQ(hash_of(one, 5), hash_of(two, 5));
  EXPECT_EQ(hash_of(list({one}), 5), hash_of(list({two}), 5));
  EXPECT_EQ(hash_of(Container::make_empty(heap), 5), hash_of(list({}), 5));
  EXPECT_EQ(hash_of(Container::make_empty(heap), 5), hash_of(map({}), 5));
  EXPECT_NE(hash_of(list({Value::number(1)}), 5), hash_of(list({Value::number(2)}), 5));
  EXPECT_NE(hash_of(one, 5), hash_of(map({{text("a"), Value::number(2)}, {text("b"), list({text("x")})}}), 5));
  Value inside_itself = list({Value::number(1)});
  inside_itself.container().push(inside_itself);
  hash_of(inside_itself, 5);  // comes to an end
}

TEST_F(ValueTest, AsciiIsNoticed) {
  EXPECT_FALSE(text("é").text_is_ascii());
  EXPECT_FALSE(text("a text that is long enough é").text_is_ascii());
  Value grown = text("a text that is long enough");
  append_in_place(grown, "é", heap);
  EXPECT_FALSE(grown.text_is_ascii());
}

TEST_F(ValueTest, CopiesShareAndMovesTakeOver) {
  Value first = text("a text that is long enough");
  Value second = first;
  EXPECT_EQ(first.object(), second.object());
  EXPECT_EQ(first.object()->references, 2u);
  const Value third = std::move(second);
  EXPECT_EQ(first.object()->references, 2u);
  first = third;
  EXPECT_EQ(third.object()->references, 2u);
  Value& same = first;
  first = same;
  EXPECT_EQ(third.object()->references, 2u);
  first = std::move(same);
  EXPECT_EQ(first.text(), "a text that is long enough");
}

// Every way a text can be held, with every size around the border of short texts.
TEST_F(ValueTest, AppendGivesTheSameTextHoweverItIsHeld) {
  for (std::size_t size : {0u, 1u, 7u, 8u, 13u, 14u, 15u, 30u, 100u})
    for (std::size_t more : {0u, 1u, 6u, 14u, 15u, 200u}) {
      const std::string before(size, 'a');
      const std::string after(more, 'b');
      const StaticText kept{before.data(), static_cast<std::uint32_t>(size), true};
      Value owned = text(before);
      Value shared = text(before);
      const Value other = shared;
      Value fixed = Value::static_text(kept);
      for (Value* target : {&owned, &shared, &fixed}) {
        append_in_place(*target, after, heap);
        EXPECT_EQ(target->text(), before + after) << size << "+" << more;
        EXPECT_EQ(target->tag() == Tag::ShortText, size + more <= Value::kShortText);
      }
      EXPECT_EQ(other.text(), before);
    }
}

TEST_F(ValueTest, AppendOfTheTextToItself) {
  for (std::size_t size : {1u, 5u, 7u, 8u, 10u, 14u, 15u, 16u, 100u, 5000u}) {
    std::string expected;
    for (std::size_t i = 0; i < size; ++i) expected += static_cast<char>('a' + i % 26);
    Value target = text(expected);
    for (int i = 0; i < 4; ++i) {
      append_in_place(target, target.text(), heap);
      expected += std::string(expected);
      ASSERT_EQ(target.text(), expected) << size;
    }
  }
}

TEST_F(ValueTest, AppendOfAPartOfTheTextToItself) {
  for (std::size_t size : {10u, 14u, 20u, 1000u}) {
    std::string expected;
    for (std::size_t i = 0; i < size; ++i) expected += static_cast<char>('a' + i % 26);
    Value target = text(expected);
    append_in_place(target, target.text().substr(3, 6), heap);
    EXPECT_EQ(target.text(), expected + expected.substr(3, 6)) << size;
  }
}

TEST_F(ValueTest, AppendInPlaceDoesNotCopyWhatItGrows) {
  Value target = text("a text that is long enough");
  for (int i = 0; i < 200'000; ++i) append_in_place(target, "0123456789", heap);
  EXPECT_EQ(target.text().size(), 26u + 2'000'000u);
  EXPECT_LT(heap.used(), 4'000'000u);
}

TEST_F(ValueTest, TextBeyondTheLargestIsALimit) {
  try {
    TextObject::make(heap, "", TextObject::kMaxSize + 1);
    FAIL();
  } catch (const Raised& raised) { EXPECT_EQ(raised.fault().code, messages::TextTooLong); }
  EXPECT_EQ(heap.used(), 0u);
}

// ---------------------------------------------------------------- identity

class RandomValues {
 public:
  RandomValues(Heap& heap, std::uint32_t seed) : heap_(heap), random_(seed) {}

  Value make(int depth = 0) {
    switch (random_() % (depth < 3 ? 10 : 7)) {
      case 0: return {};
      case 1: return Value::boolean(random_() % 2);
      case 2: return Value::number(static_cast<std::int64_t>(random_() % 5) - 2);
      case 3: return decimal();
      case 4: return Value::text(heap_, std::string(random_() % 3 * 9, static_cast<char>('a' + random_() % 2)));
      case 5: return Value::date_time(random_() % 3, random_() % 2);
      case 6: return Value::time(random_() % 3);
      case 7: return Container::make_empty(heap_);
      case 8: return list(depth);
      default: return map(depth);
    }
  }

 private:
  // Equal numbers with different scales, inline and wide.
  Value decimal() {
    static constexpr const char* kDigits[] = {"0",
                                              "0.0",
                                              "5.0",
                                              "5.00",
                                              "-5.000",
                                              "9007199254740993.0",
                                              "9007199254740993.00",
                                              "9007199254740993.0000000000000000",
                                              "123456789012345678901234567890.5",
                                              "123456789012345678901234567890.500"};
    return *parse_decimal(heap_, kDigits[random_() % std::size(kDigits)]);
  }
  Value list(int depth) {
    Value result = Container::make_list(heap_);
    for (std::uint32_t i = random_() % 3; i > 0; --i) result.container().push(make(depth + 1));
    return result;
  }
  Value map(int depth) {
    Value result = Container::make_map(heap_);
    for (std::uint32_t i = random_() % 3; i > 0; --i) {
      Value key = make(depth + 1);
      result.container().put(std::move(key), make(depth + 1));
    }
    return result;
  }

  Heap& heap_;
  std::mt19937 random_;
};

TEST_F(ValueTest, IdenticalIsAnEquivalenceThatHashesAgreeWith) {
  constexpr std::uint32_t kSeed = 20260101;
  SCOPED_TRACE(kSeed);
  RandomValues random(heap, kSeed);
  std::vector<Value> values;
  for (int i = 0; i < 600; ++i) values.push_back(random.make());
  for (const Value& a : values) {
    ASSERT_TRUE(identical(a, a));
    for (const Value& b : values) {
      const bool same = identical(a, b);
      ASSERT_EQ(same, identical(b, a));
      if (same) { ASSERT_EQ(hash_of(a, 99), hash_of(b, 99)); }
    }
  }
}

TEST_F(ValueTest, TypesAreKeptApart) {
  EXPECT_FALSE(identical(Value::number(1), text("1")));
  EXPECT_FALSE(identical(Value::number(5), *parse_decimal(heap, "5.0")));
  EXPECT_FALSE(identical(Value(), text("")));
  EXPECT_FALSE(identical(Value::boolean(false), Value::number(0)));
  EXPECT_FALSE(identical(Value::date_time(5, true), Value::time(5)));
}

TEST_F(ValueTest, AnEmptyContainerIsTheSameAsTheUndecidedOne) {
  const Value undecided = Container::make_empty(heap);
  EXPECT_TRUE(identical(undecided, Container::make_list(heap)));
  EXPECT_TRUE(identical(undecided, Container::make_map(heap)));
  EXPECT_FALSE(identical(Container::make_list(heap), Container::make_map(heap)));
}

TEST_F(ValueTest, ListsThatHoldOneAnotherManyTimesCompareQuickly) {
  Value left = list({Value::number(1)});
  Value right = list({Value::number(1)});
  Value other = list({Value::number(2)});
  for (int i = 0; i < 100; ++i) {
    left = list({left, left});
    right = list({right, right});
    other = list({other, other});
  }
  EXPECT_TRUE(identical(left, right));
  EXPECT_FALSE(identical(left, other));
}

TEST_F(ValueTest, ListsThatHoldThemselvesCompare) {
  Value left = list({Value::number(1)});
  Value right = list({Value::number(1)});
  left.container().push(left);
  right.container().push(right);
  EXPECT_TRUE(identical(left, left));
  identical(left, right);  // either answer, but it ends
  EXPECT_FALSE(identical(left, list({Value::number(1), Value::number(2)})));
}

TEST_F(ValueTest, DeepListsCompareByContent) {
  Value left = list({});
  Value right = list({});
  Value other = list({Value::number(1)});
  for (int i = 0; i < 200'000; ++i)
    for (Value* side : {&left, &right, &other}) *side = list({*side});
  EXPECT_TRUE(identical(left, right));
  EXPECT_FALSE(identical(left, other));
}

// Containers as keys of containers as keys … are told by address, so that they cost neither stack nor time.
TEST_F(ValueTest, DeepKeysCompareQuickly) {
  Value left = Container::make_map(heap);
  Value right = Container::make_map(heap);
  for (int i = 0; i < 2000; ++i)
    for (Value* side : {&left, &right}) {
      Value outer = Container::make_map(heap);
      outer.container().put(*side, *side);
      *side = outer;
    }
  EXPECT_TRUE(identical(left, left));
  EXPECT_FALSE(identical(left, right));
}

TEST_F(ValueTest, ContainersAreFoundAsKeys) {
  Value map = Container::make_map(heap);
  map.container().put(list({Value::number(1)}), text("one"));
  map.container().put(list({Value::number(2)}), text("two"));
  EXPECT_EQ(map.container().size(), 2u);
  EXPECT_EQ(map.container().find(list({Value::number(2)}))->text(), "two");
  EXPECT_EQ(map.container().find(list({Value::number(3)})), nullptr);
  Value same = Container::make_map(heap);
  same.container().put(list({Value::number(2)}), text("two"));
  same.container().put(list({Value::number(1)}), text("one"));
  EXPECT_TRUE(identical(map, same));
}

}  // namespace
}  // namespace sluice::interpreter
