#include "builtins/regex/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <list>
#include <string>
#include <unordered_map>

#include "builtins/regex/java_pattern.h"
#include "interpreter/error.h"
#include "interpreter/support/utf16.h"
#include "interpreter/support/utf8.h"

namespace sluice::builtins::regex {

using namespace interpreter;

namespace {

template <class T, void (*kFree)(T*)>
struct Freed {
  void operator()(T* object) const { kFree(object); }
};
template <class T, void (*kFree)(T*)>
using Owned = std::unique_ptr<T, Freed<T, kFree>>;

using Code = Owned<pcre2_code, pcre2_code_free>;
using MatchData = Owned<pcre2_match_data, pcre2_match_data_free>;
using MatchContext = Owned<pcre2_match_context, pcre2_match_context_free>;
using JitStack = Owned<pcre2_jit_stack, pcre2_jit_stack_free>;

constexpr std::size_t kJitWorthwhile = 256;      // bytes of text for which compiling to machine code pays at once
constexpr std::size_t kCachedPatterns = 128;     // of each thread
constexpr std::size_t kLongestCached = 4096;     // bytes of an expression that is kept
constexpr std::size_t kJitStackBytes = 8 << 20;  // reserved, not used, until an expression needs it
constexpr std::uint32_t kHeapKibibytes = 64 << 10;
// Steps of backtracking from one place. The first try is short; each further one costs the run as much.
constexpr std::uint32_t kFirstSteps = 1 << 16;
constexpr std::uint32_t kMostSteps = 1 << 25;

std::int64_t now() { return std::chrono::steady_clock::now().time_since_epoch().count(); }

[[noreturn]] void raise_invalid(std::string_view pattern, const std::string& reason, std::size_t place) {
  place = std::min(place, pattern.size());
  while (place > 0 && place < pattern.size() && support::is_continuation(pattern[place])) --place;
  raise_with_help(messages::InvalidPattern, {pattern},
                  reason + ", at character " + std::to_string(support::utf16_units(pattern.substr(0, place)) + 1));
}

}  // namespace

class Regex {
 public:
  Regex(std::string_view pattern, Extent extent, LetterCase letter_case, Alphabet alphabet);

  // Compiles to machine code at the second use, or at once for a long text.
  void warm_up(std::size_t subject_size) const {
    if (jit_tried_ || (++uses_ < 2 && subject_size < kJitWorthwhile)) return;
    jit_tried_ = true;
    jit_ = pcre2_jit_compile(code_.get(), PCRE2_JIT_COMPLETE) == 0;  // where that is not possible, PCRE2 interprets
  }
  bool has_machine_code() const { return jit_; }

  const pcre2_code* code() const { return code_.get(); }
  pcre2_match_data* data() const { return data_.get(); }
  const Translation& translation() const { return translation_; }
  // Whether it is found by looking at one byte after the other.
  bool is_class() const { return is_class_; }
  bool has_member(char c) const { return members_[static_cast<unsigned char>(c)]; }

 private:
  Translation translation_;
  Code code_;
  MatchData data_;
  bool is_class_;
  std::array<bool, 256> members_{};
  mutable std::uint32_t uses_ = 0;
  mutable bool jit_tried_ = false;
  mutable bool jit_ = false;
};

namespace {

Translation checked_translation(std::string_view pattern, LetterCase letter_case, Alphabet alphabet) {
  try {
    return translate(pattern, letter_case == LetterCase::Ignored, alphabet);
  } catch (const PatternError& error) { raise_invalid(pattern, error.what(), error.place); }
}

// What PCRE2 has to say about a translation that Java would take.
std::string reason_of(int code) {
  switch (code) {
    case PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH: return "Each alternative of a look-behind must have one length";
    case PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY: return "Unknown character property name";
    case PCRE2_ERROR_PATTERN_TOO_LARGE: return "The expression is too large when its repetitions are written out";
    default: break;
  }
  PCRE2_UCHAR text[256];
  pcre2_get_error_message(code, text, sizeof(text));
  return reinterpret_cast<const char*>(text);
}

// What every search of a thread needs once.
struct MatchTools {
  MatchContext context{pcre2_match_context_create(nullptr)};
  JitStack stack{pcre2_jit_stack_create(32 << 10, kJitStackBytes, nullptr)};

