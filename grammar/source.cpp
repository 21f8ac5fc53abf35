#include "grammar/source.h"

#include <algorithm>
#include <atomic>
#include <memory>

#include "grammar/utf8.h"

namespace sluice::grammar {

struct LineIndex {
  std::vector<std::uint32_t> starts;
};

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A line ends with \n, \r\n or a lone \r.
LineIndex* index_lines(std::string_view text) {
  auto index = std::make_unique<LineIndex>();
  index->starts.push_back(0);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool lone_return = text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
    if (text[at] == '\n' || lone_return) index->starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return index.release();
}

}  // namespace

Source::Source(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) {}

Source::~Source() { delete lines_; }

const std::vector<std::uint32_t>& Source::line_starts() const {
  std::atomic_ref<LineIndex*> published(lines_);
  LineIndex* index = published.load(std::memory_order_acquire);
  if (index == nullptr) {
    LineIndex* made = index_lines(text_);
    if (published.compare_exchange_strong(index, made, std::memory_order_acq_rel)) {
      index = made;
    } else {
      delete made;  // another thread was faster
    }
  }
  return index->starts;
}

Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - starts.begin());
  std::string_view before = std::string_view(text_).substr(starts[line - 1], offset - starts[line - 1]);
  if (line == 1 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  return {line, static_cast<std::uint32_t>(count_code_points(before)) + 1};
}

std::string_view Source::line_text(std::uint32_t line) const {
  const auto& starts = line_starts();
  if (line == 0 || line > starts.size()) return {};
  const std::size_t begin = starts[line - 1];
  const std::size_t end = line < starts.size() ? starts[line] : text_.size();
  std::string_view text = std::string_view(text_).substr(begin, end - begin);
  if (line == 1 && text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace sluice::grammar
