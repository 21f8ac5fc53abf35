// The rows of each service. One file of this folder for each; table.cpp lists them.
#pragma once

#include <span>

#include "connectors/tasks/task.h"

namespace sluice::connectors::tasks {

using Rows = std::span<const Task>;

Rows crm_tasks();
Rows crm_v8_tasks();
Rows crm_legacy_tasks();
Rows finance_tasks();
Rows recruit_tasks();
Rows creator_tasks();
Rows cliq_tasks();
Rows connect_tasks();
Rows mail_tasks();
Rows desk_tasks();
Rows field_service_tasks();
Rows service_desk_tasks();
Rows bookings_tasks();
Rows projects_tasks();
Rows sheet_tasks();
Rows people_tasks();
Rows workdrive_tasks();
Rows writer_tasks();
Rows sign_tasks();
Rows analytics_tasks();
Rows directory_tasks();
Rows one_tasks();
Rows inside_tasks();
Rows salesforce_tasks();
Rows quickbooks_tasks();
Rows sms_tasks();

}  // namespace sluice::connectors::tasks
