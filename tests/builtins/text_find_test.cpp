#include "builtins/text_find.h"

#include <random>
#include <string>

#include "harness.h"

namespace sluice::builtins {
namespace {

class TextFindTest : public BuiltinTest {};

// The library's own search is the model: slow where texts repeat themselves, right everywhere.
TEST_F(TextFindTest, FindsWhatTheLibraryFinds) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    const int letters = 1 + static_cast<int>(random() % 3);
    const auto make = [&](std::size_t longest) {
      std::string text(random() % longest, 'a');
      for (char& c : text) c = static_cast<char>('a' + random() % static_cast<unsigned>(letters));
      return text;
    };
    const std::string text = make(400);
    const std::string sought = round % 2 == 0 ? make(80) : text.substr(random() % (text.size() + 1), random() % 80);
    const std::size_t from = random() % 410;
    ASSERT_EQ(find_text(text, sought, context, from), text.find(sought, from))
        << text << " | " << sought << " " << from;
    ASSERT_EQ(find_last_text(text, sought, context), text.rfind(sought)) << text << " | " << sought;
  }
}

// Beyond a window of the search, with what is sought on its border.
TEST_F(TextFindTest, FindsAcrossWindows) {
  constexpr std::size_t kSize = 5u << 20;
  for (const std::size_t length : {1u, 20u, 33u, 1000u}) {
    const std::string sought(length, 'x');
    for (std::size_t border = 1u << 20; border < kSize; border += 1u << 20) {
      for (const std::size_t at : {border - length, border - length / 2, border - 1, border}) {
        std::string text(kSize, '-');
        text.replace(at, length, sought);
        ASSERT_EQ(find_text(text, sought, context), at);
        ASSERT_EQ(find_last_text(text, sought, context), at);
        ASSERT_EQ(find_text(text, sought, context, at + 1), std::string::npos);
      }
    }
  }
}

}  // namespace
}  // namespace sluice::builtins
