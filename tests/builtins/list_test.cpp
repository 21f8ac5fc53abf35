// The rows L1 to L29 of the list functions, typed lists and what goes wrong.
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

using ListTest = BuiltinTest;

TEST_F(ListTest, L1AddAppends) {
  const Value products = texts({"Creator"});
  call("add", {products, texts({"CRM", "Projects"})});
  EXPECT_EQ(products.container().size(), 2u);
  EXPECT_EQ(shown(products), "Creator,[\"CRM\",\"Projects\"]");
}

TEST_F(ListTest, L1AddTakesOneElementOnly) {
  EXPECT_EQ(error_of("add", {numbers({}), number(0), number(1)}), "No. of arguments mismatches for the function add");
}

TEST_F(ListTest, L1AddDecidesTheEmptyLiteral) {
  const Value value = empty();
  call("add", {value, number(1)});
  EXPECT_EQ(value.type(), Type::List);
}

TEST_F(ListTest, L1AddOfAnotherListSharesIt) {
  const Value inner = numbers({1});
  const Value outer = list({inner});
  call("add", {inner, number(2)});
  EXPECT_EQ(shown(outer), "[1,2]");
}

TEST_F(ListTest, L2AddAllAppendsEachElement) {
  const Value products = texts({"Creator"});
  call("addAll", {products, texts({"CRM", "Projects"})});
  EXPECT_EQ(shown(products), "Creator,CRM,Projects");
}

TEST_F(ListTest, L2AddAllOfItselfDoubles) {
  const Value value = numbers({1, 2});
  call("addAll", {value, value});
  EXPECT_EQ(shown(value), "1,2,1,2");
}

TEST_F(ListTest, L2AddAllOfTextIsAnError) {
  EXPECT_EQ(error_of("addAll", {numbers({}), text("a")}),
            "'TEXT' can not be cast to '[LIST, COLLECTION]' for the function 'addAll'");
}

TEST_F(ListTest, L3Clear) {
  const Value value = numbers({1, 2});
  call("clear", {value});
  EXPECT_EQ(shown("size", {value}), "0");
}

TEST_F(ListTest, L4ContainsIsStrict) {
  const Value value = list(
      {number(1), text("2"), text("Zoho"), text("Creator"), map({{"version", number(5)}}), texts({"India", "USA"})});
  EXPECT_EQ(shown("contains", {value, text("1")}), "false");
  EXPECT_EQ(shown("contains", {value, number(2)}), "false");
  EXPECT_EQ(shown("contains", {value, text("zoho")}), "false");
  EXPECT_EQ(shown("contains", {value, text("Creator")}), "true");
  EXPECT_EQ(shown("contains", {value, text("version")}), "false");
  EXPECT_EQ(shown("contains", {value, map({{"Version", number(5)}})}), "false");
  EXPECT_EQ(shown("contains", {value, map({{"version", number(5)}})}), "true");
  EXPECT_EQ(shown("contains", {value, texts({"India"})}), "false");
  EXPECT_EQ(shown("contains", {value, texts({"India", "USA"})}), "true");
}

TEST_F(ListTest, L4ContainsFindsNull) {
  EXPECT_EQ(shown("contains", {list({number(1), Value()}), Value()}), "true");
  EXPECT_EQ(shown("contains", {list({number(1)}), Value()}), "false");
}

TEST_F(ListTest, L5NotContains) {
  EXPECT_EQ(shown("notContains", {texts({"Creator", "CRM", "Cliq"}), text("Books")}), "true");
  EXPECT_EQ(shown("notContains", {texts({"Creator", "CRM", "Cliq"}), text("CRM")}), "false");
}

TEST_F(ListTest, L6DistinctKeepsFirstOccurrences) {
  const Value value = list({text("1"), number(1), number(1), number(2), number(2), number(3)});
  EXPECT_EQ(shown("distinct", {value}), "1,1,2,3");
}

