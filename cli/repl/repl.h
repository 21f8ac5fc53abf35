// The conversation: reads inputs, runs them in a session, shows what they give. `:` begins a command of the REPL itself.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <sluice/engine.h>
#include <sluice/session.h>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/repl/completion.h"
#include "cli/repl/line_reader.h"
#include "cli/repl/printer.h"
#include "cli/sandbox_session.h"

namespace sluice::cli {

inline constexpr std::array<std::string_view, 17> kReplCommands = {
    "all",  "connections", "dialect", "doc",  "edit", "env",  "help", "limits", "load",
    "quit", "reset",       "sandbox", "save", "time", "type", "user", "vars"};

class Repl {
 public:
  Repl(OpenEngine open, Console& console);
  Exit run();

 private:
  // ---- inputs (repl.cpp)
  void input(const std::string& text);
  bool execute(const std::string& name, const std::string& text, bool shown);
  void show(const Value& value);
  PrintStyle style() const;

  // ---- commands (repl_commands.cpp)
  void command(std::string_view line);
  void help(std::string_view topic);
  void document(std::string_view name);
  void show_variables();
  void show_type(std::string_view expression);
  void time(std::string_view expression);
  void show_all();
  void limits(std::string_view name);
  void load(std::string_view path);
  void save(std::string_view path);
  void edit();
  void environment(std::string_view name);
  void user(std::string_view address);
  void dialect(std::string_view name);
  void connections();
  void sandbox(std::string_view word);
  bool start_sandbox();
  bool stop_sandbox();
  void reset();
  bool rebuild(EngineOptions options);
  void say(std::string_view text);
  void complain(std::string_view text);
  void complain(const Error& error);

  std::unique_ptr<SandboxSession> sandbox_;  // outlives the engine
  EngineOptions without_sandbox_;  // while one runs: what to go back to
  EngineOptions options_;
  Engine engine_;
  std::unique_ptr<Session> session_;
  Console& console_;
  std::unique_ptr<LineReader> reader_;
  std::string accepted_;  // inputs that ran, for :save
  Names names_;  // for completion
  Value last_;  // what the last input gave, for :all
  int inputs_ = 0;
  bool done_ = false;
  bool failed_ = false;  // an input failed; the exit code of a REPL in a pipe
};

}  // namespace sluice::cli
