// Hashes, HMACs, AES, base64 and escapes. Digests were printed by Python 3.11's hashlib and hmac, ciphertexts by
// `openssl enc -aes-256-cbc -nosalt`, both of the texts that message() and key() make.
#include <chrono>

#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

std::string sequence(std::size_t size, int first, int step, int range) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text.push_back(static_cast<char>(first + static_cast<int>(i) * step % range));
  return text;
}
std::string message(std::size_t size) { return sequence(size, 32, 7, 95); }
std::string key(std::size_t size) { return sequence(size, 33, 5, 90); }

struct Hashes {
  std::size_t size;
  const char* md5;
  const char* sha1;
  const char* sha256;
  const char* sha512;
};
constexpr Hashes kHashes[] = {
    {0, "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
     "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a"
     "538327af927da3e"},
    {1, "7215ee9c7d9dc229d2921a40e899ec5f", "b858cb282617fb0956d960215c8e84d1ccf909c6",
     "36a9e7f1c95b82ffb99743e0c5c4ce95d83c9a430aac59f84ef3cbfab6145068",
     "f90ddd77e400dfe6a3fcf479b00b1ee29e7015c5bb8cd70f5f15b4886cc339275ff553fc8a053f8ddc7324f45168cffaf81f8c3ac93996f65"
     "36eef38e5e40768"},
    {3, "15282637a8fbce1f6d870a033595d442", "ea8a05ff59e80d8d280a9e585244ff87766d641d",
     "abcd7dd96086fb35d9d77bf815cd8660b5f254d10a423c520cf3efd15f2b022a",
     "e0777498a16514281646e938b3e435ced1a8a81140dd06e0ca8f2fc853a6599ba536371f542b7112c30fffcd27b28166965d91a1620632ccc"
     "986ae87eda98075"},
    {55, "1b5464d8ee6009b60c071e1d596192f9", "49149044bb735e5059ebe7abb4bafdc8b00f6c22",
     "3a26ecc7600bad220529097e6d7bb305aabe5160f55fdbbf1ac6e15802acc730",
     "ee4b5f7fce822635cdbbf2a8ac23c6524109685183a1eef3a56374cfc711f0fe0ef56a651a621330fc7f50d09522f303dce016eb2046ac7f2"
     "83a1a4ff18e6d09"},
    {56, "764a8a5967baae1815e9db5ec51dd3cf", "5ca15ed62d157cff52df490a497928047a2cd12b",
     "faf7bc8b23e8a8f4e0784073a72ae05332b8c095a87fe5f5b3143bf5bf210fea",
     "a2fca24d0ec52cb8995bd05cdf0079f5099ae068be33614201f89447a384d3c59b804373c42abb2f5cece3adcacefeccebd41b57662fdce66"
     "13ba906607edd74"},
    {63, "4db368dfbdd2f8e0363d9be247def9a6", "26caa1a91a12ff9f8bc79ad1c6f0fb9daf62f7c5",
     "4d98713d4a41bff55981e08e3444057e51a04641d3a5705f69b96a9f10088595",
     "52c7b40f12441780923e2cf956efe49f14a45a742d84e6bfef3aeed36091589ec112999c406e10badafaeef7333948a8b50ef67cea85a3b7e"
     "8bb2389700430c8"},
    {64, "043b3945e9a62b7be1dcb8abe965ab22", "99b194fadf84fdee0a45db9f3ca215a519cd95b8",
     "1ba074ceec6bcd6b27c071c5117da5eaca3e0ab116299517c7e724e90218ae2e",
     "7eab12298f72284945179232b60018154cd820a31685285b60229031414a6151a6fa98cc02ec2e6e2553b28847011b119c473d33696c66415"
     "d85350e3f273e67"},
    {65, "7514227d04873b7ab33c87614f2d1c1a", "581f03064244f0fe1bd2fb787e438a9f72b43baa",
     "1832ae916b5ac5fb6def20bd502d0192a4e23c6eecda4d992c4e57b723aecfd7",
     "c40a84e4d44f24c014fac1483427f7f17cf090b6d33adfc87c1fdcf6b86c01c280277adf5db1ad3a670690e99cb2e614aa73661ff2b2d843f"
     "651c6a44ddf1eb0"},
    {111, "574fcd65dcfb8792e2b585d1fd345dc9", "e7ebe8d39fbf2897083426eeff09ed8f7d899ec3",
     "95feb7c3b1731effac8bff62457dbcc54ac75a57b7fa989b9f14d2e60fad3f05",
     "18843f96812579d3e072ac6ae5562a46fccb4c3ffff1c9ca222f9ddbe90bf24ba4c9830ecaa81af0d032d118454704a5bd6a09cf7d54361c4"
     "ad93aa8e24844d2"},
    {112, "0eb4936bae9e06456b8ece06e2fb56bd", "49e8f287a2704ae342a12bc1e92e214603127177",
     "93232f18ab669b968ea99bcdacb1d8900f40f47543d94c72f8cc15cf058be4e0",
     "351abb370d7c90264e08dd8233b71a2441ab6e3d9cc3bce46420ca7b411c2e7612431d55aa9941c1a53d630cb768be08bc480aa9b5c892ad2"
     "c0d51fb361ebc15"},
    {119, "1fbff16866a27ea28eefff3605d6563d", "616e096881fd9024a432e7ee848f54d79e7107ca",
     "d5dfd367953a9dcbf481ca4b23be6a6458e472a82b5001360b505144eb1f614d",
     "320ee505e9487ecc6418d5f9c64c92788e4c45c63ec33d19e3174c4ecb72e5b3e94236e40d93710f451738f857958b69f6875464bd35a8fec"
     "a67bdfe8b4897d8"},
    {120, "329cb902f95938be91dacc060d2bb80f", "e98b24c890b3204179fcded65adb7a38db7b5a6a",
     "487870513b22fdbaab5e7e918ec9d160d8b27b1c335509b786d9a09fbd118086",
     "14e2d9eb7de7e5d6c66a337415f03db7d00e90a00bedb7c046f2dbca2f9cdd12aa2e501bbfea0ad23940bce6c8e306f4999af60703be8a81c"
     "d90fc255f9e91fd"},
    {127, "8fc5339f728a0adb235b5373a6911e56", "f035401301e512991bf3c7c94ee0aef0c3445205",
     "ffa7dab284f9713d76314486c7d4985693d41c1795ccc5c9c0073da7f4ab6d30",
     "1782f60aa2ece92cd782e8a832a20be47c7203c041cd99b6f76c56b7e5c09fdd0694794e0397d225ebf0b3225a6d94bd4b127095c1da7a1a9"
     "8e5374926b6c6b6"},
    {128, "5d374c74201f10a5044fb2d2895ca6f0", "1c2739e7404b55bc8189528aa96aa0c73336dd03",
     "f447b58b66d8dbcdb71ef02b3a4073e0aa211d91940d491c37cf12e92080eadf",
     "0d863066ca8a27ba76c6afa3153b123eb8de0ebd2b1bcc240988dc87df717056fa6440dfbd704b616ca13d11c406f99ca6047f92ed39c7ac5"
     "b36323fd3ca35d2"},
    {129, "18adb8f8d919c7deaa118eb968cc9531", "e8884f3c247413fb9442d834ae2da424bcdedbdf",
     "ffdc4ea06f891e3bb79f1eaf988cc9c21084cb14bd3253f3165d6942c1426663",
     "24f4306b354f955d79be46549403873b41e0bf994591d6c5989d8d80f1da463335436affb98f1adde39126d09819d04262c3b89c3be27857a"
     "1117c10a5d52263"},
    {1000, "af78e76cf39f5df17b4c8ad98edf88de", "93bdbe1cb1f6f1c35e8fe090405ae06b5b3a3022",
     "6ace63b2ef9a4629c8c03d31912cd55022d81c7e989413208c0450fee9ea4086",
     "97d3ec108f83a9ff7ac54c60305a9337e0bf1a6a40f1a9cdef0632e14c63455163300bd32fa5a5cbdc4284daa968fe0f566ca96f33f106079"
     "f45aa0eb2ab50a8"},
    {300000, "e85a07f20a1cf5e051a6e6122b696d59", "2245acf815df1f3153107dcca55e636cf2c2d8ca",
     "dbf9e7a329c8fd0fd6973cc73cf63780a9f8c8b353e727e89d9f210e03ce631b",
     "b7ed331974f2815fd14e2f0a96dbfb6b4c326cec50905eeea51aa41553e69144ab3241bd793e0e5e70a8531422c9478e16d597f2e2319b079"
     "c35e44f7241dbf7"},
};

