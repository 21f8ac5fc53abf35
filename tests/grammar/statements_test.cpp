// Statements and their ends: language.md §5, decisions.md 1.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

TEST(Assignments, Forms) {
  EXPECT_EQ(tree_of("total = 0;"), "(= total 0)");
  EXPECT_EQ(tree_of("input.Stage = \"New\";"), "(= (. input Stage) \"New\")");
  EXPECT_EQ(tree_of("rec.Name.first_name = \"A\";"), "(= (. (. rec Name) first_name) \"A\")");
  EXPECT_EQ(tree_of("lst[0] = 1;"), "(= (index lst 0) 1)");
  EXPECT_EQ(tree_of("n += 1; n -= 1; n *= 2; n /= 2; n %= 3;"), "(+= n 1) (-= n 1) (*= n 2) (/= n 2) (%= n 3)");
  EXPECT_EQ(tree_of("string s = \"x\";"), "(= <string> s \"x\")");
  EXPECT_EQ(tree_of("list:int l = {1};"), "(= <list:int> l {list 1})");
  EXPECT_EQ(tree_of("a = b = 1;"), "(= a (b = 1))");
}

TEST(Assignments, OnlyToVariablesAndFields) {
  EXPECT_EQ(tree_of("null = 5;"), "error SLC-CHK-0019 1:1");
  EXPECT_EQ(tree_of("a + b = 5;"), "error SLC-CHK-0019 1:1");
  EXPECT_EQ(tree_of("f() = 5;"), "error SLC-CHK-0019 1:1");
}

TEST(Control, If) {
  EXPECT_EQ(tree_of("if(a == 1) { b = 1; }"), "(if ((a == 1) {(= b 1)}))");
  EXPECT_EQ(tree_of("if(a) {} else {}"), "(if (a {}) (else {}))");
  EXPECT_EQ(tree_of("if(a) {}\n// c\nelse if(b) {}\n/* d */ else if (c) {} else { info 1; }"),
            "(if (a {}) (b {}) (c {}) (else {(info 1)}))");
  EXPECT_EQ(tree_of("IF(a) {} ELSE IF(b) {} Else {}"), "(if (a {}) (b {}) (else {}))");
  EXPECT_EQ(tree_of("if(a,b,c);"), "(if a b c)");
}

TEST(Control, Loops) {
  EXPECT_EQ(tree_of("for each  r in rows { info r; }"), "(for-each r rows {(info r)})");
  EXPECT_EQ(tree_of("for each index i in lst { }"), "(for-each index i lst {})");
  EXPECT_EQ(tree_of("for each index in lst { }"), "(for-each index lst {})");
  EXPECT_EQ(tree_of("for each index index in lst { }"), "(for-each index index lst {})");
  EXPECT_EQ(tree_of("for each index in in lst { }"), "(for-each index in lst {})");
  EXPECT_EQ(tree_of("for\teach\nr IN Orders[ID != 0] sort by Qty desc range from 1 to 2 { break; }"),
            "(for-each r (query (index Orders (ID != 0)) (sort Qty desc) (range 1 2)) {break})");
  EXPECT_EQ(tree_of("for each x in {1,2} { continue; }"), "(for-each x {list 1 2} {continue})");
  EXPECT_EQ(tree_of("for each x in {} { }"), "(for-each x {} {})");
  EXPECT_EQ(tree_of("while(go) { x = 1; }"), "(while go {(= x 1)})");
}

TEST(Control, Try) {
  EXPECT_EQ(tree_of("try { a = 1; } catch (e) { info e; }"), "(try {(= a 1)} e {(info e)})");
  EXPECT_EQ(tree_of("throw \"x\";"), "(throw \"x\")");
  EXPECT_EQ(tree_of("throws \"bad id\";"), "(throw \"bad id\")");
  EXPECT_EQ(tree_of("throw {\"message\":\"m\"};"), "(throw {map \"message\":\"m\"})");
}