  MatchTools() {
    pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
    pcre2_set_heap_limit(context.get(), kHeapKibibytes);
  }
};

MatchTools& tools() {
  thread_local MatchTools tools;
  return tools;
}

// The expressions that this thread used last. Compiled expressions say nothing of a run, so runs may share them; a
// thread of its own needs no lock.
class Cache {
 public:
  std::shared_ptr<const Regex> get(std::string_view pattern, Extent extent, LetterCase letter_case, Alphabet alphabet) {
    std::string key{static_cast<char>('0' + (extent == Extent::WholeText) + 2 * (letter_case == LetterCase::Ignored) +
                                      4 * (alphabet == Alphabet::Unicode))};
    key += pattern;
    if (const auto found = index_.find(key); found != index_.end()) {
      entries_.splice(entries_.begin(), entries_, found->second);
      return found->second->regex;
    }
    auto regex = std::make_shared<const Regex>(pattern, extent, letter_case, alphabet);
    if (pattern.size() > kLongestCached) return regex;
    entries_.push_front({std::move(key), regex});
    index_.emplace(entries_.front().key, entries_.begin());
    if (entries_.size() > kCachedPatterns) {
      index_.erase(entries_.back().key);
      entries_.pop_back();
    }
    return regex;
  }

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Regex> regex;
  };
  std::list<Entry> entries_;  // the last used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> index_;
};

}  // namespace

Regex::Regex(std::string_view pattern, Extent extent, LetterCase letter_case, Alphabet alphabet)
    : translation_(checked_translation(pattern, letter_case, alphabet)),
      is_class_(translation_.single.has_value() && extent == Extent::Anywhere) {
  if (is_class_)
    for (std::size_t i = 0; i < translation_.single->size(); ++i) members_[i] = (*translation_.single)[i];
  std::uint32_t options = PCRE2_DOTALL | PCRE2_USE_OFFSET_LIMIT;
  if (alphabet == Alphabet::Unicode) options |= PCRE2_UTF | PCRE2_NO_UTF_CHECK;
  if (extent == Extent::WholeText) options |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  int error = 0;
  std::size_t place = 0;
  code_.reset(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(translation_.pattern.data()), translation_.pattern.size(),
                            options, &error, &place, nullptr));
  if (code_ == nullptr) raise_invalid(pattern, reason_of(error), 0);
  data_.reset(pcre2_match_data_create_from_pattern(code_.get(), nullptr));
}

std::shared_ptr<const Regex> compile(std::string_view pattern, Extent extent, LetterCase letter_case,
                                     const Value& subject) {
  if (pattern.size() > kLongestPattern) raise_invalid(pattern, "The expression is longer than 1 MiB", 0);
  thread_local Cache cache;
  const bool ascii = subject.text_is_ascii() && is_plain_ascii(pattern);
  auto regex = cache.get(pattern, extent, letter_case, ascii ? Alphabet::Ascii : Alphabet::Unicode);
  regex->warm_up(subject.text().size());
  return regex;
}

int group_count(const Regex& regex) { return regex.translation().groups; }

std::optional<int> group_named(const Regex& regex, std::string_view name) {
  for (const GroupName& group : regex.translation().names)
    if (group.name == name) return group.number;
  return std::nullopt;
}

Search::Search(std::shared_ptr<const Regex> regex, std::string_view subject, std::string_view pattern, Budget& budget)
    : regex_(std::move(regex)),
      subject_(subject),
      pattern_(pattern),
      budget_(budget),
      // So few places that even one that reads all of the text from each of them is asked soon.
      window_(std::max<std::size_t>(16, (std::size_t{1} << 22) / (subject.size() + 1))) {}

std::string_view Search::group(int number) const {
  if (number == 0) return subject_.substr(begin_, end_ - begin_);
  const PCRE2_SIZE* const places = pcre2_get_ovector_pointer(regex_->data());
  const PCRE2_SIZE begin = places[2 * number];
  return begin == PCRE2_UNSET ? std::string_view() : subject_.substr(begin, places[2 * number + 1] - begin);
}

