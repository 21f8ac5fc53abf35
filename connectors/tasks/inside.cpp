// Tasks that exist only inside Zoho's own products: no interface that others can call does what they do. They are
// known, so that scripts which use them are checked; running one says why it cannot.
#include "connectors/tasks/services.h"

namespace sluice::connectors::tasks {

namespace {

constexpr std::string_view kNoAi = "Zia's functions are open to Zoho's own products only";
constexpr std::string_view kNoMap = "Zoho's map service has no interface that others can call";
constexpr std::string_view kNoBlueprint = "the blueprints of an application can only be moved by that application";
constexpr std::string_view kNoPush = "notifications to Zoho's mobile applications come from the application itself";
constexpr std::string_view kNoVisitor = "the session of a visitor exists only while SalesIQ runs the script";
constexpr std::string_view kNoProperties = "the properties of an extension are open only to that extension inside Cliq";
constexpr std::string_view kNoNotebook = "Zoho Notebook has no interface that others can call";

constexpr Argument kText = kept("sentence");
constexpr Argument kConnection = connection();

constexpr Task kRows[] = {
    {.name = "zoho.ai.analyseSentiment",
     .arguments = {kText},
     .page = "ai-tasks/analyse-sentiment.html",
     .summary = "Whether a sentence is positive, negative or neutral.",
     .impossible = kNoAi},
    {.name = "zoho.ai.detectFace",
     .arguments = {kept("input_image").file(), kept("is_dominant_face").boolean(),
                   kept("attributes").list().optional()},
     .page = "ai-tasks/detect-face.html",
     .summary = "The faces of a picture.",
     .impossible = kNoAi},
    {.name = "zoho.ai.detectObject",
     .arguments = {kept("file").file()},
     .page = "ai-tasks/detect-object.html",
     .summary = "The objects of a picture.",
     .impossible = kNoAi},
    {.name = "zoho.ai.extractKeywords",
     .arguments = {kept("content"), kept("number_of_elements").number().optional(), kept("model_type").optional(),
                   kept("keyword_length").number().optional()},
     .page = "ai-tasks/keyword-extraction.html",
     .summary = "The key words of a text.",
     .impossible = kNoAi},
    {.name = "zoho.ai.findNamedEntities",
     .arguments = {kText, kept("entity_type").of(kTextKind | kListKind)},
     .page = "ai-tasks/find-named-entities.html",
     .summary = "Names of people, places and organisations in a text.",
     .impossible = kNoAi},
    {.name = "zoho.ai.parseAddress",
     .arguments = {kept("address").of(kTextKind | kListKind)},
     .page = "ai-tasks/parse-address.html",
     .summary = "The parts of an address.",
     .impossible = kNoAi},
    {.name = "zoho.ai.parsePhoneNumber",
     .arguments = {kept("phone_number").id(), kept("country_code")},
     .page = "ai-tasks/parse-phone-number.html",
     .summary = "The parts of a telephone number.",
     .impossible = kNoAi},
    {.name = "zoho.ai.predictLanguage",
     .arguments = {kText},
     .page = "ai-tasks/predict-language.html",
     .summary = "The language of a text.",
     .impossible = kNoAi},
    {.name = "zoho.ai.recognizeText",
     .arguments = {kept("file").file(), kept("model_type").optional(), kept("language").optional()},
     .page = "ai-tasks/recognize-text.html",
     .summary = "The text in a picture.",
     .impossible = kNoAi},
    {.name = "zoho.ai.translate",
     .arguments = {kept("input_text"), kept("target_language"), kept("source_language").optional()},
     .page = "ai-tasks/translate.html",
     .summary = "A text in another language.",
     .impossible = kNoAi},

    {.name = "zoho.map.geoCode",
     .arguments = {kept("address")},
     .page = "map-tasks/geocode.html",
     .summary = "The latitude and longitude of an address.",
     .impossible = kNoMap},
    {.name = "zoho.map.rGeoCode",
     .arguments = {kept("latitude").number(), kept("longitude").number()},
     .page = "map-tasks/rgeocode.html",
     .summary = "The address of a latitude and longitude.",
     .impossible = kNoMap},
    {.name = "zoho.map.distanceBetween",
     .arguments = {kept("source_address"), kept("destination_address"), kept("unit")},
     .returns = interpreter::kNumeric,
     .page = "map-tasks/distance-between.html",
     .summary = "How far two addresses are apart.",
     .impossible = kNoMap},

    {.name = "thisapp.blueprint.changeStage",
     .arguments = {kept("form"), kept("blueprint"), kept("stage"), kept("record_id").id()},
     .returns = {},
     .page = "creator-blueprint-tasks/change-stage.html",
     .summary = "Moves a record to another stage of a blueprint.",
     .impossible = kNoBlueprint},
    {.name = "thisapp.blueprint.executeTransition",
     .arguments = {kept("form"), kept("blueprint"), kept("transition"), kept("record_id").id()},
     .returns = {},
     .page = "creator-blueprint-tasks/execute-transition.html",
     .summary = "Takes a record through a transition of a blueprint.",
     .impossible = kNoBlueprint},
    {.name = "zoho.pushNotification",
     .arguments = {kept("email").of(kTextKind | kListKind), kept("title"), kept("message"), kept("report_link_name"),
                   kept("record_id").id()},
     .page = "pushnotify-using-deluge.html",
     .summary = "Notifies users of Zoho Creator's mobile application.",
     .impossible = kNoPush},
    {.name = "zoho.salesiq.visitorsession.set",
     .arguments = {kept("portal_name"), kept("session_data").map(), kConnection},
     .page = "salesiq/visitorsession-set.html",
     .summary = "Keeps values for the visit that is under way.",
     .impossible = kNoVisitor},
    {.name = "zoho.salesiq.visitorsession.get",
     .arguments = {kept("portal_name"), kept("key"), kConnection},
     .page = "salesiq/visitorsession-get.html",
     .summary = "A value kept for the visit that is under way.",
     .impossible = kNoVisitor},
    {.name = "zoho.cliq.extension.setProperties",
     .arguments = {kept("properties").map(), kConnection.optional()},
     .page = "cliq/extension-tasks.html",
     .summary = "Sets properties of a Cliq extension.",
     .impossible = kNoProperties},
    {.name = "zoho.cliq.extension.getProperties",
     .arguments = {kept("key"), kConnection.optional()},
     .page = "cliq/extension-tasks.html",
     .summary = "A property of a Cliq extension.",
     .impossible = kNoProperties},
    {.name = "zoho.cliq.extension.deleteProperty",
     .arguments = {kept("key"), kConnection.optional()},
     .page = "cliq/extension-tasks.html",
     .summary = "Removes a property of a Cliq extension.",
     .impossible = kNoProperties},

    {.name = "zoho.notebook.createNotecard",
     .arguments = {kept("content").of(kTextKind | Type::File), kept("type"), kept("values"), kConnection.optional()},
     .page = "notebook/create-notecard.html",
     .summary = "Creates a note card.",
     .policy = ConnectionPolicy::RequiredInCreator,
     .impossible = kNoNotebook},
};

}  // namespace

Rows inside_tasks() { return kRows; }

}  // namespace sluice::connectors::tasks