TEST(Control, Simple) {
  EXPECT_EQ(tree_of("return;"), "(return nothing)");
  EXPECT_EQ(tree_of("Return m;"), "(return m)");
  EXPECT_EQ(tree_of("return {};"), "(return {})");
  EXPECT_EQ(tree_of("return (a) + b;"), "(return (a + b))");
  EXPECT_EQ(tree_of("info \"got \" + x;"), "(info (\"got \" + x))");
  EXPECT_EQ(tree_of("info(x);"), "(info x)");
  EXPECT_EQ(tree_of("info -1;"), "(info (- 1))");
  EXPECT_EQ(tree_of("{ a = 1; }"), "{(= a 1)}");
  EXPECT_EQ(tree_of("{ }"), "{}");
  EXPECT_EQ(tree_of(";;a = 1;;"), "(= a 1)");
  EXPECT_EQ(tree_of("if(a) {};"), "(if (a {}))");
}

TEST(Expressions, AsStatements) {
  EXPECT_EQ(tree_of("m.put(\"k\",1);"), "(method m put \"k\" 1)");
  EXPECT_EQ(tree_of("f();"), "(call f)");
  EXPECT_EQ(tree_of("{\"a\":1}.put(\"b\",2);"), "(method {map \"a\":1} put \"b\" 2)");
  EXPECT_EQ(tree_of("{1,2}.size();"), "(method {list 1 2} size)");
}

TEST(Creator, ClientFunctions) {
  EXPECT_EQ(tree_of("alert \"Missing\";"), "(alert nothing \"Missing\")");
  EXPECT_EQ(tree_of("alert(\"Missing\");"), "(alert nothing \"Missing\")");
  EXPECT_EQ(tree_of("alert(City, \"m\");"), "(alert City \"m\")");
  EXPECT_EQ(tree_of("alert (f(a,b)) + \"c\";"), "(alert nothing ((call f a b) + \"c\"))");
  EXPECT_EQ(tree_of("cancel submit;"), "(cancel submit)");
  EXPECT_EQ(tree_of("cancel delete;"), "(cancel delete)");
  EXPECT_EQ(tree_of("success message \"Saved \" + n;"), "(success (\"Saved \" + n))");
  EXPECT_EQ(tree_of("hide Fax,Lines.Cost;"), "(hide Fax (. Lines Cost))");
  EXPECT_EQ(tree_of("Show a; enable b; disable c; clear d; focus e; reload;"),
            "(show a) (enable b) (disable c) (clear d) (focus e) (reload)");
}

TEST(Creator, DataAccess) {
  EXPECT_EQ(tree_of("id = insert into Orders [ Added_User=zoho.loginuser\n Name.first=\"x\" Qty : 2 ];"),
            "(= id (insert Orders (Added_User (. zoho loginuser)) ((. Name first) \"x\") (Qty 2)))");
  EXPECT_EQ(tree_of("insert into F [ ]"), "(insert F)");
  EXPECT_EQ(tree_of("update r [ Qty=r.Qty + 1 ];"), "(update r (Qty ((. r Qty) + 1)))");
  EXPECT_EQ(tree_of("update Orders[ID == x]\n[ Qty=1 B=2 ]"), "(update (index Orders (ID == x)) (Qty 1) (B 2))");
  EXPECT_EQ(tree_of("update Orders[ID = x] [ Qty=1 ];"), "(update (index Orders (ID = x)) (Qty 1))");
  EXPECT_EQ(tree_of("delete from Orders[ID == x];"), "(delete (index Orders (ID == x)))");
  EXPECT_EQ(tree_of("rows = Orders[Customer.Name == input.X];"),
            "(= rows (index Orders ((. Customer Name) == (. input X))))");
}

