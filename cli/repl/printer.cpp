#include "cli/repl/printer.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace sluice::cli {

std::string_view first_columns(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t size = 1;
    while (end + size < text.size() && (text[end + size] & 0xC0) == 0x80) ++size;
    const std::size_t width = columns_of(text.substr(end, size));
    if (width > columns) break;
    columns -= width;
    end += size;
  }
  return text.substr(0, end);
}

namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kKeyColor = "\x1b[36m";
constexpr std::size_t kMostColumns = 8;     // of a table
constexpr std::size_t kWidestCell = 32;     // columns
constexpr std::size_t kLongestText = 2000;  // columns of a text that are shown

std::string_view color_of(Kind kind) {
  switch (kind) {
    case Kind::Text: return "\x1b[32m";
    case Kind::Number:
    case Kind::Decimal: return "\x1b[33m";
    case Kind::Boolean: return "\x1b[35m";
    case Kind::DateTime:
    case Kind::Time: return "\x1b[34m";
    default: return "\x1b[2m";
  }
}

bool is_container(const Value& value) {
  return value.kind() == Kind::List || value.kind() == Kind::Map || value.kind() == Kind::Collection;
}

class Printer {
 public:
  explicit Printer(const PrintStyle& style) : style_(style) {}

  void show(const Value& value, std::size_t indent) {
    if (!is_container(value)) return scalar(value);
    if (indent == 0 && is_table(value) && table(value, indent)) return;
    if (const std::string line = one_line(value, style_.width);
        !line.empty() && columns_of(line) + indent <= style_.width)
      return colored(value, indent);
    if (is_table(value) && table(value, indent)) return;
    value.is_keyed() ? entries(value, indent) : elements(value, indent);
  }

  std::string take() { return std::move(text_); }
  bool shortened() const { return shortened_; }

 private:
  void paint(std::string_view color, std::string_view text) {
    if (style_.color == Color::Plain) {
      text_ += text;
      return;
    }
    text_ += color;
    text_ += text;
    text_ += kReset;
  }

  std::string scalar_text(const Value& value) const {
    switch (value.kind()) {
      case Kind::Null: return "null";
      case Kind::Text: return value.to_json();
      case Kind::File:
        return "file " + std::string(value.file_name()) + ", " + std::to_string(value.file_content().size()) + " bytes";
      default: return value.to_text();
    }
  }

  void scalar(const Value& value) {
    std::string text = scalar_text(value);
    if (text.size() > kLongestText && style_.elements != 0) {
      const std::size_t all = text.size();
      text = std::string(first_columns(text, kLongestText)) + "… (" + std::to_string(all) + " bytes)";
      shortened_ = true;
    }
    paint(color_of(value.kind()), text);
  }

  // Everything on one line without colour; empty when that would be wider than `most`.
  std::string one_line(const Value& value, std::size_t most) const {
    if (!is_container(value)) {
      std::string text = scalar_text(value);
      return text.size() > 4 * most ? std::string() : text;
    }
    std::string line(1, value.is_keyed() ? '{' : '[');
    for (std::size_t i = 0; i < value.size(); ++i) {
      const Value& element = value.is_keyed() ? value.entries()[i].value : value.at(i);
      const std::string text = one_line(element, most);
      if (i > 0) line += ", ";
      if (value.is_keyed()) line += key_text(value.entries()[i].key) + ": ";
      line += text;
      if (text.empty() || line.size() > 4 * most || columns_of(line) > most) return {};
    }
    return line + (value.is_keyed() ? '}' : ']');
  }

  static std::string key_text(const Value& key) { return key.to_text(); }

