#include "sandbox/line_items.h"

#include "sandbox/read_value.h"

namespace sluice::sandbox {

namespace {

constexpr std::size_t kMaxRows = 500;

double number_or(const Json& value, double otherwise) { return value.is_number() ? value.get<double>() : otherwise; }

// An amount, or a percentage of the total written "5%".
double discount_of(const Json& discount, double total) {
  if (discount.is_number()) return discount.get<double>();
  if (!discount.is_string()) return 0;
  const std::string text = discount.get<std::string>();
  if (text.empty() || text.back() != '%') return 0;
  try {
    return total * std::stod(text) / 100;
  } catch (const std::exception&) { return 0; }
}

Json unit_price(const Call& call, const Json& product) {
  const Module& products = *call.schema().module("Products");
  const RecordPtr record = call.store.find(products, product.is_number() ? product.get<Id>() : 0);
  return record == nullptr ? Json() : record->cell(*products.field("Unit_Price"));
}

void compute(const Call& call, Json& row) {
  if (member(row, "Quantity").is_null()) row["Quantity"] = 1;
  if (member(row, "List_Price").is_null()) {
    Json price = unit_price(call, member(row, "Product_Name"));
    row["List_Price"] = price.is_null() ? Json(0) : std::move(price);
  }
  const double total = number_or(member(row, "Quantity"), 1) * number_or(member(row, "List_Price"), 0);
  const double discount = discount_of(member(row, "Discount"), total);
  double tax = 0;
  for (const Json& one : member(row, "Line_Tax"))
    tax += (total - discount) * number_or(member(one, "percentage"), 0) / 100;
  row["Discount"] = discount;
  row["Total"] = total;
  row["Total_After_Discount"] = total - discount;
  row["Tax"] = tax;
  row["Net_Total"] = total - discount + tax;
}

// The names that v2 gives to the columns.
std::string column_name(const std::string& given) {
  if (given == "product") return "Product_Name";
  if (given == "quantity") return "Quantity";
  if (given == "list_price") return "List_Price";
  if (given == "product_description") return "Description";
  if (given == "book") return "Price_Book_Name";
  return given == "line_tax" ? "Line_Tax" : given;
}

Json read_row(const Call& call, const Module* items, const Json& given, const std::string& path) {
  Json row = Json::object();
  row["id"] = id_text(to_id(member(given, "id")).value_or(call.store.next_id()));
  for (const auto& [name, value] : given.items()) {
    const std::string column = column_name(name);
    if (column == "id" || column.starts_with('$') || value.is_null()) continue;
    const Field* field = items == nullptr ? nullptr : items->field(column);
    if (field == nullptr) {
      if (items == nullptr) row[column] = value;
    } else if (!field->writable() || field->stamp != Stamp::None) {
      continue;
    } else if (column == "Discount" && value.is_string()) {
      row[column] = value;
    } else {
      row[column] = read_value(call, *items, *field, value, path + "." + column);
    }
  }
  if (items == nullptr) return row;
  for (const Field& field : items->fields)
    if (field.mandatory && member(row, field.api_name).is_null())
      throw mandatory_missing(call.value_details(field.api_name, path + "." + field.api_name));
  compute(call, row);
  row["Created_Time"] = row["Modified_Time"] = call.clock.now();
  return row;
}

}  // namespace

Json read_line_items(const Call& call, const Module& module, const Field& field, const Json& given,
                     const std::string& path) {
  Json details = call.value_details(field.api_name, path);
  if (!given.is_array()) {
    details["expected_data_type"] = "jsonarray";
    throw invalid_data("invalid data", details);
  }
  if (given.size() > kMaxRows) {
    details["maximum_length"] = kMaxRows;
    throw invalid_data("invalid data", details);
  }
  const Module* items = call.schema().module(field.api_name);
  if (items != nullptr && items->parent != module.api_name) items = nullptr;
  Json rows = Json::array();
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string place = path + "[" + std::to_string(i) + "]";
    if (!given[i].is_object()) {
      details = call.value_details(field.api_name, place);
      details["expected_data_type"] = "jsonobject";
      throw invalid_data("invalid data", details);
    }
    Json row = read_row(call, items, given[i], place);
    row["Sequence_Number"] = i + 1;
    rows.push_back(std::move(row));
  }
  return rows;
}

Json merge_line_items(const Json& before, const Json& given) {
  Json merged = before;
  for (const Json& change : given) {
    const auto id = to_id(member(change, "id"));
    Json* old = nullptr;
    for (Json& row : merged)
      if (id && to_id(member(row, "id")) == id) old = &row;
    if (old == nullptr) {
      if (!change.contains("_delete")) merged.push_back(change);
    } else if (change.contains("_delete")) {
      merged.erase(static_cast<std::size_t>(old - &merged[0]));
    } else {
      for (const auto& [name, value] : change.items()) (*old)[name] = value;
    }
  }
  return merged;
}

void add_up(const Module& module, Record& record) {
  const Field* sub_total = module.field("Sub_Total");
  const Field* grand_total = module.field("Grand_Total");
  if (sub_total == nullptr || grand_total == nullptr) return;
  double sum = 0;
  for (const Field& field : module.fields)
    if (field.type == FieldType::Subform)
      for (const Json& row : record.cell(field)) sum += number_or(member(row, "Net_Total"), 0);
  const auto amount = [&](const char* name) { return number_or(record.cell(*module.field(name)), 0); };
  record.set(*sub_total, sum);
  record.set(*grand_total, sum - amount("Discount") + amount("Tax") + amount("Adjustment"));
}

}  // namespace sluice::sandbox
