// zoho.books, zoho.invoice, zoho.inventory, zoho.billing (and its old name, zoho.subscriptions).
#include "connectors/tasks/services.h"
#include "connectors/tasks/task_call.h"
#include "interpreter/support/names.h"

namespace sluice::connectors::tasks {

namespace {

constexpr Service kBooks{"Zoho Books", "zoho_books", "{api_domain}", "/books/v3", "ZohoBooks.fullaccess.all"};
constexpr Service kInvoice{"Zoho Invoice", "zoho_oauth", "{api_domain}", "/invoice/v3", "ZohoInvoice.fullaccess.all"};
constexpr Service kInventory{"Zoho Inventory", "zoho_oauth", "{api_domain}", "/inventory/v1",
                             "ZohoInventory.FullAccess.all"};
constexpr Service kBilling{"Zoho Billing", "zoho_oauth", "{api_domain}", "/billing/v1",
                           "ZohoSubscriptions.fullaccess.all"};

// Modules stand in paths in lower case and without blanks: `Customer Payments` is customerpayments.
constexpr Argument kModule = path("module").squeezed();
constexpr Argument kOrg = query("org_id", "organization_id").id();
constexpr Argument kInvoiceOrg = header("org_id", "X-com-zoho-invoice-organizationid");
constexpr Argument kBillingOrg = header("org_id", "X-com-zoho-subscriptions-organizationid");
constexpr Argument kRecord = path("record_id").id();
constexpr Argument kData = body("data_map");
constexpr Argument kConnection = connection();
constexpr Argument kMaybe = connection().optional();

constexpr std::string_view kBooksStatuses[] = {"accepted", "declined", "sent", "void"};
constexpr std::string_view kBooksTemplates[] = {"Invoices",  "Salesorders",    "RetainerInvoices",
                                                "Estimates", "Purchaseorders", "CreditNotes"};
constexpr std::string_view kBooksStatusModules[] = {"Estimates", "Invoices"};
constexpr std::string_view kInvoiceModules[] = {"Contacts",         "Invoices",        "Customer Payments",
                                                "CustomerPayments", "Items",           "Estimates",
                                                "Expenses",         "ExpenseCategory", "Projects"};
constexpr std::string_view kInventoryModules[] = {"Contacts",    "PurchaseOrders", "Bills",
                                                  "SalesOrders", "CompositeItems", "Items",
                                                  "Invoices",    "Packages",       "ShipmentOrders"};
constexpr std::string_view kInventoryStatusModules[] = {"SalesOrders", "ShipmentOrders"};
constexpr std::string_view kInventoryStatuses[] = {"void", "delivered"};

constexpr std::string_view kBooksByIdAliases[] = {"zoho.books.getRecordById"};
constexpr std::string_view kInventoryByIdAliases[] = {"zoho.inventory.getRecordById"};
constexpr std::string_view kSubscriptionOrganizations[] = {"zoho.subscriptions.getOrganizations"};
constexpr std::string_view kSubscriptionCreate[] = {"zoho.subscriptions.create"};
constexpr std::string_view kSubscriptionList[] = {"zoho.subscriptions.getList"};
constexpr std::string_view kSubscriptionRetrieve[] = {"zoho.subscriptions.retrieve"};
constexpr std::string_view kSubscriptionUpdate[] = {"zoho.subscriptions.update"};

// The one module whose path is not its name: ExpenseCategory is expensecategories.
void prepare_invoice(TaskCall& call) {
  if (interpreter::same_name(call.text("module"), "ExpenseCategory"))
    call.parts.set_path("module", "expensecategories");
}

constexpr Task kRows[] = {
    {.name = "zoho.books.getOrganizations",
     .service = &kBooks,
     .arguments = {kConnection},
     .path = "/organizations",
     .source = "https://www.zoho.com/books/api/v3/organizations/#list-organizations",
     .page = "books/get-organizations.html",
     .summary = "The organisations of the account."},
    {.name = "zoho.books.createRecord",
     .service = &kBooks,
     .arguments = {kModule, kOrg, kData, kConnection},
     .method = "POST",
     .path = "/{module}",
     .source = "https://www.zoho.com/books/api/v3/contacts/#create-a-contact",
     .page = "books/create-record.html",
     .summary = "Creates a contact, invoice, item … of Zoho Books."},
    {.name = "zoho.books.updateRecord",
     .service = &kBooks,
     .arguments = {kModule, kOrg, kRecord, kData, kConnection},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/books/api/v3/contacts/#update-a-contact",
     .page = "books/update-record.html",
     .summary = "Changes a record; line items that are left out of the list are deleted."},
    {.name = "zoho.books.getRecords",
     .service = &kBooks,
     .arguments = {kModule, kOrg, query_pairs("search").of(kMapKind | Type::Text), kConnection},
     .path = "/{module}",
     .source = "https://www.zoho.com/books/api/v3/contacts/#list-contacts",
     .page = "books/fetch-records.html",
     .summary = "Records that match a map, or a text such as status=sent&page=2."},
    {.name = "zoho.books.getRecordsByID",
     .aliases = kBooksByIdAliases,
     .service = &kBooks,
     .arguments = {kModule, kOrg, kRecord, kConnection},
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/books/api/v3/contacts/#get-contact",
     .page = "books/fetch-record-by-id.html",
     .summary = "One record of Zoho Books."},
    {.name = "zoho.books.markStatus",
     .service = &kBooks,
     .arguments = {kModule.among(kBooksStatusModules), kOrg, kRecord, path("status").lower().among(kBooksStatuses),
                   kConnection},
     .method = "POST",
     .path = "/{module}/{record_id}/status/{status}",
     .source = "https://www.zoho.com/books/api/v3/invoices/#mark-an-invoice-as-sent",
     .page = "books/mark-status.html",
     .summary = "Marks an estimate or an invoice as accepted, declined, sent or void."},
    {.name = "zoho.books.getTemplates",
     .service = &kBooks,
     .arguments = {kModule.among(kBooksTemplates), kOrg, kConnection},
     .path = "/{module}/templates",
     .source = "https://www.zoho.com/books/api/v3/invoices/#list-invoice-templates",
     .page = "books/get-templates.html",
     .summary = "The templates of a module."},

    {.name = "zoho.invoice.create",
     .service = &kInvoice,
     .arguments = {kModule.among(kInvoiceModules), kInvoiceOrg, kData, kMaybe},
     .method = "POST",
     .path = "/{module}",
     .source = "https://www.zoho.com/invoice/api/v3/contacts/#create-a-contact",
     .page = "invoice/create-record.html",
     .summary = "Creates a record of Zoho Invoice.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_invoice},
    {.name = "zoho.invoice.getRecords",
     .service = &kInvoice,
     .arguments = {kModule.among(kInvoiceModules), kInvoiceOrg, query_pairs("search_map").optional(),
                   query("search_text").optional(), query("sort_column").optional(), kMaybe},
     .path = "/{module}",
     .source = "https://www.zoho.com/invoice/api/v3/contacts/#list-contacts",
     .page = "invoice/fetch-records.html",
     .summary = "Records that match a map or a text.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_invoice},
    {.name = "zoho.invoice.getRecordById",
     .service = &kInvoice,
     .arguments = {kModule.among(kInvoiceModules), kInvoiceOrg, kRecord, kMaybe},
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/invoice/api/v3/contacts/#get-contact",
     .page = "invoice/fetch-record-by-id.html",
     .summary = "One record of Zoho Invoice.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_invoice},
    {.name = "zoho.invoice.update",
     .service = &kInvoice,
     .arguments = {kModule.among(kInvoiceModules), kInvoiceOrg, kRecord, kData, kMaybe},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/invoice/api/v3/contacts/#update-a-contact",
     .page = "invoice/update-record.html",
     .summary = "Changes a record of Zoho Invoice.",
     .policy = ConnectionPolicy::NotInCreator,
     .prepare = prepare_invoice},

    {.name = "zoho.inventory.getOrganizations",
     .service = &kInventory,
     .arguments = {kMaybe},
     .path = "/organizations",
     .source = "https://www.zoho.com/inventory/api/v1/organizations/#list-organizations",
     .page = "inventory/get-organization.html",
     .summary = "The organisations of the account."},
    {.name = "zoho.inventory.createRecord",
     .service = &kInventory,
     .arguments = {kModule.among(kInventoryModules), kOrg, kData, kMaybe},
     .method = "POST",
     .path = "/{module}",
     .source = "https://www.zoho.com/inventory/api/v1/items/#create-an-item",
     .page = "inventory/create-record.html",
     .summary = "Creates a record of Zoho Inventory.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.inventory.getRecords",
     .service = &kInventory,
     .arguments = {kModule.among(kInventoryModules), kOrg, query_pairs("criteria_map").optional(), kMaybe},
     .path = "/{module}",
     .source = "https://www.zoho.com/inventory/api/v1/items/#list-all-the-items",
     .page = "inventory/get-records.html",
     .summary = "Records that match a map.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.inventory.getRecordsByID",
     .aliases = kInventoryByIdAliases,
     .service = &kInventory,
     .arguments = {kModule.among(kInventoryModules), kOrg, kRecord, kMaybe},
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/inventory/api/v1/items/#retrieve-an-item",
     .page = "inventory/get-records-by-id.html",
     .summary = "One record of Zoho Inventory.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.inventory.updateRecord",
     .service = &kInventory,
     .arguments = {kModule.among(kInventoryModules), kOrg, kRecord, kData, kMaybe},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/inventory/api/v1/items/#update-an-item",
     .page = "inventory/update-record.html",
     .summary = "Changes a record of Zoho Inventory.",
     .policy = ConnectionPolicy::NotInCreator},
    {.name = "zoho.inventory.markStatus",
     .service = &kInventory,
     .arguments = {kModule.among(kInventoryStatusModules), kOrg, kRecord,
                   path("status").lower().among(kInventoryStatuses), kMaybe},
     .method = "POST",
     .path = "/{module}/{record_id}/status/{status}",
     .source = "https://www.zoho.com/inventory/api/v1/salesorders/#mark-as-void",
     .page = "inventory/mark-status.html",
     .summary = "Marks a sales order as void or a shipment as delivered."},

    {.name = "zoho.billing.getOrganizations",
     .aliases = kSubscriptionOrganizations,
     .service = &kBilling,
     .arguments = {kConnection},
     .path = "/organizations",
     .source = "https://www.zoho.com/billing/api/v1/organizations/#list-organizations",
     .page = "subscription/get-organization.html",
     .summary = "The organisations of the account."},
    {.name = "zoho.billing.create",
     .aliases = kSubscriptionCreate,
     .service = &kBilling,
     .arguments = {kModule, kBillingOrg, kData, kConnection},
     .method = "POST",
     .path = "/{module}",
     .source = "https://www.zoho.com/billing/api/v1/customers/#create-a-customer",
     .page = "subscriptions/create-record.html",
     .summary = "Creates a record of Zoho Billing."},
    {.name = "zoho.billing.getList",
     .aliases = kSubscriptionList,
     .service = &kBilling,
     .arguments = {kModule, kBillingOrg, query("per_page").number(), query("page").number(), kConnection},
     .path = "/{module}",
     .source = "https://www.zoho.com/billing/api/v1/customers/#list-all-customers",
     .page = "subscription/fetch-records.html",
     .summary = "A page of records; how many a page has comes before its number."},
    {.name = "zoho.billing.retrieve",
     .aliases = kSubscriptionRetrieve,
     .service = &kBilling,
     .arguments = {kModule, kBillingOrg, kRecord, kConnection},
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/billing/api/v1/customers/#retrieve-a-customer",
     .page = "subscriptions/fetch-record-by-id.html",
     .summary = "One record of Zoho Billing."},
    {.name = "zoho.billing.update",
     .aliases = kSubscriptionUpdate,
     .service = &kBilling,
     .arguments = {kModule, kBillingOrg, kRecord, kData, kConnection},
     .method = "PUT",
     .path = "/{module}/{record_id}",
     .source = "https://www.zoho.com/billing/api/v1/customers/#update-a-customer",
     .page = "subscriptions/update-record.html",
     .summary = "Changes a record of Zoho Billing."},
};

}  // namespace

Rows finance_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