struct Hmacs {
  std::size_t key;
  std::size_t message;
  const char* sha1;
  const char* sha256;
  const char* sha512;
};
constexpr Hmacs kHmacs[] = {
    {0, 0, "fbdb1d1b18aa6c08324b7d64b71fb76370690e1d",
     "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad",
     "b936cee86c9f87aa5d3c6f2e84cb5a4239a5fe50480a6ec66b70ab5b1f4ac6730c6c515421b327ec1d69402e53dfb49ad7381eb067b338fd7"
     "b0cb22247225d47"},
    {1, 5, "a41c817b58adc102ab3f8f6b9a199608971ab6a5",
     "871dc7ea7d09243db922cc0921b72a87c74cae77caf1b42fd914fd1edd6837cf",
     "380493e8ea173a7a85ed4751a52eadfc08876b8645cdb9b801412668516ea8e17052431a0eac37f3bab21b2da62e0fa108030c155d803541f"
     "9755e12e4b47bb1"},
    {64, 64, "63eae669f6f8a47cc2176066fcce81b341a96a03",
     "db5219927a65edbeb2bc49f8f438cffba7a962bd9803fd2f38b7034cf35c3b20",
     "9ab14460078e593792d629bc740645d26e7f35ec8772b05ebcb3a0e4953c7e0722e94e459f6153a3de87011c1b7b2286060fea11da0a8de18"
     "860baaedda0ac54"},
    {65, 20, "5f522d108001d9021a7c773cc6c9bce81b535a5b",
     "39bd44a7f1ae653093b246c9b572d115ed72b36295b42ef2263c270bbb269ad4",
     "12094a865be86dd4456f31f58fdbeaad416d37f5add2dbff5b16a2b232b27ce36b62e67b873b8a152132c7802ae3d0aee0e101c007677beb1"
     "c46bdb007fefb80"},
    {128, 100, "3868fe630819b2a718aa1a36cdc1efd66ea9ddd7",
     "d6751bd353f3f140a61f81628a9c9d51f04139481dac695db380fd21ce6c9306",
     "859a5ac7574d30f5521686aaf283d634e4d46e7877f54dc81d0eeaf30caf4c46a11244569a236336c3f8f843256ecbbc6aa302696a64ccec2"
     "83d33a80545a606"},
    {129, 1000, "c57d1c2b9992b4cc1ce95670656a0be03df61060",
     "7daa1f146792ef9059f6eff57e198227af9ab7be071d2f69dc1af6ac75c15610",
     "dd1a03d36fa406c061a4cfa31f68fc79f5ba76f8cda96e47d5f3201749c5f0b34da432c13ed1fc4c3f770b74ba97d5819f8fa9c38da6507e5"
     "b97d1cd48ecdf04"},
    {200, 3, "51e7f93e7a905e38fe646f8abc6746e8c8430899",
     "062ab9ffe0569df21985215e78d445baaceca905bac21f97a39efcff9e91b4c7",
     "2dac3e02831f8527c4b78b3b3530ce414d2c04eecf07ac9c10c613fe7b8cbfae464192e0cdb40a5a39768cb6d972831811caf6d52152a4e7e"
     "2477eab202b285d"},
};

