// Reads XML into nodes for XPath. Safe with any text: no entities but the five of XML and numbers, nothing is fetched,
// a DOCTYPE is skipped, nesting and memory are bounded, and a reader needs no stack. Namespaces are not resolved: names
// are compared as they are written.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/budget.h"
#include "interpreter/heap.h"

namespace sluice::interpreter::support {

inline constexpr int kMaxXmlDepth = 512;

enum class XmlKind : std::uint8_t { Document, Element, Attribute, Text, Comment, Instruction };

// Nodes stand in document order: an element, its attributes, its children. Numbers of nodes are indexes; 0 is the
// document.
struct XmlNode {
  XmlKind kind;
  std::uint32_t parent;
  std::uint32_t next;  // sibling, or 0
  std::uint32_t first_child;  // or 0
  std::uint32_t end;  // one past the last node inside
  std::string_view name;  // of elements, attributes, instructions
  std::string_view value;  // with its references replaced
  std::string_view source;  // of an element: all of its text
};

// Document: exactly one element. Fragment: any number of elements, with text between them.
enum class XmlForm : std::uint8_t { Document, Fragment };

class XmlDocument {
 public:
  // Points into `text`, which must outlive it. Raises InvalidXml with the place in the help text.
  XmlDocument(std::string_view text, XmlForm form, const Heap& heap, Budget& budget);

  const XmlNode& operator[](std::uint32_t node) const { return nodes_[node]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  // XPath's string value: the texts inside, one behind the other.
  std::string text_of(std::uint32_t node) const;

 private:
  friend class XmlReader;
  std::vector<XmlNode> nodes_;
  std::deque<std::string> decoded_;  // values that are not in the source as they are
};

}  // namespace sluice::interpreter::support
