#include "interpreter/support/xml_document.h"

#include <algorithm>
#include <unordered_set>

#include "interpreter/error.h"
#include "interpreter/support/ascii.h"
#include "interpreter/support/html_entities.h"
#include "interpreter/support/utf8.h"

namespace sluice::interpreter::support {

namespace {

// Letters of other scripts are not told apart: every byte beyond ASCII may be part of a name.
bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }

}  // namespace

class XmlReader {
 public:
  XmlReader(std::string_view text, XmlForm form, const Heap& heap, Budget& budget, XmlDocument& document)
      : text_(text), form_(form), heap_(heap), budget_(budget), document_(document) {}

  void read() {
    if (text_.size() > kMostBytes) fail("it is longer than 1 GiB");
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    open_.push_back(add(XmlKind::Document, {}, {}));
    last_child_.push_back(0);
    while (at_ < text_.size()) {
      charge();
      if (text_[at_] == '<') {
        read_markup();
      } else {
        read_text();
      }
    }
    if (open_.size() > 1) fail("<" + std::string(nodes()[open_.back()].name) + "> is not closed");
    close();
    if (form_ == XmlForm::Document && !has_root_) fail("there is no element");
  }

 private:
  static constexpr std::size_t kMostBytes = std::size_t{1} << 30;  // nodes are numbered with 32 bits
  static constexpr std::size_t kManyAttributes = 16;

  std::vector<XmlNode>& nodes() { return document_.nodes_; }

