#include "interpreter/library.h"

#include <algorithm>
#include <filesystem>

#include "grammar/parse.h"
#include "interpreter/check.h"
#include "interpreter/support/file.h"
#include "interpreter/support/names.h"
#include "interpreter/support/stack.h"

namespace sluice::interpreter {

using grammar::Message;
using grammar::text_of;

namespace fs = std::filesystem;

struct FunctionLibrary::File {
  std::string path;
  std::string unreadable;  // why reading failed
  std::shared_ptr<const grammar::Source> source;
  std::shared_ptr<const grammar::ParsedScript> parsed;
  std::shared_ptr<const Program> program;
  std::string broken;  // the first error, once one is known
};

namespace {

bool has_script_extension(const fs::path& path) {
  const std::string extension = folded(path.extension().string());
  return extension == ".deluge" || extension == ".dg" || extension == ".ds";
}

bool mentions(std::string_view text, std::string_view name) {
  const auto same = [](char a, char b) { return folded(a) == folded(b); };
  return std::search(text.begin(), text.end(), name.begin(), name.end(), same) != text.end();
}

std::string describe(const grammar::Diagnostic& diagnostic, const grammar::Source& source) {
  const grammar::Position position = source.position(diagnostic.span.begin);
  return std::to_string(position.line) + ":" + std::to_string(position.column) + ": " + diagnostic.text;
}

const grammar::Diagnostic* first_error(const std::vector<grammar::Diagnostic>& diagnostics) {
  const auto error = std::ranges::find(diagnostics, grammar::Severity::Error, &grammar::Diagnostic::severity);
  return error == diagnostics.end() ? nullptr : &*error;
}

// `thisapp.ns` is `ns`; `thisapp` alone is any namespace.
std::string_view without_application(std::string_view name_space) {
  constexpr std::string_view kApplication = "thisapp";
  if (!same_name(name_space.substr(0, kApplication.size()), kApplication)) return name_space;
  if (name_space.size() == kApplication.size()) return {};
  return name_space[kApplication.size()] == '.' ? name_space.substr(kApplication.size() + 1) : name_space;
}

// How well a function fits a wanted namespace; smaller is better.
int distance(std::string_view wanted, std::string_view name_space) {
  if (same_name(wanted, name_space)) return 0;
  return name_space.empty() ? 1 : 2;
}

}  // namespace

std::string full_name(std::string_view name_space, std::string_view name) {
  return name_space.empty() ? std::string(name) : std::string(name_space) + "." + std::string(name);
}

const grammar::Function* function_at(const grammar::Script& script, grammar::Span span) {
  for (const grammar::Function* function : script.functions)
    if (function->span.begin <= span.begin && span.begin < function->span.end) return function;
  return nullptr;
}

FunctionLibrary::FunctionLibrary(std::vector<std::string> paths,
                                 std::vector<std::shared_ptr<const grammar::Source>> sources, const Options& options)
    : paths_(std::move(paths)), options_(options) {
  for (std::shared_ptr<const grammar::Source>& source : sources) {
    files_.push_back(std::make_unique<File>());
    files_.back()->path = source->name();
    files_.back()->source = std::move(source);
  }
}

FunctionLibrary::~FunctionLibrary() = default;

// ---------------------------------------------------------------- files

void FunctionLibrary::open() const {
  if (opened_) return;
  opened_ = true;
  for (const std::string& path : paths_) add_path(path);
}

void FunctionLibrary::add_path(const std::string& path) const {
  std::error_code ignored, problem;  // of one entry; of the walk, which it ends
  if (!fs::is_directory(path, ignored)) return add_file(path);
  std::vector<std::string> found;
  auto entry = fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, problem);
  for (; entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory(ignored))
      entry.disable_recursion_pending();
    else if (!hidden && has_script_extension(entry->path()) && entry->is_regular_file(ignored))
      found.push_back(entry->path().string());
  }
  std::ranges::sort(found);
  for (const std::string& file : found) add_file(file);
  if (!problem) return;
  files_.push_back(std::make_unique<File>());
  files_.back()->path = path;
  files_.back()->unreadable = problem.message();
}

void FunctionLibrary::add_file(const std::string& path) const {
  std::error_code problem;
  const bool known = std::ranges::any_of(
      files_, [&](const auto& file) { return file->path == path || fs::equivalent(file->path, path, problem); });
  if (known) return;
  files_.push_back(std::make_unique<File>());
  files_.back()->path = path;
}

void FunctionLibrary::read(File& file) const {
  if (file.source != nullptr || !file.unreadable.empty()) return;
  std::string text, why;
  if (support::read_file(file.path, text, why))
    file.source = std::make_shared<grammar::Source>(file.path, std::move(text));
  else
    file.unreadable = why;
}

void FunctionLibrary::parse(File& file) const {
  if (file.parsed != nullptr || file.source == nullptr) return;
  grammar::ParseOptions options;
  options.dialect = options_.dialect;
  auto parsed = std::make_shared<grammar::ParsedScript>(grammar::parse(file.source, options));
  if (const grammar::Diagnostic* error = first_error(parsed->diagnostics)) file.broken = describe(*error, *file.source);
  file.parsed = std::move(parsed);
}

// ---------------------------------------------------------------- finding

