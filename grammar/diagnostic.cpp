#include "grammar/diagnostic.h"

#include <algorithm>

#include "grammar/columns.h"
#include "grammar/utf8.h"

namespace sluice::grammar {
namespace {

constexpr std::size_t kWidest = 120;   // columns of source shown
constexpr std::size_t kContext = 40;   // columns kept before the span when a line is cut

// Terminal colours; empty in plain text.
struct Palette {
  std::string_view severity, frame, bold, reset;
};

Palette palette_of(Severity severity, Color color) {
  if (color == Color::Plain) return {"", "", "", ""};
  return {severity == Severity::Error ? "\x1b[1;31m" : "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"};
}

std::size_t sequence_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) ++size;
  return size;
}

// The part of a line that is shown, and the blanks and carets below it.
struct Excerpt {
  std::string text;
  std::string marks;
};

// Control characters would disturb the terminal, or more.
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

Excerpt excerpt_of(std::string_view line, std::size_t begin, std::size_t end) {
  Excerpt excerpt;
  const std::size_t column = count_code_points(line.substr(0, begin));
  const std::size_t width = count_code_points(line);
  const bool cut = width > kWidest;
  const std::size_t first = cut && column > kContext ? column - kContext : 0;
  const std::size_t behind = cut ? first + kWidest : width;
  if (first > 0) {
    excerpt.text = "…";
    excerpt.marks = " ";
  }
  std::size_t at = 0;
  for (std::size_t n = 0; at < line.size() && n < behind; ++n) {
    const std::size_t size = sequence_size(line.substr(at));
    if (n >= first) {
      const bool tab = line[at] == '\t';
      const std::string_view shown = is_control(line[at]) && !tab ? std::string_view("?") : line.substr(at, size);
      excerpt.text += shown;
      if (at < begin) excerpt.marks += tab ? std::string(1, '\t') : std::string(columns_of(shown), ' ');
      if (at >= begin && at < end) excerpt.marks.append(columns_of(shown), '^');
    }
    at += size;
  }
  if (behind < width) excerpt.text += "…";
  if (!excerpt.marks.ends_with('^')) excerpt.marks += '^';
  return excerpt;
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string lines;
  for (char c : text) {
    lines += c;
    if (c == '\n') lines.append(indent, ' ');
  }
  return lines;
}

}  // namespace

Diagnostic Diagnostic::error(Message message, Span span, std::initializer_list<std::string_view> arguments) {
  return {message, Severity::Error, span, text_of(message, arguments), {}};
}

Diagnostic Diagnostic::warning(Message message, Span span, std::initializer_list<std::string_view> arguments) {
  return {message, Severity::Warning, span, text_of(message, arguments), {}};
}

std::string render(Severity severity, std::string_view code, std::string_view text, const Source& source, Span span,
                   const std::vector<std::string>& notes, Color color) {
  const Palette palette = palette_of(severity, color);
  const Position position = source.position(span.begin);
  const std::string number = std::to_string(position.line);
  const std::string margin(number.size() + 1, ' ');
  const std::string_view line = source.line_text(position.line);
  const auto line_begin = static_cast<std::uint32_t>(line.data() == nullptr ? 0 : line.data() - source.text().data());
  const std::size_t begin = std::min<std::size_t>(span.begin - std::min(span.begin, line_begin), line.size());
  const std::size_t end = std::min<std::size_t>(span.end - std::min(span.end, line_begin), line.size());
  const Excerpt excerpt = excerpt_of(line, begin, end);

  std::string out;
  const auto add = [&out](auto... parts) { ((out += parts), ...); };
  add(palette.severity, severity == Severity::Error ? "error[" : "warning[", code, "]", palette.reset, palette.bold,
      ": ", text, palette.reset, "\n");
  add(margin, palette.frame, "-->", palette.reset, " ", source.name(), ":", number, ":",
      std::to_string(position.column), "\n");
  add(margin, palette.frame, " |", palette.reset, "\n");
  add(" ", palette.frame, number, " |", palette.reset, " ", excerpt.text, "\n");
  add(margin, palette.frame, " |", palette.reset, " ", palette.severity, excerpt.marks, palette.reset, "\n");
  for (const std::string& note : notes) {
    add(margin, palette.frame, " =", palette.reset, " ", indented(note, margin.size() + 3), "\n");
  }
  return out;
}

std::string render(const Diagnostic& diagnostic, const Source& source, Color color) {
  std::vector<std::string> notes;
  if (!diagnostic.help.empty()) notes.push_back("help: " + diagnostic.help);
  return render(diagnostic.severity, diagnostic.message.code(), diagnostic.text, source, diagnostic.span, notes, color);
}

}  // namespace sluice::grammar