struct Cipher {
  int bits;
  std::size_t key;
  std::size_t message;
  const char* text;
};
constexpr Cipher kCiphers[] = {
    {256, 7, 0, "Sfz6ABFELgLdfsLkb0aLxA=="},
    {256, 32, 15, "mVvmai72i8IabNwREuqHrg=="},
    {256, 32, 16, "qjtZhctQhs9IBe92FlzITKC/KTiUEfC8mfJduzlmONQ="},
    {256, 1, 17, "+spVLpvQXaiO7pN3WQEtzgURHF2UvtsJ0a8K05QXJG8="},
    {128, 16, 100,
     "7I6RPlL9hwGyHLZ2lK0WwFKQh6ObRkv7FLBeZeIUt/W2T/"
     "ocUfM3ukBAvT8iGFYmYS+l9RROYtnNvcgsLVQ9KdSr6H0Q4WwLKd9wFyOD5OKxenMmyMv/foxRqSFwcpcWV9++7ooOlP5AEyW6lwECJg=="},
    {128, 7, 31, "wBrsMHZUbvgZHXqxBpjJcSfdsKkiN1KETjBkALGS65U="},
    {128, 0, 32, "w3DVzGgoamzu0x2G7ljq8j+ZDl1cbOeji8ZlIqh8vowvgRf2YeeF44PuncpceL/1"},
};
constexpr std::string_view kIv = "fedcba9876543210";

