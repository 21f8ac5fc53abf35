#include "interpreter/container.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "interpreter/error.h"

namespace sluice::interpreter {
namespace {

using Layout = Container::Layout;

class ContainerTest : public testing::Test {
 protected:
  Heap heap{0, 3};
  Value text(std::string_view bytes) { return Value::text(heap, bytes); }
  static Value number(std::int64_t value) { return Value::number(value); }
  Value list(std::initializer_list<Value> values) {
    Value result = Container::make_list(heap);
    for (const Value& value : values) result.container().push(value);
    return result;
  }
};

// ---------------------------------------------------------------- against a model

// What a map should hold: pairs in insertion order.
class MapModel {
 public:
  void put(const Value& key, const Value& value) {
    if (auto* found = find(key))
      *found = value;
    else
      pairs_.emplace_back(key, value);
  }
  bool erase(const Value& key) {
    return std::erase_if(pairs_, [&](const auto& pair) { return identical(pair.first, key); }) != 0;
  }
  Value* find(const Value& key) {
    const auto found = std::ranges::find_if(pairs_, [&](const auto& pair) { return identical(pair.first, key); });
    return found == pairs_.end() ? nullptr : &found->second;
  }
  std::vector<std::pair<Value, Value>>& pairs() { return pairs_; }

 private:
  std::vector<std::pair<Value, Value>> pairs_;
};

void expect_same(Container& map, MapModel& model) {
  ASSERT_EQ(map.size(), model.pairs().size());
  std::size_t i = 0;
  for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p), ++i) {
    ASSERT_LT(i, model.pairs().size());
    ASSERT_TRUE(identical(map.key_at(p), model.pairs()[i].first));
    ASSERT_TRUE(identical(map.value_at(p), model.pairs()[i].second));
  }
  ASSERT_EQ(i, model.pairs().size());
}

class MapAgainstModel : public ContainerTest, public testing::WithParamInterface<int> {
 protected:
  Value key() {
    const int kinds = GetParam() % 2 == 0 ? 2 : 4;  // with TEXT keys only, maps stay shaped for long
    const auto which = static_cast<int>(random() % static_cast<unsigned>(range));
    switch (random() % static_cast<unsigned>(kinds)) {
      case 0: return text("k" + std::to_string(which));
      case 1: return text("a key that is longer than a short text " + std::to_string(which));
      case 2: return number(which);
      default: return list({number(which)});
    }
  }
  void reverse(Container& map, MapModel& model) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t p = map.first_place(); p != Container::kEnd; p = map.next_place(p)) order.push_back(p);
    std::ranges::reverse(order);
    map.reorder(order);
    std::ranges::reverse(model.pairs());
  }
  std::mt19937 random{static_cast<std::uint32_t>(GetParam())};
  int range = 4 << GetParam() % 5;
};

