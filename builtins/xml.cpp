// XML (help/functions/xml, help/xml-manipulation): toXml, executeXPath and toXmlList. A result of several nodes is one
// TEXT with -|- between them; a node that is an attribute looks like an element, so that it can be asked again.
#include "builtins/families.h"
#include "builtins/text_support.h"
#include "interpreter/support/html_entities.h"
#include "interpreter/support/json.h"
#include "interpreter/support/output.h"
#include "interpreter/support/xpath.h"

namespace sluice::builtins {

namespace {

using support::EntitySet;
using support::JsonForm;
using support::XmlDocument;
using support::XmlForm;
using support::XmlKind;
using support::XPathNodes;

constexpr std::string_view kSeparator = "-|-";

// ---- values as XML

// A key as the name of an element: what may not stand there becomes _.
std::string element_name(const Value& key, const Context& context) {
  std::string name = to_string(key, context);
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  const auto is_part = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
  };
  std::replace_if(name.begin(), name.end(), [&](char c) { return !is_part(c); }, '_');
  if (name.empty() || !is_letter(name.front())) name.insert(name.begin(), '_');
  return name;
}

class XmlWriter {
 public:
  XmlWriter(support::Output& out, Context& context) : out_(out), context_(context) {}

  void write_element(std::string_view name, const Value& value, int depth) {
    if (depth > support::kMaxXmlDepth) raise(messages::XmlTooDeep, {std::to_string(support::kMaxXmlDepth)});
    context_.budget.charge(4);
    if (value.is_null() || (value.is_text() && value.text().empty())) return put("<", name, "/>");
    put("<", name, ">");
    write_content(value, depth);
    put("</", name, ">");
  }

 private:
  void put(std::string_view before, std::string_view name, std::string_view behind) {
    out_.append(before);
    out_.append(name);
    out_.append(behind);
  }

  void write_content(const Value& value, int depth) {
    if (!value.is_container()) {
      const Value text = to_text(value, context_);
      context_.budget.charge(text.text().size());
      return support::escape_entities(out_, text.text(), EntitySet::Xml);
    }
    const Container& container = value.container();
    for (std::uint32_t p = container.first_place(); p != Container::kEnd; p = container.next_place(p)) {
      if (container.is_keyed()) {
        write_pair(element_name(container.key_at(p), context_), container.value_at(p), depth + 1);
      } else {
        write_element("array", container.value_at(p), depth + 1);
      }
    }
  }

  // A list is its element several times.
  void write_pair(std::string_view name, const Value& value, int depth) {
    const bool is_list = value.is_container() && value.container().is_sequence();
    if (!is_list) return write_element(name, value, depth);
    for (std::uint32_t i = 0; i < value.container().size(); ++i)
      write_element(name, value.container().value_at(i), depth);
  }