TEST_F(ListTest, L6DistinctOfManyIsLinear) {
  Value value = Container::make_list(heap);
  for (int i = 0; i < 200'000; ++i) value.container().push(number(i % 100'000));
  EXPECT_EQ(call("distinct", {value}).container().size(), 100'000u);
}

TEST_F(ListTest, L6DistinctOfMaps) {
  EXPECT_EQ(shown("distinct", {list({map({{"a", number(1)}}), map({{"a", number(2)}}), map({{"a", number(1)}})})}),
            "{\"a\":1},{\"a\":2}");
}

TEST_F(ListTest, L7DuplicateCopies) {
  const Value value = numbers({1, 2, 3});
  const Value copy = call("duplicate", {value, number(0)});
  call("add", {copy, number(4)});
  EXPECT_EQ(shown(value), "1,2,3");
  EXPECT_EQ(shown(copy), "1,2,3,4");
  EXPECT_EQ(shown("duplicate", {value}), "1,2,3");
  EXPECT_EQ(shown("duplicate", {value, number(1), number(2)}), "2");
}

TEST_F(ListTest, L8Get) {
  const Value value = list({text("Creator"), text("CRM"), texts({"Projects", "Reports"})});
  EXPECT_EQ(shown("get", {value, number(2)}), "Projects,Reports");
  EXPECT_EQ(error_of("get", {texts({"a", "b", "c"}), number(10)}), "Given index 10 is greater than the list size");
  EXPECT_EQ(error_of("get", {texts({"a", "b", "c"}), number(3)}), "Given index 3 is greater than the list size");
  EXPECT_EQ(error_of("get", {texts({"a"}), number(-1)}), "Given index -1 is negative; indexes start at 0");
  EXPECT_EQ(error_of("get", {texts({"a"}), text("0")}), "'TEXT' can not be cast to '[BIGINT]' for the function 'get'");
}

TEST_F(ListTest, L9GetAsString) {
  EXPECT_EQ(call("getAsString", {numbers({123, 456}), number(1)}).type(), Type::Text);
  EXPECT_EQ(shown("getasstring", {text("123,456,120,120.46"), number(2)}), "120");
}

TEST_F(ListTest, L10IndexOf) {
  EXPECT_EQ(shown("indexOf", {texts({"Creator", "CRM", "Projects"}), text("Creator")}), "0");
  EXPECT_EQ(shown("indexOf", {texts({"Creator"}), text("creator")}), "-1");
}

TEST_F(ListTest, L11LastIndexOf) {
  EXPECT_EQ(shown("lastIndexOf", {texts({"Creator", "CRM", "Projects"}), text("Creator")}), "0");
  EXPECT_EQ(shown("lastIndexOf", {texts({"a", "b", "a"}), text("a")}), "2");
}

TEST_F(ListTest, L12Intersect) {
  EXPECT_EQ(shown("intersect", {texts({"Zoho Creator", "Zoho CRM", "Zoho Projects"}),
                                texts({"Zoho Mail", "Zoho Analytics", "Zoho Creator"})}),
            "Zoho Creator");
  EXPECT_EQ(shown("intersect", {numbers({3, 1, 3, 2}), numbers({1, 3})}), "3,1,3");
}

TEST_F(ListTest, L13IsEmpty) {
  EXPECT_EQ(shown("isEmpty", {empty()}), "true");
  EXPECT_EQ(shown("isEmpty", {texts({""})}), "false");
  EXPECT_EQ(shown("isEmpty", {texts({" "})}), "false");
}

TEST_F(ListTest, L14RemoveGivesTheElement) {
  const Value value = texts({"Creator", "CRM", "Projects"});
  EXPECT_EQ(shown("remove", {value, number(1)}), "CRM");
  EXPECT_EQ(shown(value), "Creator,Projects");
  EXPECT_EQ(error_of("remove", {value, number(2)}), "Given index 2 is greater than the list size");
  EXPECT_EQ(error_of("remove", {value, number(-1)}), "Given index -1 is negative; indexes start at 0");
}

