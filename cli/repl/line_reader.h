// Where the REPL's lines come from: an editor on a terminal, standard input as it is otherwise.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::cli {

// What could stand in place of the last word of a line.
struct Completions {
  std::size_t word = 0;  // bytes at the end of the text before the cursor that are to be replaced
  std::vector<std::string> candidates;
};
using Completer = std::function<Completions(std::string_view before_cursor)>;

enum class Read : std::uint8_t { Line, End, Interrupted };

class LineReader {
 public:
  virtual ~LineReader() = default;
  // One line without its end. Interrupted: Ctrl-C, what was typed is dropped.
  virtual Read read(std::string_view prompt, std::string& line) = 0;
  // A whole input for the history; ones that begin with a blank are not kept.
  virtual void remember(const std::string& input) = 0;
  virtual bool interactive() const = 0;
  // Whether more is there to be read already, as when several lines were pasted.
  virtual bool has_more() const;
};

// With editing and history where standard input and output are a terminal and libedit is there.
std::unique_ptr<LineReader> make_line_reader(Completer completer);

// Whether Ctrl-C was pressed since the last call.
bool take_interrupt();
// What Ctrl-C calls besides; it has to be safe in a signal handler. Null for nothing.
void on_interrupt(void (*action)());

}  // namespace sluice::cli