// Behind an empty match the search goes on one character further.
bool Search::next() {
  std::size_t start = end_;
  if (begun_ && begin_ == end_) {
    if (regex_->translation().continues || end_ >= subject_.size()) return false;
    ++start;
    while (start < subject_.size() && support::is_continuation(subject_[start])) ++start;
  }
  begun_ = true;
  return find_from(start);
}

// The next bytes that are members of a class.
bool Search::find_members(std::size_t start) {
  const auto is_member = [&](char c) { return regex_->has_member(c); };
  const auto first = std::find_if(subject_.begin() + static_cast<std::ptrdiff_t>(start), subject_.end(), is_member);
  if (first == subject_.end()) return false;
  const auto last =
      joins_runs_ || regex_->translation().repeated ? std::find_if_not(first, subject_.end(), is_member) : first + 1;
  begin_ = static_cast<std::size_t>(first - subject_.begin());
  end_ = static_cast<std::size_t>(last - subject_.begin());
  return true;
}

bool Search::find_from(std::size_t start) {
  if (regex_->is_class()) return find_members(start);
  for (;;) {
    const std::size_t last = std::min(start + window_, subject_.size());
    pcre2_set_offset_limit(tools().context.get(), regex_->translation().continues ? PCRE2_UNSET : last);
    const int code = match(start);
    if (code > 0) {
      const PCRE2_SIZE* const places = pcre2_get_ovector_pointer(regex_->data());
      begin_ = places[0];
      end_ = std::max(places[1], places[0]);
      if (++calls_ % 64 == 0) charge();
      return true;
    }
    if (code != PCRE2_ERROR_NOMATCH) raise_failure(code);
    if (last == subject_.size() || regex_->translation().continues) return false;
    charge();
    start = last + 1;
    while (start < subject_.size() && support::is_continuation(subject_[start])) ++start;
  }
}

// Charges for the time since the last look, about one unit for a nanosecond, and looks less often where a look shows
// little work.
void Search::charge() {
  constexpr std::int64_t kShort = 200'000, kLong = 2'000'000;
  const std::int64_t time = now();
  const std::int64_t passed = last_look_ == 0 ? 0 : time - last_look_;
  last_look_ = time;
  if (passed < kShort) window_ = std::min<std::size_t>(window_ * 2, std::size_t{1} << 20);
  if (passed > kLong) window_ = std::max<std::size_t>(window_ / 4, 16);
  budget_.charge(static_cast<std::uint64_t>(passed));
}

int Search::match(std::size_t start) {
  pcre2_match_context* const context = tools().context.get();
  for (std::uint32_t steps = kFirstSteps;; steps *= 8) {
    pcre2_set_match_limit(context, steps);
    const auto* const subject = reinterpret_cast<PCRE2_SPTR>(subject_.data());
    const int code =
        regex_->has_machine_code()
            ? pcre2_jit_match(regex_->code(), subject, subject_.size(), start, 0, regex_->data(), context)
            : pcre2_match(regex_->code(), subject, subject_.size(), start, PCRE2_NO_UTF_CHECK, regex_->data(), context);
    if (code != PCRE2_ERROR_MATCHLIMIT || steps >= kMostSteps) return code;
    budget_.charge(std::uint64_t{steps} * 8);
  }
}

void Search::raise_failure(int code) const {
  switch (code) {
    case PCRE2_ERROR_MATCHLIMIT:
    case PCRE2_ERROR_DEPTHLIMIT:
      raise_with_help(messages::PatternTooSlow, {pattern_},
                      "Repetitions inside of repetitions, such as (a+)+, can match one text in very many ways");
    case PCRE2_ERROR_JIT_STACKLIMIT:
    case PCRE2_ERROR_HEAPLIMIT:
    case PCRE2_ERROR_NOMEMORY:
      raise_with_help(
          messages::PatternTooDeep, {pattern_},
          "A group that repeats over a long text needs memory for each turn; a possessive one, (…)*+, does not");
    default: raise(ErrorKind::Internal, messages::PatternTooSlow, {pattern_});
  }
}

}  // namespace sluice::builtins::regex
