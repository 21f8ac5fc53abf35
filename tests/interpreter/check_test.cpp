// The static checker, case by case: a text and what must be reported for it. Half of the cases are forms of real
// scripts that must stay silent.
#include "interpreter/check.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "grammar/parse.h"
#include "interpreter/suggest.h"
#include "interpreter/support/names.h"

namespace sluice::interpreter {
namespace {

using grammar::Diagnostic;
using grammar::Dialect;
using grammar::ParsedScript;
using grammar::Severity;

// ---------------------------------------------------------------- a small table of built-ins

constexpr std::string_view kContainKeyAliases[] = {"containsKey"};
constexpr TypeSet kMoment = Type::DateTime | Type::Text;
constexpr ParameterRecord kIndex[] = {{"index", Type::Number}};
constexpr ParameterRecord kKey[] = {{"key", kAnyOrNull}};
constexpr ParameterRecord kKeyAndValue[] = {{"key", kAnyOrNull}, {"value", kAnyOrNull}};
constexpr ParameterRecord kElement[] = {{"element", kAnyOrNull}};
constexpr ParameterRecord kElements[] = {{"elements", kAnyOrNull}};
constexpr ParameterRecord kAscending[] = {{"ascending", Type::Boolean, true}};
constexpr ParameterRecord kFormat[] = {{"format", Type::Text, true}, {"zone", Type::Text, true}};
constexpr ParameterRecord kPiece[] = {{"piece", Type::Text}};
constexpr ParameterRecord kSeparator[] = {{"separator", Type::Text, true}};
constexpr ParameterRecord kReplacement[] = {{"from", Type::Text}, {"to", Type::Text}, {"literal", Type::Boolean, true}};
constexpr ParameterRecord kRange[] = {{"start", Type::Number}, {"end", Type::Number, true}};
constexpr ParameterRecord kDigits[] = {{"digits", Type::Number, true}};
constexpr ParameterRecord kTwoNumbers[] = {{"from", kNumeric, true}, {"to", kNumeric, true}};
constexpr ParameterRecord kData[] = {{"data", Type::Text | Type::File}};
constexpr ParameterRecord kOtherDate[] = {{"other", kMoment}};

constexpr FunctionRecord kRecords[] = {
    {.name = "get", .receiver = Type::List, .parameters = kIndex, .result = kAnyOrNull},
    {.name = "get", .receiver = Type::Map | Type::Empty, .parameters = kKey, .result = kAnyOrNull},
    {.name = "put", .receiver = Type::Map | Type::Empty, .parameters = kKeyAndValue, .use = Use::Void},
    {.name = "add", .receiver = Type::List | Type::Empty, .parameters = kElement, .use = Use::Void},
    {.name = "size", .receiver = kContainers, .result = Type::Number},
    {.name = "keys", .receiver = kMapLike, .result = Type::List},
    {.name = "containKey",
     .aliases = kContainKeyAliases,
     .receiver = kMapLike,
     .parameters = kKey,
     .result = Type::Boolean},
    {.name = "sort", .receiver = Type::List, .parameters = kAscending, .result = Type::List, .use = Use::Optional},
    {.name = "sort", .receiver = Type::Collection, .parameters = kAscending, .use = Use::Void},
    {.name = "remove", .receiver = Type::List, .parameters = kIndex, .result = kAnyOrNull, .use = Use::Optional},
    {.name = "remove", .receiver = Type::Map, .parameters = kKey, .use = Use::Void},
    {.name = "insert", .receiver = Type::Collection, .parameters = kElements, .variadic = true, .use = Use::Void},
    {.name = "distinct", .receiver = kListLike, .result = Type::List},
    {.name = "percentile",
     .receiver = kListLike,
     .parameters = kIndex,
     .result = kNumeric,
     .dialects = DialectSet::StandardOnly},
    {.name = "toTime", .receiver = kMoment, .result = Type::Time, .dialects = DialectSet::CreatorOnly},
    {.name = "toString", .receiver = kAny, .parameters = kFormat, .result = Type::Text},
    {.name = "toLong", .receiver = kAny, .result = Type::Number},
    {.name = "toDecimal", .receiver = kAny, .result = Type::Decimal},
    {.name = "toList", .receiver = Type::Text | Type::List, .parameters = kSeparator, .result = Type::List},
    {.name = "toMap", .receiver = Type::Text | Type::Map, .result = Type::Map},
    {.name = "trim", .receiver = Type::Text, .result = Type::Text},
    {.name = "length", .receiver = Type::Text, .result = Type::Number},
    {.name = "contains", .receiver = Type::Text, .parameters = kPiece, .result = Type::Boolean},
    {.name = "contains", .receiver = kListLike, .parameters = kElement, .result = Type::Boolean},
    {.name = "replaceAll", .receiver = Type::Text, .parameters = kReplacement, .result = Type::Text},
    {.name = "subText", .receiver = Type::Text, .parameters = kRange, .result = Type::Text},
    {.name = "left", .receiver = Type::Text, .parameters = kIndex, .result = Type::Text},
    {.name = "leftpad", .receiver = Type::Text, .parameters = kIndex, .result = Type::Text},
    {.name = "round", .receiver = kNumeric, .parameters = kDigits, .result = kNumeric},
    {.name = "isNull", .receiver = kAnyOrNull, .result = Type::Boolean},
    {.name = "isEmpty", .receiver = kAnyOrNull, .result = Type::Boolean},
    {.name = "addDay", .receiver = kMoment, .parameters = kIndex, .result = Type::DateTime},
    {.name = "daysBetween", .receiver = kMoment, .parameters = kOtherDate, .result = Type::Number},
    {.name = "getJSON", .receiver = Type::Text | Type::Map, .parameters = kPiece, .result = kAnyOrNull},
    {.name = "randomNumber", .parameters = kTwoNumbers, .result = Type::Number, .form = Form::Free},
    {.name = "encodeUrl", .receiver = Type::Text, .result = Type::Text},
    {.name = "setParamName", .receiver = Type::File, .parameters = kPiece, .use = Use::Void, .form = Form::Method},
    {.name = "zoho.encryption.base64Encode", .parameters = kData, .result = Type::Text, .form = Form::Free},
};

class FakeTable final : public FunctionTable {
 public:
  FakeTable() {
    for (const FunctionRecord& record : kRecords) {
      records_.push_back(&record);
      add(record.name, record);
      for (const std::string_view alias : record.aliases) add(alias, record);
    }
  }
  int find_name(std::string_view name) const override {
    const auto found = numbers_.find(folded(name));
    return found == numbers_.end() ? -1 : found->second;
  }
  const FunctionRecord* method(int name, Type receiver) const override {
    for (const FunctionRecord* record : all(name))
      if (record->receiver.has(receiver)) return record;
    return nullptr;
  }
  std::span<const FunctionRecord* const> all(int name) const override { return all_[static_cast<std::size_t>(name)]; }
  const FunctionRecord* free_function(int name) const override {
    for (const FunctionRecord* record : all(name))
      if (record->receiver.empty()) return record;
    return nullptr;
  }
  std::span<const FunctionRecord* const> records() const override { return records_; }

