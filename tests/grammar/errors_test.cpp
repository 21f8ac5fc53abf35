// What the parser says about text that is not Deluge, and that it goes on: language.md §10.1, real-scripts.md §4,
// decisions.md 1, 2, 8.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* problems;
  const char* help;  // a part of that of the first problem
};

class Foreign : public testing::TestWithParam<Case> {};

TEST_P(Foreign, HasOneClearError) {
  const ParsedScript parsed = parse_text(std::string(GetParam().text) + "\ninfo after;");
  EXPECT_EQ(problems_of(parsed), GetParam().problems);
  ASSERT_FALSE(parsed.diagnostics.empty());
  EXPECT_NE(parsed.diagnostics[0].help.find(GetParam().help), std::string::npos) << parsed.diagnostics[0].help;
  // The statement behind is read as usual.
  ASSERT_FALSE(parsed.script.body.statements.empty());
  EXPECT_EQ(tree_text(*parsed.script.body.statements.back()), "(info after)");
}

INSTANTIATE_TEST_SUITE_P(
    Constructs, Foreign,
    testing::Values(
        Case{"ternary", "x = a ? b : c;", "error SLC-SYN-0016 1:7", "if(condition, then, otherwise)"},
        Case{"increment", "i++;", "error SLC-SYN-0016 1:2", "x = x + 1"},
        Case{"decrement", "i--;", "error SLC-SYN-0016 1:2", "x = x - 1"},
        Case{"power", "x = a ** 2;", "error SLC-SYN-0016 1:7", "x.power(n)"},
        Case{"triple_equal", "x = a === b;", "error SLC-SYN-0016 1:7", "=="},
        Case{"angle_brackets", "x = a <> b;", "error SLC-SYN-0016 1:7", "!="},
        Case{"bit_and", "x = a & b;", "error SLC-SYN-0010 1:7", "&&"},
        Case{"bit_or", "x = a | b;", "error SLC-SYN-0010 1:7", "||"},
        Case{"switch_case", "switch(x) { case 1: info 1; break; default: info 2; }", "error SLC-SYN-0001 1:1",
             "else if"},
        Case{"c_style_for", "for(i = 0; i < 3; i++) { info i; }", "error SLC-SYN-0016 1:1", "for each item in list"},
        Case{"for_in", "for x in l { info x; }", "error SLC-SYN-0016 1:1", "for each item in list"},
        Case{"foreach", "foreach x in l { info x; }", "error SLC-SYN-0016 1:1", "two words"},
        Case{"do_while", "do { x = 1; }", "error SLC-SYN-0016 1:1", "for each"},
        Case{"arrow", "l.sort((a, b) -> { return a; });", "error SLC-SYN-0016 1:10", "functions as values"},
        Case{"fat_arrow", "f = x => x + 1;", "error SLC-SYN-0016 1:7", "functions as values"},
        Case{"function_value", "f = function(){ info 1; };", "error SLC-SYN-0016 1:15", "functions as values"},
        Case{"elseif", "if(a) { info 1; } elseif(b) { info 2; }", "error SLC-SYN-0016 1:19", "else if"},
        Case{"finally", "try { a = 1; } catch (e) { b = 1; } finally { c = 1; }", "error SLC-SYN-0016 1:37",
             "behind the try"},
        Case{"else_alone", "else { info 1; }", "error SLC-SYN-0016 1:1", "no 'if'"},
        Case{"if_without_braces", "if(a) b = 1;", "error SLC-SYN-0001 1:7", "between { and }"},
        Case{"else_without_braces", "if(a) { b = 1; } else c = 2;", "error SLC-SYN-0001 1:23", "between { and }"},
        Case{"both_without_braces", "if(a) b = 1; else c = 2;", "error SLC-SYN-0001 1:7", "between { and }"},
        Case{"if_without_parentheses", "if a == 1 { info 1; }", "error SLC-SYN-0001 1:4", "between ( and )"},
        Case{"smart_quotes", "x = “abc”;", "error SLC-SYN-0014 1:5", "\""},
        Case{"backslash_in_quotes", "x = '\\';", "error SLC-SYN-0004 1:5", "\\\\"},
        Case{"unclosed_text", "x = \"abc;", "error SLC-SYN-0004 1:5", "\" at its end"},
        Case{"text_ending_in_backslash", "x = \"C:\\\";", "error SLC-SYN-0004 1:5", "backslash"},
        Case{"hash_comment", "# remark", "error SLC-SYN-0010 1:1", "//"},
        Case{"trailing_comma_in_list", "x = {1,2,};", "error SLC-SYN-0016 1:10", "','"},
        Case{"trailing_comma_in_call", "x = f(1,);", "error SLC-SYN-0016 1:9", "','"},
        Case{"map_with_element", "x = {\"a\":1,2};", "error SLC-SYN-0001 1:12", "key : value"},
        Case{"list_with_key", "x = {1,\"a\":2};", "error SLC-SYN-0001 1:12", "list"},
        Case{"comma_between_fields", "insert into F [ a=1, b=2 ];", "error SLC-SYN-0016 1:20", "line breaks"},
        Case{"missing_value", "x = ;", "error SLC-SYN-0016 1:5", "missing"},
        Case{"unclosed_bracket", "x = f(1, 2;", "error SLC-SYN-0016 1:11", "not closed"},
        Case{"semicolon_in_map", "m = {\"a\": 1; \"b\": 2};", "error SLC-SYN-0016 1:12", "not closed"},
        Case{"paren_missing_in_if", "if((a == 1) { info 1; }", "error SLC-SYN-0016 1:13", "a ')' is missing"},
        Case{"paren_missing_in_call", "if(!(s.isEmpty()) { info 1; }", "error SLC-SYN-0016 1:19", "a ')' is missing"},
        Case{"paren_missing_alone", "if(a == 1 { info 1; }", "error SLC-SYN-0016 1:11", "a ')' is missing"},
        Case{"paren_too_many", "if(a == 1)) { info 1; }", "error SLC-SYN-0001 1:11", "no '(' is open"},
        Case{"and", "x = true and false;", "error SLC-SYN-0001 1:9", "&&"},
        Case{"not", "x = not true;", "error SLC-SYN-0001 1:8", "write !"},
        Case{"while_without_parentheses", "while true { info 1; }", "error SLC-SYN-0001 1:6", "between ( and )"},
        Case{"quotes_inside", "info \"He said \"hi\" to me\";", "error SLC-SYN-0001 1:16", "inside a text"},
        Case{"two_texts", "x = \"a\" \"b\";", "error SLC-SYN-0001 1:8", "+"},
        Case{"print", "print \"a\";", "error SLC-SYN-0001 1:6", "info"},
        Case{"hexadecimal", "x = 0x1F;", "error SLC-SYN-0001 1:6", "decimal"},
        Case{"digits_with_underscore", "x = 1_000;", "error SLC-SYN-0001 1:6", "without '_'"},
        Case{"call", "call standalone.foo(1);", "error SLC-SYN-0001 1:5", "name alone"},
        Case{"cancel", "cancel foo;", "error SLC-SYN-0001 1:7", "cancel submit"},
        Case{"catch_without_name", "try { a = 1; } catch { b = 1; }", "error SLC-SYN-0001 1:22", "catch (e)"},
        Case{"catch_with_type", "try { a = 1; } catch (Exception e) { b = 1; }", "error SLC-SYN-0016 1:33",
             "catch (e)"},
        Case{"colon_assigns", "x := 5;", "error SLC-SYN-0016 1:3", "write ="},
        Case{"comma_missing_in_map", "m = {\"a\":1 \"b\":2};", "error SLC-SYN-0016 1:12", "','"},
        Case{"comma_missing_in_call", "m.put(\"a\" 1);", "error SLC-SYN-0016 1:11", "','"},
        Case{"range", "for each x in 1 to 3 { info x; }", "error SLC-SYN-0001 1:17", "no ranges"},
        Case{"class", "class Order { }", "error SLC-SYN-0001 1:6", "no classes"},
        Case{"try_finally", "try { a = 1; } finally { b = 1; }", "error SLC-SYN-0016 1:16", "catch (e)"},
        Case{"no_criteria", "x = Emp[];", "error SLC-SYN-0016 1:9", "mandatory"},
        Case{"delete_without_criteria", "delete from Emp;", "error SLC-SYN-0001 1:16", "mandatory"},
        Case{"sort_behind_range", "x = E[a] range from 1 to 5 sort by b;", "error SLC-SYN-0016 1:28",
             "before 'range from'"},
        Case{"prose", "Dear team please see below", "error SLC-SYN-0001 1:5", ";"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Errors, ThrowawayWordsAreCaseInsensitive) {
  EXPECT_EQ(problems_of("try { } CATCH (e) { } FINALLY { }"), "error SLC-SYN-0016 1:23");
}

TEST(Errors, SeveralInOneText) {
  EXPECT_EQ(problems_of("a = ;\nb = 1;\nif(c) {\n  d = );\n  e = 2\n}\nf = 1 g = 2;\n"),
            "error SLC-SYN-0016 1:5\nerror SLC-SYN-0016 4:7\nerror SLC-SYN-0001 7:6");
}

TEST(Errors, TheRestOfABlockIsRead) {
  EXPECT_EQ(tree_text(parse_text("if(a) {\n  b = ;\n  c = 1;\n}\nd = 2;").script), "(if (a {ERROR (= c 1)})) (= d 2)");
  EXPECT_EQ(tree_text(parse_text("if(a ( ) {\n  c = 1;\n}\nd = 2;").script), "ERROR {(= c 1)} (= d 2)");
}

TEST(Errors, StatementOnTheNextLineIsRead) {
  EXPECT_EQ(tree_text(parse_text("x = f(1, \ny = 2;\nif(a) { b = 1; }").script), "ERROR (if (a {(= b 1)}))");
}

TEST(Errors, UnclosedTextBlamesItsLine) {
  const ParsedScript parsed = parse_text("a = \"x\";\nb = \"y;\nc = \"z\";\ninfo c;");
  EXPECT_EQ(problems_of(parsed), "error SLC-SYN-0004 2:5");
  EXPECT_EQ(tree_text(parsed.script), "(= a \"x\") (= b ERROR) (= c \"z\") (info c)");
}

TEST(Errors, UnclosedComment) {
  const ParsedScript parsed = parse_text("a = 1;\n/* b = 2;\n");
  EXPECT_EQ(problems_of(parsed), "error SLC-SYN-0003 2:1");
  EXPECT_EQ(parsed.diagnostics[0].text, "Comment Task is not closed properly");
  EXPECT_EQ(tree_text(parsed.script), "(= a 1)");
}

TEST(Errors, PageTemplateIsTheOnlyOne) {
  EXPECT_EQ(problems_of("<%{\n%>\n<p>don't</p>\n<% } %>"), "error SLC-SYN-0012 1:1");
  EXPECT_EQ(problems_of("<div class=\"a\">\n<%=x%>\n"), "error SLC-SYN-0012 2:1");
  EXPECT_EQ(tree_of("x = \"<%=y%>\";"), "(= x \"<%=y%>\")");
}

TEST(Errors, InvalidUtf8) {
  EXPECT_EQ(problems_of("a = 1;\nb = \"\xFF\";"), "error SLC-SYN-0013 2:6");
  EXPECT_EQ(problems_of("a = \"\xC3\";"), "error SLC-SYN-0013 1:6");
}

TEST(Errors, EndOfText) {
  EXPECT_EQ(problems_of("x = "), "error SLC-SYN-0001 1:4");
  EXPECT_EQ(problems_of("x = a +\n\n"), "error SLC-SYN-0001 1:8");
  EXPECT_EQ(problems_of("if(a)"), "error SLC-SYN-0001 1:6");
}

TEST(Errors, TryNeedsCatch) { EXPECT_EQ(problems_of("try { a = 1; }\nb = 2;"), "error SLC-SYN-0016 2:1"); }

TEST(Errors, SecondElse) { EXPECT_EQ(problems_of("if(a) { } else { } else { }"), "error SLC-SYN-0016 1:20"); }

TEST(Errors, DelugeWording) {
  const ParsedScript parsed = parse_text("a = 1 b = 2;");
  EXPECT_EQ(parsed.diagnostics[0].text,
            "Improper Statement Error might be due to missing ';' at end of the line or incomplete expression");
}

TEST(Errors, MovedScriptStaysValid) {
  ParsedScript first = parse_text("info \"a\\nb\";");
  const ParsedScript second = std::move(first);
  EXPECT_EQ(tree_text(second.script), "(info \"a\nb\")");
}

}  // namespace
}  // namespace sluice::grammar