TEST_F(ListTest, L15RemoveElementTakesTheFirst) {
  const Value value = texts({"a", "b", "a"});
  call("removeElement", {value, text("a")});
  call("removeElement", {value, text("x")});
  EXPECT_EQ(shown(value), "b,a");
}

TEST_F(ListTest, L16RemoveAll) {
  const Value value = texts({"Creator", "CRM", "Projects", "CRM"});
  call("removeAll", {value, texts({"CRM", "Projects", "Books"})});
  EXPECT_EQ(shown(value), "Creator");
}

TEST_F(ListTest, L16RemoveAllOfItselfClears) {
  const Value value = texts({"Creator", "CRM"});
  call("removeAll", {value, value});
  EXPECT_EQ(value.container().size(), 0u);
}

TEST_F(ListTest, L17SizeCountsNestedListsOnce) {
  EXPECT_EQ(shown("size", {list({text("Projects"), text("Mail"), texts({"a", "b"})})}), "3");
}

TEST_F(ListTest, L18SortIsInPlaceAndGivesTheList) {
  const Value value = texts({"Creator", "crm", "Zoho Creator"});
  const Value result = call("sort", {value, boolean(true)});
  EXPECT_EQ(shown(value), "Creator,Zoho Creator,crm");
  EXPECT_EQ(&result.container(), &value.container());
  EXPECT_EQ(shown("sort", {value, boolean(false)}), "crm,Zoho Creator,Creator");
}

TEST_F(ListTest, L18SortOrdersSpecialsDigitsAndLetters) {
  EXPECT_EQ(shown("sort", {texts({"a", "~", "A", "1", "_", "!", "["})}), "!,1,A,[,_,a,~");
  EXPECT_EQ(shown("sort", {texts({"prefix-same-b", "prefix-same", "prefix-same-a"})}),
            "prefix-same,prefix-same-a,prefix-same-b");
}

TEST_F(ListTest, L18SortOfNumbersIsByValue) {
  EXPECT_EQ(shown("sort", {numbers({10, 9, -1})}), "-1,9,10");
  EXPECT_EQ(shown("sort", {list({number(10), decimal("9.5"), number(9)})}), "9,9.5,10");
  EXPECT_EQ(shown("sort", {numbers({1, 3, 2}), boolean(false)}), "3,2,1");
}

TEST_F(ListTest, L18SortOfMixedTypesGivesNullAndChangesNothing) {
  const Value value = list({text("b"), number(1), text("a")});
  EXPECT_TRUE(call("sort", {value}).is_null());
  EXPECT_EQ(shown(value), "b,1,a");
}

TEST_F(ListTest, L18SortTakesABoolean) {
  EXPECT_EQ(error_of("sort", {numbers({1}), text("asc")}),
            "'TEXT' can not be cast to '[BOOLEAN]' for the function 'sort'");
}

TEST_F(ListTest, L19SubList) {
  EXPECT_EQ(shown("subList", {numbers({1, 2, 3, 4}), number(0), number(3)}), "1,2,3");
  EXPECT_EQ(shown("subList", {numbers({1, 2, 3, 4}), number(2)}), "3,4");
  EXPECT_EQ(shown("subList", {numbers({1}), number(1)}), "");
  EXPECT_NE(error_of("subList", {numbers({1}), number(0), number(2)}), "");
  EXPECT_NE(error_of("subList", {numbers({1}), number(-1)}), "");
  EXPECT_NE(error_of("subList", {numbers({1, 2}), number(2), number(1)}), "");
}

TEST_F(ListTest, L20ToListString) {
  const Value parts = call("toListString", {text("1,2,3,4,5")});
  ASSERT_EQ(parts.container().size(), 5u);
  EXPECT_EQ(parts.container().items()[0].type(), Type::Text);
  EXPECT_EQ(call("toListString", {numbers({1})}).container().items()[0].type(), Type::Text);
}

