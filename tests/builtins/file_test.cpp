// FILE functions: parts, archives, and archives that want to do harm.
#include "interpreter/support/archive.h"
#include "tests/builtins/harness.h"

namespace sluice::builtins {
namespace {

class FileTest : public BuiltinTest {
 protected:
  Value file(std::string_view name, std::string_view content) {
    return FileObject::make(heap, text(name), text("application/octet-stream"), text(content));
  }
  std::string part(const Value& file, std::string_view name) { return shown(name, {file}); }
  // Names and contents that extract() finds.
  std::string extracted(const Value& archive) {
    const Value files = call("extract", {archive});
    EXPECT_EQ(files.type(), Type::Collection);
    std::string all;
    const Container& found = files.container();
    for (std::uint32_t p = found.first_place(); p != Container::kEnd; p = found.next_place(p))
      all += shown(found.key_at(p)) + "=" + std::string(found.value_at(p).file().content.text()) + ";";
    return all;
  }
  std::string zip_with_name(const std::string& name) {
    support::ZipWriter zip({.year = 2024}, heap, budget);
    zip.add_file(name, "x");
    return zip.finish();
  }
};

TEST_F(FileTest, Parts) {
  const Value png = call("toFile", {text("x"), text("Logo.PNG")});
  EXPECT_EQ(part(png, "getFileType"), "image/png");
  EXPECT_EQ(part(png, "getFileName"), "Logo.PNG");
  EXPECT_EQ(part(png, "getFileSize"), "1");
  EXPECT_EQ(part(call("toFile", {text("é"), text("none")}), "getFileSize"), "2");
  EXPECT_EQ(part(call("toFile", {text(""), text("none")}), "getFileType"), "application/octet-stream");
  EXPECT_EQ(part(call("toFile", {numbers({1, 2}), text("a.csv")}), "getFileContent"), "1,2");
  EXPECT_EQ(part(file("x", "a\xFF"), "getFileContent"), "a\xEF\xBF\xBD");
  EXPECT_EQ(part(file("x", "a\xFF"), "getFileSize"), "2");
  EXPECT_EQ(shown("isFile", {png}), "true");
}

TEST_F(FileTest, SettersChangeTheFileItself) {
  const Value one = file("a.txt", "x");
  const Value same = one;
  call("setFileName", {one, text("b.txt")});
  call("setFileType", {one, text("text/x")});
  call("setCharSet", {one, text("UTF-16")});
  call("setParamName", {one, text("upload")});
  EXPECT_EQ(part(same, "getFileName"), "b.txt");
  EXPECT_EQ(part(same, "getFileType"), "text/x");
  EXPECT_EQ(shown(same.file().character_set), "UTF-16");
  EXPECT_EQ(shown(same.file().parameter_name), "upload");
}

TEST_F(FileTest, WrongArguments) {
  EXPECT_EQ(error_of("getFileContent", {text("a.txt")}),
            "'TEXT' can not be cast to '[FILE]' for the function 'getFileContent'");
  EXPECT_EQ(error_of("setFileName", {file("a", "b"), number(1)}),
            "Incompatible types for setFileName function at argument index 1\nRequired : [TEXT]\nFound : NUMBER");
  EXPECT_EQ(error_of("toFile", {Value(), text("a")}), "Value is empty and 'toFile' function cannot be applied");
  EXPECT_EQ(error_of("compress", {texts({"a"})}), "'TEXT' can not be cast to '[FILE]' for the function 'compress'");
  EXPECT_EQ(error_of("convertToPDF", {file("a", "b")}),
            "convertToPDF needs a converter of documents, and none is configured here");
}

TEST_F(FileTest, ArchivesOfOneFileAndOfLists) {
  const Value archive = call("compress", {file("report.txt", "text")});
  EXPECT_EQ(part(archive, "getFileName"), "report.zip");
  EXPECT_EQ(part(archive, "getFileType"), "application/zip");
  EXPECT_EQ(extracted(archive), "report.txt=text;");
  EXPECT_EQ(part(call("compress", {file("report", "text"), text("old")}), "getFileName"), "old.zip");
  const Value both =
      call("compress", {list({file("a.txt", "1"), file("a.txt", "2"), file("b", std::string(100'000, 'x'))})});
  EXPECT_EQ(part(both, "getFileName"), "archive.zip");
  EXPECT_LT(call("getFileSize", {both}).as_number(), 2000);
  EXPECT_EQ(extracted(both), "a.txt=1;a (2).txt=2;b=" + std::string(100'000, 'x') + ";");
}

TEST_F(FileTest, ArchivesOfMapsHaveDirectories) {
  const Value tree = map({{"docs", map({{"é.txt", file("x", "1")}, {"deep", map({{"y", file("x", "2")}})}})},
                          {"none", map({})},
                          {"top", file("x", "3")}});
  EXPECT_EQ(extracted(call("compress", {tree})), "docs/é.txt=1;docs/deep/y=2;top=3;");
  EXPECT_EQ(error_of("compress", {map({{"a", number(1)}})}),
            "'BIGINT' can not be cast to '[FILE]' for the function 'compress'");
  Value endless = map({});
  endless.container().put(text("self"), endless);
  EXPECT_NE(error_of("compress", {endless}), "");
  endless.container().clear();
}

TEST_F(FileTest, NoArchiveIsEmpty) {
  EXPECT_EQ(extracted(file("x", "")), "");
  EXPECT_EQ(extracted(file("x", "this is no archive")), "");
  EXPECT_EQ(extracted(call("compress", {list({})})), "");
}

TEST_F(FileTest, NamesStayInside) {
  EXPECT_EQ(extracted(file("x", zip_with_name("../../etc/passwd"))), "etc/passwd=x;");
  EXPECT_EQ(extracted(file("x", zip_with_name("/etc/passwd"))), "etc/passwd=x;");
  EXPECT_EQ(extracted(file("x", zip_with_name("C:\\windows\\..\\x.ini"))), "windows/x.ini=x;");
  EXPECT_EQ(extracted(file("x", zip_with_name(".."))), "");
  const Value files = call("extract", {file("x", zip_with_name("a/b/c.txt"))});
  EXPECT_EQ(shown("getFileName", {*files.container().find(text("a/b/c.txt"))}), "c.txt");
  for (const std::string name : {"..", "../x", "a/../../x", "/etc/x", "a//b", "./a", "..\\x", "C:\\x", ""})
    EXPECT_EQ(error_of("compress", {file(name, "x")}),
              "The archive is refused: '" + name + "' cannot be the name of an entry");
  EXPECT_EQ(error_of("compress", {map({{"../x", file("x", "x")}})}),
            "The archive is refused: '../x' cannot be the name of an entry");
  EXPECT_EQ(extracted(call("compress", {file("a/b.txt", "x")})), "a/b.txt=x;");
}

TEST_F(FileTest, BombsAreRefused) {
  const std::string zeros(64u << 20, '\0');
  const Value bomb = call("compress", {file("bomb", zeros)});
  EXPECT_EQ(error_of("extract", {bomb}), "The archive is refused: it unfolds to more than a thousand times its size");
  support::ZipWriter many({.year = 2024}, heap, budget);
  for (std::uint32_t i = 0; i <= support::kMostZipEntries; ++i) many.add_file(std::to_string(i), "");
  EXPECT_EQ(error_of("extract", {file("x", many.finish())}), "The archive is refused: it has more than 10000 entries");
}

TEST_F(FileTest, WhatUnfoldsKeepsTheMemoryLimit) {
  std::string noise(3u << 20, ' ');
  for (std::size_t i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>(i * i >> 7);
  const Value archive = call("compress", {file("x", noise)});
  Heap small(1u << 20, 7);
  EXPECT_THROW(support::read_zip(archive.file().content.text(), small, budget, [](std::string, std::string) {}),
               Raised);
}

TEST_F(FileTest, DamagedArchives) {
  const std::string good(
      call("compress", {list({file("a", "some text"), file("b", "more text")})}).file().content.text());
  for (std::size_t size = 0; size < good.size(); ++size) {
    error_of("extract", {file("x", good.substr(0, size))});  // an error or nothing, never a crash
    std::string changed = good;
    changed[size] = static_cast<char>(changed[size] ^ 0x55);
    error_of("extract", {file("x", changed)});
  }
  std::string wrong_sum = good;
  wrong_sum[wrong_sum.find("some") == std::string::npos ? 40 : wrong_sum.find("some")] ^= 1;
  EXPECT_NE(error_of("extract", {file("x", wrong_sum)}), "");
}

TEST_F(FileTest, EncryptedArchivesAreRefused) {
  std::string encrypted(call("compress", {file("a", "text")}).file().content.text());
  for (const char* signature : {"PK\x03\x04", "PK\x01\x02"}) {
    const std::size_t place = encrypted.find(std::string(signature, 4));
    encrypted[place + (signature[2] == '\x03' ? 6 : 8)] |= 1;  // the flag of APPNOTE 4.4.4
  }
  EXPECT_EQ(error_of("extract", {file("x", encrypted)}), "The archive is refused: it is protected by a password");
}

}  // namespace
}  // namespace sluice::builtins
