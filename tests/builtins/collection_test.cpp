// The rows C1 to C26 of the collection functions, and the modes of a collection.
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class CollectionTest : public BuiltinTest {
 protected:
  Value products() { return collection({text("Creator"), text("CRM"), text("Mail")}); }
  Value prices() { return keyed({text("Creator"), number(5), text("CRM"), number(2), text("Mail"), number(8)}); }
};

TEST_F(CollectionTest, C1Clear) {
  const Value value = prices();
  call("clear", {value});
  EXPECT_EQ(shown(value), "{}");
}

TEST_F(CollectionTest, C2ContainsKey) {
  EXPECT_EQ(shown("containsKey", {prices(), text("CRM")}), "true");
  EXPECT_EQ(shown("containsKey", {prices(), text("crm")}), "false");
  EXPECT_EQ(shown("containsKey", {products(), number(3)}), "false");
  EXPECT_EQ(shown("containsKey", {products(), number(2)}), "true");
}

TEST_F(CollectionTest, C3ContainsValue) {
  EXPECT_EQ(shown("containsValue", {prices(), number(2)}), "true");
  EXPECT_EQ(shown("containsValue", {products(), text("Mail")}), "true");
}

TEST_F(CollectionTest, C4DeleteTakesTheFirst) {
  const Value index = collection({text("Creator"), text("CRM"), text("Campaigns"), text("CRM")});
  call("delete", {index, text("CRM")});
  call("delete", {index, text("none")});
  EXPECT_EQ(shown(index), "Creator,Campaigns,CRM");
  const Value pairs = prices();
  call("delete", {pairs, number(2)});
  EXPECT_EQ(shown(pairs), "{\"Creator\":5,\"Mail\":8}");
}

TEST_F(CollectionTest, C5DeleteAll) {
  const Value pairs = prices();
  call("deleteAll", {pairs, numbers({2, 8})});
  EXPECT_EQ(shown(pairs), "{\"Creator\":5}");
  const Value index = products();
  call("deleteAll", {index, texts({"CRM", "Mail"})});
  EXPECT_EQ(shown(index), "Creator");
}

TEST_F(CollectionTest, C6DeleteKey) {
  const Value index = products();
  call("deleteKey", {index, number(1)});
  EXPECT_EQ(shown(index), "Creator,Mail");
  EXPECT_EQ(error_of("deleteKey", {index, number(2)}), "Given index 2 is greater than the list size");
  const Value pairs = prices();
  call("deleteKey", {pairs, text("none")});
  call("deleteKey", {pairs, text("CRM")});
  EXPECT_EQ(shown(pairs), "{\"Creator\":5,\"Mail\":8}");
}

TEST_F(CollectionTest, C7DeleteKeysMeansTheOriginalPlaces) {
  const Value index = products();
  call("deleteKeys", {index, numbers({1, 2})});
  EXPECT_EQ(shown(index), "Creator");
}

TEST_F(CollectionTest, C7DeleteKeysChecksBeforeItRemoves) {
  const Value index = products();
  EXPECT_NE(error_of("deleteKeys", {index, numbers({0, 9})}), "");
  EXPECT_EQ(shown("size", {index}), "3");
}

TEST_F(CollectionTest, C8Distinct) {
  EXPECT_EQ(shown("distinct", {keyed({text("Creator"), number(5), text("CRM"), number(2), text("Mail"), number(5)})}),
            "5,2");
  EXPECT_EQ(shown("distinct", {collection({text("Creator"), text("CRM"), text("CRM")})}), "Creator,CRM");
}

TEST_F(CollectionTest, C9Duplicate) {
  EXPECT_EQ(shown("duplicate", {products(), number(0), number(1)}), "Creator");
  EXPECT_EQ(call("duplicate", {products()}).type(), Type::List);
  EXPECT_NE(error_of("duplicate", {products(), number(0), number(4)}), "");
  EXPECT_EQ(shown("duplicate", {prices()}), shown(prices()));
}

TEST_F(CollectionTest, C10Get) {
  EXPECT_EQ(shown("get", {products(), number(1)}), "CRM");
  EXPECT_EQ(error_of("get", {products(), number(4)}), "Given index 4 is greater than the list size");
  EXPECT_EQ(shown("get", {prices(), text("Mail")}), "8");
  EXPECT_EQ(shown("get", {prices(), text("none")}), "null");
}

TEST_F(CollectionTest, C11GetKey) {
  EXPECT_EQ(shown("getKey", {prices(), number(5)}), "Creator");
  EXPECT_EQ(shown("getKey", {prices(), number(6)}), "null");
  EXPECT_EQ(shown("getKey", {products(), text("CRM")}), "1");
  EXPECT_EQ(shown("getKey", {products(), text("crm")}), "-1");
}

TEST_F(CollectionTest, C12GetLastKey) {
  EXPECT_EQ(shown("getLastKey",
                  {keyed({text("Creator"), number(5), text("CRM"), number(2), text("Mail"), number(5)}), number(5)}),
            "Mail");
  EXPECT_EQ(shown("getLastKey", {collection({text("Creator"), text("CRM"), text("Creator")}), text("Creator")}), "2");
}

TEST_F(CollectionTest, C13InsertElements) {
  const Value value = call("Collection", {});
  call("insert", {value, text("Hard disk"), text("Camera")});
  EXPECT_EQ(shown(value), "Hard disk,Camera");
  call("add", {value, text("Mouse")});
  EXPECT_EQ(shown("size", {value}), "3");
}