TEST_P(MapAgainstModel, AgreesAfterEveryStep) {
  {
    Value value = Container::make_map(heap);
    Container& map = value.container();
    MapModel model;
    for (int step = 0; step < 600; ++step) {
      const Value each = key();
      switch (random() % 20) {
        case 0: ASSERT_EQ(map.erase(each), model.erase(each)); break;
        case 1:
          if (step % 7 == 0) {
            map.clear();
            model.pairs().clear();
          }
          break;
        case 2: reverse(map, model); break;
        case 3: ASSERT_EQ(map.find(each) != nullptr, model.find(each) != nullptr); break;
        default: map.put(each, number(step)); model.put(each, number(step));
      }
      ASSERT_NO_FATAL_FAILURE(expect_same(map, model)) << "step " << step;
    }
    Value copied = map.copy(true);
    ASSERT_NO_FATAL_FAILURE(expect_same(copied.container(), model));
    ASSERT_TRUE(identical(copied, value));
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, MapAgainstModel, testing::Range(1, 31));

TEST_F(ContainerTest, ListAgreesWithAModel) {
  Value value = Container::make_list(heap);
  Container& container = value.container();
  std::vector<std::int64_t> model;
  std::mt19937 random(5);
  for (int step = 0; step < 20'000; ++step) {
    const auto size = static_cast<std::uint32_t>(model.size());
    const std::uint32_t at = size == 0 ? 0 : static_cast<std::uint32_t>(random()) % size;
    switch (random() % 8) {
      case 0:
        container.insert_at(at, number(step));
        model.insert(model.begin() + at, step);
        break;
      case 1:
        if (size == 0) break;
        ASSERT_EQ(container.remove_at(at).as_number(), model[at]);
        model.erase(model.begin() + at);
        break;
      case 2:
        if (step % 50 != 0) break;
        container.truncate(at);
        model.resize(at);
        break;
      default: container.push(number(step)); model.push_back(step);
    }
    ASSERT_EQ(container.size(), model.size());
  }
  for (std::size_t i = 0; i < model.size(); ++i) ASSERT_EQ(container.items()[i].as_number(), model[i]);
}

// ---------------------------------------------------------------- layouts

TEST_F(ContainerTest, MapsWithTheSameKeysShareTheirShape) {
  Value first = Container::make_map(heap);
  Value second = Container::make_map(heap);
  for (const char* key : {"one", "two", "three"}) {
    first.container().put(text(key), number(1));
    second.container().put(text(key), number(2));
  }
  EXPECT_EQ(first.container().layout(), Layout::Shaped);
  EXPECT_EQ(first.container().shape(), second.container().shape());
}

TEST_F(ContainerTest, BecomesHashedByAKeyThatIsNoText) {
  Value map = Container::make_map(heap);
  map.container().put(text("a"), number(1));
  map.container().put(number(5), number(2));
  EXPECT_EQ(map.container().layout(), Layout::Hashed);
  EXPECT_EQ(map.container().find(text("a"))->as_number(), 1);
  EXPECT_EQ(map.container().find(number(5))->as_number(), 2);
}

TEST_F(ContainerTest, BecomesHashedWhenItLosesAKey) {
  Value map = Container::make_map(heap);
  map.container().put(text("a"), number(1));
  map.container().put(text("b"), number(2));
  EXPECT_FALSE(map.container().erase(text("c")));
  EXPECT_EQ(map.container().layout(), Layout::Shaped);
  EXPECT_TRUE(map.container().erase(text("a")));
  EXPECT_EQ(map.container().layout(), Layout::Hashed);
  EXPECT_FALSE(map.container().erase(text("a")));
  EXPECT_EQ(map.container().size(), 1u);
}

TEST_F(ContainerTest, BecomesHashedWhenItGrows) {
  Value map = Container::make_map(heap);
  for (std::uint32_t i = 0; i <= Container::kShapedKeys; ++i) {
    EXPECT_EQ(map.container().layout(), Layout::Shaped);
    map.container().put(text("key" + std::to_string(i)), number(i));
  }
  EXPECT_EQ(map.container().layout(), Layout::Hashed);
  for (std::uint32_t i = 0; i <= Container::kShapedKeys; ++i)
    EXPECT_EQ(map.container().find(text("key" + std::to_string(i)))->as_number(), i);
}

TEST_F(ContainerTest, DictionariesDoNotFloodTheHeapWithShapes) {
  for (int i = 0; i < 10'000; ++i) {
    Value map = Container::make_map(heap);
    map.container().put(text("key" + std::to_string(i)), number(i));
    map.container().put(text("other" + std::to_string(i)), number(i));
  }
  EXPECT_LT(heap.used(), 200'000u);
}

TEST_F(ContainerTest, ErasedRoomIsUsedAgain) {
  Value map = Container::make_map(heap);
  map.container().put(number(-1), number(0));
  std::uint64_t most = 0;
  for (int i = 0; i < 100'000; ++i) {
    map.container().put(number(i), number(i));
    map.container().erase(number(i - 10));
    most = std::max(most, heap.used());
  }
  EXPECT_EQ(map.container().size(), 10u);
  EXPECT_LT(most, 10'000u);
}

TEST_F(ContainerTest, OverwritingKeepsThePlace) {
  for (const bool hashed : {false, true}) {
    Value map = Container::make_map(heap);
    if (hashed) map.container().put(number(0), number(0));
    for (const char* key : {"x", "y", "z"}) map.container().put(text(key), number(1));
    map.container().put(text("y"), number(7));
    std::string order;
    for (std::uint32_t p = map.container().first_place(); p != Container::kEnd; p = map.container().next_place(p))
      if (map.container().key_at(p).is_text()) order += map.container().key_at(p).text();
    EXPECT_EQ(order, "xyz");
  }
}

// ---------------------------------------------------------------- {} and collections

TEST_F(ContainerTest, TheEmptyLiteralBecomesAList) {
  Value value = Container::make_empty(heap);
  EXPECT_EQ(value.type(), Type::Empty);
  EXPECT_TRUE(value.container().undecided());
  value.container().become_sequence();
  value.container().push(number(1));
  EXPECT_EQ(value.type(), Type::List);
  value.container().become_keyed();  // decided already
  EXPECT_EQ(value.type(), Type::List);
  EXPECT_EQ(value.container().size(), 1u);
}

TEST_F(ContainerTest, TheEmptyLiteralBecomesAMap) {
  Value value = Container::make_empty(heap);
  const Value same = value;
  value.container().become_keyed();
  value.container().put(text("a"), number(1));
  EXPECT_EQ(same.type(), Type::Map);
  EXPECT_EQ(same.container().size(), 1u);
}

TEST_F(ContainerTest, ACollectionIsEither) {
  Value values = Container::make_collection(heap);
  Value pairs = Container::make_collection(heap);
  values.container().become_sequence();
  values.container().push(number(1));
  pairs.container().become_keyed();
  pairs.container().put(text("a"), number(1));
  EXPECT_EQ(values.type(), Type::Collection);
  EXPECT_EQ(pairs.type(), Type::Collection);
  EXPECT_TRUE(values.container().is_sequence());
  EXPECT_TRUE(pairs.container().is_keyed());
}

// ---------------------------------------------------------------- copies

TEST_F(ContainerTest, AShallowCopySharesWhatIsInside) {
  const Value inner = list({number(1)});
  const Value outer = list({inner});
  const Value copied = outer.container().copy();
  inner.container().push(number(2));
  EXPECT_EQ(copied.container().items()[0].container().size(), 2u);
  outer.container().push(number(3));
  EXPECT_EQ(copied.container().size(), 1u);
}

TEST_F(ContainerTest, ADeepCopySharesNothing) {
  const Value inner = list({number(1)});
  const Value outer = list({inner, inner});
  const Value copied = outer.container().copy(true);
  inner.container().push(number(2));
  EXPECT_EQ(copied.container().items()[0].container().size(), 1u);
  EXPECT_EQ(copied.container().items()[0].object(), copied.container().items()[1].object());
}

TEST_F(ContainerTest, ADeepCopyKeepsCycles) {
  Value map = Container::make_map(heap);
  const Value inner = list({map});
  map.container().put(text("inner"), inner);
  map.container().put(text("self"), map);
  const Value copied = map.container().copy(true);
  EXPECT_NE(copied.object(), map.object());
  EXPECT_EQ(copied.container().find(text("self"))->object(), copied.object());
  const Value* copied_inner = copied.container().find(text("inner"));
  EXPECT_NE(copied_inner->object(), inner.object());
  EXPECT_EQ(copied_inner->container().items()[0].object(), copied.object());
}

TEST_F(ContainerTest, ADeepCopyKeepsKeysApartThatAreContainers) {
  Value map = Container::make_map(heap);
  map.container().put(list({number(1)}), text("one"));
  map.container().put(list({number(2)}), text("two"));
  EXPECT_TRUE(identical(map, map.container().copy(true)));
}

TEST_F(ContainerTest, ADeepCopyOfDeepAndWideDataIsQuick) {
  Value outer = Container::make_list(heap);
  for (int i = 0; i < 100'000; ++i) outer.container().push(list({number(i)}));
  for (int i = 0; i < 100'000; ++i) outer = list({outer});
  const Value copied = outer.container().copy(true);
  EXPECT_TRUE(identical(outer, copied));
}

TEST_F(ContainerTest, ShapedMapsTakeValuesOver) {
  Shape* shape = heap.root_shape()->with(heap, text("a"))->with(heap, text("b"));
  Value values[2] = {text("the first value, a long one"), number(2)};
  const Value map = Container::make_shaped_map(heap, shape, values);
  EXPECT_TRUE(values[0].is_null());
  EXPECT_TRUE(values[1].is_null());
  EXPECT_EQ(map.container().find(text("a"))->text(), "the first value, a long one");
  EXPECT_EQ(map.container().find(text("b"))->as_number(), 2);
}

// ---------------------------------------------------------------- limits

TEST_F(ContainerTest, ALimitDuringGrowthLeavesTheContainerWhole) {
  Heap small(200'000);
  Value map = Container::make_map(small);
  Value plain = Container::make_list(small);
  int puts = 0;
  try {
    for (;; ++puts) {
      map.container().put(Value::number(puts), Value::number(puts));
      plain.container().push(Value::number(puts));
    }
  } catch (const Raised& raised) { EXPECT_EQ(raised.fault().code, messages::MemoryLimit); }
  EXPECT_GE(map.container().size() + 1, plain.container().size());
  for (int i = 0; i < puts; ++i) ASSERT_EQ(map.container().find(Value::number(i))->as_number(), i);
  plain.reset();
  map.reset();
  EXPECT_LE(small.used(), sizeof(Shape));
}

}  // namespace
}  // namespace sluice::interpreter