  support::Output& out_;
  Context& context_;
};

Value xml_of(const Value& value, Context& context) {
  support::TextOutput out(context.heap, &context.budget);
  XmlWriter(out, context).write_element("root", value, 0);
  return out.finish();
}

Value read_json(const Value& text, Context& context) {
  const std::uint64_t limit = context.budget.limits().parse_text;
  if (limit != 0 && text.text().size() > limit)
    raise(ErrorKind::Limit, messages::ParseTextLimit, {std::to_string(limit)});
  Value value = support::read_json(text.text(), JsonForm::Lenient, context.heap, context.budget);
  if (!value.is_container())
    raise_with_help(messages::InvalidJson, {}, "The text is JSON, but neither an object nor an array");
  return value;
}

Value to_xml(Call& call) {
  const Value& from = call.receiver();
  return xml_of(from.is_text() ? read_json(from, call.context) : from, call.context);
}

// ---- asking XML

bool begins_like_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

// XML stays; JSON becomes XML.
Value as_xml(const Value& from, Context& context) {
  if (!from.is_text()) return xml_of(from, context);
  return begins_like_json(from.text()) ? xml_of(read_json(from, context), context) : from;
}

void append_attribute(std::string& out, const support::XmlNode& attribute) {
  const std::string name(attribute.name);
  out.append("<" + name + ">");
  if (attribute.value.find("]]>") == std::string_view::npos) {
    out.append("<![CDATA[").append(attribute.value).append("]]>");
  } else {
    support::StringOutput escaped(out);
    support::escape_entities(escaped, attribute.value, EntitySet::Xml);
  }
  out.append("</" + name + ">");
}

void append_node(std::string& out, const XmlDocument& document, std::uint32_t number) {
  const support::XmlNode& node = document[number];
  switch (node.kind) {
    case XmlKind::Element: out.append(node.source); break;
    case XmlKind::Attribute: append_attribute(out, node); break;
    case XmlKind::Text:
    case XmlKind::Comment:
    case XmlKind::Instruction: out.append(node.value); break;
    case XmlKind::Document:
      for (std::uint32_t child = node.first_child; child != 0; child = document[child].next)
        if (document[child].kind == XmlKind::Element) append_node(out, document, child);
      break;
  }
}

Value result_of(const XPathNodes& nodes, const XmlDocument& document, Context& context) {
  std::string text;
  for (const std::uint32_t node : nodes) {
    if (node != nodes.front()) text.append(kSeparator);
    const std::size_t before = text.size();
    append_node(text, document, node);
    context.budget.charge(text.size() - before + 1);
    context.heap.expect(text.size());  // nodes may lie inside each other
  }
  return context.text(text);
}

Value execute_xpath(Call& call) {
  Context& context = call.context;
  const support::XPath path(call.arguments[1].text());
  const Value xml = as_xml(call.receiver(), context);
  const XmlDocument document(xml.text(), XmlForm::Document, context.heap, context.budget);
  const support::XPathValue result = path.evaluate(document, context.budget);
  if (const auto* nodes = std::get_if<XPathNodes>(&result)) return result_of(*nodes, document, context);
  if (const auto* number = std::get_if<double>(&result)) return context.text(support::xpath_number_text(*number));
  if (const auto* truth = std::get_if<bool>(&result)) return context.text(*truth ? "true" : "false");
  return context.text(std::get<std::string>(result));
}

// The elements of a result, or the root of a document. A result without elements (texts) is cut at its separators.
Value to_xml_list(Call& call) {
  Context& context = call.context;
  const std::string_view text = call.receiver().text();
  if (text.empty()) return Container::make_list(context.heap);
  if (text.find('<') == std::string_view::npos) return split(call.receiver(), kSeparator, context);
  const XmlDocument document(text, XmlForm::Fragment, context.heap, context.budget);
  Value list = Container::make_list(context.heap);
  for (std::uint32_t child = document[0].first_child; child != 0; child = document[child].next)
    if (document[child].kind == XmlKind::Element) push_text(list.container(), document[child].source, context.heap);
  return list;
}

constexpr TypeSet kSource = Type::Text | kContainers;
constexpr ParameterRecord kPath[] = {{"path", Type::Text}};

constexpr FunctionRecord kFunctions[] = {
    {.name = "toXml",
     .receiver = kSource,
     .result = Type::Text,
     .cost = {10, 1},
     .page = "functions/xml/toxml.html",
     .summary = "A map, or JSON in a TEXT, as XML: keys are elements inside <root>, lists repeat their element.",
     .example = "info \"{name:'Lia', order:[343,443]}\".toXml();",
     .example_result = "<root><name>Lia</name><order>343</order><order>443</order></root>",
     .run = to_xml},
    {.name = "executeXPath",
     .receiver = kSource,
     .parameters = kPath,
     .result = Type::Text,
     .cost = {100, 1},
     .page = "xml-manipulation/executexpath.html",
     .summary = "What an XPath finds in XML or JSON: elements with their tags, texts bare, several with -|- between "
                "them, nothing as \"\".",
     .example = "info \"<cds><cd><title>Greece</title></cd></cds>\".executeXPath(\"/cds/cd/title/text()\");",
     .example_result = "Greece",
     .run = execute_xpath},
    {.name = "toXmlList",
     .receiver = Type::Text,
     .result = Type::List,
     .cost = {10, 1},
     .page = "functions/xml/toxmllist.html",
     .summary = "The elements that executeXPath found, each as TEXT in a list.",
     .example = "info \"<a><b>1</b><b>2</b></a>\".executeXPath(\"/a/b\").toXmlList().size();",
     .example_result = "2",
     .run = to_xml_list},
};

}  // namespace

Family xml_functions() { return kFunctions; }

}  // namespace sluice::builtins
