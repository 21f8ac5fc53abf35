// Literals, operators, calls and blocks in [ ]: language.md §1, §3, §5.7, §5.8.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

TEST(Literals, Words) {
  EXPECT_EQ(value_of("null"), "null");
  EXPECT_EQ(value_of("Null"), "null");
  EXPECT_EQ(value_of("TRUE"), "true");
  EXPECT_EQ(value_of("False"), "false");
  EXPECT_EQ(value_of("now"), "now");
}

TEST(Literals, Numbers) {
  EXPECT_EQ(value_of("42"), "42");
  EXPECT_EQ(value_of("3652397000000649013"), "3652397000000649013");
  EXPECT_EQ(value_of("9223372036854775807"), "9223372036854775807");
  EXPECT_EQ(value_of("15.50"), "d15.50");
  EXPECT_EQ(value_of(".5"), "d.5");
  EXPECT_EQ(value_of(".002739"), "d.002739");
  EXPECT_EQ(value_of("-5"), "(- 5)");
}

TEST(Literals, LowestNumberIsOneLiteral) {
  EXPECT_EQ(value_of("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(value_of("- 9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(value_of("!-9223372036854775808"), "(! -9223372036854775808)");
}

TEST(Literals, NumbersOutOfRange) {
  EXPECT_EQ(value_of("9223372036854775808"), "error SLC-SYN-0011 1:5");
  EXPECT_EQ(value_of("-9223372036854775809"), "error SLC-SYN-0011 1:6");
  EXPECT_EQ(value_of("99999999999999999999999999"), "error SLC-SYN-0011 1:5");
  EXPECT_EQ(value_of("5 - 9223372036854775808"), "error SLC-SYN-0011 1:9");
  EXPECT_EQ(value_of("-(5 - 9223372036854775808)"), "error SLC-SYN-0011 1:11");
}

TEST(Literals, CallsOnNumbers) {
  EXPECT_EQ(value_of("24.isNumber()"), "(method 24 isNumber)");
  EXPECT_EQ(value_of("218.5.round(0)"), "(method d218.5 round 0)");
  EXPECT_EQ(value_of("1.4+3.6.round(0)"), "(d1.4 + (method d3.6 round 0))");
}

TEST(Literals, ASignBelongsToTheNumber) {
  EXPECT_EQ(value_of("-218.4.round(0)"), "(method (- d218.4) round 0)");
  EXPECT_EQ(value_of("- 12.abs().toHex()"), "(method (method (- 12) abs) toHex)");
  EXPECT_EQ(value_of("-9223372036854775808.toString()"), "(method -9223372036854775808 toString)");
  EXPECT_EQ(value_of("5-12.abs()"), "(5 - (method 12 abs))");
  EXPECT_EQ(value_of("5 - -12.abs()"), "(5 - (method (- 12) abs))");
  EXPECT_EQ(value_of("--12.abs()"), "(- (method (- 12) abs))");
  EXPECT_EQ(value_of("-(12.abs())"), "(- (method 12 abs))");
  EXPECT_EQ(value_of("-(12).abs()"), "(- (method 12 abs))");
  EXPECT_EQ(value_of("-x.abs()"), "(- (method x abs))");
  EXPECT_EQ(value_of("-f(1).abs()"), "(- (method (call f 1) abs))");
}

TEST(Literals, Escapes) {
  EXPECT_EQ(value_of(R"("a\"b")"), "\"a\"b\"");
  EXPECT_EQ(value_of(R"("a\\b")"), "\"a\\b\"");
  EXPECT_EQ(value_of(R"("a\n\t\r")"), "\"a\n\t\r\"");
  EXPECT_EQ(value_of(R"("it\'s")"), "\"it's\"");
  EXPECT_EQ(value_of(R"("\d\s\b\/\$\{\[")"), R"("\d\s\b\/\$\{\[")");
}

TEST(Literals, Texts) {
  EXPECT_EQ(value_of("\"\""), "\"\"");
  EXPECT_EQ(value_of("\"two\nlines\""), "\"two\nlines\"");
  EXPECT_EQ(value_of("\"Zürich ✅ 'x'\""), "\"Zürich ✅ 'x'\"");
  EXPECT_EQ(value_of("'09-Mar-2021'"), "'09-Mar-2021'");
  EXPECT_EQ(value_of(R"('{"a":"b"}')"), R"('{"a":"b"}')");
  EXPECT_EQ(value_of("''"), "''");
}

TEST(Literals, Braces) {
  EXPECT_EQ(value_of("{}"), "{}");
  EXPECT_EQ(value_of("{1,2}"), "{list 1 2}");
  EXPECT_EQ(value_of("{1}"), "{list 1}");
  EXPECT_EQ(value_of("{{\"a\":1}}"), "{list {map \"a\":1}}");
  EXPECT_EQ(value_of("{\"a\":1, 2 : b, 'c' : {}, d : 4}"), "{map \"a\":1 2:b 'c':{} d:4}");
  EXPECT_EQ(value_of("{{\"a\",\"b\"} : 1}"), "{map {list \"a\" \"b\"}:1}");
  EXPECT_EQ(value_of("{a + 1 : b == c}"), "{map (a + 1):(b == c)}");
}

TEST(Literals, Brackets) {
  EXPECT_EQ(value_of("[]"), "[list}");
  EXPECT_EQ(value_of("[1, [2]]"), "[list 1 [list 2}}");
}

TEST(Operators, OneLevelIsAFlatChain) {
  EXPECT_EQ(value_of("1 + 2 - 3 + 4"), "(1 + 2 - 3 + 4)");
  EXPECT_EQ(value_of("a * b / c % d"), "(a * b / c % d)");
  EXPECT_EQ(value_of("a == b != c"), "(a == b != c)");
}

TEST(Operators, Precedence) {
  EXPECT_EQ(value_of("a + b * c"), "(a + (b * c))");
  EXPECT_EQ(value_of("a * b + c"), "((a * b) + c)");
  EXPECT_EQ(value_of("a + b < c + d"), "((a + b) < (c + d))");
  EXPECT_EQ(value_of("a < b == c > d"), "((a < b) == (c > d))");
  EXPECT_EQ(value_of("a == b && c"), "((a == b) && c)");
  EXPECT_EQ(value_of("!a && b"), "((! a) && b)");
  EXPECT_EQ(value_of("-a * b"), "((- a) * b)");
  EXPECT_EQ(value_of("(a + b) * c"), "((a + b) * c)");
  EXPECT_EQ(value_of("a + (b + c)"), "(a + (b + c))");
  EXPECT_EQ(value_of("(a + b) + c"), "((a + b) + c)");
  EXPECT_EQ(value_of("a || b && c == d < e + f * -g.h"), "(a || (b && (c == (d < (e + (f * (- (. g h))))))))");
}

TEST(Operators, LogicalDependsOnDialect) {
  EXPECT_EQ(value_of("a || b && c"), "(a || (b && c))");
  EXPECT_EQ(value_of("a && b || c"), "((a && b) || c)");
  EXPECT_EQ(value_of("a || b && c", Dialect::Creator), "((a || b) && c)");
  EXPECT_EQ(value_of("a && b || c && d", Dialect::Creator), "(a && (b || c) && d)");
}

TEST(Operators, Words) {
  EXPECT_EQ(value_of("a in b"), "(a in b)");
  EXPECT_EQ(value_of("a IN b"), "(a in b)");
  EXPECT_EQ(value_of("a not in b"), "(a not-in b)");
  EXPECT_EQ(value_of("a is null"), "(a == null)");
  EXPECT_EQ(value_of("a is not null"), "(a != null)");
  EXPECT_EQ(value_of("a == 1 && b not in {1,2}"), "((a == 1) && (b not-in {list 1 2}))");
}

TEST(Operators, SingleEqual) {
  EXPECT_EQ(value_of("(a = b)"), "(a = b)");
  EXPECT_EQ(value_of("code == 200 || code = 201"), "((code == 200) || (code = 201))");
  EXPECT_EQ(tree_of("if(kyc = null) {}"), "(if ((kyc = null) {}))");
  EXPECT_EQ(value_of("Form[ID = x]"), "(index Form (ID = x))");
}

TEST(Operators, Unary) {
  EXPECT_EQ(value_of("!!a"), "(! (! a))");
  EXPECT_EQ(value_of("- -a"), "(- (- a))");
  EXPECT_EQ(value_of("a - -b"), "(a - (- b))");
  EXPECT_EQ(value_of("a--b"), "(a - (- b))");
  EXPECT_EQ(value_of("+a"), "(+ a)");
  EXPECT_EQ(value_of("!a.b()"), "(! (method a b))");
}

TEST(Calls, Forms) {
  EXPECT_EQ(value_of("f()"), "(call f)");
  EXPECT_EQ(value_of("f(1, a)"), "(call f 1 a)");
  EXPECT_EQ(value_of("a.b(c).d"), "(. (method a b c) d)");
  EXPECT_EQ(value_of("r.get(\"data\").get(0)"), "(method (method r get \"data\") get 0)");
  EXPECT_EQ(value_of("zoho.crm.getRecords(\"Leads\")"), "(method (. zoho crm) getRecords \"Leads\")");
  EXPECT_EQ(value_of("Collection(\"k\" : \"v\", 1 : 2)"), "(call Collection (: \"k\" \"v\") (: 1 2))");
  EXPECT_EQ(value_of("c.insert(\"k\":v)"), "(method c insert (: \"k\" v))");
  EXPECT_EQ(value_of("List:String()"), "(call List:String)");
  EXPECT_EQ(value_of("Map:String()"), "(call Map:String)");
  EXPECT_EQ(value_of("List:Int({1,2})"), "(call List:Int {list 1 2})");
}

TEST(Calls, ConditionalValue) {
  EXPECT_EQ(value_of("if(a > 1, \"x\", b)"), "(if (a > 1) \"x\" b)");
  EXPECT_EQ(value_of("if(a,if(b,1,2),3) + 4"), "((if a (if b 1 2) 3) + 4)");
  EXPECT_EQ(value_of("IF(a,b,c)"), "(if a b c)");
}

TEST(Calls, UrlFunctions) {
  EXPECT_EQ(value_of("invokeUrl(u,\"GET\",m,h,true)"), "(call invokeUrl u \"GET\" m h true)");
  EXPECT_EQ(tree_of("openUrl(\"#Page:Home\",\"same window\");"), "(call openUrl \"#Page:Home\" \"same window\")");
}

TEST(Members, UiSuffix) {
  EXPECT_EQ(tree_of("input.City:ui.add(l);"), "(method (:ui (. input City)) add l)");
  EXPECT_EQ(tree_of("City:ui.clear();"), "(method (:ui City) clear)");
  EXPECT_EQ(value_of("{x : ui}"), "{map x:ui}");
}

TEST(Queries, CriteriaSortAndRange) {
  EXPECT_EQ(value_of("Orders[Qty > 1 && Status == \"New\"]"), "(index Orders ((Qty > 1) && (Status == \"New\")))");
  EXPECT_EQ(value_of("lst[0]"), "(index lst 0)");
  EXPECT_EQ(value_of("O[ID != 0] sort by Qty"), "(query (index O (ID != 0)) (sort Qty))");
  EXPECT_EQ(value_of("O[ID != 0] sort by A asc, B.c desc"), "(query (index O (ID != 0)) (sort A) (sort (. B c) desc))");
  EXPECT_EQ(value_of("O[a] sort by Q desc range from 1 to n + 10"),
            "(query (index O a) (sort Q desc) (range 1 (n + 10)))");
  EXPECT_EQ(value_of("O[a] range from 1 to 50"), "(query (index O a) (range 1 50))");
  EXPECT_EQ(value_of("O[a].No sort by No desc"), "(query (. (index O a) No) (sort No desc))");
  EXPECT_EQ(value_of("f(O[a] sort by A, b)"), "(call f (query (index O a) (sort A)) b)");
  EXPECT_EQ(value_of("O[a].count()"), "(method (index O a) count)");
  EXPECT_EQ(value_of("O[Name contains \"x\"]"), "(index O (method Name contains \"x\"))");
}

TEST(Tasks, InvokeUrl) {
  EXPECT_EQ(value_of("invokeurl [ url :\"u\" + id type :POST parameters:m.toString() ]"),
            "(invokeurl [url (\"u\" + id)] [type POST] [parameters (method m toString)])");
  EXPECT_EQ(value_of("invokeUrl\n[\n url: u\n// c\n type: GET, /* d */ headers: {\"A\":\"b\"}\n detailed:true\n]"),
            "(invokeurl [url u] [type GET] [headers {map \"A\":\"b\"}] [detailed true])");
  EXPECT_EQ(value_of("invokeapi [ service :zohobilling path :p type :DELETE connection:\"c\" ]"),
            "(invokeapi [service zohobilling] [path p] [type DELETE] [connection \"c\"])");
  EXPECT_EQ(value_of("invokeurl [ url: u ].get(\"a\")"), "(method (invokeurl [url u]) get \"a\")");
}

TEST(Tasks, UnquotedMimeType) {
  EXPECT_EQ(value_of("invokeUrl [ url: u content-type: application/json body: b ]"),
            "(invokeurl [url u] [content-type \"application/json\"] [body b])");
  EXPECT_EQ(value_of("invokeUrl [ content type: application/vnd.api+json ]"),
            "(invokeurl [content type \"application/vnd.api+json\"])");
  EXPECT_EQ(value_of("invokeUrl [ content-type: a / b ]"), "(invokeurl [content-type (a / b)])");
}

TEST(Tasks, SendMail) {
  EXPECT_EQ(tree_of("sendmail\n[\n from :zoho.adminuserid\n to :a,b\n reply to:c\n subject :\"s\"\n message :\"a\" +\n"
                    "\"b\"\n Attachments :file:x,file:y\n]"),
            "(sendmail [from (. zoho adminuserid)] [to a b] [reply to c] [subject \"s\"] [message (\"a\" + \"b\")] "
            "[Attachments file!x file!y])");
  EXPECT_EQ(tree_of("sendmail [ to :a Attachments :template:Invoice:rec.ID as PDF, file:f subject:s ]"),
            "(sendmail [to a] [Attachments template!Invoice@(. rec ID)#PDF file!f] [subject s])");
  EXPECT_EQ(tree_of("sendmail ( To : a Subject : b );"), "(sendmail [To a] [Subject b])");
  EXPECT_EQ(tree_of("sendsms [ to :n message :\"m\" ]"), "(sendsms [to n] [message \"m\"])");
}

TEST(Tasks, WordsAreNamesElsewhere) {
  EXPECT_EQ(value_of("sendmail"), "sendmail");
  EXPECT_EQ(value_of("ftp + 1"), "(ftp + 1)");
}

TEST(Spans, CoverParenthesesOfOperands) {
  const ParsedScript parsed = parse_text("x = (a + b) * c;");
  const Expr* value = parsed.script.body.statements[0]->as<AssignStmt>().value;
  EXPECT_EQ(value->span, (Span{4, 15}));
  EXPECT_EQ(value->as<ChainExpr>().first->span, (Span{5, 10}));
  EXPECT_EQ(value->as<ChainExpr>().rest[0].op_span, (Span{12, 13}));
}

TEST(Spans, CallsAndMembers) {
  const ParsedScript parsed = parse_text("x = rows.get( 10 ).a;");
  const auto& member = parsed.script.body.statements[0]->as<AssignStmt>().value->as<MemberExpr>();
  EXPECT_EQ(member.span, (Span{4, 20}));
  EXPECT_EQ(member.name_span, (Span{19, 20}));
  EXPECT_EQ(member.object->span, (Span{4, 18}));
  EXPECT_EQ(member.object->as<MethodCallExpr>().name_span, (Span{9, 12}));
}

}  // namespace
}  // namespace sluice::grammar