FunctionLibrary::Match FunctionLibrary::look_up(std::string_view name_space, std::string_view name) const {
  open();
  const std::string_view wanted = without_application(name_space);
  Match best;
  int best_distance = 3;
  const File* other = nullptr;  // a second file with an equally good function
  for (const std::unique_ptr<File>& file : files_) {
    read(*file);
    if (!file->unreadable.empty()) best.failure = {messages::LibraryUnreadable, {file->path, file->unreadable}};
    if (file->source == nullptr || !mentions(file->source->text(), name)) continue;
    parse(*file);
    for (const grammar::Function* function : file->parsed->script.functions) {
      if (!same_name(function->name, name)) continue;
      const int fit = distance(wanted, function->name_space);
      if (fit > best_distance) continue;
      other = fit == best_distance ? file.get() : nullptr;
      if (fit == best_distance) continue;
      best_distance = fit;
      best.file = file.get();
      best.function = function;
    }
  }
  if (other == nullptr) return best;
  return {nullptr, nullptr, {messages::LibraryDuplicate, {full_name(name_space, name), best.file->path, other->path}}};
}

const FunctionLibrary::Match& FunctionLibrary::match(std::string_view name_space, std::string_view name) const {
  const std::string key = folded(full_name(name_space, name));
  const auto known = matches_.find(key);
  return known != matches_.end() ? known->second : matches_.emplace(key, look_up(name_space, name)).first->second;
}

bool FunctionLibrary::compile(const Match& match, LookupFailure& failure) const {
  File& file = *match.file;
  if (file.program == nullptr && file.broken.empty()) {
    const CheckOptions check_options{options_.dialect, options_.functions, this, {}, false, options_.tasks};
    const std::vector<grammar::Diagnostic> found = check(*file.parsed, check_options);
    if (const grammar::Diagnostic* error = first_error(found))
      file.broken = describe(*error, *file.source);
    else
      file.program = Program::compile(file.parsed, {options_.dialect, options_.functions, this, options_.tasks});
  }
  if (file.program != nullptr) return true;
  const std::string name = full_name(match.function->name_space, match.function->name);
  failure = {messages::LibraryBroken, {name, file.path, file.broken}};
  return false;
}

const UserFunction* FunctionLibrary::find_here(std::string_view name_space, std::string_view name,
                                               LookupFailure& failure) const {
  const std::scoped_lock lock(mutex_);
  const Match& found = match(name_space, name);
  if (found.file == nullptr) {
    failure = found.failure;
    const bool missing = failure.code == messages::NotInLibrary;
    if (missing && options_.base != nullptr) return options_.base->find(name_space, name, failure);
    if (missing) failure.arguments[0] = full_name(name_space, name);
    return nullptr;
  }
  if (!compile(found, failure)) return nullptr;
  return found.file->program->find(found.function->name_space, found.function->name);
}

// The lock is taken where the work is done: the checker asks back from the thread that holds it.
const UserFunction* FunctionLibrary::find(std::string_view name_space, std::string_view name,
                                          LookupFailure& failure) const {
  const UserFunction* function = nullptr;
  with_deep_stack([&] { function = find_here(name_space, name, failure); });
  return function;
}

const grammar::Function* FunctionLibrary::declaration(std::string_view name_space, std::string_view name,
                                                      LookupFailure& failure) const {
  const grammar::Function* function = nullptr;
  with_deep_stack([&] {
    const std::scoped_lock lock(mutex_);
    const Match& found = match(name_space, name);
    failure = found.failure;
    function = found.function;
    if (function == nullptr && failure.code == messages::NotInLibrary && options_.base != nullptr)
      function = options_.base->declaration(name_space, name, failure);
  });
  return function;
}

const grammar::ParsedScript* FunctionLibrary::parsed_of(const grammar::Source& source) const {
  const std::scoped_lock lock(mutex_);
  const auto file = std::ranges::find_if(files_, [&](const auto& each) { return each->source.get() == &source; });
  return file == files_.end() ? nullptr : (*file)->parsed.get();
}

FunctionLibrary::Listing FunctionLibrary::list() const {
  Listing listing;
  with_deep_stack([&] { listing = list_here(); });
  return listing;
}

FunctionLibrary::Listing FunctionLibrary::list_here() const {
  const std::scoped_lock lock(mutex_);
  open();
  Listing listing;
  std::unordered_map<std::string, const File*> seen;
  for (const std::unique_ptr<File>& file : files_) {
    read(*file);
    parse(*file);
    if (!file->unreadable.empty())
      listing.problems.push_back(text_of(messages::LibraryUnreadable, {file->path, file->unreadable}));
    if (!file->broken.empty()) listing.problems.push_back(file->path + ":" + file->broken);
    if (file->parsed == nullptr) continue;
    for (const grammar::Function* function : file->parsed->script.functions) {
      const std::string name = full_name(function->name_space, function->name);
      const auto [first, fresh] = seen.try_emplace(folded(name), file.get());
      if (!fresh)
        listing.problems.push_back(text_of(messages::LibraryDuplicate, {name, first->second->path, file->path}));
      listing.functions.push_back({function, file->source.get()});
    }
  }
  return listing;
}

}  // namespace sluice::interpreter
