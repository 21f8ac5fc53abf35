#include "cli/repl/line_reader.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>

#include "cli/repl/balance.h"

namespace sluice::cli {

namespace {

// ---------------------------------------------------------------- Ctrl-C

volatile sig_atomic_t interrupted = 0;
std::atomic<void (*)()> interrupt_action{nullptr};

void handle_interrupt(int) {
  interrupted = 1;
  if (void (*action)() = interrupt_action.load()) action();
}

// Without SA_RESTART, so that a read that waits for a line ends.
void catch_interrupts() {
  struct sigaction action = {};
  action.sa_handler = handle_interrupt;
  ::sigaction(SIGINT, &action, nullptr);
}

// Whether there is something to be read, or comes so soon.
bool input_waits(int milliseconds) {
  pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
  return ::poll(&input, 1, milliseconds) > 0 && (input.revents & POLLIN) != 0;
}

// ---------------------------------------------------------------- plain input

class PlainReader final : public LineReader {
 public:
  Read read(std::string_view, std::string& line) override {
    line.clear();
    for (;;) {
      char byte = 0;
      const ssize_t got = next(byte);
      if (got < 0 && errno == EINTR) {
        if (interrupted != 0) return Read::Interrupted;
        continue;
      }
      if (got <= 0) return line.empty() ? Read::End : Read::Line;
      if (byte == '\n') return Read::Line;
      line += byte;
    }
  }
  void remember(const std::string&) override {}
  bool interactive() const override { return false; }
  bool has_more() const override { return at_ != filled_ || LineReader::has_more(); }

 private:
  ssize_t next(char& byte) {
    if (at_ == filled_) {
      const ssize_t got = ::read(STDIN_FILENO, buffer_, sizeof buffer_);
      if (got <= 0) return got;
      at_ = 0;
      filled_ = static_cast<std::size_t>(got);
    }
    byte = buffer_[at_++];
    return 1;
  }

  char buffer_[4096];
  std::size_t at_ = 0;
  std::size_t filled_ = 0;
};

// ---------------------------------------------------------------- libedit

// Loaded when a person sits at the terminal, so that no other command waits for it.
struct EditLibrary {
  decltype(&::el_init) init;
  decltype(&::el_end) end;
  decltype(&::el_gets) gets;
  decltype(&::el_set) set;
  decltype(&::el_get) get;
  decltype(&::el_line) line;
  decltype(&::el_insertstr) insert;
  decltype(&::el_deletestr) erase;
  decltype(&::history_init) history_init;
  decltype(&::history_end) history_end;
  decltype(&::history) history;

  template <class Function>
  static bool find(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
  }

