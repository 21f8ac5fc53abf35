// A main() for fuzz targets without libFuzzer: COUNT FOLDER… gives the target every example below the folders, then
// COUNT changed and mixed copies of them. They are the same in every run, so that a test that passed passes again;
// SLUICE_FUZZ_SEED gives others.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kLongest = 8192;
// Pieces that grammars stumble over.
const char* const kPieces[] = {"{",          "}",        "(",           ")",         "[",
                               "]",          "\"",       "'",           ";",         "/*",
                               "//",         "\\",       "if(",         "for each ", " in ",
                               "else",       ".get(",    "=",           "==",        "&&",
                               "||",         "!",        "-",           "1e9",       "9223372036854775807",
                               "\r\n",       "\xC2\xA0", "\xFF",        "null",      "Map()",
                               "List:Int()", "try {",    "catch (e) {", "return ",   ",",
                               ":"};

std::vector<std::string> read_scripts(const std::string& folder) {
  std::vector<std::string> scripts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string ending = entry.path().extension();
    if (ending != ".deluge" && ending != ".xml" && ending != ".date" && ending != ".regex") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    scripts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  std::ranges::sort(scripts);  // folders list their files in any order
  return scripts;
}

class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) {}

  std::string next() {
    std::string text = corpus_[below(corpus_.size())];
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(text);
    if (text.size() > kLongest) text.resize(kLongest);
    return text;
  }

 private:
  std::size_t below(std::size_t count) { return count == 0 ? 0 : random_() % count; }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    switch (below(5)) {
      case 0: text.erase(at, 1 + below(20)); break;
      case 1: text.insert(at, kPieces[below(std::size(kPieces))]); break;
      case 2: text.insert(at, text.substr(below(text.size() + 1), below(40))); break;
      case 3:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      default: {
        const std::string& other = corpus_[below(corpus_.size())];
        const std::size_t from = below(other.size() + 1);
        text = text.substr(0, at) + other.substr(from);
      }
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

void feed(const std::string& text) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  std::vector<std::string> corpus;
  for (int i = 2; i < count; ++i) {
    std::vector<std::string> more = read_scripts(words[i]);
    corpus.insert(corpus.end(), more.begin(), more.end());
  }
  if (corpus.empty()) return 2;
  const char* seed = std::getenv("SLUICE_FUZZ_SEED");
  for (const std::string& script : corpus) feed(script);
  Mutator mutator(corpus, seed != nullptr ? std::strtoull(seed, nullptr, 10) : 1);
  const int changed = std::atoi(words[1]);
  for (int i = 0; i < changed; ++i) feed(mutator.next());
  std::printf("%zu scripts and %d changed ones\n", corpus.size(), changed);
  return 0;
}
