// Where the command line writes. Results go to standard output through a buffer, everything else to standard error; what
// was written to the one shows before what is written to the other.
#pragma once

#include <string>
#include <string_view>

#include <sluice/diagnostic.h>

namespace sluice::cli {

class Console {
 public:
  Console();
  ~Console() { flush(); }
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  // Standard output. On a terminal every write shows at once. A reader that has gone ends the process as SIGPIPE does.
  void write(std::string_view text);
  void write_line(std::string_view line);
  void flush();

  // Standard error, after what standard output holds.
  void report(std::string_view text);
  void report(const Error& error) { report(render(error, error_color_)); }

  Color output_color() const { return output_color_; }
  Color error_color() const { return error_color_; }
  // Whether a write to standard output failed, for example on a full disk.
  bool failed() const { return failed_; }

 private:
  std::string buffer_;
  Color output_color_;
  Color error_color_;
  bool interactive_;
  bool failed_ = false;
};

}  // namespace sluice::cli