  static std::optional<EditLibrary> open() {
    void* library = ::dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
    EditLibrary edit{};
    if (library == nullptr || !find(library, "el_init", edit.init) || !find(library, "el_end", edit.end) ||
        !find(library, "el_gets", edit.gets) || !find(library, "el_set", edit.set) ||
        !find(library, "el_get", edit.get) || !find(library, "el_line", edit.line) ||
        !find(library, "el_insertstr", edit.insert) || !find(library, "el_deletestr", edit.erase) ||
        !find(library, "history_init", edit.history_init) || !find(library, "history_end", edit.history_end) ||
        !find(library, "history", edit.history)) {
      return std::nullopt;
    }
    return edit;
  }
};

// $XDG_STATE_HOME/sluice/history; its folder is made when it is missing. Empty where there is no home.
std::string history_file() {
  const char* state = std::getenv("XDG_STATE_HOME");
  const char* home = std::getenv("HOME");
  std::string folder;
  if (state != nullptr && *state == '/')
    folder = state;
  else if (home != nullptr && *home == '/')
    folder = std::string(home) + "/.local/state";
  else
    return {};
  folder += "/sluice";
  for (std::size_t slash = folder.find('/', 1); slash != std::string::npos; slash = folder.find('/', slash + 1))
    ::mkdir(folder.substr(0, slash).c_str(), 0700);
  ::mkdir(folder.c_str(), 0700);
  return folder + "/history";
}

class EditingReader final : public LineReader {
 public:
  EditingReader(const EditLibrary& edit, Completer completer)
      : edit_(edit), completer_(std::move(completer)), history_path_(history_file()) {
    std::setlocale(LC_CTYPE, "");
    get = edit_.get;
    editor_ = edit_.init("sluice", stdin, stdout, stderr);
    history_ = edit_.history_init();
    HistEvent event;
    edit_.history(history_, &event, H_SETSIZE, kHistoryLength);
    edit_.history(history_, &event, H_SETUNIQUE, 1);
    if (!history_path_.empty()) edit_.history(history_, &event, H_LOAD, history_path_.c_str());
    edit_.set(editor_, EL_CLIENTDATA, this);
    edit_.set(editor_, EL_PROMPT_ESC, &EditingReader::prompt_of, '\1');
    edit_.set(editor_, EL_EDITOR, "emacs");
    edit_.set(editor_, EL_HIST, edit_.history, history_);
    edit_.set(editor_, EL_ADDFN, "sluice-complete", "Complete the word", &EditingReader::complete);
    edit_.set(editor_, EL_BIND, "^I", "sluice-complete", nullptr);
    edit_.set(editor_, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    for (const auto& [keys, command] : kKeys) edit_.set(editor_, EL_BIND, keys, command, nullptr);
    edit_.set(editor_, EL_SIGNAL, 0);
  }

  ~EditingReader() override {
    save_history();
    edit_.history_end(history_);
    edit_.end(editor_);
  }
  EditingReader(const EditingReader&) = delete;
  EditingReader& operator=(const EditingReader&) = delete;

  Read read(std::string_view prompt, std::string& line) override {
    prompt_ = prompt;
    int count = 0;
    const char* text = edit_.gets(editor_, &count);
    if (text == nullptr || count <= 0) {
      std::fputc('\n', stdout);
      return interrupted != 0 ? Read::Interrupted : Read::End;
    }
    line.assign(text, static_cast<std::size_t>(count));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return Read::Line;
  }

  void remember(const std::string& input) override {
    if (input.empty() || input.front() == ' ') return;
    HistEvent event;
    edit_.history(history_, &event, H_ENTER, one_line(input).c_str());
    save_history();
  }

  bool interactive() const override { return true; }

 private:
  static constexpr int kHistoryLength = 2000;
  // What terminals send, whatever their description says.
  static constexpr std::pair<const char*, const char*> kKeys[] = {
      {"\\e[H", "ed-move-to-beg"},       {"\\eOH", "ed-move-to-beg"},  {"\\e[1~", "ed-move-to-beg"},
      {"\\e[F", "ed-move-to-end"},       {"\\eOF", "ed-move-to-end"},  {"\\e[4~", "ed-move-to-end"},
      {"\\e[3~", "ed-delete-next-char"}, {"\\e[1;5D", "ed-prev-word"}, {"\\e[1;5C", "em-next-word"},
  };

  static EditingReader& of(EditLine* editor) {
    void* self = nullptr;
    get(editor, EL_CLIENTDATA, &self);
    return *static_cast<EditingReader*>(self);
  }

  static char* prompt_of(EditLine* editor) { return of(editor).prompt_.data(); }

  // What several candidates have in common.
  static std::string common_start(const std::vector<std::string>& words) {
    std::string start = words.front();
    for (const std::string& word : words) {
      const auto [end, unused] = std::ranges::mismatch(start, word);
      start.resize(static_cast<std::size_t>(end - start.begin()));
    }
    return start;
  }

  static unsigned char complete(EditLine* editor, int) {
    EditingReader& self = of(editor);
    const LineInfo* info = self.edit_.line(editor);
    const std::string_view before(info->buffer, static_cast<std::size_t>(info->cursor - info->buffer));
    const Completions found = self.completer_(before);
    if (found.candidates.empty()) return CC_REFRESH_BEEP;
    const std::string start = common_start(found.candidates);
    const std::string_view typed = before.substr(before.size() - found.word);
    if (start != typed && !start.empty()) {
      self.edit_.erase(editor, static_cast<int>(found.word));
      self.edit_.insert(editor, start.c_str());
      return CC_REFRESH;
    }
    if (found.candidates.size() == 1) return CC_REFRESH;
    self.list(found.candidates);
    return CC_REDISPLAY;
  }

  void list(const std::vector<std::string>& words) const {
    constexpr std::size_t kMost = 60;
    constexpr std::size_t kWidth = 80;
    std::size_t widest = 0;
    for (const std::string& word : words) widest = std::max(widest, word.size() + 2);
    const std::size_t columns = std::max<std::size_t>(1, kWidth / widest);
    std::string text;
    for (std::size_t i = 0; i < std::min(words.size(), kMost); ++i) {
      text += i % columns == 0 ? "\n" : "";
      text += words[i] + std::string(widest - words[i].size(), ' ');
    }
    if (words.size() > kMost) text += "\n… " + std::to_string(words.size() - kMost) + " more";
    std::fputs((text + "\n").c_str(), stdout);
  }

  // Written as a file of its owner only, before the library opens it.
  void save_history() {
    if (history_path_.empty()) return;
    const int file = ::open(history_path_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return;
    ::fchmod(file, 0600);
    ::close(file);
    HistEvent event;
    edit_.history(history_, &event, H_SAVE, history_path_.c_str());
  }

  static inline decltype(&::el_get) get = nullptr;  // for the callbacks, which only know their editor

  EditLibrary edit_;
  Completer completer_;
  std::string history_path_;
  std::string prompt_;
  EditLine* editor_ = nullptr;
  History* history_ = nullptr;
};

}  // namespace

bool LineReader::has_more() const {
  constexpr int kPatience = 20;  // milliseconds between the pieces of something pasted
  return input_waits(kPatience);
}

std::unique_ptr<LineReader> make_line_reader(Completer completer) {
  catch_interrupts();
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  if (::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0 && !dumb)
    if (const std::optional<EditLibrary> edit = EditLibrary::open())
      return std::make_unique<EditingReader>(*edit, std::move(completer));
  return std::make_unique<PlainReader>();
}

bool take_interrupt() {
  const bool was = interrupted != 0;
  interrupted = 0;
  return was;
}

void on_interrupt(void (*action)()) { interrupt_action.store(action); }

}  // namespace sluice::cli
