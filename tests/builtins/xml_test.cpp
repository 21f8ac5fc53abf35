// XPath against Java 17; what the XML reader accepts and refuses; limits; results of executeXPath.
#include <chrono>

#include "interpreter/support/xml_document.h"
#include "interpreter/support/xpath.h"
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

using support::XmlDocument;
using support::XmlForm;
using support::XPath;
using support::XPathNodes;

struct JavaRow {
  int document;
  const char* path;
  const char* result;
};

constexpr const char* kDocuments[] = {
    "<store><book id=\"1\" lang=\"en\"><title>Everyday Italian</title><author>Giada</author><price>30.00</price></book>"
    "<book id=\"2\" lang=\"de\"><title>Harry</title><author>Rowling</author><price>29.99</price></book><book id=\"3\" "
    "lang=\"en\"><title>Learning XML</title><author>Ray</author><author>Tove</author><price>39.95</price></book><cd>"
    "<title>Greece</title><price>7</price></cd></store>",
    "<a><b>1<c>2</c>3</b><!-- note --><?go now?><b x='y'>  4 \n 5 "
    "</b><d><d><d>deep</d></d><e/></d>tail<![CDATA[<raw>]]>"
    "end</a>",
    "<r><n v=\"3\">1</n><n v=\"1\">2</n><n v=\"2\">10</n><t>café €</t><neg>-4.5</neg></r>",
};

constexpr JavaRow kJava[] = {
#include "tests/builtins/xpath_java_table.inc"
};

class XmlTest : public BuiltinTest {
 protected:
  std::string xpath(std::string_view xml, std::string_view path) {
    return shown("executeXPath", {text(xml), text(path)});
  }
  bool reads(std::string_view xml) { return error_of("executeXPath", {text(xml), text("/")}).empty(); }
};

TEST_F(XmlTest, PathsAreJavas) {
  for (const JavaRow& row : kJava) {
    const XmlDocument document(kDocuments[row.document], XmlForm::Document, heap, budget);
    const support::XPathValue value = XPath(row.path).evaluate(document, budget);
    std::string result;
    if (const auto* nodes = std::get_if<XPathNodes>(&value)) {
      result = "nodes";
      for (const std::uint32_t node : *nodes) result += "|" + document.text_of(node);
    } else if (const auto* number = std::get_if<double>(&value)) {
      result = support::xpath_number_text(*number);
    } else if (const auto* truth = std::get_if<bool>(&value)) {
      result = *truth ? "true" : "false";
    } else {
      result = std::get<std::string>(value);
    }
    EXPECT_EQ(result, row.result) << row.path << " in document " << row.document;
  }
}

TEST_F(XmlTest, FormsOfResults) {
  const std::string_view xml = "<a k='1'><b x='2'>one &amp; two</b><b/><c>three</c></a>";
  EXPECT_EQ(xpath(xml, "/a/c"), "<c>three</c>");
  EXPECT_EQ(xpath(xml, "/a/c/text()"), "three");
  EXPECT_EQ(xpath(xml, "/a/b/text()"), "one & two");
  EXPECT_EQ(xpath(xml, "//@*"), "<k><![CDATA[1]]></k>-|-<x><![CDATA[2]]></x>");
  EXPECT_EQ(xpath(xml, "/a/b"), "<b x='2'>one &amp; two</b>-|-<b/>");
  EXPECT_EQ(xpath(xml, "/a/nothing"), "");
  EXPECT_EQ(xpath(xml, "count(/a/*)"), "3");
  EXPECT_EQ(xpath(xml, "/a/b = 'one & two'"), "true");
  EXPECT_EQ(xpath(xml, "string(/a/c)"), "three");
  EXPECT_EQ(xpath(xml, "/"), xml);
  EXPECT_EQ(xpath("<a v=']]>&lt;'/>", "/a/@v"), "<v>]]&gt;&lt;</v>");
  EXPECT_EQ(xpath("{\"a\":{\"b\":[1,2]}}", "/root/a/b"), "<b>1</b>-|-<b>2</b>");
  EXPECT_EQ(shown("executeXPath", {map({{"a", number(5)}}), text("/root/a/text()")}), "5");
}

TEST_F(XmlTest, ListsOfElements) {
  EXPECT_EQ(shown("toXmlList", {text("<a>1</a>-|-<a>-|-</a>")}), "<a>1</a>,<a>-|-</a>");
  EXPECT_EQ(shown("toXmlList", {text("one-|-two")}), "one,two");
  EXPECT_EQ(shown("toXmlList", {text("")}), "");
  EXPECT_EQ(shown("toXmlList", {text("<?xml version='1.0'?><a><b/></a>")}), "<a><b/></a>");
  EXPECT_EQ(error_of("toXmlList", {text("<a>")}), "Invalid XML or Invalid XPath");
}

TEST_F(XmlTest, WellFormedTexts) {
  for (const char* xml :
       {"<a/>", "\xEF\xBB\xBF<a/>", " <?xml version=\"1.0\"?>\n<!-- x --><a>\n</a>\n<!-- y -->\n",
        "<a b='1' c=\"'\"></a >", "<!DOCTYPE a [<!ELEMENT a (#PCDATA)><!-- ] > --><!ENTITY e \"]>\">]><a/>",
        "<a>&#65;&#x42;&lt;&apos;</a>", "<a><![CDATA[<&]]></a>", "<x:a xmlns:x='u' x:b='1'/>", "<caf\u00e9/>",
        "<a>]]</a>"})
    EXPECT_TRUE(reads(xml)) << xml;
}

