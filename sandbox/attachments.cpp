// Notes and attachments of a record, its photo, and uploaded files.
#include "sandbox/batch.h"
#include "sandbox/handlers.h"
#include "sandbox/listing.h"
#include "sandbox/removal.h"
#include "sandbox/show.h"
#include "sandbox/write_record.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxFile = 20 * 1024 * 1024;
constexpr std::size_t kMaxAddress = 2000;
// The file that scanners agree to find, so that they can be tested without a virus. Written in two parts, so that they do
// not find this one.
constexpr std::string_view kTestVirus =
    "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-"
    "ANTIVIRUS-TEST-FILE!$H+H*";

RecordPtr parent_of(const Call& call) {
  RecordPtr parent = call.store.find(*call.module, id_segment(call, 1));
  if (parent == nullptr) throw bad_segment("the related id given seems to be invalid", 1);
  return parent;
}

ApiError file_missing() { return mandatory_missing({{"api_name", "file"}}); }

void check_content(const std::string& content) {
  if (content.size() > kMaxFile)
    throw ApiError(413, "FILE_SIZE_MORE_THAN_ALLOWED_SIZE",
                   "Please check if the size of the file is in the correct range", {{"maximum_size", kMaxFile}});
  if (content.starts_with(kTestVirus)) throw ApiError(400, "VIRUS_DETECTED", "virus detected in the file");
}

// None when the body is not multipart at all.
std::vector<Part> parts_of(const Call& call) {
  const std::string* type = call.request.header("content-type");
  if (type == nullptr || !fold(*type).starts_with("multipart/form-data")) return {};
  auto parts = multipart_of(call.request);
  if (!parts)
    throw ApiError(
        400, "INVALID_REQUEST",
        "unable to process your request. please verify whether you have entered proper method name, parameter "
        "and parameter values.");
  return *std::move(parts);
}

const Part& file_of(const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    if (part.name != "file" && part.file_name.empty()) continue;
    check_content(part.content);
    return part;
  }
  throw file_missing();
}

bool is_web_address(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://") || text.starts_with("ftp://");
}

Response download(const StoredFile& file, const std::string& type) {
  Response response;
  response.body = file.bytes;
  response.content_type = type;
  response.headers.emplace_back("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(file.name));
  return response;
}

// A child of the record in the path: its note or attachment in the fourth segment.
RecordPtr child_of(const Call& call, const Module& children) {
  const Id parent = parent_of(call)->id;
  const RecordPtr child = call.store.find(children, id_segment(call, 3));
  if (child == nullptr || child->cell(*children.field("Parent_Id")) != Json(parent))
    throw bad_segment("the related id given seems to be invalid", 3);
  return child;
}

Json attach(const Call& call, Id parent, const std::string& name, const std::string& content, const std::string& link) {
  const Module& attachments = *call.schema().module("Attachments");
  auto record = std::make_shared<Record>();
  record->id = call.store.next_id();
  record->owner = record->created_by = record->modified_by = call.user_id();
  record->created = record->modified = call.clock.now();
  record->set(*attachments.field("File_Name"), name);
  record->set(*attachments.field("Size"), content.size());
  record->set(*attachments.field("Parent_Id"), parent);
  if (link.empty())
    call.store.put_file(record->id, {name, "application/x-download", content});
  else
    call.store.put_document("attachment_link", std::to_string(record->id), link);
  call.store.put(attachments, record);
  return success(stamps(call, *record, false), "attachment uploaded successfully");
}

}  // namespace

Response upload_attachment(const Call& call) {
  const Id parent = parent_of(call)->id;
  const std::vector<Part> parts = parts_of(call);
  const std::string* address = call.parameter("attachmentUrl");
  std::string title = call.parameter("title") == nullptr ? std::string() : *call.parameter("title");
  for (const Part& part : parts) {
    if (part.name == "attachmentUrl") address = &part.content;
    if (part.name == "title") title = part.content;
  }
  Json result;
  if (address != nullptr) {
    if (address->size() > kMaxAddress) throw bad_parameter("attachmentUrl");
    if (!is_web_address(*address)) throw ApiError(400, "INVALID_URL_PATTERN", "the given attachment URL is incorrect");
    result = attach(call, parent, title.empty() ? *address : title, "", *address);
  } else {
    const Part& file = file_of(parts);
    result = attach(call, parent, file.file_name.empty() ? "file" : file.file_name, file.content, "");
  }
  return json_response(200, {{"data", Json::array({std::move(result)})}});
}

Response download_attachment(const Call& call) {
  const Id parent = parent_of(call)->id;
  const Module& attachments = *call.schema().module("Attachments");
  const RecordPtr record = call.store.find(attachments, id_segment(call, 3));
  if (record == nullptr || record->cell(*attachments.field("Parent_Id")) != Json(parent)) return no_content();
  const auto file = call.store.file(record->id);
  return file ? download(*file, "application/x-download") : no_content();
}