 private:
  void add(std::string_view name, const FunctionRecord& record) {
    const auto [entry, is_new] = numbers_.try_emplace(folded(name), static_cast<int>(all_.size()));
    if (is_new) all_.emplace_back();
    all_[static_cast<std::size_t>(entry->second)].push_back(&record);
  }

  std::map<std::string, int> numbers_;
  std::vector<std::vector<const FunctionRecord*>> all_;
  std::vector<const FunctionRecord*> records_;
};

const FakeTable& table() {
  static const FakeTable table;
  return table;
}

ParsedScript parsed(std::string_view text, Dialect dialect = Dialect::Standard) {
  grammar::ParseOptions options;
  options.dialect = dialect;
  return grammar::parse(std::make_shared<grammar::Source>("case.deluge", std::string(text)), options);
}

// The functions of another file: int standalone.tax(float amount) and void automation.note(string text).
class FakeLibrary final : public FunctionResolver {
 public:
  FakeLibrary()
      : script_(parsed("float standalone.tax(float amount) { return amount * 0.2; }\n"
                       "void automation.note(string text) { info text; }")) {}
  const UserFunction* find(std::string_view, std::string_view, LookupFailure&) const override { return nullptr; }
  const grammar::Function* declaration(std::string_view, std::string_view name, LookupFailure&) const override {
    for (const grammar::Function* function : script_.script.functions)
      if (same_name(function->name, name)) return function;
    return nullptr;
  }