  // The same with colours; it is known to fit.
  void colored(const Value& value, std::size_t indent) {
    if (!is_container(value)) return scalar(value);
    text_ += value.is_keyed() ? '{' : '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) text_ += ", ";
      if (value.is_keyed()) {
        paint(kKeyColor, key_text(value.entries()[i].key));
        text_ += ": ";
      }
      colored(value.is_keyed() ? value.entries()[i].value : value.at(i), indent);
    }
    text_ += value.is_keyed() ? '}' : ']';
  }

  std::size_t shown(std::size_t size) {
    if (style_.elements == 0 || size <= style_.elements) return size;
    shortened_ = true;
    return style_.elements;
  }

  void line(std::size_t indent) { text_ += "\n" + std::string(indent, ' '); }

  void rest(std::size_t left, std::size_t indent) {
    if (left == 0) return;
    line(indent);
    paint(color_of(Kind::Null), "… " + std::to_string(left) + " more");
  }

  void entries(const Value& value, std::size_t indent) {
    text_ += '{';
    const std::size_t count = shown(value.size());
    for (std::size_t i = 0; i < count; ++i) {
      line(indent + 2);
      paint(kKeyColor, key_text(value.entries()[i].key));
      text_ += ": ";
      show(value.entries()[i].value, indent + 2);
    }
    rest(value.size() - count, indent + 2);
    line(indent);
    text_ += '}';
  }

  void elements(const Value& value, std::size_t indent) {
    text_ += '[';
    const std::size_t count = shown(value.size());
    for (std::size_t i = 0; i < count; ++i) {
      line(indent + 2);
      show(value.at(i), indent + 2);
    }
    rest(value.size() - count, indent + 2);
    line(indent);
    text_ += ']';
  }

  // ---- tables

  // Two or more maps, with keys in common and nothing but scalars in them.
  static bool is_table(const Value& value) {
    if (value.is_keyed() || value.size() < 2) return false;
    const Value& head = value.at(0);
    if (!head.is_keyed() || head.size() == 0 || head.size() > kMostColumns) return false;
    return std::ranges::all_of(value.elements(), [&](const Value& row) {
      return row.is_keyed() && row.size() == head.size() && std::ranges::all_of(row.entries(), [&](const auto& entry) {
               return !is_container(entry.value) && has_key(head, entry.key);
             });
    });
  }

  static bool has_key(const Value& map, const Value& key) {
    return std::ranges::any_of(map.entries(), [&](const auto& entry) { return entry.key == key; });
  }

  static const Value& cell(const Value& row, const Value& key) {
    for (const auto& entry : row.entries())
      if (entry.key == key) return entry.value;
    static const Value null;
    return null;
  }

  std::string cell_text(const Value& value) {
    std::string text = value.is_null() ? "" : value.is_text() ? std::string(value.as_text()) : scalar_text(value);
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
    if (columns_of(text) <= kWidestCell) return text;
    shortened_ = true;
    return std::string(first_columns(text, kWidestCell - 1)) + "…";
  }

  // False, and nothing is written, where the terminal is too narrow for it.
  bool table(const Value& value, std::size_t indent) {
    const bool shortened = shortened_;
    const Value& head = value.at(0);
    const std::size_t count = shown(value.size());
    std::vector<std::vector<std::string>> rows(count);
    std::vector<std::size_t> widths;
    for (const auto& [key, unused] : head.entries()) {
      std::size_t width = columns_of(key_text(key));
      for (std::size_t i = 0; i < count; ++i) {
        rows[i].push_back(cell_text(cell(value.at(i), key)));
        width = std::max(width, columns_of(rows[i].back()));
      }
      widths.push_back(width);
    }
    if (std::accumulate(widths.begin(), widths.end(), indent + 2 * (widths.size() - 1)) > style_.width) {
      shortened_ = shortened;
      return false;
    }
    for (std::size_t column = 0; column < widths.size(); ++column) {
      const std::string key = key_text(head.entries()[column].key);
      paint(kKeyColor, key);
      pad(column, widths, columns_of(key));
    }
    for (std::size_t i = 0; i < count; ++i) {
      line(indent);
      for (std::size_t column = 0; column < widths.size(); ++column) {
        paint(color_of(cell(value.at(i), head.entries()[column].key).kind()), rows[i][column]);
        pad(column, widths, columns_of(rows[i][column]));
      }
    }
    rest(value.size() - count, indent);
    return true;
  }

  // Blanks up to the next column; none behind the last.
  void pad(std::size_t column, const std::vector<std::size_t>& widths, std::size_t used) {
    if (column + 1 < widths.size()) text_.append(widths[column] - used + 2, ' ');
  }

  const PrintStyle& style_;
  std::string text_;
  bool shortened_ = false;
};

}  // namespace

std::string pretty(const Value& value, const PrintStyle& style, bool& shortened) {
  Printer printer(style);
  printer.show(value, 0);
  shortened = printer.shortened();
  return printer.take() + "\n";
}

}  // namespace sluice::cli
