// The oddities of real scripts, numbered as in real-scripts.md §4: each must be read.
#include "tree_text.h"

namespace sluice::grammar {
namespace {

struct Oddity {
  const char* name;
  const char* text;
  const char* tree;
};

class Oddities : public testing::TestWithParam<Oddity> {};

TEST_P(Oddities, AreRead) {
  EXPECT_EQ(tree_of(GetParam().text), GetParam().tree);
  expect_round_trip(GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    RealScripts, Oddities,
    testing::Values(
        Oddity{"n01_equals_in_conditions", "if(kyc = null) { x = Form[ID = y]; }",
               "(if ((kyc = null) {(= x (index Form (ID = y)))}))"},
        Oddity{"n02_body_without_header", "m = crmAPIRequest.toMap();", "(= m (method crmAPIRequest toMap))"},
        Oddity{"n02_several_functions", "void a() { }\nvoid b() { }", "fn void /a(){} fn void /b(){}"},
        Oddity{"n03_missing_semicolons", "if(a) { sendmail [ to:a ] id = insert into F [ x=1 ] info id }",
               "(if (a {(sendmail [to a]) (= id (insert F (x 1))) (info id)}))"},
        Oddity{"n04_any_case", "x = ifNull(Map(),LIST()); Return True;",
               "(= x (call ifNull (call Map) (call LIST))) (return true)"},
        Oddity{
            "n05_words_as_names",
            "url = 1; count = 2; update = 3; name = 4; string = 5; index = 6; delete = 7; map = 8; call = 9; case = "
            "10; "
            "from = 11; to = 12; not = 13; var = 14; new = 15; type = 16; time = 17; file = 18; datetime = 19;",
            "(= url 1) (= count 2) (= update 3) (= name 4) (= string 5) (= index 6) (= delete 7) (= map 8) (= call 9) "
            "(= case 10) (= from 11) (= to 12) (= not 13) (= var 14) (= new 15) (= type 16) (= time 17) (= file 18) "
            "(= datetime 19)"},
        Oddity{"n06_attribute_blocks",
               "r = invokeapi\n[\n\tservice :zohobilling\n\tresponse-format:\"a\" +\n\t\t\"b\"\n\t// c\n\ttype :GET,\n"
               "\tcontent type :\"d\"\n];",
               "(= r (invokeapi [service zohobilling] [response-format (\"a\" + \"b\")] [type GET] [content type "
               "\"d\"]))"},
        Oddity{"n07_update_blocks",
               "update rec\n[\n\tQty=1\n\tStatus=\"New\"\n]\nupdate F[ID == 1 && a = 2]\n[\nQty=2\n];",
               "(update rec (Qty 1) (Status \"New\")) (update (index F ((ID == 1) && (a = 2))) (Qty 2))"},
        Oddity{
            "n08_criteria",
            "a = F[Field.contains(\"x\") && ID in l && Name!=null && C.Name == input.X].count();\n"
            "b = F[Name is not null].Field.getAll();\nc = F[ID != 0].No sort by A asc, B desc range from 1 to 2;\n"
            "for each r in F[ID != 0] sort by No { }",
            "(= a (method (index F ((method Field contains \"x\") && (ID in l) && (Name != null) && ((. C Name) == (. "
            "input X)))) count)) (= b (method (. (index F (Name != null)) Field) getAll)) (= c (query (. (index F (ID "
            "!= 0)) No) (sort A) (sort B desc) (range 1 2))) (for-each r (query (index F (ID != 0)) (sort No)) {})"},
        Oddity{"n09_conditional_values", "x = if(a,if(b,if(c,1,2),3),\"z\" + if(d,4,5));",
               "(= x (if a (if b (if c 1 2) 3) (\"z\" + (if d 4 5))))"},
        Oddity{"n10_braces", "a = {}; b = {1,2}; c = {{\"a\":1}}; d = {1:a,'k':b,name:c}; e = [1,2];",
               "(= a {}) (= b {list 1 2}) (= c {list {map \"a\":1}}) (= d {map 1:a 'k':b name:c}) (= e [list 1 2})"},
        Oddity{"n11_pairs_as_arguments", "c = Collection(\"k\" : \"v\", \"l\":1); c.insert(\"k\":v);",
               "(= c (call Collection (: \"k\" \"v\") (: \"l\" 1))) (method c insert (: \"k\" v))"},
        Oddity{"n12_typed_constructors", "void f(list:int ids, list:string x) { l = List:String(); m = Map:String(); }",
               "fn void /f(list:int ids;list:string x;){(= l (call List:String)) (= m (call Map:String))}"},
        Oddity{"n13_numbers", "a = 3652397000000649013; b = .1; c = .002739; d = -5;",
               "(= a 3652397000000649013) (= b d.1) (= c d.002739) (= d (- 5))"},
        Oddity{"n14_texts", "a = \"\\s+\\[\\$\\{\"; b = '{\"k\":\"v\"}'; c = \"<a href='x'>\"; d = \"日本 😀 ł\";",
               "(= a \"\\s+\\[\\$\\{\") (= b '{\"k\":\"v\"}') (= c \"<a href='x'>\") (= d \"日本 😀 ł\")"},
        Oddity{"n15_names", "_a = Conversaci_n.T_cnico; b = smsmagic4__SMS_History;",
               "(= _a (. Conversaci_n T_cnico)) (= b smsmagic4__SMS_History)"},
        Oddity{"n16_white_space",
               "\xEF\xBB\xBF"
               "a\xC2\xA0=\xC2\xA0"
               "1;\r\n\tb = 2;\r\nc = 3",
               "(= a 1) (= b 2) (= c 3)"},
        Oddity{
            "n17_ui_suffix", "input.City:ui.add(list); City:ui.clear(); row.Field:ui.append(a);",
            "(method (:ui (. input City)) add list) (method (:ui City) clear) (method (:ui (. row Field)) append a)"},
        Oddity{"n18_for_each_index", "for each index i in l { } index = 1; Index = index; for each index in l { }",
               "(for-each index i l {}) (= index 1) (= Index index) (for-each index l {})"},
        Oddity{"n19_else_on_a_new_line", "if(a)\n{\n}\n// why\n/* not */\nelse if(b)\n{\n}\n// so\nelse\n{\n}",
               "(if (a {}) (b {}) (else {}))"},
        Oddity{"n20_bare_forms",
               "throws \"x\"; success message \"a\" + b; cancel submit; alert \"c\"; show a,b,c; hide Sub.Field;",
               "(throw \"x\") (success (\"a\" + b)) (cancel submit) (alert nothing \"c\") (show a b c) (hide (. Sub "
               "Field))"},
        Oddity{"n21_functions_for_methods", "x = toLong(leftpad(trim(s),n)); y = size(l); z = contains(a,b);",
               "(= x (call toLong (call leftpad (call trim s) n))) (= y (call size l)) (= z (call contains a b))"},
        Oddity{"n22_old_forms",
               "postUrl(u,m); r = getUrl(u); s = zoho.crm.searchRecords(\"M\",\"(F|=|v)\"); sendmail ( To : a Subject "
               ": b );"
               " t = invokeUrl(\"u\",\"GET\",m,h,true);",
               "(call postUrl u m) (= r (call getUrl u)) (= s (method (. zoho crm) searchRecords \"M\" \"(F|=|v)\")) "
               "(sendmail "
               "[To a] [Subject b]) (= t (call invokeUrl \"u\" \"GET\" m h true))"},
        Oddity{"n23_system_variables", "x = zoho.currentdate.addDay(1).toString(\"yyyy-MM-dd\") + now + today;",
               "(= x ((method (method (. zoho currentdate) addDay 1) toString \"yyyy-MM-dd\") + now + today))"},
        Oddity{"n26_smart_quotes_in_texts", "x = \"“a” ‘b’\";", "(= x \"“a” ‘b’\")"},
        Oddity{"n28_loops_over_made_lists", "for each i in \"\".leftPad(n - 1).replaceAll(\" \",\"1,\").toList() { } ",
               "(for-each i (method (method (method \"\" leftPad (n - 1)) replaceAll \" \" \"1,\") toList) {})"},
        Oddity{"shebang", "#!/usr/bin/env sluice\ninfo 1;", "(info 1)"}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace sluice::grammar