 private:
  ParsedScript script_;
};

// ---------------------------------------------------------------- cases

// `E VariableNotDefined 1:6 'total'`: severity, message, place and a part of its text.
struct Expected {
  Severity severity;
  grammar::Message message;
  std::uint32_t line;
  std::uint32_t column;
  std::string_view part;
};

struct Case {
  std::string_view name;
  std::string_view text;
  std::vector<Expected> expected = {};
  Dialect dialect = Dialect::Standard;
  bool before_run = false;
  std::vector<DeclaredParameter> parameters = {};
};

void PrintTo(const Case& each, std::ostream* out) { *out << each.name; }

std::string described(Severity severity, grammar::Message message, grammar::Position at, std::string_view text) {
  std::string line = severity == Severity::Error ? "error " : "warning ";
  line.append(message.code()).append(" ");
  line += std::to_string(at.line) + ":" + std::to_string(at.column);
  return line.append(" ").append(text);
}

class CheckCase : public testing::TestWithParam<Case> {};

TEST_P(CheckCase, ReportsExactly) {
  const Case& each = GetParam();
  const ParsedScript script = parsed(each.text, each.dialect);
  for (const Diagnostic& problem : script.diagnostics) ASSERT_NE(problem.severity, Severity::Error) << problem.text;
  const FakeLibrary library;
  const CheckOptions options{each.dialect, &table(), &library, each.parameters, each.before_run};
  const std::vector<Diagnostic> found = check(script, options);

  std::string seen;
  for (const Diagnostic& problem : found) {
    const grammar::Position at = script.source->position(problem.span.begin);
    seen += described(problem.severity, problem.message, at, problem.text) + "\n    " + problem.help + "\n";
  }
  ASSERT_EQ(found.size(), each.expected.size()) << seen;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Expected& wanted = each.expected[i];
    const grammar::Position at = script.source->position(found[i].span.begin);
    EXPECT_EQ(described(found[i].severity, found[i].message, at, ""),
              described(wanted.severity, wanted.message, {wanted.line, wanted.column}, ""));
    EXPECT_NE((found[i].text + " | " + found[i].help).find(wanted.part), std::string::npos) << seen;
  }
}

constexpr Severity E = Severity::Error;
constexpr Severity W = Severity::Warning;
using namespace grammar::messages;

std::string case_name(const testing::TestParamInfo<Case>& info) { return std::string(info.param.name); }

const Case kNames[] = {
    {"UndefinedInFunction",
     "int f() {\n  return n;\n}",
     {{E, VariableNotDefined, 2, 10, "Variable 'n' is not defined"}}},
    {"UndefinedInBody", "info total;", {{W, VariableNotDefined, 1, 6, "--param total"}}},
    {"UndefinedBeforeRun", "info total;", {{E, VariableNotDefined, 1, 6, "--arg total=…"}}, Dialect::Standard, true},
    {"ArgumentOfRun", "info total;", {}, Dialect::Standard, true, {{"total", ""}}},
    {"DeclaredParameter", "info total + 1;", {}, Dialect::Standard, false, {{"total", "int"}}},
    {"DeclaredParameterHasType",
     "info total * true;",
     {{E, OperatorTypes, 1, 12, "BIGINT"}},
     Dialect::Standard,
     false,
     {{"total", "int"}}},
    {"ReportedOnce", "info total;\ninfo total;", {{W, VariableNotDefined, 1, 6, ""}}},
    {"TwoNames",
     "void f() {\n info a;\n info b;\n}",
     {{E, VariableNotDefined, 2, 7, "'a'"}, {E, VariableNotDefined, 3, 7, "'b'"}}},
    {"Suggestion",
     "void f() {\n  total = 1;\n  info totl;\n}",
     {{E, VariableNotDefined, 3, 8, "did you mean 'total'?"}}},
    {"LetterCaseMatters",
     "void f() {\n  Total = 1;\n  info total;\n}",
     {{E, VariableNotDefined, 3, 8, "did you mean 'Total'?"}}},
    {"UseBeforeAssignmentInFunction",
     "void f() {\n  info x;\n  x = 1;\n}",
     {{E, VariableNotDefined, 2, 8, "only further down"}}},
    {"UseBeforeAssignmentInBody", "info x;\nx = 1;"},
    {"UseBeforeAssignmentBeforeRun", "info x;\nx = 1;", {{E, VariableNotDefined, 1, 6, ""}}, Dialect::Standard, true},
    {"AssignedLaterInLoop",
     "void f(list l) {\n  for each i in l {\n    info x;\n    x = i;\n  }\n}",
     {{W, VariableNotDefined, 3, 10, ""}}},
    {"CompoundNeedsVariable", "void f() {\n  n += 1;\n}", {{E, VariableNotDefined, 2, 3, "'n'"}}},
    {"CompoundNeedsVariableInBody", "n += 1;", {{W, VariableNotDefined, 1, 1, "'n'"}}},
    {"FunctionDoesNotSeeBody", "void f() { info rate; }\nrate = 3;\nf();", {{E, VariableNotDefined, 1, 17, "'rate'"}}},
    {"UndefinedReceiver", "void f() {\n  x = lead.get(\"id\");\n}", {{E, VariableNotDefined, 2, 7, "'lead'"}}},
    {"UndefinedMember", "void f() {\n  x = lead.Name;\n}", {{E, VariableNotDefined, 2, 7, "'lead'"}}},
    {"UndefinedInAttribute",
     "void f() {\n r = invokeurl [ url: adress type: GET ];\n}",
     {{E, VariableNotDefined, 2, 23, "'adress'"}}},
    {"UndefinedInMap", "void f() { m = {\"a\":v}; }", {{E, VariableNotDefined, 1, 21, "'v'"}}},
    {"MisspeltSystemVariable",
     "x = zoho.curentdate;",
     {{W, VariableNotDefined, 1, 5, "did you mean 'zoho.currentdate'?"}}},
    {"SystemVariableIsReadOnly",
     "zoho.currentdate = null;",
     {{E, AssignToSystemVariable, 1, 1, "'zoho.currentdate' is a system variable"}}},
    {"LowerCaseIterable", "void f() { for each r in rows { info r; } }", {{E, VariableNotDefined, 1, 26, "'rows'"}}},
};

const Case kSilentNames[] = {
    {"SilentOneBranch", "void f(int n) { if(n > 1) { x = 1; } info x; }"},
    {"SilentLoopVariableAfterLoop", "void f(list l) { for each v in l { } info v; }"},
    {"SilentLoopIndex", "void f(list l) { for each index i in l { info l.get(i); } }"},
    {"SilentCatchVariable", "void f() { try { x = 1; } catch (e) { info e.message + e.lineNo; } }"},
    {"SilentCatchVariableAfter", "void f() { try { x = 1; } catch (e) { } info e; }"},
    {"SilentInput", "void f() { input.Stage = \"New\"; if(input.Qty > 0) { info old.Qty; } row.Total = 1; }"},
    {"SilentApiRequest", "void f() { m = crmAPIRequest.toMap(); info m; }"},
    {"SilentNowAndToday", "void f() { info now; d = today; info d.addDay(1); info now(); }"},
    {"SilentShadowedNow", "void f() { today = zoho.currentdate; now = now.addDay(1); info today; info now; }"},
    {"SilentSystemVariables",
     "info zoho.loginuserid; x = zoho.currentdate.addDay(1).toString(\"yyyy-MM-dd\"); info zoho.device.type;"},
    {"SilentSystemVariableCase", "info zoho.currentDate; info Zoho.CurrentTime;"},
    {"SilentSystemVariableCalled", "info zoho.currentdate();"},
    {"SilentApplicationVariables",
     "info zoho.appvariable.TOKEN; info thisapp.variables.Limit; x = zoho.appvariable.A.trim();"},
    {"SilentFetch",
     "void f(int x) { rows = Orders[Qty > 1 && Status == \"New\" && Customer.ID == x]; for each r in rows { info "
     "r.Name.first_name; } }"},
    {"SilentFetchField",
     "void f(int x) { info Orders[ID == x].Qty; info Orders[ID != 0].count(); info Orders[ID != 0].Qty.getAll(); }"},
    {"SilentFetchMethods",
     "void f() { r = Orders[Name.contains(\"a\") && Code.startsWith(\"x\") && ID in Ids]; info r.sum(Amount); }"},
    {"SilentFetchSorted", "void f() { r = Orders[ID != 0] sort by Qty desc range from 1 to 10; info r; }"},
    {"SilentLoopOverForm", "void f() { for each r in Orders { info r.Qty; } }"},
    {"SilentLoopOverFormSorted", "void f() { for each r in Orders[ID != 0] sort by Added_Time { info r.Qty; } }"},
    {"SilentLoopOverLowerForm", "void f() { for each r in orders { info r.Qty; } }", {}, Dialect::Creator},
    {"SilentAggregates",
     "r = Orders[ID != 0]; a = r.count(Qty); b = r.distinct(Customer); c = r.avg(Qty); d = r.median(Qty);"},
    {"SilentInsert",
     "void f() { id = insert into Orders [ Added_User=zoho.loginuser Qty=2 Address.city=\"X\" ]; info id; }"},
    {"SilentUpdate", "void f(int x) { r = Orders[ID == x]; update r [ Qty=Qty + 1 ]; delete from Orders[ID == x]; }"},
    {"SilentFieldAssignment", "void f(int x) { r = Orders[ID == x]; r.Name.first_name = \"A\"; }"},
    {"SilentBareWords", "void f(string u) { r = invokeurl [ url: u type: POST response-format: FILE ]; info r; }"},
    {"SilentService",
     "void f(string p) { r = invokeapi [ service: zohobilling path: p type: GET connection: \"c\" ]; info r; }"},
    {"SilentFieldDirectives",
     "void f() { hide Fax,Lines.Cost; show Name; enable Stage; Item:ui.add(\"A\"); input.City:ui.clear(); }"},
    {"SilentAlert", "void f() { alert \"Missing name\"; cancel submit; success message \"Saved\"; }"},
    {"SilentRowOfSubform", "void f() { r = Invoice.Lines(); r.Qty = 2; input.Lines.insert(r); }", {}, Dialect::Creator},
    {"SilentTemplate",
     "void f(int id) { sendmail [ from: zoho.adminuserid to: \"a@b.c\" subject: \"s\" message: \"m\" Attachments: "
     "template:Offer:id as PDF ] }"},
    {"SilentKeywordNames",
     "void f() { update = 1; delete = 2; info = 3; index = 4; url = \"u\"; info update + delete + index; info url; }"},
    {"SilentWhileTrying",
     "void f() { try { x = zoho.crm.getRecordById(\"Leads\",1); } catch (e) { x = null; } info x; }"},
    {"SilentParameter",
     "string standalone.hi(String n, list:int ids, Orders rec) { info ids; info rec.Qty; return \"Hi \" + n; }"},
};

const Case kCalls[] = {
    {"UnknownFunction",
     "x = calculateTotal(5);",
     {{E, FunctionNotFound, 1, 5, "Not able to find 'calculateTotal' function"}}},
    {"UnknownFunctionSuggested",
     "x = randomNumbr(1,2);",
     {{E, FunctionNotFound, 1, 5, "did you mean 'randomNumber'?"}}},
    {"ForeignMethod", "l = {1};\nl.push(2);", {{E, FunctionNotFound, 2, 3, "write list.add(value)"}}},
    {"ForeignMethodOfOtherType", "x = {1,2}.max();", {{E, FunctionNotFound, 1, 11, "list.largest()"}}},
    {"ForeignFunction", "x = parseInt(\"5\");", {{E, FunctionNotFound, 1, 5, "write value.toLong()"}}},
    {"ForeignObject", "x = JSON.parse(\"{}\");", {{W, NotInLibrary, 1, 10, "text.toMap()"}}},
    {"ForeignObjectOfMethod", "void f() { x = Math.toLong(1, 2, 3); }", {{E, VariableNotDefined, 1, 16, "x.round(2)"}}},
    {"OwnFunctionSuggested",
     "int total() { return 1; }\nx = totl();",
     {{E, FunctionNotFound, 2, 5, "did you mean 'total'?"}}},
    {"UnknownMethod", "x = \"abc\".charAt(1);", {{E, FunctionNotFound, 1, 11, "'charAt'"}}},
    {"UnknownMethodSuggested", "x = \"abc\".lenght();", {{E, FunctionNotFound, 1, 11, "did you mean 'length'?"}}},
    {"UnknownMethodOfMap", "m = Map();\nk = m.keySet();", {{E, FunctionNotFound, 2, 7, "'keySet'"}}},
    {"UnknownMethodOfUnknown",
     "void f(map m) { x = m.get(\"a\").trimm(); }",
     {{E, FunctionNotFound, 1, 32, "did you mean 'trim'?"}}},
    {"MethodOfOtherType", "x = \"abc\";\nx.put(\"a\",1);", {{E, FunctionNotFound, 2, 3, "TEXT has no such function"}}},
    {"MethodOfOtherTypeTried",
     "try { x = \"abc\"; x.put(\"a\",1); } catch (e) { }",
     {{W, FunctionNotFound, 1, 20, ""}}},
    {"SuggestionFitsReceiver", "l = {1};\nl.ad(2);", {{E, FunctionNotFound, 2, 3, ""}}},
    {"FreeOnlyAsMethod", "x = 5.randomNumber();", {{E, FunctionNotFound, 1, 7, "randomNumber(…)"}}},
    {"MethodOnlyAsFree",
     "void f(file a) { setParamName(a,\"x\"); }",
     {{E, FunctionNotFound, 1, 18, "value.setParamName(…)"}}},
    {"TooManyArguments",
     "x = \"abc\".trim(\"a\");",
     {{E, ArgumentCount, 1, 11, "trim takes no arguments; 1 is given"}}},
    {"TooFewArguments",
     "x = \"abc\".contains();",
     {{E, ArgumentCount, 1, 11, "contains takes 1 argument; 0 are given"}}},
    {"OptionalArguments",
     "x = \"abc\".toString(1,2,3);",
     {{E, ArgumentCount, 1, 11, "toString takes 0 to 2 arguments; 3 are given"}}},
    {"FreeTooFew", "x = trim();", {{E, ArgumentCount, 1, 5, "trim takes 1 argument; 0 are given"}}},
    {"AddTakesOne", "p = {1,2};\np.add(0,5);", {{E, ArgumentCount, 2, 3, "function add"}}},
    {"MapGetWithDefault", "m = {\"a\":1};\nx = m.get(\"b\",0);", {{E, ArgumentCount, 2, 7, "function get"}}},
    {"IfNullOne", "x = ifnull(1);", {{E, ArgumentCount, 1, 5, "function ifnull"}}},
    {"TaskInTable", "x = zoho.encryption.base64Encode();", {{E, ArgumentCount, 1, 21, "zoho.encryption.base64Encode"}}},
    {"LiteralType", "x = \"abc\".left(\"2\");", {{E, ArgumentType, 1, 16, "function left at index 1"}}},
    {"LiteralTypeHelp", "x = \"abc\".left(true);", {{E, ArgumentType, 1, 16, "it takes BIGINT; this is BOOLEAN"}}},
    {"LiteralTypeFree", "x = round(\"a\",2);", {{E, ArgumentType, 1, 11, "function round at index 1"}}},
    {"LiteralTypeTried", "try { x = \"abc\".left(\"2\"); } catch (e) { info e; }", {{W, ArgumentType, 1, 22, ""}}},
    {"SortTakesBoolean", "l = {1};\nl.sort(\"asc\");", {{E, ArgumentType, 2, 8, "function sort at index 1"}}},
    {"ListIndexIsNumber", "l = {1};\nx = l.get(\"a\");", {{E, ArgumentType, 2, 11, "function get at index 1"}}},
    {"PairsRefused", "l = {1};\nl.add(\"a\":1);", {{E, PairsNotAllowed, 2, 3, "add"}}},
    {"ValueIgnored", "\"abc\".subText(0,1);", {{E, ValueIgnored, 1, 7, "subText function needs to be assigned"}}},
    {"ValueIgnoredOfVariable", "l = {1};\nl.size();", {{E, ValueIgnored, 2, 3, "size"}}},
    {"ValueIgnoredFree", "round(1.5,0);", {{E, ValueIgnored, 1, 1, "round"}}},
    {"VoidAssigned", "m = Map();\nx = m.put(\"a\",1);", {{E, VoidUsed, 2, 7, "put function cant be assigned"}}},
    {"VoidInExpression", "l = {1};\ninfo \"n\" + l.add(2);", {{E, VoidUsed, 2, 14, "add"}}},
    {"VoidAsArgument", "m = Map();\nl = {1};\nl.add(m.put(\"a\",1));", {{E, VoidUsed, 3, 9, "put"}}},
    {"VoidAsReceiver", "l = {1};\nl.add(1).add(2);", {{E, VoidUsed, 2, 3, "add"}}},
    {"VoidOfUnknown", "void f(Orders o) { x = o.insert(1); }", {{E, VoidUsed, 1, 26, "insert"}}},
    {"NullLiteral", "x = null.trim();", {{W, MethodOnNull, 1, 10, "'trim' function cannot be applied"}}},
    {"NotInStandard", "x = today.toTime();", {{W, NotInDialect, 1, 11, "'toTime' exists only in the creator dialect"}}},
    {"NotInCreator",
     "x = {1}.percentile(50);",
     {{W, NotInDialect, 1, 9, "only in the standard dialect"}},
     Dialect::Creator},
    {"UnknownElementType", "l = List:Money();", {{E, UnknownType, 1, 5, "'Money' is not a type"}}},
    {"UnseenFunction", "x = standalone.price(1);", {{W, NotInLibrary, 1, 16, "--functions"}}},
    {"UnseenApplicationFunction", "thisapp.Stock.Recount(1);", {{W, NotInLibrary, 1, 15, "'Recount'"}}},
    {"UnseenNamespace", "Stock.Recount(1);", {{W, NotInLibrary, 1, 7, "'Recount'"}}},
};

const Case kUserCalls[] = {
    {"OwnTooFew", "int add(int a, int b) { return a + b; }\ninfo add(1);", {{E, ArgumentCount, 2, 6, "function add"}}},
    {"OwnNamesakeOfBuiltIn",
     "int add(int a, int b) { return a + b; }\nadd(1,2);",
     {{E, ArgumentType, 2, 5, "call your own as thisapp.add(…)"}}},
    {"OwnTooMany",
     "int plus(int a, int b) { return a + b; }\ninfo plus(1,2,3);",
     {{E, ArgumentCount, 2, 6, "plus takes 2 arguments; 3 are given"}}},
    {"OwnNamespaced",
     "int standalone.plus(int a) { return a; }\ninfo standalone.plus();",
     {{E, ArgumentCount, 2, 17, "function plus"}}},
    {"OwnLiteralType",
     "int next(int n) { return n + 1; }\ninfo next(\"abc\");",
     {{E, ArgumentType, 2, 11, "function next at index 1"}}},
    {"OwnSecondLiteralType",
     "int f(string s, map m) { return 1; }\ninfo f(\"a\",5);",
     {{E, ArgumentType, 2, 12, "at index 2"}}},
    {"OwnEmptyTextAsNumber", "int next(int n) { return n + 1; }\ninfo next(\"\");", {{E, ArgumentType, 2, 11, ""}}},
    {"OwnVoidUsed", "void f() { info 1; }\nx = f();", {{E, VoidUsed, 2, 5, "f function cant be assigned"}}},
    {"OwnValueIgnored", "int f() { return 1; }\nf();", {{E, ValueIgnored, 2, 1, "f function needs to be assigned"}}},
    {"OwnPairs", "int f(int a) { return a; }\nx = f(1:2);", {{E, PairsNotAllowed, 2, 5, "f"}}},
    {"OwnResultType", "string f() { return \"a\"; }\nx = f() * 2;", {{E, OperatorTypes, 2, 9, "TEXT"}}},
    {"LibraryCount", "x = standalone.tax();", {{E, ArgumentCount, 1, 16, "tax takes 1 argument; 0 are given"}}},
    {"LibraryVoid", "x = automation.note(\"a\");", {{E, VoidUsed, 1, 16, "note"}}},
    {"DuplicateFunction",
     "void f() { info 1; }\nvoid F() { info 2; }",
     {{E, DuplicateFunction, 2, 6, "'F' is defined more than once"}}},
    {"DuplicateParameter", "int f(int n, string n) { return 1; }", {{E, DuplicateParameter, 1, 21, "'n'"}}},
    {"MisspeltParameterType", "void f(strng s) { info s; }", {{W, UnknownType, 1, 8, "did you mean 'string'?"}}},
    {"MisspeltReturnType", "boolen f() { return true; }", {{W, UnknownType, 1, 1, "did you mean 'boolean'?"}}},
};

const Case kSilentCalls[] = {
    {"SilentAnyLetterCase", "l = list(); m = MAP(); l.ADD(1); info l.Size() + m.size(); x = IFNULL(m.get(\"a\"),0);"},
    {"SilentAliases", "m = Map(); if(m.containsKey(\"a\") || m.containKey(\"b\")) { info 1; }"},
    {"SilentBothForms",
     "info toLong(\"5\"); info \"5\".toLong(); info isNull(null); info leftpad(\"1\",3); info isEmpty(\"\");"},
    {"SilentOptionalUse", "l = {2,1}; l.sort(); x = l.sort(true); l.remove(0); y = l.remove(0);"},
    {"SilentUnknownReceiverUse",
     "void f(map m) { m.get(\"l\").remove(0); m.get(\"c\").sort(); x = m.get(\"l\").sort(true); }"},
    {"SilentPairs", "c = Collection(\"a\":1,\"b\":2); c.insert(\"k\":\"v\"); c.insert(1,2,3);"},
    {"SilentTypedList", "l = List:String(); n = List:Int(); m = Map:String(); l.add(\"a\"); n.add(1);"},
    {"SilentEmptyBraces", "m = {}; m.put(\"a\",1); l = {}; l.add(1); info m.get(\"a\");"},
    {"SilentChain", "resp = \"{}\".toMap(); id = resp.get(\"data\").get(0).get(\"id\").toString().trim(); info id;"},
    {"SilentTasks",
     "x = zoho.crm.getRecordById(\"Leads\",1); zoho.crm.updateRecord(\"Leads\",1,{\"a\":1}); "
     "zoho.pushNotification(1,2,3,4,5);"},
    {"SilentTasksWithManyArguments",
     "m = Map(); r = zoho.crm.getRelatedRecords(\"Notes\",\"Leads\",1,1,200,m); "
     "zoho.writer.v2.mergeAndSend(1,2,3,4,5);"},
    {"SilentOldTasks",
     "openUrl(\"#Page:Home\",\"same window\"); x = getUrl(\"https://a.b\"); y = postUrl(\"https://a.b\",{\"a\":1});"},
    {"SilentServices",
     "x = twilio.sms.send(\"c\",\"+1\",\"m\"); y = thisapp.permissions.isUserInRole(\"Admin\"); "
     "thisapp.blueprint.changeStage(Orders,flow,Done,1);"},
    {"SilentLibrary", "x = standalone.tax(10.5); automation.note(\"a\"); y = tax(3);"},
    {"SilentOwnFunction",
     "int fib(int n) { if(n < 2) { return n; } return fib(n - 1) + thisapp.fib(n - 2); }\ninfo fib(10);"},
    {"SilentOwnNamespace",
     "int Stock.count2(int n) { return n; }\ninfo Stock.count2(1) + thisapp.Stock.count2(2) + shop.count2(3);"},
    {"SilentOwnMethodName", "int standalone.size(list l) { return 5; }\ninfo standalone.size({1,2});"},
    {"SilentNumberOrNull", "int next(int n) { return n + 1; }\ninfo next(5) + next(null);"},
    {"SilentDateLiteral", "int f(date d) { return d.daysBetween(today); }\ninfo f('01-Jan-2020');"},
    {"SilentRecordArgument", "void f(Orders rec) { info rec.Qty; }\nf(5);"},
    {"SilentUncertainArgument", "void f(string s) { info s; }\nm = {\"a\":1};\nf(m.get(\"a\"));"},
    {"SilentNullArguments",
     "m = Map(); m.put(\"a\",null); m.put(null,1); l = List(); l.add(null); x = \"a\".left(null);"},
    {"SilentDateMethods",
     "d = zoho.currentdate; info d.addDay(1); info '01-Jan-2020'.addDay(-1); info daysBetween(\"01-Jan-2020\",d);"},
    {"SilentFileMethod", "void f(file a) { a.setParamName(\"x\"); }"},
    {"SilentNullVariable", "x = null; info x.trim();"},
    {"SilentFormType", "Orders f(Orders o) { return o; }\nvoid g(Order_Lines l) { info l; }"},
    {"SilentFormTypeCreator", "void g(Dates d) { info d; }", {}, Dialect::Creator},
    {"SilentSameNameOtherNamespace", "void a.f() { info 1; }\nvoid b.f() { info 2; }"},
    {"SilentLoopIdiom", "for each x in leftpad(\"1\",5).replaceAll(\" \",\"1,\").toList() { info x; }"},
    {"SilentTernary", "n = 2; s = if(n > 1,if(n > 5,\"lots\",\"many\"),\"one\"); info s.trim();"},
};

const Case kTypes[] = {
    {"TextTimesNumber",
     "x = \"abc\" * 2;",
     {{E, OperatorTypes, 1, 11,
       "left expression is of type TEXT and right expression is of type BIGINT and the operator * is not valid"}}},
    {"NumericTextTimesNumber", "x = \"5\" * 2;", {{E, OperatorTypes, 1, 9, "toLong()"}}},
    {"DateAgainstText", "x = today > \"01-Jan-2020\";", {{E, OperatorTypes, 1, 11, "DATE-TIME"}}},
    {"TextMinus", "x = \"abc\" - 1;", {{E, OperatorTypes, 1, 11, "operator -"}}},
    {"NumberDividedByText", "x = 10 / \"2\";", {{E, OperatorTypes, 1, 8, "operator /"}}},
    {"NumberPlusBoolean", "x = 1 + true;", {{E, OperatorTypes, 1, 7, "operator +"}}},
    {"NumberPlusList", "x = 1 + {1,2};", {{E, OperatorTypes, 1, 7, "LIST"}}},
    {"NumberMinusMap", "x = 1 - {\"a\":1};", {{E, OperatorTypes, 1, 7, "KEY-VALUE"}}},
    {"BooleanPlusBoolean", "x = true + false;", {{E, OperatorTypes, 1, 10, "BOOLEAN"}}},
    {"TextLessThanText", "x = \"a\" < \"b\";", {{E, OperatorTypes, 1, 9, "operator <"}}},
    {"TextLessThanNumber", "x = \"a\" >= 5;", {{E, OperatorTypes, 1, 9, "operator >="}}},
    {"ListLessThanList", "x = {1} < {2};", {{E, OperatorTypes, 1, 9, "LIST"}}},
    {"NumberAndBoolean", "x = 5 && true;", {{E, OperatorTypes, 1, 7, "&&"}}},
    {"DatePlusDate", "x = today + now;", {{E, OperatorTypes, 1, 11, "DATE-TIME"}}},
    {"DateTimesNumber", "x = zoho.currentdate * 2;", {{E, OperatorTypes, 1, 22, "DATE-TIME"}}},
    {"VariableOnStraightLine", "s = \"abc\";\nx = s * 2;", {{E, OperatorTypes, 2, 7, "TEXT"}}},
    {"ResultOfFunction", "x = \"a b\".trim() * 2;", {{E, OperatorTypes, 1, 18, "TEXT"}}},
    {"ResultOfChain", "x = 2 * 3 * \"a\";", {{E, OperatorTypes, 1, 11, "operator *"}}},
    {"ReportedOnceInChain", "x = \"a\" * 2 * 3;", {{E, OperatorTypes, 1, 9, "operator *"}}},
    {"Compound", "s = \"abc\";\ns -= 1;", {{E, OperatorTypes, 2, 2, "operator -"}}},
    {"CompoundBoolean", "n = 1;\nn += true;", {{E, OperatorTypes, 2, 2, "operator +"}}},
    {"TriedOnlyWarns", "try { x = \"abc\" * 2; } catch (e) { info e; }", {{W, OperatorTypes, 1, 17, ""}}},
    {"HandlerIsNotTried", "try { x = 1; } catch (e) { y = \"abc\" * 2; }", {{E, OperatorTypes, 1, 38, ""}}},
    {"MixedComparison", "x = 5 == \"abc\";", {{W, MixedComparison, 1, 10, "never equal to the TEXT \"abc\""}}},
    {"MixedComparisonReversed", "x = \"abc\" != 5;", {{W, MixedComparison, 1, 5, "abc"}}},
    {"MixedComparisonOfSize", "l = {1};\nif(l.size() == \"\") { info 1; }", {{W, MixedComparison, 2, 16, ""}}},
    {"ConditionText", "if(\"yes\") { info 1; }", {{E, ConditionType, 1, 4, "of type TEXT"}}},
    {"ConditionNumber", "n = 5;\nif(n) { info 1; }", {{E, ConditionType, 2, 4, "of type BIGINT"}}},
    {"ConditionalNumber", "x = if(1,\"a\",\"b\");", {{E, ConditionType, 1, 8, ""}}},
    {"NotText", "x = !\"a\";", {{E, ConditionType, 1, 6, ""}}},
    {"LoopOverNumber", "for each x in 5 { info x; }", {{E, LoopOver, 1, 15, "this is of type BIGINT"}}},
    {"LoopOverBoolean", "b = true;\nfor each x in b { info x; }", {{E, LoopOver, 2, 15, "BOOLEAN"}}},
    {"ParameterType", "int f(string s) { return s * 2; }", {{E, OperatorTypes, 1, 28, "TEXT"}}},
};

const Case kSilentTypes[] = {
    {"SilentTextPlus", "x = \"a\" + 1 + true + 2.5 + {1} + today + null; y = 101 + \", \" + \"Elliot\";"},
    {"SilentNumbers", "x = 1 + 2.5 * 3 / 4 % 5 - -6; y = 10 > 2.5; z = 1 == 1.0;"},
    {"SilentDates", "x = today - now; y = today + 86400000; z = ((now - today) / 86400000).toLong(); b = today < now;"},
    {"SilentQuoted", "if(today > '01-Jan-2020') { info '10:00:00' < '11:00:00'; }"},
    {"SilentNumericComparison", "l = {1}; if(l.size() == \"1\" || 200 == \"200\" || 5 != \"-5.0\") { info 1; }"},
    {"SilentBooleanAgainstText", "b = true; if(b == \"true\" || b != null) { info 1; }"},
    {"SilentListEquality", "l = {1}; if(l == 1 || 1 in l || l != {2}) { info 1; }"},
    {"SilentNullEverywhere",
     "x = null; if(x == null || 5 == null || \"a\" != null) { info x; } y = null + 1; z = 1 < null;"},
    {"SilentBranches", "void f(int n) { if(n > 1) { x = \"a\"; } else { x = 2; } y = x * 2; }"},
    {"SilentElseKeepsType", "x = 1; if(x > 5) { x = \"a\"; } else { x = x + 1; }"},
    {"SilentLoopChangesType", "x = \"a\"; for each v in {1,2} { y = x * 2; x = 3; }"},
    {"SilentAfterLoop", "x = \"\"; for each v in {1,2} { x = v; } y = x * 2;"},
    {"SilentAfterTry", "x = \"\"; try { x = 5; } catch (e) { info e; } y = x * 2;"},
    {"SilentAfterWhile", "s = \"abc\"; for each v in {1} { s = s.length(); } y = s + true;"},
    {"SilentReassigned", "x = \"5\"; x = x.toLong(); y = x * 2; z = \"5\".toDecimal() * 2;"},
    {"SilentUnknown", "void f(map m) { x = m.get(\"a\") * m.get(\"b\"); if(m.get(\"c\")) { info x < m.get(\"d\"); } }"},
    {"SilentNullCondition", "b = null; if(b) { info 1; } if(!b) { info 2; }"},
    {"SilentLoops",
     "for each a in \"1,2\" { info a; } for each b in {1} { info b; } for each c in {\"k\":1} { info c; } for each d "
     "in {} { info d; }"},
    {"SilentFloatParameter", "float f(float a, decimal b, int c) { return a * b + c; }"},
    {"SilentCompound", "n = 1; n += 2; n -= 0.5; n *= 2; n /= 3; s = \"a\"; s += 1; s += true;"},
    {"SilentReturnOfLiteral",
     "date f() { return '01-Jan-2020'; }\nfloat g() { return 5; }\nmap h() { return null; }\nlist i() { return {}; }\n"
     "Orders j() { return 5; }"},
};

const Case kFlow[] = {
    {"MissingReturn", "map f() { x = 1; }", {{E, MissingReturn, 1, 5, "Provide MAP expression to return"}}},
    {"MissingReturnText", "string f() { info 1; }", {{E, MissingReturn, 1, 8, "Provide TEXT expression"}}},
    {"BareReturn",
     "map f(int n) {\n if(n > 1) {\n  return;\n }\n return Map();\n}",
     {{E, MissingReturn, 3, 3, "Provide MAP"}}},
    {"ReturnOfOtherType", "int f() { return \"abc\"; }", {{E, MissingReturn, 1, 18, "Provide BIGINT expression"}}},
    {"ReturnOfNumericText", "int f() { return \"5\"; }", {{E, MissingReturn, 1, 18, "this value is of type TEXT"}}},
    {"ReturnOfDateText", "date f() { return \"01-Jan-2020\"; }", {{E, MissingReturn, 1, 19, "Provide DATE"}}},
    {"ReturnOfNumber", "string f() { return 5; }", {{E, MissingReturn, 1, 21, "this value is of type BIGINT"}}},
    {"ReturnOfOtherContainer", "map f() { return {1,2}; }", {{E, MissingReturn, 1, 18, "this value is of type LIST"}}},
    {"ReturnInVoid", "void f() { return 5; }", {{E, ReturnInVoid, 1, 12, "(void)"}}},
    {"UnreachableAfterReturn",
     "int f() {\n return 1;\n info 2;\n info 3;\n}",
     {{W, UnreachableCode, 3, 2, "never reached"}}},
    {"UnreachableAfterThrow", "throw \"x\";\ninfo 1;", {{W, UnreachableCode, 2, 1, ""}}},
    {"UnreachableAfterContinue", "for each i in {1} {\n continue;\n info i;\n}", {{W, UnreachableCode, 3, 2, ""}}},
    {"UnreachableAfterBreak", "for each i in {1} {\n break;\n info i;\n}", {{W, UnreachableCode, 3, 2, ""}}},
    {"UnreachableAfterBranches",
     "int f(int n) {\n if(n > 1) { return 1; } else { return 2; }\n info n;\n}",
     {{W, UnreachableCode, 3, 2, ""}}},
    {"UnreachableAfterTry",
     "int f() {\n try { return 1; } catch (e) { return 2; }\n info 3;\n}",
     {{W, UnreachableCode, 3, 2, ""}}},
    {"BreakOutside", "x = 1;\nbreak;", {{E, OutsideLoop, 2, 1, "'break'"}}},
    {"ContinueOutside", "if(true) {\n  continue;\n}", {{E, OutsideLoop, 2, 3, "'continue'"}}},
    {"BreakInFunctionOfLoop", "void f() {\n  break;\n}\nfor each i in {1} { f(); }", {{E, OutsideLoop, 2, 3, ""}}},
    {"While", "n = 3;\nwhile(n > 0) {\n n = n - 1;\n}", {{W, WhileRefused, 2, 1, "for each"}}},
    {"SingleEqual", "k = null;\nif(k = null) { info 1; }", {{W, SingleEqualCompares, 2, 6, "write '=='"}}},
    {"SingleEqualInCriteria", "x = 1;\nr = Orders[ID = x];", {{W, SingleEqualCompares, 2, 15, ""}}},
    {"ConditionalTwo",
     "x = 1;\ny = if(x == 1,\"one\");",
     {{E, TaskArgumentCount, 2, 5, "Number of Arguments mismatches"}}},
    {"ConditionalFour", "y = if(true,1,2,3);", {{E, TaskArgumentCount, 1, 5, ""}}},
    {"NoEffect", "x = 1;\nx == 2;", {{W, NoEffect, 2, 1, "does nothing"}}},
    {"NoEffectText", "\"abc\";", {{W, NoEffect, 1, 1, ""}}},
    {"SortedByPlace",
     "void f() {\n info a;\n break;\n}",
     {{E, VariableNotDefined, 2, 7, ""}, {E, OutsideLoop, 3, 2, ""}}},
};

const Case kSilentFlow[] = {
    {"SilentReturnOnOnePath", "string f(int n) { if(n > 1) { return \"a\"; } info n; }"},
    {"SilentThrowInsteadOfReturn", "map f() { throw \"not yet\"; }"},
    {"SilentReturnInTry", "string f() { try { return \"a\"; } catch (e) { info e; } }"},
    {"SilentBareReturn", "void f(int n) { if(n > 1) { return; } info n; }"},
    {"SilentReturnInBody", "if(true) { return; }\ninfo 1;"},
    {"SilentReturnValueInBody", "x = 1;\nreturn x;"},
    {"SilentNoReturnType", "f() { info 1; }"},
    {"SilentBreakInBranch", "for each i in {1,2} { if(i == 1) { continue; } if(i == 2) { break; } info i; }"},
    {"SilentReturnInBranch",
     "void f(int n) { if(n > 1) { return; } else if(n > 5) { info n; } else { return; } info n; }"},
    {"SilentBareBlock", "{ a = 1; }\ninfo a;"},
    {"SilentCatchOnly", "try { x = 5 / 0; } catch (e) { info \"Error\" + e; }"},
    {"SilentFormReturn",
     "map validation_rule.chk(String crmAPIRequest) { m = Map(); m.put(\"status\",\"success\"); return m; }"},
    {"SilentSendMail",
     "sendmail [ from :zoho.adminuserid to :\"a@b.c\",\"d@e.f\" cc :zoho.loginuserid reply to :\"x@y.z\" subject "
     ":\"s\" message :\"m\" content type :HTML ]"},
    {"SilentSendMailAttachments",
     "void f(file x) { sendmail [ from :zoho.adminuserid to :zoho.loginuserid subject :\"s\" message :\"m\" "
     "Attachments :file:x ] }"},
    {"SilentInvokeUrl",
     "h = Map(); p = {\"a\":1}; r = invokeurl [ url :\"https://a.b\" type :post parameters:p.toString() headers:h "
     "connection:\"c\" detailed:true ];"},
    {"SilentDocumentedFlow", "l = {\"a\",\"b\"}; try { info l.get(10); } catch (e) { info e.lineNo; }"},
};

const Case kTasks[] = {
    {"MailWithoutFrom",
     "sendmail [ to: \"a@b.c\" subject: \"s\" message: \"m\" ]",
     {{E, TaskPartMissing, 1, 1, "'FROM' message is missing for sendmail task"}}},
    {"MailWithoutTo",
     "sendmail [ from: zoho.adminuserid subject: \"s\" message: \"m\" ]",
     {{E, TaskPartMissing, 1, 1, "'TO' message is missing for sendmail task"}}},
    {"MailWithoutSubject",
     "sendmail [ from: zoho.adminuserid to: \"a@b.c\" message: \"m\" ]",
     {{E, TaskPartMissing, 1, 1, "'SUBJECT' message is missing"}}},
    {"SmsWithoutMessage",
     "sendsms [ to: \"+4912345\" ]",
     {{E, TaskPartMissing, 1, 1, "'MESSAGE' is missing for sendsms task"}}},
    {"UrlMissing", "r = invokeurl [ type: GET ];", {{E, TaskPartMissing, 1, 5, "'URL' is missing for invokeurl task"}}},
    {"InvalidEmail",
     "sendmail [ from: zoho.adminuserid to: \"somebody\" subject: \"s\" message: \"m\" ]",
     {{E, InvalidEmail, 1, 39, "Invalid email address found"}}},
    {"MisspeltAttribute",
     "r = invokeurl [ url: \"u\" header: {\"a\":\"b\"} ];",
     {{W, UnknownAttribute, 1, 26, "did you mean 'headers'?"}}},
    {"RepeatedAttribute",
     "r = invokeurl [ url: \"u\" type: GET type: POST ];",
     {{W, DuplicateAttribute, 1, 36, "'type'"}}},
};

INSTANTIATE_TEST_SUITE_P(Names, CheckCase, testing::ValuesIn(kNames), case_name);
INSTANTIATE_TEST_SUITE_P(NamesOfRealScripts, CheckCase, testing::ValuesIn(kSilentNames), case_name);
INSTANTIATE_TEST_SUITE_P(Calls, CheckCase, testing::ValuesIn(kCalls), case_name);
INSTANTIATE_TEST_SUITE_P(OwnFunctions, CheckCase, testing::ValuesIn(kUserCalls), case_name);
INSTANTIATE_TEST_SUITE_P(CallsOfRealScripts, CheckCase, testing::ValuesIn(kSilentCalls), case_name);
INSTANTIATE_TEST_SUITE_P(Types, CheckCase, testing::ValuesIn(kTypes), case_name);
INSTANTIATE_TEST_SUITE_P(TypesOfRealScripts, CheckCase, testing::ValuesIn(kSilentTypes), case_name);
INSTANTIATE_TEST_SUITE_P(Flow, CheckCase, testing::ValuesIn(kFlow), case_name);
INSTANTIATE_TEST_SUITE_P(FlowOfRealScripts, CheckCase, testing::ValuesIn(kSilentFlow), case_name);
INSTANTIATE_TEST_SUITE_P(Tasks, CheckCase, testing::ValuesIn(kTasks), case_name);

// ---------------------------------------------------------------- scripts with syntax errors, deep scripts

TEST(Check, SaysNothingOfMissingNamesInABrokenScript) {
  const ParsedScript script = parsed("void f() {\n  total = ;\n  info total;\n}");
  ASSERT_TRUE(script.has_errors());
  EXPECT_TRUE(check(script, {.functions = &table()}).empty());
}

TEST(Check, StillFindsMisplacedStatementsInABrokenScript) {
  const ParsedScript script = parsed("x = ;\nbreak;");
  ASSERT_TRUE(script.has_errors());
  const std::vector<Diagnostic> found = check(script, {.functions = &table()});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].message, OutsideLoop);
}

