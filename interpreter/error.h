// Errors of a running script. A built-in raises one with raise(); `try` and the end of the run are the only places
// that catch. This is the one exception type of the engine and it never leaves interpreter/ and what it calls.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/catalogue.h"
#include "grammar/source.h"
#include "interpreter/value.h"

namespace sluice::interpreter {

using grammar::Message;
namespace messages = grammar::messages;

// Who has to act. Script, Host and Authorization errors can be caught by a script's `try`.
enum class ErrorKind : std::uint8_t { Script, Host, Limit, Authorization, Egress, Store, Internal };

struct StackEntry {
  std::string function;  // `standalone.total`; empty for the body of the file
  std::string file;
  std::uint32_t line = 0;  // of the call
};

struct Fault {
  ErrorKind kind = ErrorKind::Script;
  Message code = messages::Thrown;
  std::string message;
  std::string help;  // what to do next; may be empty
  std::shared_ptr<const grammar::Source> source;  // set where the error passes the failing expression
  grammar::Span span;
  bool placed = false;  // whether source and span are set
  std::vector<StackEntry> stack;
  Value data;  // of `throw`: the thrown value, else null
};

// What `catch (e)` binds: `e.message`, `e.lineNo`, and the parts of a thrown MAP.
struct FaultObject : Object {
  Message code = messages::Thrown;
  std::uint32_t line;  // where the failing expression begins (decisions 17); 0 when unknown
  Value message;
  Value data;

  static Value make(Heap& heap, const Fault& fault);
};

class Raised {
 public:
  explicit Raised(std::unique_ptr<Fault> fault) : fault_(std::move(fault)) {}
  Raised(const Raised& other) : fault_(std::make_unique<Fault>(*other.fault_)) {}  // C++ may copy what it throws
  Raised(Raised&&) = default;

  Fault& fault() { return *fault_; }
  const Fault& fault() const { return *fault_; }
  std::unique_ptr<Fault> take() { return std::move(fault_); }
  bool catchable() const {
    return fault_->kind == ErrorKind::Script || fault_->kind == ErrorKind::Host ||
           fault_->kind == ErrorKind::Authorization;
  }

 private:
  std::unique_ptr<Fault> fault_;
};

// Raise a script error with the catalogue's text.
[[noreturn]] void raise(Message code, std::initializer_list<std::string_view> arguments = {});
[[noreturn]] void raise(ErrorKind kind, Message code, std::initializer_list<std::string_view> arguments = {},
                        std::string help = {});
// The same with a line that says what to do next.
[[noreturn]] void raise_with_help(Message code, std::initializer_list<std::string_view> arguments, std::string help);

inline FaultObject& Value::fault() const { return *static_cast<FaultObject*>(object_); }

}  // namespace sluice::interpreter