TEST_F(CollectionTest, C13InsertPairs) {
  const Value value = call("Collection", {});
  call_with_pairs("insert", {value, text("a"), number(1), text("b"), number(2)});
  call_with_pairs("insert", {value, text("a"), number(3)});
  EXPECT_EQ(shown(value), "{\"a\":3,\"b\":2}");
}

TEST_F(CollectionTest, C13InsertOfTheOtherKindIsAnError) {
  EXPECT_EQ(error_of("insert", {prices(), text("a")}), "Incompatible types for insert function at argument index 1");
  EXPECT_EQ(error_of("insert", {products(), text("a"), number(1)}, true),
            "Incompatible types for insert function at argument index 1");
}

TEST_F(CollectionTest, C14InsertAll) {
  const Value index = products();
  call("insertAll", {index, texts({"Desk", "Books"})});
  EXPECT_EQ(shown(index), "Creator,CRM,Mail,Desk,Books");
  const Value pairs = prices();
  call("insertAll", {pairs, map({{"CRM", number(5)}, {"Campaigns", number(2)}})});
  EXPECT_EQ(shown(pairs), "{\"Creator\":5,\"CRM\":5,\"Mail\":8,\"Campaigns\":2}");
  EXPECT_NE(error_of("insertAll", {index, map({{"a", number(1)}})}), "");
  EXPECT_NE(error_of("insertAll", {pairs, texts({"a"})}), "");
}

TEST_F(CollectionTest, C15Intersect) {
  EXPECT_EQ(shown("intersect", {collection({text("Creator"), text("CRM"), text("Books")}), products()}), "Creator,CRM");
}

TEST_F(CollectionTest, C16IsEmpty) {
  EXPECT_EQ(shown("isEmpty", {call("Collection", {})}), "true");
  EXPECT_EQ(shown("isEmpty", {products()}), "false");
}

TEST_F(CollectionTest, C17Keys) {
  EXPECT_EQ(shown("keys", {prices()}), "Creator,CRM,Mail");
  EXPECT_EQ(shown("keys", {products()}), "Creator,CRM,Mail");
}

TEST_F(CollectionTest, C18Values) {
  EXPECT_EQ(shown("values", {prices()}), "5,2,8");
  EXPECT_EQ(shown("values", {products()}), "Creator,CRM,Mail");
}

TEST_F(CollectionTest, C19Size) { EXPECT_EQ(shown("size", {prices()}), "3"); }

TEST_F(CollectionTest, C20SortIsByValue) {
  const Value pairs = prices();
  call("sort", {pairs});
  EXPECT_EQ(shown(pairs), "{\"CRM\":2,\"Creator\":5,\"Mail\":8}");
  const Value index = products();
  call("sort", {index, boolean(false)});
  EXPECT_EQ(shown(index), "Mail,Creator,CRM");
  EXPECT_EQ(error_of("sort", {index, text("x")}), "'TEXT' can not be cast to '[BOOLEAN]' for the function 'sort'");
}

TEST_F(CollectionTest, C21SortKey) {
  const Value pairs = prices();
  call("sortKey", {pairs});
  EXPECT_EQ(shown(pairs), "{\"CRM\":2,\"Creator\":5,\"Mail\":8}");
  EXPECT_NE(error_of("sortKey", {products()}), "");
}

TEST_F(CollectionTest, C22Update) {
  const Value index = products();
  call("update", {index, number(2), text("Analytics")});
  EXPECT_EQ(shown(index), "Creator,CRM,Analytics");
  EXPECT_NE(error_of("update", {index, number(3), text("x")}), "");
  const Value pairs = prices();
  call("update", {pairs, text("CRM"), number(3)});
  call("update", {pairs, text("New"), number(1)});
  EXPECT_EQ(shown(pairs), "{\"Creator\":5,\"CRM\":3,\"Mail\":8,\"New\":1}");
}

TEST_F(CollectionTest, C23NotContains) {
  const Value pairs = keyed({text("product"), text("x"), text("subscription"), text("y")});
  EXPECT_EQ(shown("notContains", {pairs, text("subscription")}), "false");
  EXPECT_EQ(shown("notContains", {pairs, text("x")}), "true");
  EXPECT_EQ(shown("notContains", {products(), text("CRM")}), "false");
}

TEST_F(CollectionTest, C24Percentile) {
  const Value value = collection({number(300), number(455), number(124), number(926), number(780)});
  EXPECT_EQ(shown("percentile", {value, number(50)}), "455");
}

TEST_F(CollectionTest, C25ToCollection) {
  const Value pairs = call("toCollection", {text("{company:Zoho, product:Deluge}")});
  EXPECT_EQ(shown(pairs), "{\"company\":\"Zoho\",\"product\":\"Deluge\"}");
  EXPECT_EQ(pairs.type(), Type::Collection);
  EXPECT_EQ(shown("toCollection", {text("{company, Zoho, product, Deluge}")}), "company,Zoho,product,Deluge");
  EXPECT_EQ(shown("toCollection", {text("[1,2]")}), "1,2");
  EXPECT_EQ(shown("toCollection", {texts({"a", "b"})}), "a,b");
  EXPECT_EQ(shown("toCollection", {map({{"a", number(1)}})}), "{\"a\":1}");
  EXPECT_EQ(shown("toCollection", {text("a,b")}), "a,b");
}

TEST_F(CollectionTest, C26SharedWithLists) {
  EXPECT_EQ(call("getAsString", {collection({number(7)}), number(0)}).type(), Type::Text);
  EXPECT_EQ(shown("largest", {prices()}), "8");
}

}  // namespace
}  // namespace sluice::builtins