TEST_F(XmlTest, TextsThatAreNot) {
  for (const char* xml : {"",
                          "text",
                          "<a>",
                          "</a>",
                          "<a></b>",
                          "<a/><b/>",
                          "<a/>text",
                          "<a b=1/>",
                          "<a b='1' b='2'/>",
                          "<a b='1'c='2'/>",
                          "<a b='<'/>",
                          "<a>&e;</a>",
                          "<a>&</a>",
                          "<a>&#xD800;</a>",
                          "<a>&#0;</a>",
                          "<a><!-- </a>",
                          "<a><![CDATA[</a>",
                          "<1/>",
                          "< a/>",
                          "<a",
                          "<a b",
                          "<a b=",
                          "<a b='",
                          "<!DOCTYPE a [",
                          "<a/><!DOCTYPE a>",
                          "<?x",
                          "<a><b></a></b>"})
    EXPECT_EQ(error_of("executeXPath", {text(xml), text("/")}), "Invalid XML or Invalid XPath") << xml;
}

TEST_F(XmlTest, PathsThatAreNone) {
  for (const char* path : {"",        "/a[",      "/a]", "//",  "a//",     "/a/",    "$x",           "foo()",
                           "count()", "count(1)", "1 +", "'x",  "@",       "a::b",   "namespace::a", "/a/count(b)",
                           "(1)/a",   "1 | 2",    "a b", "[1]", "text(1)", "..[1]x", "id('x')"})
    EXPECT_EQ(error_of("executeXPath", {text("<a/>"), text(path)}), "Invalid XML or Invalid XPath") << path;
  EXPECT_NE(error_of("executeXPath", {text("<a/>"), text(std::string(70'000, '('))}), "");
  EXPECT_NE(error_of("executeXPath", {text("<a/>"), text(std::string(500, '(') + "1" + std::string(500, ')'))}), "");
}

TEST_F(XmlTest, EntitiesAreNeverExpanded) {
  // The billion laughs and a file of the system: an entity that is used is an error, one that is declared is nothing.
  EXPECT_EQ(
      error_of("executeXPath", {text("<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"), text("/a")}),
      "Invalid XML or Invalid XPath");
  EXPECT_EQ(error_of("executeXPath",
                     {text("<!DOCTYPE a [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a>&f;</a>"), text("/a")}),
            "Invalid XML or Invalid XPath");
  EXPECT_EQ(xpath("<!DOCTYPE a SYSTEM \"http://localhost:1/a.dtd\"><a>x</a>", "/a/text()"), "x");
}

std::string nested(int depth) {
  std::string xml;
  for (int i = 0; i < depth; ++i) xml += "<a>";
  for (int i = 0; i < depth; ++i) xml += "</a>";
  return xml;
}

TEST_F(XmlTest, DepthIsBounded) {
  EXPECT_TRUE(reads(nested(512)));
  EXPECT_FALSE(reads(nested(513)));
  EXPECT_FALSE(reads(nested(100'000)));
  Value inner = number(1);
  for (int i = 0; i < 600; ++i) inner = map({{"a", inner}});
  EXPECT_EQ(error_of("toXml", {inner}), "The value nests more than 512 levels deep and cannot be written as XML");
  Value endless = map({});
  endless.container().put(text("self"), endless);
  EXPECT_NE(error_of("toXml", {endless}), "");
  endless.container().clear();
}

TEST_F(XmlTest, NodesKeepTheMemoryLimit) {
  std::string xml = "<a>";
  for (int i = 0; i < 100'000; ++i) xml += "<b/>";
  xml += "</a>";
  const Heap small(4u << 20, 7);
  EXPECT_THROW(XmlDocument(xml, XmlForm::Document, small, budget), Raised);
}

TEST_F(XmlTest, APathThatNeverEndsEndsWithTheRun) {
  std::string xml = "<a>";
  for (int i = 0; i < 2000; ++i) xml += "<b><c/></b>";
  xml += "</a>";
  Limits short_run;
  short_run.wall_clock = std::chrono::milliseconds(50);
  Budget hurried(short_run);
  const XmlDocument document(xml, XmlForm::Document, heap, hurried);
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THROW(XPath("//*[count(//*[count(//*) > 1]) > 1]").evaluate(document, hurried), Raised);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(XmlTest, ValuesAsXml) {
  EXPECT_EQ(shown("toXml", {map({{"a", text("<&>\"'")}})}), "<root><a>&lt;&amp;&gt;&quot;&apos;</a></root>");
  EXPECT_EQ(shown("toXml", {map({{"first name", number(1)}, {"1st", number(2)}, {"", number(3)}})}),
            "<root><first_name>1</first_name><_1st>2</_1st><_>3</_></root>");
  EXPECT_EQ(shown("toXml", {map({{"n", Value()}, {"e", text("")}})}), "<root><n/><e/></root>");
  EXPECT_EQ(shown("toXml", {map({{"a", list({number(1), numbers({2, 3})})}})}),
            "<root><a>1</a><a><array>2</array><array>3</array></a></root>");
  EXPECT_EQ(shown("toXml", {text("[1,2]")}), "<root><array>1</array><array>2</array></root>");
  EXPECT_EQ(shown("toXml", {map({})}), "<root></root>");
  EXPECT_EQ(shown("toXml", {text("{a:{b:true}}")}), "<root><a><b>true</b></a></root>");
  EXPECT_EQ(error_of("toXml", {text("no json")}), "Invalid JSON Format String");
}

// Whatever is written can be read, and holds the same.
TEST_F(XmlTest, WhatToXmlWritesReadsBack) {
  for (const char* value :
       {"plain", "<tag>", "a & b", "\"quoted\" 'twice'", "caf\u00e9 \u20ac", "]]>", "line\nbreak", " "}) {
    const Value xml = call("toXml", {map({{"v", text(value)}})});
    EXPECT_EQ(shown("executeXPath", {xml, text("string(/root/v)")}), value);
  }
}

}  // namespace
}  // namespace sluice::builtins