class EncryptionTest : public BuiltinTest {
 protected:
  std::string run(std::string_view name, std::vector<Value> arguments) {
    return shown("zoho.encryption." + std::string(name), std::move(arguments));
  }
  std::string error(std::string_view name, std::vector<Value> arguments) {
    return error_of("zoho.encryption." + std::string(name), std::move(arguments));
  }
};

TEST_F(EncryptionTest, HashesArePythons) {
  for (const Hashes& row : kHashes) {
    const Value data = text(message(row.size));
    EXPECT_EQ(run("md5", {data}), row.md5) << row.size;
    EXPECT_EQ(run("sha1", {data}), row.sha1) << row.size;
    EXPECT_EQ(run("sha256", {data}), row.sha256) << row.size;
    EXPECT_EQ(run("sha512", {data}), row.sha512) << row.size;
  }
}

TEST_F(EncryptionTest, HmacsArePythons) {
  for (const Hmacs& row : kHmacs) {
    const std::vector<Value> arguments = {text(key(row.key)), text(message(row.message)), text("HEX")};
    EXPECT_EQ(run("hmacsha1", arguments), row.sha1) << row.key;
    EXPECT_EQ(run("hmacsha256", arguments), row.sha256) << row.key;
    EXPECT_EQ(run("hmacsha512", arguments), row.sha512) << row.key;
  }
}

TEST_F(EncryptionTest, CiphertextsAreOpenssls) {
  for (const Cipher& row : kCiphers) {
    const std::string_view encode = row.bits == 256 ? "aesEncode" : "aesEncode128";
    const std::string_view decode = row.bits == 256 ? "aesDecode" : "aesDecode128";
    EXPECT_EQ(run(encode, {text(key(row.key)), text(message(row.message)), text(kIv)}), row.text);
    EXPECT_EQ(run(decode, {text(key(row.key)), text(row.text), text(kIv)}), message(row.message));
  }
}