TEST_F(ListTest, L21ToListIsTheListItself) {
  const Value value = numbers({1});
  EXPECT_EQ(&call("toList", {value}).container(), &value.container());
  EXPECT_EQ(&call("toJSONList", {value}).container(), &value.container());
}

// ---- typed lists

TEST_F(ListTest, TypedTextTakesScalarsAsText) {
  const Value value = numbers({});
  value.container().set_element_type(ElementType::Text);
  for (const Value& element : {number(1), decimal("2.50"), boolean(true), text("x")}) call("add", {value, element});
  for (const Value& element : value.container().items()) EXPECT_EQ(element.type(), Type::Text);
  EXPECT_EQ(shown(value), "1,2.50,true,x");
}

TEST_F(ListTest, TypedNumberTakesWholeNumbersOnly) {
  const Value value = numbers({});
  value.container().set_element_type(ElementType::Number);
  call("add", {value, text("12")});
  EXPECT_EQ(value.container().items()[0].type(), Type::Number);
  EXPECT_EQ(error_of("add", {value, text("1.5")}), "'TEXT' can not be cast to '[BIGINT]' for the function 'add'");
  EXPECT_EQ(error_of("add", {value, boolean(true)}), "'BOOLEAN' can not be cast to '[BIGINT]' for the function 'add'");
}

TEST_F(ListTest, TypedDecimalTakesNumbersAndDates) {
  const Value value = numbers({});
  value.container().set_element_type(ElementType::Decimal);
  call("add", {value, text("1.5")});
  call("add", {value, Value::date_time(1000, true)});
  EXPECT_EQ(shown(value), "1.5,1000");
  EXPECT_NE(error_of("add", {value, text("abc")}), "");
}

TEST_F(ListTest, TypedDateTakesDatesTextAndMilliseconds) {
  const Value value = numbers({});
  value.container().set_element_type(ElementType::DateTime);
  call("add", {value, text("01-Jan-2019")});
  call("add", {value, number(1000)});
  EXPECT_EQ(shown(value), "01-Jan-2019,01-Jan-1970 00:00:01");
  EXPECT_NE(error_of("add", {value, text("1000")}), "");
  EXPECT_NE(error_of("add", {value, text("no date")}), "");
}

TEST_F(ListTest, TypedBooleanTakesTrueAndFalse) {
  const Value value = numbers({});
  value.container().set_element_type(ElementType::Boolean);
  call("add", {value, text("true")});
  EXPECT_EQ(value.container().items()[0].type(), Type::Boolean);
  EXPECT_NE(error_of("add", {value, text("yes")}), "");
}

TEST_F(ListTest, TypedListsRefuseOtherTypes) {
  const Value whole = numbers({1});
  whole.container().set_element_type(ElementType::Number);
  const Value dates = numbers({});
  dates.container().set_element_type(ElementType::DateTime);
  EXPECT_NE(error_of("addAll", {whole, dates}), "");
  EXPECT_NE(error_of("removeAll", {whole, dates}), "");
  EXPECT_NE(error_of("removeElement", {whole, text("1")}), "");
}

// ---- receivers

TEST_F(ListTest, NullHasNoFunctions) {
  EXPECT_EQ(error_of("size", {Value()}), "Value is empty and 'size' function cannot be applied");
}

TEST_F(ListTest, OtherReceiversAreIncompatible) {
  EXPECT_EQ(error_of("addAll", {number(5), numbers({})}),
            "Incompatible types for addAll function at argument index 1\nRequired : [LIST]\nFound : NUMBER");
}

TEST_F(ListTest, ListConstructor) {
  EXPECT_EQ(shown("List", {}), "");
  EXPECT_EQ(call("List", {text("a,,b")}).container().size(), 3u);
  const Value from = numbers({1, 2});
  const Value copy = call("List", {from});
  call("add", {copy, number(3)});
  EXPECT_EQ(shown(from), "1,2");
  EXPECT_NE(error_of("List", {text("a"), text("b")}), "");
}

}  // namespace
}  // namespace sluice::builtins
