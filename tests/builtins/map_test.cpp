// The rows M1 to M13 of the map functions.
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

using MapTest = BuiltinTest;

TEST_F(MapTest, M1PutKeepsThePlaceOfAKey) {
  const Value value = map({});
  call("put", {value, text("Creator"), number(4)});
  call("put", {value, text("CRM"), number(3)});
  call("put", {value, text("Creator"), number(5)});
  EXPECT_EQ(shown(value), "{\"Creator\":5,\"CRM\":3}");
}

TEST_F(MapTest, M1PutTakesContainersAndNull) {
  const Value value = empty();
  call("put", {value, text("Team"), texts({"a", "b"})});
  call("put", {value, text("Lead"), Value()});
  EXPECT_EQ(value.type(), Type::Map);
  EXPECT_EQ(shown(value), "{\"Team\":[\"a\",\"b\"],\"Lead\":null}");
}

TEST_F(MapTest, M1AListAsKeyStaysLive) {
  const Value key = texts({"a"});
  const Value value = map({});
  call("put", {value, key, number(1)});
  call("add", {key, text("b")});
  EXPECT_EQ(shown(value), "{\"a,b\":1}");
}

TEST_F(MapTest, M1PutOfItselfIsLegal) {
  const Value value = map({});
  call("put", {value, text("self"), value});
  EXPECT_EQ(shown(value), "{\"self\":{...}}");
}

TEST_F(MapTest, M2PutAll) {
  const Value value = map({{"Anchorage", text("99501")}, {"Phoenix", text("85001")}});
  call("putAll", {value, map({{"Little Rock", text("72201")}, {"Phoenix", text("x")}})});
  EXPECT_EQ(shown(value), "{\"Anchorage\":\"99501\",\"Phoenix\":\"x\",\"Little Rock\":\"72201\"}");
  EXPECT_NE(error_of("putAll", {value, texts({"a"})}), "");
}

TEST_F(MapTest, M3GetIsCaseSensitive) {
  const Value value = map({{"Product", text("Creator")}});
  EXPECT_EQ(shown("get", {value, text("Creator")}), "null");
  EXPECT_EQ(shown("get", {value, text("creator")}), "null");
  EXPECT_EQ(shown("get", {value, text("Product")}), "Creator");
  EXPECT_EQ(shown("get", {empty(), text("Product")}), "null");
}

TEST_F(MapTest, M3KeysOfOtherTypesAreOtherKeys) {
  const Value value = map({});
  call("put", {value, number(1), text("number")});
  call("put", {value, text("1"), text("text")});
  EXPECT_EQ(shown("get", {value, number(1)}), "number");
  EXPECT_EQ(shown("get", {value, text("1")}), "text");
}

TEST_F(MapTest, M3GetHasNoDefault) {
  EXPECT_EQ(error_of("get", {map({}), text("a"), text("b")}), "No. of arguments mismatches for the function get");
}

TEST_F(MapTest, M4ContainKey) {
  const Value value = map({{"Product", text("Creator")}});
  EXPECT_EQ(shown("containKey", {value, text("product")}), "false");
  EXPECT_EQ(shown("containKey", {value, text("Product")}), "true");
  EXPECT_EQ(shown("containsKey", {value, text("Product")}), "true");
}

TEST_F(MapTest, M5ContainValue) {
  const Value value = map({{"Product", text("Creator")}});
  EXPECT_EQ(shown("containValue", {value, text("Creator")}), "true");
  EXPECT_EQ(shown("containsValue", {value, text("creator")}), "false");
}

TEST_F(MapTest, M6KeysInOrder) {
  EXPECT_EQ(shown("keys", {map({{"Product", text("Zoho Creator")}, {"Version", number(5)}})}), "Product,Version");
  const Value mixed = map({});
  call("put", {mixed, number(1), text("Number")});
  call("put", {mixed, text("a"), text("Alphabet")});
  call("put", {mixed, texts({"Creator", "CRM"}), text("List")});
  EXPECT_EQ(shown("keys", {mixed}), "1,a,[\"Creator\",\"CRM\"]");
  EXPECT_EQ(shown("keys", {empty()}), "");
}

TEST_F(MapTest, M7RemoveOfAMissingKeyDoesNothing) {
  const Value value = map({{"a", number(1)}, {"b", number(2)}});
  call("remove", {value, text("x")});
  call("remove", {value, text("a")});
  EXPECT_EQ(shown(value), "{\"b\":2}");
}

TEST_F(MapTest, M8Clear) {
  const Value value = map({{"a", number(1)}});
  call("clear", {value});
  EXPECT_EQ(shown(value), "{}");
}

TEST_F(MapTest, M9Size) { EXPECT_EQ(shown("size", {map({{"Product", text("x")}, {"Version", number(5)}})}), "2"); }

TEST_F(MapTest, M10IsEmpty) {
  EXPECT_EQ(shown("isEmpty", {map({})}), "true");
  EXPECT_EQ(shown("isEmpty", {map({{"", text("")}})}), "false");
}

TEST_F(MapTest, M11NotContainsTestsKeys) {
  const Value value = map({{"product", text("price")}, {"subscription", number(1)}});
  EXPECT_EQ(shown("notContains", {value, text("price")}), "true");
  EXPECT_EQ(shown("notContains", {value, text("product")}), "false");
}

TEST_F(MapTest, M12GetJson) {
  const Value value = map({{"response", map({{"employee", map({{"id", text("EMP-001")}})}})}});
  const Value employee = call("getJSON", {call("getjson", {value, text("response")}), text("employee")});
  EXPECT_EQ(shown("getJSON", {employee, text("id")}), "EMP-001");
  EXPECT_EQ(shown("getJSON", {value, text("none")}), "null");
  EXPECT_EQ(shown("getJSON", {text("{\"a\":{\"b\":1}}"), text("a")}), "{\"b\":1}");
  EXPECT_EQ(error_of("getJSON", {text("no json"), text("a")}), "Invalid JSON Format String");
  EXPECT_NE(error_of("getJSON", {numbers({1}), text("a")}), "");
}

TEST_F(MapTest, M13ToStringIsJson) {
  EXPECT_EQ(call("toString", {map({{"a", text("b")}})}).text(), "{\"a\":\"b\"}");
  EXPECT_EQ(shown("toString", {map({{"a", text("b")}}), text("random words")}), "null");
  EXPECT_EQ(shown("isBlank", {map({})}), "true");
  EXPECT_EQ(shown("equals", {map({{"a", number(1)}}), map({{"a", number(1)}})}), "true");
}

TEST_F(MapTest, TextIsNoMap) {
  EXPECT_EQ(error_of("put", {text("abc"), text("a"), number(1)}), "'abc' can not be cast to 'MAP'.");
}

TEST_F(MapTest, Constructor) {
  EXPECT_EQ(shown("Map", {}), "{}");
  const Value from = map({{"a", number(1)}});
  const Value copy = call("map", {from});
  call("put", {copy, text("b"), number(2)});
  EXPECT_EQ(shown(from), "{\"a\":1}");
  EXPECT_NE(error_of("Map", {numbers({1})}), "");
}

}  // namespace
}  // namespace sluice::builtins