TEST_F(EncryptionTest, WithoutAnIvEveryCiphertextIsAnother) {
  for (const std::size_t size : {0u, 1u, 16u, 300'000u}) {
    const std::string first = run("aesEncode", {text("passkey"), text(message(size))});
    const std::string second = run("aesEncode", {text("passkey"), text(message(size)), Value()});
    EXPECT_NE(first, second);
    EXPECT_EQ(run("aesDecode", {text("passkey"), text(first)}), message(size));
    EXPECT_EQ(run("aesDecode", {text("passkey"), text(second), Value()}), message(size));
  }
  const std::string iterated = run("aesEncode128", {text("k"), text("x"), Value(), number(200)});
  EXPECT_EQ(run("aesDecode128", {text("k"), text(iterated), Value(), number(200)}), "x");
}

TEST_F(EncryptionTest, WrongKeysAndTexts) {
  EXPECT_EQ(error("aesEncode", {text(key(33)), text("x")}),
            "A key of 33 bytes is out of range for the function zoho.encryption.aesEncode: 32 bytes are the most");
  EXPECT_EQ(error("aesEncode128", {text(key(17)), text("x")}),
            "A key of 17 bytes is out of range for the function zoho.encryption.aesEncode128: 16 bytes are the most");
  EXPECT_EQ(error("aesEncode", {text("k"), text("x"), text("short")}),
            "An IV of 5 bytes is out of range for the function zoho.encryption.aesEncode: it has to have 16");
  EXPECT_EQ(error("aesEncode128", {text("k"), text("x"), Value(), number(201)}),
            "201 is out of range for the function zoho.encryption.aesEncode128: without an IV, 0 to 200 iterations are "
            "possible");
  EXPECT_EQ(error("aesDecode", {text("k"), text("%%%%")}), "The text given to zoho.encryption.aesDecode is not base64");
  EXPECT_EQ(error("aesDecode", {text("k"), text("AAAA")}), "The text cannot be decrypted");
  EXPECT_EQ(error("aesDecode", {text("k"), text("")}), "The text cannot be decrypted");
  EXPECT_EQ(
      error("aesDecode", {text("wrong"), text("F0JOCSWN0Eb2Y//llSoROcsQxHihYnMwCuJSywFaaigEJzQdjnznq7+rSUXy6JlG")}),
      "The text cannot be decrypted");
}

TEST_F(EncryptionTest, WrongArguments) {
  EXPECT_EQ(error("sha256", {text("x"), text("octal")}),
            "\"octal\" is out of range for the function zoho.encryption.sha256: the results that it knows are \"hex\", "
            "\"binary\"");
  EXPECT_EQ(error("hmacsha256", {text("x"), text("y"), text("octal")}),
            "\"octal\" is out of range for the function zoho.encryption.hmacsha256: the results that it knows are "
            "\"base64\", \"hex\", \"binary\"");
  EXPECT_EQ(
      error("md5", {number(1)}),
      "Incompatible types for zoho.encryption.md5 function at argument index 1\nRequired : [TEXT]\nFound : NUMBER");
  EXPECT_EQ(error("md5", {Value()}), "Null value occurred while performing zoho.encryption.md5 operation");
  context.dialect = grammar::Dialect::Creator;
  EXPECT_EQ(error("hmacsha1", {text("x"), text("y"), text("hex")}),
            "No. of arguments mismatches for the function zoho.encryption.hmacsha1");
}

TEST_F(EncryptionTest, Base64) {
  // RFC 4648, section 10
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, encoded] : vectors) {
    EXPECT_EQ(run("base64Encode", {text(plain)}), encoded);
    EXPECT_EQ(run("base64Decode", {text(encoded)}), plain);
  }
  EXPECT_EQ(run("base64Decode", {text("Zm9v\r\nYg")}), "foob");
  EXPECT_EQ(run("base64Decode", {text("fn5-fw")}), run("base64Decode", {text("fn5+fw==")}));
  EXPECT_EQ(run("base64Encode", {call("zoho.encryption.base64DecodeToFile", {text("//79AAE="), text("x.bin")})}),
            "//79AAE=");
  for (const char* wrong : {"Z", "Zm9vY", "Zg=", "Zg===", "Z=g=", "Zm9v=", "Zm!v", "=", "Zg==Zg=="})
    EXPECT_EQ(error("base64Decode", {text(wrong)}), "The text given to zoho.encryption.base64Decode is not base64")
        << wrong;
}

// Unicode 15, table 3-8: how Java and the web decode what is not UTF-8.
TEST_F(EncryptionTest, BytesThatAreNotUtf8) {
  const std::string mark = "\xEF\xBF\xBD";
  EXPECT_EQ(run("base64Decode", {text("YfE=")}), "a" + mark);  // 61 F1
  // 61 F1 80 80 E1 80 C2 62 80 63 80 BF 64
  EXPECT_EQ(run("base64Decode", {text("YfGAgOGAwmKAY4C/ZA==")}),
            "a" + mark + mark + mark + "b" + mark + "c" + mark + mark + "d");
  EXPECT_EQ(run("base64Decode", {text("7aCA")}), mark + mark + mark);  // ED A0 80, half of a surrogate pair
  EXPECT_EQ(run("base64Decode", {text("8J+YgA==")}), "\xF0\x9F\x98\x80");
}

