// The functions of other files that a script may call (`--functions`, `functions` in sluice.toml). Folders are listed
// at the first call of a function that its own file does not have; of their files, those that mention the wanted name
// are parsed then, and compiled when one of their functions runs. Safe to use from several threads.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/ast.h"
#include "interpreter/program.h"

namespace sluice::interpreter {

class FunctionLibrary final : public FunctionResolver {
 public:
  struct Options {
    grammar::Dialect dialect = grammar::Dialect::Standard;
    const FunctionTable* functions = nullptr;  // must outlive the library
  };

  // `paths` are files, and folders whose .deluge, .dg and .ds files count at any depth; `sources` are further files
  // from memory.
  FunctionLibrary(std::vector<std::string> paths, std::vector<std::shared_ptr<const grammar::Source>> sources,
                  const Options& options);
  ~FunctionLibrary() override;

  // A function of the wanted namespace comes before one without a namespace, and that before one of another
  // namespace; `thisapp` and none are any namespace. Two equally good ones are a duplicate and neither is found.
  const UserFunction* find(std::string_view name_space, std::string_view name, LookupFailure& failure) const override;
  const grammar::Function* declaration(std::string_view name_space, std::string_view name,
                                       LookupFailure& failure) const override;

  // The file that holds a source, parsed; null when it is none of this library.
  const grammar::ParsedScript* parsed_of(const grammar::Source& source) const;

  // Everything there is, for tools: reads and parses every file.
  struct Listing {
    struct Entry {
      const grammar::Function* function;
      const grammar::Source* source;
    };
    std::vector<Entry> functions;       // in the order of the files
    std::vector<std::string> problems;  // unreadable and broken files, functions defined twice
  };
  Listing list() const;

 private:
  struct File;
  struct Match {
    File* file = nullptr;  // null when there is none, or more than one
    const grammar::Function* function = nullptr;
    LookupFailure failure;
  };

  const UserFunction* find_here(std::string_view name_space, std::string_view name, LookupFailure& failure) const;
  Listing list_here() const;
  void open() const;
  void add_path(const std::string& path) const;
  void add_file(const std::string& path) const;
  void read(File& file) const;
  void parse(File& file) const;
  Match look_up(std::string_view name_space, std::string_view name) const;
  const Match& match(std::string_view name_space, std::string_view name) const;
  bool compile(const Match& match, LookupFailure& failure) const;

  std::vector<std::string> paths_;
  Options options_;
  mutable std::recursive_mutex mutex_;  // the checker asks back while a file is compiled
  mutable bool opened_ = false;
  mutable std::vector<std::unique_ptr<File>> files_;
  mutable std::unordered_map<std::string, Match> matches_;
};

// `standalone.total`, or `total` for a function without a namespace.
std::string full_name(std::string_view name_space, std::string_view name);

// The function whose text holds a span; null when it is in the body.
const grammar::Function* function_at(const grammar::Script& script, grammar::Span span);

}  // namespace sluice::interpreter
