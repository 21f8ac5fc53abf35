// Function headers and the parts of a file: language.md §6.1, decisions.md 2, 7.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

TEST(Functions, Headers) {
  EXPECT_EQ(tree_of("void automation.touch(Int id) { }"), "fn void automation/touch(Int id;){}");
  EXPECT_EQ(tree_of("string hi() { return \"x\"; }"), "fn string /hi(){(return \"x\")}");
  EXPECT_EQ(tree_of("map thisapp.ns.f(map m, list l) {}"), "fn map thisapp.ns/f(map m;list l;){}");
  EXPECT_EQ(tree_of("void f(list:int ids, Orders rec) {}"), "fn void /f(list:int ids;Orders rec;){}");
  EXPECT_EQ(tree_of("list:string f() {}"), "fn list:string /f(){}");
  EXPECT_EQ(tree_of("main() { info 1; }"), "fn  /main(){(info 1)}");
  EXPECT_EQ(tree_of("standalone.main(string a)\n{\n}"), "fn  standalone/main(string a;){}");
}

TEST(Functions, ParameterWithoutType) { EXPECT_EQ(problems_of("int f(n) { return n; }"), "error SLC-SYN-0016 1:7"); }

TEST(Functions, BodyBeforeBetweenAndBehind) {
  EXPECT_EQ(tree_of("info 1;\nvoid f() {}\ninfo 2;\nint g() {}\ninfo 3;"),
            "fn void /f(){} fn int /g(){} (info 1) (info 2) (info 3)");
  EXPECT_FALSE(parse_text("void f() {}").script.has_body);
  EXPECT_TRUE(parse_text("void f() {} f();").script.has_body);
  EXPECT_FALSE(parse_text("// nothing").script.has_body);
}

TEST(Functions, CallsAreNoHeaders) {
  EXPECT_EQ(tree_of("f(a);\n{ info 1; }"), "(call f a) {(info 1)}");
  EXPECT_EQ(tree_of("return f(a);"), "(return (call f a))");
}

TEST(Functions, HeaderSpans) {
  const std::string_view text = "void ns.f(int a)\n{ }";
  const ParsedScript parsed = parse_text(text);
  const Function& function = *parsed.script.functions[0];
  EXPECT_EQ(function.header_span, (Span{0, 16}));
  EXPECT_EQ(function.name_span, (Span{8, 9}));
  EXPECT_EQ(function.span, (Span{0, 20}));
  EXPECT_EQ(function.body.span, (Span{17, 20}));
  EXPECT_EQ(function.parameters[0].name_span, (Span{14, 15}));
}

TEST(Braces, MissingAtTheEnd) {
  const ParsedScript parsed = parse_text("void f()\n{\n\tif(a)\n\t{\n\t\tinfo 1;\n");
  EXPECT_EQ(problems_of(parsed), "error SLC-SYN-0002 5:10");
  EXPECT_EQ(parsed.diagnostics[0].text, "Expecting '}' but found '<EOF>'");
  EXPECT_EQ(parsed.diagnostics[0].help, "the '{' of line 4 is not closed");
  EXPECT_EQ(tree_text(parsed.script), "fn void /f(){(if (a {(info 1)}))}");
}

TEST(Braces, MissingBeforeTheNextFunction) {
  const ParsedScript parsed = parse_text("void f()\n{\n\tif(a)\n\t{\n\t\tinfo 1;\n}\nvoid g()\n{\n}\n");
  EXPECT_EQ(problems_of(parsed), "error SLC-SYN-0017 7:1");
  EXPECT_EQ(tree_text(parsed.script), "fn void /f(){(if (a {(info 1)}))} fn void /g(){}");
}

TEST(Braces, StrayBehindAFunctionAloneOnItsLineWarns) {
  EXPECT_EQ(problems_of("void f()\n{\n}\n}\n"), "warning SLC-SYN-0005 4:1");
  EXPECT_EQ(problems_of("void f()\n{\n}\n}"), "warning SLC-SYN-0005 4:1");
  EXPECT_EQ(problems_of("void f()\n{\n} }\n"), "error SLC-SYN-0005 3:3");
  EXPECT_EQ(problems_of("void f()\n{\n}\n} info 1;\n"), "error SLC-SYN-0005 4:1");
  EXPECT_EQ(problems_of("info 1;\n}\ninfo 2;"), "error SLC-SYN-0005 2:1");
}

}  // namespace
}  // namespace sluice::grammar
