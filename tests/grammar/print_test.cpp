// The printer, and that what it prints means the same.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

std::string printed(std::string_view text) { return print(parse_text(text).script); }

TEST(Print, Layout) {
  EXPECT_EQ(printed("if(a==1){b=1;}else if(c){}else{info {1,2};}"),
            "if (a == 1) {\n  b = 1;\n} else if (c) {\n} else {\n  info {1, 2};\n}\n");
  EXPECT_EQ(printed("x=invokeurl[url:u type:GET];"), "x = invokeurl [\n  url : u\n  type : GET\n];\n");
  EXPECT_EQ(printed("void a.f(int x,list:int y){return x;}"), "void a.f(int x, list:int y) {\n  return x;\n}\n\n");
}

TEST(Print, ParenthesesOnlyWhereNeeded) {
  EXPECT_EQ(printed("x = (a + b) * (c);"), "x = (a + b) * c;\n");
  EXPECT_EQ(printed("x = ((a * b) + c);"), "x = a * b + c;\n");
  EXPECT_EQ(printed("x = a - (b - c);"), "x = a - (b - c);\n");
  EXPECT_EQ(printed("x = (a - b) - c;"), "x = (a - b) - c;\n");
  EXPECT_EQ(printed("x = (-a).abs();"), "x = (-a).abs();\n");
  EXPECT_EQ(printed("x = -a.abs();"), "x = -a.abs();\n");
  EXPECT_EQ(printed("x = -1.abs() + -(1.abs()).b;"), "x = (-1).abs() + -(1.abs().b);\n");
}

TEST(Print, OneExpression) {
  const ParsedScript parsed = parse_text("x = a||b&&c;");
  EXPECT_EQ(print(*parsed.script.body.statements[0]->as<AssignStmt>().value), "a || b && c");
  EXPECT_EQ(print(*parsed.script.body.statements[0]->as<AssignStmt>().value, Dialect::Creator), "a || (b && c)");
}

class RoundTrip : public testing::TestWithParam<const char*> {};

TEST_P(RoundTrip, GivesAnEqualTree) {
  expect_round_trip(GetParam());
  expect_round_trip(GetParam(), Dialect::Creator);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, RoundTrip,
    testing::Values(
        "", "x = -9223372036854775808;", "x = (-9223372036854775808).abs();", "x = - -9223372036854775808;",
        "x = -1.5.round(1) - -2[0] - -(3.a().b) - -(3);", "x = --4.a(); y = -(-4.a()); z = -(4).a(); w = !-4.a;",
        "x = \"a\\\"b\\\\n\\n\\d\";", "x = 'it\\'s';", "x = .5.round(1);", "x = !(a && b) || !c == d;",
        "x = a || b && c || (d || e);", "x = (a = b) == (c is not null);", "x = a not in {1, {2}, [3]};",
        "x = {\"a\" : {}, b : [], 1 : {1}};", "(if(a, b, c)).put(1);", "if(a, b, c);", "({}).put(1, 2);",
        "({\"a\" : 1}).put(1, 2);", "({1}).add(2);", "(info) + 1;", "(update)[0] = 1;", "info.x = 1;", "(alert(1));",
        "x = (ftp)[0];", "x = f(a : b, c).d[e].g:ui.h(1);", "x = O[a] sort by A, B.c desc range from 1 to n + 1;",
        "x = (O[a] sort by A).count();", "x = f(O[a] sort by A asc, B asc, c);", "x = (O[a] range from 1 to 2) + 1;",
        "x = O[Name contains \"x\"].No;", "x = List:String(); y = Map();",
        "sendmail [ to :a, b reply to : c content-type : text/html Attachments :file:x,template:F:r as PDF,file:y ]",
        "sendmail [ content type :Plain Text Attachments :view:R[ID == 5] as CSV, report:P as PDF, template:T as "
        "inline ]",
        "sendmail [ Attachments :template:T:F r as PDF, template:T:F r.ID as PDF, template:T.F:-r as PDF ]",
        "x = E[a in this month && b in last 2 years || c in 3 weeks ago];",
        "x = E[a].b sort by c desc.getall().size();", "x = E[a] sort by c.d range from 0 to 2.getall();",
        "x = E[a] range from 0 to (2.abs());", "x = E[a] range from 0 to (2.abs() + 1).getall();",
        "update E[a] [ b = 1; c = 2; ];", "id = insert into F [ a.b = 1 c = insert into G [ ] ];",
        "update F[a = 1] [ b = c ]; update r.s [ ];",
        "delete from F[a]; cancel submit; cancel delete; success message a; reload; hide a, b.c; alert(a, b); alert a;",
        "for each index index in in { break; continue; }", "while (a) { try { throw b; } catch (e) { return; } }",
        "list:int a = {1}; string b = \"\"; a += 1; a -= 1; a *= 1; a /= 1; a %= 1;", "{ { } { a = 1; } }",
        "f(a); { b = 1; }", "(a = b); (a.c[0] = b && d); (a = b) + 1; (a + 1 = b);",
        "main() { } int ns.sub.f(list:int a, Orders b) { return 1; } main();",
        "x = a + b - c * d / e % f < g > h <= i >= j == k != l;", "x = [].add(1)[0];", "x = \"\xE2\x9C\x85\";"));

TEST(Equal, SeesDifferences) {
  const char* kDifferent[] = {"x = 1;",
                              "x = 2;",
                              "y = 1;",
                              "x += 1;",
                              "x = 1.0;",
                              "x = \"1\";",
                              "x = '1';",
                              "x = {1};",
                              "x = [1];",
                              "x = {1, 1};",
                              "x = f();",
                              "x = f(1);",
                              "x = a.f();",
                              "x = a.f;",
                              "x = a:ui;",
                              "x = a[b];",
                              "x = a[b in this week];",
                              "x = a[b in last 2 weeks];",
                              "x = O[a] sort by b;",
                              "x = O[a] sort by b desc;",
                              "info 1;",
                              "return 1;",
                              "return;",
                              "int x = 1;",
                              "x = -1;",
                              "x = !1;",
                              "x = a + b;",
                              "x = a - b;",
                              "x = (a + b) + c;",
                              "x = a + b + c;",
                              "if(a) {}",
                              "if(a) {} else {}",
                              "",
                              "void f() {}",
                              "void g() {}",
                              "int f() {}",
                              "void f(int a) {}",
                              "void f(int b) {}",
                              "x = null;",
                              "x = true;",
                              "x = false;",
                              "for each x in l {}",
                              "for each index x in l {}"};
  for (const char* a : kDifferent) {
    for (const char* b : kDifferent) {
      EXPECT_EQ(equal(parse_text(a).script, parse_text(b).script), a == b) << a << "\n" << b;
    }
  }
}

}  // namespace
}  // namespace sluice::grammar