TEST(Check, NeedsNoTableOfFunctions) {
  const ParsedScript script = parsed("x = \"a\".trim(1,2,3); unknown(x); info x;");
  EXPECT_TRUE(check(script, {}).empty());
}

TEST(Check, WalksLongChainsWithoutRecursion) {
  std::string text = "x = \"a\"";
  for (int i = 0; i < 1900; ++i) text += ".trim()";
  EXPECT_TRUE(check(parsed(text + ";"), {.functions = &table()}).empty());
}

TEST(Check, WalksLongSums) {
  std::string text = "x = 1";
  for (int i = 0; i < 20000; ++i) text += " + 1";
  EXPECT_TRUE(check(parsed(text + ";"), {.functions = &table()}).empty());
}

TEST(Check, StopsCollectingAtSomePoint) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "x = nothing" + std::to_string(i) + "(1); break;\n";
  const std::vector<Diagnostic> found = check(parsed(text), {.functions = &table()});
  EXPECT_GE(found.size(), 1000u);
  EXPECT_LE(found.size(), 2000u);
}

TEST(Check, WalksDeepNesting) {
  std::string text = "x = ";
  for (int i = 0; i < 450; ++i) text += "{";
  text += "1";
  for (int i = 0; i < 450; ++i) text += "}";
  EXPECT_TRUE(check(parsed(text + ";"), {.functions = &table()}).empty());
}

