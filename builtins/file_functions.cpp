// FILE functions (help/file, help/functions/file): parts of a file, files of texts, archives.
#include "builtins/families.h"
#include "builtins/files.h"
#include "interpreter/support/archive.h"

namespace sluice::builtins {

namespace {

Value content(Call& call) {
  const Value& bytes = call.receiver().file().content;
  call.context.budget.charge(bytes.text().size());
  if (bytes.text_is_ascii()) return bytes;
  return text_of_bytes(bytes.text(), call.context.heap);
}

Value name(Call& call) { return call.receiver().file().name; }
Value media_type(Call& call) { return call.receiver().file().media_type; }
Value size(Call& call) {
  return Value::number(static_cast<std::int64_t>(call.receiver().file().content.text().size()));
}

template <Value FileObject::* part>
Value set_part(Call& call) {
  call.receiver().file().*part = call.arguments[1];
  return {};
}

Value to_file(Call& call) {
  return make_file(call.arguments[1], to_text(call.receiver(), call.context), call.context.heap);
}

// ---- archives

constexpr int kMostDirectories = 64;

// A name that stays inside the directory that it is for, however an unpacker reads it.
std::string entry_name(const Call& call, const Value& key) {
  std::string text = to_string(key, call.context);
  if (text.empty() || text.find('\0') != std::string::npos || support::harmless_entry_name(text) != text)
    raise(messages::ArchiveRefused, {"'" + text + "' cannot be the name of an entry"});
  return text;
}

// `report.pdf`, then `report (2).pdf`. `used`: names, each with the number that is tried next when it comes again.
std::string free_name(const Value& used, const std::string& wanted, Heap& heap) {
  constexpr int kSecond = 2;
  Container& names = used.container();
  const Value* tried = names.find(Value::text(heap, wanted));
  if (tried == nullptr) {
    names.put(Value::text(heap, wanted), Value::number(kSecond));
    return wanted;
  }
  const std::size_t point = std::min(wanted.rfind('.'), wanted.size());
  for (std::int64_t number = tried->as_number();; ++number) {
    std::string next = wanted.substr(0, point) + " (" + std::to_string(number) + ")" + wanted.substr(point);
    if (names.find(Value::text(heap, next)) != nullptr) continue;
    names.put(Value::text(heap, wanted), Value::number(number + 1));
    names.put(Value::text(heap, next), Value::number(kSecond));
    return next;
  }
}

// What extract() would refuse is not made either.
void check_count(std::uint32_t entries) {
  if (entries > support::kMostZipEntries)
    raise(messages::ArchiveRefused,
          {"it would have more than " + std::to_string(support::kMostZipEntries) + " entries"});
}

[[noreturn]] void refuse_element(const Call& call, const Value& element) {
  raise(messages::CannotCastArgument, {name_of(element.type()), "FILE", call.function.name});
}

void add_files(const Call& call, support::ZipWriter& zip, const Container& files) {
  Heap& heap = call.context.heap;
  const Value used = Container::make_map(heap);
  check_count(files.size());
  for (std::uint32_t p = files.first_place(); p != Container::kEnd; p = files.next_place(p)) {
    const Value& element = files.value_at(p);
    if (element.type() != Type::File) refuse_element(call, element);
    zip.add_file(free_name(used, entry_name(call, element.file().name), heap), element.file().content.text());
  }
}

void add_directory(const Call& call, support::ZipWriter& zip, const Container& entries, const std::string& path,
                   int depth, std::uint32_t& count) {
  check_count(count += entries.size());
  if (depth > kMostDirectories)
    raise(messages::ArchiveRefused, {"directories nest more than " + std::to_string(kMostDirectories) + " deep"});
  for (std::uint32_t p = entries.first_place(); p != Container::kEnd; p = entries.next_place(p)) {
    const Value& element = entries.value_at(p);
    const std::string full = path + entry_name(call, entries.key_at(p));
    if (element.type() == Type::File) {
      zip.add_file(full, element.file().content.text());
    } else if (element.is_container() && (element.container().is_keyed() || element.container().empty())) {
      zip.add_directory(full + "/");
      add_directory(call, zip, element.container(), full + "/", depth + 1, count);
    } else {
      refuse_element(call, element);
    }
  }
}

std::string archive_name(const Call& call) {
  if (call.count() > 1) return std::string(call.arguments[1].text()) + ".zip";
  if (call.receiver().type() != Type::File) return "archive.zip";
  const std::string_view file = call.receiver().file().name.text();
  return std::string(file.substr(0, file.rfind('.'))) + ".zip";
}

Value compress(Call& call) {
  Context& context = call.context;
  const Value& from = call.receiver();
  support::ZipWriter zip(fields_of(context.now(), *context.dates.zone), context.heap, context.budget);
  if (from.type() == Type::File) {
    zip.add_file(entry_name(call, from.file().name), from.file().content.text());
  } else if (from.container().is_keyed()) {
    std::uint32_t count = 0;
    add_directory(call, zip, from.container(), "", 0, count);
  } else {
    add_files(call, zip, from.container());
  }
  return make_file(context.text(archive_name(call)), context.text(zip.finish()), context.heap);
}

Value extract(Call& call) {
  Heap& heap = call.context.heap;
  Value files = Container::make_collection(heap);
  files.container().become_keyed();
  const auto take = [&](std::string full, std::string bytes) {
    const Value key = text_of_bytes(full, heap);
    const std::size_t slash = key.text().rfind('/');
    const Value file_name =
        slash == std::string_view::npos ? key : Value::text(heap, std::string(key.text().substr(slash + 1)));
    files.container().put(key, make_file(file_name, Value::text(heap, bytes), heap));
  };
  support::read_zip(call.receiver().file().content.text(), heap, call.context.budget, take);
  return files;
}

// Sluice draws no pages: the host does, or the script gets an error that it can catch.
Value convert_to_pdf(Call& call) {
  Value request = Container::make_map(call.context.heap);
  Value options = Container::make_list(call.context.heap);
  for (std::size_t i = 1; i < call.count(); ++i) options.container().push(call.arguments[i]);
  request.container().put(call.context.text("file"), call.receiver());
  request.container().put(call.context.text("arguments"), options);
  return call.context.host.perform("convertToPDF", request, call.context);
}

constexpr ParameterRecord kName[] = {{"name", Type::Text}};
constexpr ParameterRecord kMediaType[] = {{"type", Type::Text}};
constexpr ParameterRecord kCharacterSet[] = {{"charset", Type::Text}};
constexpr ParameterRecord kZipName[] = {{"zipName", Type::Text, true}};
constexpr ParameterRecord kOptions[] = {{"option", kAny, true}};
constexpr TypeSet kToFile = kTextLike | kContainers;

constexpr FunctionRecord kFunctions[] = {
    {.name = "getFileContent",
     .receiver = Type::File,
     .result = Type::Text,
     .cost = {4},
     .page = "file/get-file-content.html",
     .summary = "The content of a file as TEXT; bytes that are not UTF-8 become \xEF\xBF\xBD.",
     .example = "info \"a,b\".toFile(\"list.csv\").getFileContent();",
     .example_result = "a,b",
     .run = content},
    {.name = "getFileName",
     .receiver = Type::File,
     .result = Type::Text,
     .cost = {2},
     .page = "file/get-file-name.html",
     .summary = "The name of a file.",
     .example = "info \"a,b\".toFile(\"list.csv\").getFileName();",
     .example_result = "list.csv",
     .run = name},
    {.name = "getFileSize",
     .receiver = Type::File,
     .result = Type::Number,
     .cost = {2},
     .page = "file/get-file-size.html",
     .summary = "The size of a file in bytes.",
     .example = "info \"a,b\".toFile(\"list.csv\").getFileSize();",
     .example_result = "3",
     .run = size},
    {.name = "getFileType",
     .receiver = Type::File,
     .result = Type::Text,
     .cost = {2},
     .page = "file/get-file-type.html",
     .summary = "The media type of a file.",
     .example = "info \"a,b\".toFile(\"list.csv\").getFileType();",
     .example_result = "text/csv",
     .run = media_type},
    {.name = "setFileName",
     .receiver = Type::File,
     .parameters = kName,
     .use = Use::Void,
     .cost = {2},
     .page = "file/set-file-name.html",
     .summary = "Gives a file another name.",
     .example = "f = \"a,b\".toFile(\"list.csv\");\nf.setFileName(\"names.csv\");\ninfo f.getFileName();",
     .example_result = "names.csv",
     .run = set_part<&FileObject::name>},
    {.name = "setFileType",
     .receiver = Type::File,
     .parameters = kMediaType,
     .use = Use::Void,
     .cost = {2},
     .page = "file/set-file-type.html",
     .summary = "Sets the media type that a file is sent with; the content stays.",
     .example = "f = \"a,b\".toFile(\"list.csv\");\nf.setFileType(\"text/plain\");\ninfo f.getFileType();",
     .example_result = "text/plain",
     .run = set_part<&FileObject::media_type>},
    {.name = "setCharSet",
     .receiver = Type::File,
     .parameters = kCharacterSet,
     .use = Use::Void,
     .cost = {2},
     .page = "file/set-charset.html",
     .summary = "Sets the character set that a file is sent in.",
     .example = "f = \"a,b\".toFile(\"list.csv\");\nf.setCharSet(\"UTF-16\");\ninfo f.getFileSize();",
     .example_result = "3",
     .run = set_part<&FileObject::character_set>},
    {.name = "setParamName",
     .receiver = Type::File,
     .parameters = kName,
     .use = Use::Void,
     .cost = {2},
     .page = "webhook/invokeurl-api-task.html",
     .summary = "Sets the name of the form field that a file is sent in.",
     .example = "f = \"a,b\".toFile(\"list.csv\");\nf.setParamName(\"attachment\");\ninfo f.getFileName();",
     .example_result = "list.csv",
     .run = set_part<&FileObject::parameter_name>},
    {.name = "toFile",
     .receiver = kToFile,
     .parameters = kName,
     .result = Type::File,
     .cost = {20, 1},
     .page = "functions/file/to-file.html",
     .summary = "A file with this content: a TEXT, or the text that info prints.",
     .example = "info \"Sunshine\".toFile(\"notes.txt\").getFileType();",
     .example_result = "text/plain",
     .run = to_file},
    {.name = "compress",
     .receiver = Type::File | kContainers,
     .parameters = kZipName,
     .result = Type::File,
     .cost = {500},
     .page = "functions/file/compress.html",
     .summary = "A ZIP archive of a file, of a list of files, or of a map of names to files and maps (directories).",
     .example = "info {\"a.txt\" : \"A\".toFile(\"a\")}.compress(\"backup\").getFileName();",
     .example_result = "backup.zip",
     .run = compress},
    {.name = "extract",
     .receiver = Type::File,
     .result = Type::Collection,
     .cost = {500},
     .page = "functions/file/extract.html",
     .summary = "The files of a ZIP archive by their names; nothing for another file.",
     .example = "info \"A\".toFile(\"a.txt\").compress().extract().get(\"a.txt\").getFileContent();",
     .example_result = "A",
     .run = extract},
    {.name = "convertToPDF",
     .receiver = Type::File,
     .parameters = kOptions,
     .variadic = true,
     .result = Type::File,
     .cost = {500},
     .page = "functions/file/convert-to-pdf.html",
     .summary = "The file as PDF. The host program does it; without one that can, an error that can be caught.",
     .example = "try { info \"A\".toFile(\"a.txt\").convertToPDF(); } catch (e) { x = e.message; }\ninfo x;",
     .example_result = "convertToPDF needs a converter of documents, and none is configured here",
     .run = convert_to_pdf},
};

}  // namespace

Family file_functions() { return kFunctions; }

}  // namespace sluice::builtins
