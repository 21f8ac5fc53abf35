// The table of built-ins: every record is complete, names are found in any letter case, hosts can add their own.
#include "builtins/registry.h"

#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

TEST(RegistryTest, NoRecordLacksAnything) {
  for (const FunctionRecord* record : functions().records()) {
    const std::string name(record->name);
    EXPECT_FALSE(record->name.empty());
    EXPECT_GE(record->cost.fixed, 1u) << name;
    EXPECT_FALSE(record->page.empty()) << name;
    EXPECT_TRUE(record->page.ends_with(".html")) << name;
    EXPECT_FALSE(record->summary.empty()) << name;
    EXPECT_TRUE(record->summary.ends_with('.')) << name;
    EXPECT_FALSE(record->example.empty()) << name;
    EXPECT_TRUE(record->example.ends_with(';')) << name;
    EXPECT_FALSE(record->example_result.empty()) << name;
    EXPECT_NE(record->run, nullptr) << name;
    EXPECT_EQ(record->result.empty(), record->use == Use::Void) << name;
    EXPECT_EQ(record->receiver.empty(), record->form == Form::Free) << name;
    EXPECT_FALSE(record->variadic && record->parameters.empty()) << name;
  }
}

TEST(RegistryTest, ExamplesAreShort) {
  for (const FunctionRecord* record : functions().records()) {
    EXPECT_LE(std::count(record->example.begin(), record->example.end(), '\n'), 2) << record->name;
    const std::size_t last = record->example.rfind('\n');
    EXPECT_TRUE(record->example.substr(last == std::string_view::npos ? 0 : last + 1).starts_with("info "))
        << record->name;
  }
}

TEST(RegistryTest, OptionalParametersComeLast) {
  for (const FunctionRecord* record : functions().records()) {
    bool optional = false;
    for (const ParameterRecord& parameter : record->parameters) {
      EXPECT_FALSE(optional && !parameter.optional) << record->name;
      optional = parameter.optional;
    }
  }
}

TEST(RegistryTest, NamesAreFoundInAnyLetterCase) {
  const int id = functions().find_name("addAll");
  ASSERT_GE(id, 0);
  EXPECT_EQ(functions().find_name("ADDALL"), id);
  EXPECT_EQ(functions().find_name("addall"), id);
  EXPECT_EQ(functions().find_name("add_all"), -1);
  EXPECT_EQ(functions().find_name(""), -1);
}

TEST(RegistryTest, TheReceiverChoosesTheRecord) {
  const int id = functions().find_name("remove");
  EXPECT_EQ(functions().method(id, Type::List)->result, kAnyOrNull);
  EXPECT_EQ(functions().method(id, Type::Map)->use, Use::Void);
  EXPECT_EQ(functions().method(id, Type::Text)->result, TypeSet(Type::Text));
  EXPECT_EQ(functions().method(id, Type::Null), nullptr);
  EXPECT_EQ(functions().all(id).size(), 4u);
}

TEST(RegistryTest, SomeFunctionsTakeNull) {
  EXPECT_NE(functions().method(functions().find_name("isNull"), Type::Null), nullptr);
}

TEST(RegistryTest, FreeFunctions) {
  EXPECT_NE(functions().free_function(functions().find_name("randomNumber")), nullptr);
  EXPECT_EQ(functions().free_function(functions().find_name("addAll")), nullptr);
}

TEST(RegistryTest, EveryNameLeadsToItsRecord) {
  for (const FunctionRecord* record : functions().records()) {
    const auto all = functions().all(functions().find_name(record->name));
    EXPECT_NE(std::find(all.begin(), all.end(), record), all.end()) << record->name;
    for (const std::string_view alias : record->aliases) EXPECT_GE(functions().find_name(alias), 0) << alias;
  }
}

Value answer(Call&) { return Value::number(42); }

constexpr FunctionRecord kHost[] = {
    {.name = "answer", .result = Type::Number, .form = Form::Free, .run = answer},
    {.name = "size", .receiver = Type::List, .result = Type::Number, .run = answer},
};

TEST(RegistryTest, HostsAddAndReplaceFunctions) {
  const auto table = extend(functions(), kHost);
  EXPECT_EQ(table->free_function(table->find_name("Answer")), &kHost[0]);
  EXPECT_EQ(table->method(table->find_name("size"), Type::List), &kHost[1]);
  EXPECT_NE(table->method(table->find_name("size"), Type::Map), nullptr);
  EXPECT_EQ(functions().find_name("answer"), -1);
}

// ---- what check_arguments() says

using CheckTest = BuiltinTest;

TEST_F(CheckTest, Count) {
  EXPECT_EQ(error_of("size", {numbers({}), number(1)}), "No. of arguments mismatches for the function size");
  EXPECT_EQ(error_of("put", {map({}), number(1)}), "No. of arguments mismatches for the function put");
}

TEST_F(CheckTest, TextIsCast) {
  EXPECT_EQ(error_of("left", {text("abc"), text("1")}), "'TEXT' can not be cast to '[BIGINT]' for the function 'left'");
  EXPECT_EQ(error_of("max", {number(1), text("2")}),
            "'TEXT' can not be cast to '[DECIMAL, NUMBER]' for the function 'max'");
}

TEST_F(CheckTest, OthersAreIncompatible) {
  EXPECT_EQ(error_of("startsWith", {text("abc"), number(1)}),
            "Incompatible types for startsWith function at argument index 1\nRequired : [TEXT]\nFound : NUMBER");
}

TEST_F(CheckTest, Null) {
  EXPECT_EQ(error_of("startsWith", {text("abc"), Value()}),
            "Null value occurred while performing startsWith operation");
  EXPECT_EQ(error_of("toString", {Value()}), "Value is empty and 'toString' function cannot be applied");
}

TEST_F(CheckTest, NamesOfTypes) {
  EXPECT_EQ(names_of(Type::Number), "BIGINT");
  EXPECT_EQ(names_of(Type::DateTime), "DATE-TIME, DATE");
  EXPECT_EQ(names_of(kNumeric | Type::DateTime), "DECIMAL, NUMBER, DATE-TIME, DATE");
}

TEST_F(CheckTest, WorkIsChargedBySize) {
  constexpr FunctionRecord kCostly = {.name = "f", .receiver = kAny, .cost = {10, 2}};
  EXPECT_EQ(size_for_cost(text("abc")), 3u);
  EXPECT_EQ(size_for_cost(numbers({1, 2})), 2u);
  EXPECT_EQ(size_for_cost(number(1)), 1u);
  const Value arguments[] = {text("abc")};
  charge_call(kCostly, arguments, budget);
}

}  // namespace
}  // namespace sluice::builtins
