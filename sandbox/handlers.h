// What the routes of the CRM call, by topic. Each gives the whole answer or throws an ApiError.
#pragma once

#include "sandbox/call.h"

namespace sluice::sandbox {

using Handler = Response (*)(const Call&);

// records.cpp
Response insert_records(const Call& call);
Response update_records(const Call& call);
Response update_record(const Call& call);
Response upsert_records(const Call& call);
Response delete_records(const Call& call);
Response delete_record(const Call& call);
Response deleted_records(const Call& call);

// search.cpp
Response search_records(const Call& call);

// convert.cpp
Response convert_lead(const Call& call);
Response conversion_options(const Call& call);

// related.cpp
Response list_related(const Call& call);
Response get_related(const Call& call);
Response update_related(const Call& call);
Response remove_related(const Call& call);

// attachments.cpp
Response upload_attachment(const Call& call);
Response download_attachment(const Call& call);
Response insert_notes_of(const Call& call);
Response update_note(const Call& call);
Response delete_child(const Call& call);
Response upload_photo(const Call& call);
Response download_photo(const Call& call);
Response delete_photo(const Call& call);
Response upload_files(const Call& call);
Response download_file(const Call& call);

// metadata.cpp
Response list_modules(const Call& call);
Response get_module(const Call& call);
Response list_fields(const Call& call);
Response get_field(const Call& call);
Response list_layouts(const Call& call);
Response get_layout(const Call& call);
Response list_related_lists(const Call& call);
Response list_views(const Call& call);
Response list_pipelines(const Call& call);
Response list_roles(const Call& call);
Response list_profiles(const Call& call);
Response list_contact_roles(const Call& call);
Response list_territories(const Call& call);
Response list_currencies(const Call& call);
Response list_features(const Call& call);

// users.cpp
Response list_users(const Call& call);
Response count_users(const Call& call);
Response get_user(const Call& call);
Response insert_users(const Call& call);
Response update_user(const Call& call);
Response delete_user(const Call& call);
Response get_org(const Call& call);

// tags.cpp
Response list_tags(const Call& call);
Response insert_tags(const Call& call);
Response update_tags(const Call& call);
Response delete_tag(const Call& call);
Response tag_records(const Call& call);
Response untag_records(const Call& call);

// variables.cpp
Response list_variables(const Call& call);
Response get_variable(const Call& call);
Response insert_variables(const Call& call);
Response update_variables(const Call& call);
Response delete_variables(const Call& call);
Response list_variable_groups(const Call& call);

// coql.cpp
Response run_coql(const Call& call);

// bulk_read.cpp, bulk_write.cpp
Response start_bulk_read(const Call& call);
Response get_bulk_read(const Call& call);
Response download_bulk_read(const Call& call);
Response upload_bulk_file(const Call& call);
Response start_bulk_write(const Call& call);
Response get_bulk_write(const Call& call);
Response download_bulk_write(const Call& call);

// composite.cpp, functions.cpp
Response run_composite(const Call& call);
Response run_function(const Call& call);

// listing.cpp
Response list_records(const Call& call);
Response get_record(const Call& call);
Response count_records(const Call& call);

}  // namespace sluice::sandbox