// ---------------------------------------------------------------- suggestions

TEST(EditDistance, CountsChanges) {
  EXPECT_EQ(edit_distance("total", "total", 3), 0);
  EXPECT_EQ(edit_distance("Total", "tOTAL", 3), 0);
  EXPECT_EQ(edit_distance("totl", "total", 3), 1);
  EXPECT_EQ(edit_distance("toatl", "total", 3), 1);
  EXPECT_EQ(edit_distance("tutel", "total", 3), 2);
  EXPECT_EQ(edit_distance("", "abc", 3), 3);
}

TEST(EditDistance, StopsAboveTheLimit) {
  EXPECT_EQ(edit_distance("abc", "xyz", 2), 3);
  EXPECT_EQ(edit_distance("a", "abcdef", 2), 3);
  EXPECT_EQ(edit_distance(std::string(200, 'a'), std::string(200, 'a'), 2), 3);
}

TEST(Suggestion, PrefersTheNearest) {
  Suggestion suggestion("lenght");
  suggestion.consider("left");
  suggestion.consider("length");
  suggestion.consider("lengths");
  EXPECT_EQ(suggestion.name(), "length");
}

TEST(Suggestion, KeepsQuietWhenNothingIsNear) {
  Suggestion suggestion("price");
  suggestion.consider("total");
  EXPECT_FALSE(suggestion.found());
  EXPECT_EQ(suggestion.help(), "");
}

TEST(Suggestion, ShortNamesDifferInLetterCaseOnly) {
  Suggestion suggestion("id");
  suggestion.consider("is");
  EXPECT_FALSE(suggestion.found());
  suggestion.consider("ID");
  EXPECT_EQ(suggestion.name(), "ID");
}

}  // namespace
}  // namespace sluice::interpreter