TEST(WordsAsNames, AtTheStartOfAStatement) {
  EXPECT_EQ(tree_of("update = zoho.crm.updateRecord(m);"), "(= update (method (. zoho crm) updateRecord m))");
  EXPECT_EQ(tree_of("delete = invokeurl [ url: u ];"), "(= delete (invokeurl [url u]))");
  EXPECT_EQ(tree_of("info = x;"), "(= info x)");
  EXPECT_EQ(tree_of("index = 0;"), "(= index 0)");
  EXPECT_EQ(tree_of("info.add(1); update.put(1,2); list.add(3);"),
            "(method info add 1) (method update put 1 2) (method list add 3)");
  EXPECT_EQ(tree_of("success = true; alert = 1; show = 2; throw = 3; each = 4; in = 5; sort = 6;"),
            "(= success true) (= alert 1) (= show 2) (= throw 3) (= each 4) (= in 5) (= sort 6)");
}

TEST(WordsAsNames, InValues) {
  EXPECT_EQ(value_of("url + count - update * index"), "(url + count - (update * index))");
  EXPECT_EQ(value_of("list"), "list");
  EXPECT_EQ(value_of("from + to + by + range + sort + case + new + var + call"),
            "(from + to + by + range + sort + case + new + var + call)");
  EXPECT_EQ(value_of("a.in.is.not.null.true.if.for"), "(. (. (. (. (. (. (. a in) is) not) null) true) if) for)");
}

TEST(Semicolons, NotNeeded) {
  EXPECT_EQ(tree_of("a = 1"), "(= a 1)");
  EXPECT_EQ(tree_of("a = 1 // end"), "(= a 1)");
  EXPECT_EQ(tree_of("if(a) { b = 1 }"), "(if (a {(= b 1)}))");
  EXPECT_EQ(tree_of("for each x in l { continue }"), "(for-each x l {continue})");
  EXPECT_EQ(tree_of("sendmail [ to:a ]\nb = 1;"), "(sendmail [to a]) (= b 1)");
  EXPECT_EQ(tree_of("x = invokeurl [ url:a ] b = 1;"), "(= x (invokeurl [url a])) (= b 1)");
  EXPECT_EQ(tree_of("insert into F [ a=1 ] insert into G [ b=2 ]"), "(insert F (a 1)) (insert G (b 2))");
  EXPECT_EQ(tree_of("update r [ a=1 ] b = 1;"), "(update r (a 1)) (= b 1)");
}

TEST(Semicolons, MissingAtALineBreakWarns) {
  const ParsedScript parsed = parse_text("a = 1\nb = c.d()\ninfo b\n\nreturn\nx = 2;");
  EXPECT_EQ(problems_of(parsed),
            "warning SLC-SYN-0006 1:6\nwarning SLC-SYN-0006 2:10\nwarning SLC-SYN-0006 3:7\nwarning SLC-SYN-0006 5:7");
  EXPECT_FALSE(parsed.has_errors());
  EXPECT_EQ(tree_text(parsed.script), "(= a 1) (= b (method c d)) (info b) (return nothing) (= x 2)");
}

TEST(Semicolons, ALineThatContinuesIsNoEnd) {
  EXPECT_EQ(tree_of("a = b\n+ c;"), "(= a (b + c))");
  EXPECT_EQ(tree_of("a = b +\nc;"), "(= a (b + c))");
  EXPECT_EQ(tree_of("a = b\n.c()\n.d();"), "(= a (method (method b c) d))");
  EXPECT_EQ(tree_of("a = f(\n1,\n2\n)\n;"), "(= a (call f 1 2))");
}

TEST(Semicolons, TwoStatementsOnALine) {
  EXPECT_EQ(problems_of("a = 1 b = 2;"), "error SLC-SYN-0001 1:6");
  EXPECT_EQ(problems_of("info a info b;"), "error SLC-SYN-0001 1:7");
  const ParsedScript parsed = parse_text("a = 1 b = 2;\nc = 3;");
  EXPECT_EQ(tree_text(parsed.script), "(= a 1) (= b 2) (= c 3)");
}

}  // namespace
}  // namespace sluice::grammar