Response insert_notes_of(const Call& call) {
  const Id parent = parent_of(call)->id;
  const Module& notes = *call.schema().module("Notes");
  const Json body = body_of(call);
  const Json items = items_of(call, body);
  return batch_response(call, items.size(), 201, [&](std::size_t i) {
    const std::string path = "$.data[" + std::to_string(i) + "]";
    if (!items[i].is_object()) throw invalid_data("invalid data", {{"expected_data_type", "jsonobject"}});
    Json note = items[i];
    note["Parent_Id"] = id_text(parent);
    const RecordPtr record = new_record(call, notes, note, path);
    call.store.put(notes, record);
    return success(stamps(call, *record, true), "record added");
  });
}

Response update_note(const Call& call) {
  const Module& notes = *call.schema().module("Notes");
  const RecordPtr before = child_of(call, notes);
  const Json body = body_of(call);
  const Json items = items_of(call, body, "data", 1);
  Json change = Json::object();
  for (const char* name : {"Note_Title", "Note_Content"})
    if (items[0].is_object() && items[0].contains(name)) change[name] = items[0][name];
  return batch_response(call, 1, 200, [&](std::size_t) {
    const RecordPtr record = changed_record(call, notes, *before, change, "$.data[0]");
    call.store.put(notes, record);
    return success(stamps(call, *record, false), "record updated");
  });
}

Response delete_child(const Call& call) {
  const Module& children = *call.schema().module(call.segment(2));
  if (call.segments.size() > 3) {
    const RecordPtr child = child_of(call, children);
    remove_record(call, children, child);
    return json_response(200, {{"data", Json::array({success({{"id", call.segment(3)}}, "record deleted")})}});
  }
  const Id parent = parent_of(call)->id;
  const std::vector<std::string> ids = ids_parameter(call);
  return batch_response(call, ids.size(), 200, [&](std::size_t i) {
    const RecordPtr child = call.store.find(children, to_id(std::string_view(ids[i])).value_or(0));
    if (child == nullptr || child->cell(*children.field("Parent_Id")) != Json(parent))
      throw invalid_data("record not deleted", {{"id", ids[i]}});
    remove_record(call, children, child);
    return success({{"id", ids[i]}}, "record deleted");
  });
}

// ---------------------------------------------------------------- photos

namespace {

const Field& photo_field(const Call& call) {
  const Field* field = call.module->field("Record_Image");
  if (field == nullptr)
    throw ApiError(400, "NOT_SUPPORTED", "photo is not supported for the module", {{"resource_path_index", 2}});
  return *field;
}

Response photo_answer(const char* message) { return json_response(200, success(Json::object(), message)); }

}  // namespace

Response upload_photo(const Call& call) {
  const Field& field = photo_field(call);
  const RecordPtr before = parent_of(call);
  const std::vector<Part> parts = parts_of(call);
  const Part& file = file_of(parts);
  call.store.put_file(before->id, {file.file_name, file.content_type, file.content});
  auto record = std::make_shared<Record>(*before);
  record->set(field, random_hex(16));
  call.store.put(*call.module, record);
  return photo_answer("photo uploaded successfully");
}

Response download_photo(const Call& call) {
  photo_field(call);
  const auto file = call.store.file(parent_of(call)->id);
  return file ? download(*file, file->type.empty() ? "application/x-download" : file->type) : no_content();
}

Response delete_photo(const Call& call) {
  const Field& field = photo_field(call);
  const RecordPtr before = parent_of(call);
  call.store.erase_file(before->id);
  auto record = std::make_shared<Record>(*before);
  record->set(field, nullptr);
  call.store.put(*call.module, record);
  return photo_answer("Photo deleted");
}

// ---------------------------------------------------------------- files

Response upload_files(const Call& call) {
  Json results = Json::array();
  for (const Part& part : parts_of(call)) {
    if (part.file_name.empty()) continue;
    check_content(part.content);
    const Id number = call.store.next_id();
    const std::string id = random_hex(32);
    call.store.put_file(number, {part.file_name, part.content_type, part.content});
    call.store.put_document("upload", id,
                            {{"name", part.file_name}, {"size", part.content.size()}, {"number", number}});
    results.push_back(success({{"name", part.file_name}, {"id", id}}, part.file_name + " uploaded Succeessfully"));
  }
  if (results.empty()) throw file_missing();
  return json_response(200, {{"data", std::move(results)}});
}

Response download_file(const Call& call) {
  const std::string* id = call.parameter("id");
  if (id == nullptr) throw parameter_missing("id");
  const Json* upload = call.store.document("upload", *id);
  if (upload == nullptr) throw invalid_data("the id given seems to be invalid", {{"param_name", "id"}});
  const auto file = call.store.file(member(*upload, "number").get<Id>());
  return file ? download(*file, "application/x-download") : no_content();
}

}  // namespace sluice::sandbox