TEST_F(EncryptionTest, AHashOfALongTextEndsWithTheRun) {
  Limits short_run;
  short_run.wall_clock = std::chrono::milliseconds(1);
  Budget hurried(short_run);
  Context late(heap, hurried, host);
  std::vector<Value> arguments = {text(std::string(64u << 20, 'x'))};
  const FunctionRecord* record = functions().free_function(functions().find_name("zoho.encryption.md5"));
  Call native{late, arguments, *record};
  EXPECT_THROW(record->run(native), Raised);
}

// ---- URLs, HTML, XML

TEST_F(EncryptionTest, Urls) {
  EXPECT_EQ(shown("encodeUrl", {text("café ~.-*_/?&=+%")}),
            "caf%C3%A9+%7E.-*_%2F%3F%26%3D%2B%25");  // as java.net.URLEncoder
  EXPECT_EQ(shown("encodeUrl", {number(5)}), "5");
  EXPECT_EQ(run("urlEncode", {text("a+b c")}), "a%2Bb%20c");
  EXPECT_EQ(run("urlDecode", {text("a+b%20c%c3%A9")}), "a b cé");
  EXPECT_EQ(run("urlDecode", {text("%ff")}), "\xEF\xBF\xBD");
  EXPECT_TRUE(call("zoho.encryption.urlEncode", {number(1)}).is_null());
  EXPECT_TRUE(call("zoho.encryption.urlDecode", {Value()}).is_null());
  for (const char* wrong : {"%", "%2", "%zz", "100% sure"})
    EXPECT_EQ(error("urlDecode", {text(wrong)}), "A '%' in the text is not followed by two hexadecimal digits")
        << wrong;
}

TEST_F(EncryptionTest, Html) {
  EXPECT_EQ(shown("htmlEncode", {text("é € α <\"'&> 中")}), "&eacute; &euro; &alpha; &lt;&quot;'&amp;&gt; 中");
  EXPECT_EQ(shown("htmlDecode", {text("&eacute;&#233;&#xe9;&#XE9;&apos;&nbsp;")}), "éééé'\xC2\xA0");
  EXPECT_EQ(shown("htmlDecode", {text("&unknown; &amp &#; &#x; &#xD800; &#1114112; & &;")}),
            "&unknown; &amp &#; &#x; &#xD800; &#1114112; & &;");
  EXPECT_EQ(shown("htmlDecode", {text("&amp;lt;")}), "&lt;");
  EXPECT_EQ(shown("xmlEncode", {text("<a b=\"c\">d's & é</a>")}),
            "&lt;a b=&quot;c&quot;&gt;d&apos;s &amp; é&lt;/a&gt;");
  EXPECT_EQ(shown("xmlDecode", {text("&lt;&#65;&eacute;&quot;")}), "<A&eacute;\"");
}

TEST_F(EncryptionTest, EscapingAndUnescapingUndoEachOther) {
  for (const char* value : {"", "plain", "<&>\"'", "é€中😀", "&amp;amp;", "a%b+c d"}) {
    EXPECT_EQ(shown("htmlDecode", {call("htmlEncode", {text(value)})}), value);
    EXPECT_EQ(shown("xmlDecode", {call("xmlEncode", {text(value)})}), value);
    EXPECT_EQ(run("urlDecode", {call("zoho.encryption.urlEncode", {text(value)})}), value);
    EXPECT_EQ(run("urlDecode", {call("encodeUrl", {text(value)})}), value);
    EXPECT_EQ(run("base64Decode", {call("zoho.encryption.base64Encode", {text(value)})}), value);
  }
}

}  // namespace
}  // namespace sluice::builtins
