#include "interpreter/heap.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "interpreter/container.h"
#include "interpreter/error.h"

namespace sluice::interpreter {
namespace {

Message code_of_limit(auto&& work) {
  try {
    work();
  } catch (const Raised& raised) {
    EXPECT_EQ(raised.fault().kind, ErrorKind::Limit);
    return raised.fault().code;
  }
  ADD_FAILURE() << "nothing was raised";
  return messages::Thrown;
}

TEST(Heap, CountsEveryByteThatWasAskedFor) {
  Heap heap;
  std::vector<std::pair<void*, std::size_t>> blocks;
  std::uint64_t expected = 0;
  for (const std::size_t size : {1u, 15u, 16u, 17u, 1023u, 1024u, 1025u, 70'000u, 5u << 20}) {
    blocks.emplace_back(heap.allocate(size), size);
    expected += size;
    EXPECT_EQ(heap.used(), expected);
  }
  for (const auto& [block, size] : blocks) {
    heap.release(block, size);
    expected -= size;
    EXPECT_EQ(heap.used(), expected);
  }
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, BlocksAreAlignedAndApart) {
  Heap heap;
  std::mt19937 random(1);
  std::vector<std::pair<unsigned char*, std::size_t>> blocks;
  for (int i = 0; i < 2000; ++i) {
    const std::size_t size = 1 + random() % 3000;
    auto* block = static_cast<unsigned char*>(heap.allocate(size));
    ASSERT_EQ(reinterpret_cast<std::uintptr_t>(block) % 16, 0u);
    std::memset(block, i & 0xff, size);
    blocks.emplace_back(block, size);
  }
  for (std::size_t i = 0; i < blocks.size(); ++i)
    ASSERT_TRUE(std::all_of(blocks[i].first, blocks[i].first + blocks[i].second,
                            [i](unsigned char byte) { return byte == (i & 0xff); }));
}

TEST(Heap, ResizeKeepsTheBytesInEveryDirection) {
  Heap heap;
  std::mt19937 random(2);
  std::size_t size = 10;
  auto* block = static_cast<char*>(heap.allocate(size));
  std::string expected(size, 'a');
  std::memcpy(block, expected.data(), size);
  void* const neighbour = heap.allocate(2000);
  for (int i = 0; i < 300; ++i) {
    const std::size_t wanted = 1 + random() % 5000;
    block = static_cast<char*>(heap.resize(block, size, wanted));
    expected.resize(wanted, static_cast<char>('a' + i % 26));
    if (wanted > size) std::memcpy(block + size, expected.data() + size, wanted - size);
    size = wanted;
    ASSERT_EQ(std::string(block, size), expected);
    ASSERT_EQ(heap.used(), size + 2000);
  }
  heap.release(block, size);
  heap.release(neighbour, 2000);
  EXPECT_EQ(heap.used(), 0u);
}

#ifndef SLUICE_PLAIN_HEAP
// A text that is being written grows by half again and again: the pages must move, not their bytes, or the largest text
// of a run needs its room twice.
TEST(Heap, LargeBlockGrowsWithoutASecondCopy) {
  Heap heap;
  const auto peak_bytes = [] {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
  };
  std::size_t size = 1u << 20;
  void* block = heap.allocate(size);
  std::memset(block, 1, size);
  const std::size_t before = peak_bytes();
  while (size < (128u << 20)) {
    const std::size_t grown = size + size / 2;
    block = heap.resize(block, size, grown);
    std::memset(static_cast<char*>(block) + size, 1, grown - size);
    size = grown;
  }
  EXPECT_LT(peak_bytes() - before, size + size / 8);
  heap.release(block, size);
}
#endif

TEST(Heap, ResizeOfNothingAllocates) {
  Heap heap;
  void* small = heap.resize(nullptr, 0, 100);
  void* large = heap.resize(nullptr, 0, 100'000);
  EXPECT_EQ(heap.used(), 100'100u);
  heap.release(small, 100);
  heap.release(large, 100'000);
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, LimitRaisesAndLeavesTheHeapUsable) {
  Heap heap(10'000);
  void* block = heap.allocate(6000);
  EXPECT_EQ(code_of_limit([&] { heap.allocate(4001); }), messages::MemoryLimit);
  EXPECT_EQ(code_of_limit([&] { heap.allocate(std::size_t{1} << 40); }), messages::MemoryLimit);
  EXPECT_EQ(code_of_limit([&] { heap.resize(block, 6000, 10'001); }), messages::MemoryLimit);
  EXPECT_EQ(code_of_limit([&] { heap.expect(4001); }), messages::MemoryLimit);
  EXPECT_EQ(heap.used(), 6000u);
  heap.expect(4000);
  void* rest = heap.allocate(4000);
  EXPECT_EQ(heap.used(), 10'000u);
  heap.release(rest, 4000);
  heap.release(block, 6000);
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, ManySmallBlocksMeetTheLimitToo) {
  Heap heap(100'000);
  int count = 0;
  EXPECT_EQ(code_of_limit([&] {
              for (;; ++count) heap.allocate(40);
            }),
            messages::MemoryLimit);
  EXPECT_EQ(count, 2500);
  EXPECT_EQ(heap.used(), 100'000u);
}

TEST(Heap, SizeBeyondTheMachineIsTheLimit) {
  Heap heap;
  EXPECT_EQ(code_of_limit([&] { heap.allocate(std::size_t{1} << 62); }), messages::MemoryLimit);
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, PeakRemembersTheMost) {
  Heap heap;
  void* large = heap.allocate(50'000);
  heap.release(large, 50'000);
  heap.allocate(10);
  EXPECT_EQ(heap.used(), 10u);
  EXPECT_GE(heap.peak(), 50'000u);
}

Value nested_lists(Heap& heap, int depth) {
  Value outer = Container::make_list(heap);
  for (int i = 0; i < depth; ++i) {
    Value list = Container::make_list(heap);
    list.container().push(std::move(outer));
    outer = std::move(list);
  }
  return outer;
}

TEST(Heap, MillionDeepListsGoWithoutRecursion) {
  Heap heap;
  Value outer = nested_lists(heap, 1'000'000);
  EXPECT_GT(heap.used(), 1'000'000u * sizeof(Container));
  outer.reset();
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, DeepMapsAndKeysGoWithoutRecursion) {
  Heap heap;
  Value outer = Container::make_map(heap);
  const std::uint64_t empty_shapes = heap.used();
  for (int i = 0; i < 200'000; ++i) {
    Value map = Container::make_map(heap);
    if (i % 2 == 0)
      map.container().put(Value::text(heap, "a"), outer);
    else
      map.container().put(outer, Value::number(1));
    outer = std::move(map);
  }
  outer.reset();
  EXPECT_LT(heap.used(), empty_shapes + 1000);  // shapes stay
}

TEST(Heap, DeepStructuresThatStayGoWithTheHeap) {
  Heap heap;
  // The value may not outlive the heap, so it is given up: what LeakSanitizer would see is what the heap forgot.
  new (heap.allocate(sizeof(Value))) Value(nested_lists(heap, 1000));
}

TEST(Heap, CyclesGoWithTheHeap) {
  Heap heap;
  for (int i = 0; i < 100; ++i) {
    Value list = Container::make_list(heap);
    Value map = Container::make_map(heap);
    list.container().push(map);
    list.container().push(list);
    map.container().put(Value::text(heap, "a key that is longer than a short text"), list);
  }
  EXPECT_GT(heap.used(), 100 * 2 * sizeof(Container));
}

TEST(Heap, SharedObjectsGoWithTheLastReference) {
  Heap heap;
  Value text = Value::text(heap, "longer than fourteen bytes");
  const std::uint64_t with_text = heap.used();
  {
    Value list = Container::make_list(heap);
    for (int i = 0; i < 100; ++i) list.container().push(text);
  }
  EXPECT_EQ(heap.used(), with_text);
  text.reset();
  EXPECT_EQ(heap.used(), 0u);
}

}  // namespace
}  // namespace sluice::interpreter