  [[noreturn]] void fail(std::string_view why) const {
    const auto line =
        1 + std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(std::min(at_, text_.size())), '\n');
    raise_with_help(messages::InvalidXml, {}, "line " + std::to_string(line) + " of the XML: " + std::string(why));
  }

  void charge() {
    budget_.charge(at_ - charged_ + 1);
    charged_ = at_;
  }

  std::uint32_t add(XmlKind kind, std::string_view name, std::string_view value) {
    if (nodes().size() == nodes().capacity()) {
      const std::size_t more = std::max<std::size_t>(64, nodes().size() * 2);
      heap_.expect(more * sizeof(XmlNode));
      nodes().reserve(more);
    }
    const std::uint32_t parent = open_.empty() ? 0 : open_.back();
    const auto node = static_cast<std::uint32_t>(nodes().size());
    nodes().push_back({kind, parent, 0, 0, node + 1, name, value, {}});
    return node;
  }

  void link_child(std::uint32_t node) {
    const std::uint32_t previous = last_child_.back();
    (previous == 0 ? nodes()[open_.back()].first_child : nodes()[previous].next) = node;
    last_child_.back() = node;
  }

  void close() {
    nodes()[open_.back()].end = static_cast<std::uint32_t>(nodes().size());
    open_.pop_back();
    last_child_.pop_back();
  }

  bool accept(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  // What stands before `end`, which is passed.
  std::string_view until(std::string_view end, std::string_view what) {
    const std::size_t found = text_.find(end, at_);
    if (found == std::string_view::npos) fail(what);
    const std::string_view inside = text_.substr(at_, found - at_);
    at_ = found + end.size();
    return inside;
  }

  std::string_view name() {
    const std::size_t begin = at_;
    if (at_ == text_.size() || !starts_name(text_[at_])) fail("a name is missing");
    while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool inside_element() const { return open_.size() > 1; }

  void read_markup() {
    if (accept("<!--")) {
      const std::string_view comment = until("-->", "a comment is not closed");
      link_child(add(XmlKind::Comment, {}, comment));
    } else if (text_.substr(at_).starts_with("<![CDATA[")) {
      read_text();
    } else if (accept("<!DOCTYPE")) {
      skip_doctype();
    } else if (accept("<?")) {
      read_instruction();
    } else if (accept("</")) {
      read_end_tag();
    } else {
      read_start_tag();
    }
  }

  void read_instruction() {
    const std::string_view target = name();
    const std::string_view rest = until("?>", "an instruction is not closed");
    if (target == "xml") return;
    link_child(
        add(XmlKind::Instruction, target, rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()))));
  }

  // Its declarations are never read, so that no entity can be declared.
  void skip_doctype() {
    if (form_ == XmlForm::Fragment || inside_element() || has_root_) fail("a DOCTYPE does not belong here");
    int brackets = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"' || c == '\'') {
        const std::size_t end = text_.find(c, at_ + 1);
        if (end == std::string_view::npos) break;
        at_ = end;
      } else if (c == '[') {
        ++brackets;
      } else if (c == ']') {
        --brackets;
      } else if (c == '>' && brackets <= 0) {
        ++at_;
        return;
      } else if (c == '<' && text_.substr(at_).starts_with("<!--")) {
        const std::size_t end = text_.find("-->", at_);
        if (end == std::string_view::npos) break;
        at_ = end + 2;
      }
    }
    fail("a DOCTYPE is not closed");
  }

  void read_end_tag() {
    const std::size_t begin = at_;
    const std::string_view closed = name();
    if (!inside_element() || nodes()[open_.back()].name != closed) {
      at_ = begin;
      fail("</" + std::string(closed) + "> closes no open element");
    }
    skip_spaces();
    if (!accept(">")) fail("'>' is missing");
    finish_element();
  }

  void finish_element() {
    XmlNode& element = nodes()[open_.back()];
    element.source = text_.substr(static_cast<std::size_t>(element.source.data() - text_.data()));
    element.source = element.source.substr(0, static_cast<std::size_t>(text_.data() + at_ - element.source.data()));
    close();
  }

  void read_start_tag() {
    const std::size_t begin = at_++;
    if (!inside_element()) {
      if (has_root_ && form_ == XmlForm::Document) fail("there is more than one element outside of all others");
      has_root_ = true;
    }
    const std::string_view tag = name();
    if (open_.size() > kMaxXmlDepth) fail("elements nest more than " + std::to_string(kMaxXmlDepth) + " deep");
    const std::uint32_t element = add(XmlKind::Element, tag, {});
    nodes()[element].source = text_.substr(begin);
    link_child(element);
    open_.push_back(element);
    last_child_.push_back(0);
    read_attributes(element);
    if (accept("/>")) {
      finish_element();
    } else if (!accept(">")) {
      fail("'>' is missing in <" + std::string(tag) + ">");
    }
  }

  void read_attributes(std::uint32_t element) {
    std::unordered_set<std::string_view> names;
    for (;;) {
      charge();
      const std::size_t before = at_;
      skip_spaces();
      if (at_ == text_.size() || text_[at_] == '>' || text_[at_] == '/') return;
      if (at_ == before) fail("a blank is missing before an attribute");
      const std::string_view attribute = name();
      check_new(element, attribute, names);
      skip_spaces();
      if (!accept("=")) fail("'=' is missing behind " + std::string(attribute));
      skip_spaces();
      const char quote = at_ < text_.size() ? text_[at_] : '\0';
      if (quote != '"' && quote != '\'') fail("the value of " + std::string(attribute) + " is not in quotes");
      ++at_;
      const std::string_view raw = until({&quote, 1}, "the value of an attribute is not closed");
      if (raw.find('<') != std::string_view::npos) fail("'<' in the value of an attribute");
      const std::string_view value =
          raw.find_first_of("&\t\r\n") == std::string_view::npos ? raw : attribute_value(raw);
      add(XmlKind::Attribute, attribute, value);
    }
  }

  void check_new(std::uint32_t element, std::string_view attribute, std::unordered_set<std::string_view>& names) {
    const std::size_t count = nodes().size() - element - 1;
    bool known = false;
    if (count < kManyAttributes) {
      for (std::size_t i = element + 1; i < nodes().size(); ++i) known = known || nodes()[i].name == attribute;
    } else {
      if (names.empty())
        for (std::size_t i = element + 1; i < nodes().size(); ++i) names.insert(nodes()[i].name);
      known = !names.insert(attribute).second;
    }
    if (known) fail("the attribute " + std::string(attribute) + " stands twice in one element");
  }

  // Text and CDATA sections that follow each other are one node.
  void read_text() {
    const std::size_t begin = at_;
    std::string_view first;
    std::string* joined = nullptr;
    for (bool any = false; at_ < text_.size(); any = true) {
      std::string_view piece;
      if (accept("<![CDATA[")) {
        if (!inside_element()) fail("text outside of all elements");
        piece = until("]]>", "a CDATA section is not closed");
        if (piece.find('\r') != std::string_view::npos) piece = with_line_feeds(piece);
      } else if (text_[at_] != '<') {
        const std::size_t end = std::min(text_.find('<', at_), text_.size());
        piece = text_.substr(at_, end - at_);
        if (piece.find_first_of("&\r") != std::string_view::npos) piece = with_references(piece);
        at_ = end;
      } else {
        break;
      }
      if (!any) {
        first = piece;
        continue;
      }
      if (joined == nullptr) joined = &keep(std::string(first));
      joined->append(piece);
      charge();
    }
    const std::string_view value = joined == nullptr ? first : *joined;
    if (inside_element()) {
      if (!value.empty()) link_child(add(XmlKind::Text, {}, value));
    } else if (form_ == XmlForm::Document && !std::all_of(value.begin(), value.end(), is_space)) {
      at_ = begin;
      fail("text outside of all elements");
    }
  }

  std::string& keep(std::string text) { return document_.decoded_.emplace_back(std::move(text)); }

  std::string_view with_line_feeds(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '\r') {
        text.push_back(raw[i]);
      } else if (i + 1 == raw.size() || raw[i + 1] != '\n') {
        text.push_back('\n');
      }
    }
    heap_.expect(text.size());
    return keep(std::move(text));
  }

  std::string_view with_references(std::string_view raw) {
    if (raw.find('\r') != std::string_view::npos) raw = with_line_feeds(raw);
    std::string text;
    text.reserve(raw.size());
    for (;;) {
      const std::size_t amp = raw.find('&');
      text.append(raw.substr(0, amp));
      if (amp == std::string_view::npos) break;
      const std::size_t semicolon = raw.find(';', amp);
      const std::string_view reference =
          semicolon == std::string_view::npos ? std::string_view() : raw.substr(amp + 1, semicolon - amp - 1);
      const char32_t code_point = entity_code_point(reference, EntitySet::Xml);
      if (code_point == 0)
        fail("'&' begins none of &amp; &lt; &gt; &quot; &apos; or a character's number; no other entity is read");
      char bytes[4];
      text.append(bytes, static_cast<std::size_t>(encode_utf8(bytes, code_point) - bytes));
      raw.remove_prefix(semicolon + 1);
    }
    heap_.expect(text.size());
    return keep(std::move(text));
  }

  std::string_view attribute_value(std::string_view raw) {
    std::string blanks(raw);
    std::replace_if(blanks.begin(), blanks.end(), is_space, ' ');
    return with_references(keep(std::move(blanks)));
  }

  std::string_view text_;
  XmlForm form_;
  const Heap& heap_;
  Budget& budget_;
  XmlDocument& document_;
  std::size_t at_ = 0;
  std::size_t charged_ = 0;
  bool has_root_ = false;
  std::vector<std::uint32_t> open_;        // the elements that are being read, the document first
  std::vector<std::uint32_t> last_child_;  // of each of them, or 0
};

XmlDocument::XmlDocument(std::string_view text, XmlForm form, const Heap& heap, Budget& budget) {
  XmlReader(text, form, heap, budget, *this).read();
}

std::string XmlDocument::text_of(std::uint32_t node) const {
  const XmlNode& self = nodes_[node];
  if (self.kind != XmlKind::Element && self.kind != XmlKind::Document) return std::string(self.value);
  std::string text;
  for (std::uint32_t i = node + 1; i < self.end; ++i)
    if (nodes_[i].kind == XmlKind::Text) text.append(nodes_[i].value);
  return text;
}

}  // namespace sluice::interpreter::support
